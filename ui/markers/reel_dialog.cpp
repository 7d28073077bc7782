#include "ui/markers/reel_dialog.h"

#include <QCheckBox>
#include <QLineEdit>

#include <fmt/format.h>

#include "ui/edit_values.h"
#include "ui/text.h"
#include "ui/transport/position_text.h"

namespace dub::ui {
namespace {

// People say the last frame that is seen; the session the first that is not.
constexpr FrameCount one{1};

QString timecode_of(const session::Session& session, FramePos frame) {
    return text_of(to_timecode(frame, session.info->timecode));
}

} // namespace

ReelDialog::ReelDialog(const session::Session& session, const session::Segment& segment,
                       EditAnswered answered, QWidget* parent)
    : FormDialog(QStringLiteral("Reel"), parent)
    , session_(session)
    , before_(segment)
    , answered_(std::move(answered))
    , name_(add_line("Name", text_of(segment.name)))
    , first_(add_line("FFOA", timecode_of(session, segment.action.start)))
    , last_(add_line("LFOA", timecode_of(session, segment.action.end - one)))
    , leader_(add_line("Leader, frames", QString::number(segment.leader.value)))
    , two_pop_(add_check("2-pop", segment.two_pop))
    , tail_pop_(add_check("Tail pop", segment.tail_pop)) {
    add_buttons();
    name_->selectAll();
}

Result<FramePos> ReelDialog::frame_of(const QLineEdit& line, FramePos before) const {
    TRY(const SamplePos at, parse_position(line.text().toStdString(), Unit::timecode, session_,
                                           session::sample_of(session_, before)));
    return session::frame_of(session_, at);
}

Result<void> ReelDialog::answer() {
    TRY(const FramePos first, frame_of(*first_, before_.action.start));
    TRY(const FramePos last, frame_of(*last_, before_.action.end - one));
    bool is_number = false;
    const qlonglong leader = leader_->text().toLongLong(&is_number);
    if (!is_number || leader < 0)
        return fail(ErrorCode::usage,
                    fmt::format("'{}' is no length of a leader; expected frames, 0 or more.",
                                leader_->text().toStdString()));
    const auto at = [&](FramePos frame) { return value(session::sample_of(session_, frame)); };
    return answered_({"set_segment",
                      {{"segment", value(before_.id)},
                       {"name", value(name_->text().toStdString())},
                       {"from", at(first)},
                       {"to", at(last + one)},
                       {"leader", value(std::to_string(leader) + "f")},
                       {"two_pop", value(two_pop_->isChecked())},
                       {"tail_pop", value(tail_pop_->isChecked())}}});
}

} // namespace dub::ui
