#include "app/window/prints.h"

#include <fmt/format.h>

#include "app/jobs/print.h"
#include "app/window/put_prints.h"

namespace dub::app {
namespace {

constexpr auto editing_pause = std::chrono::milliseconds(700); // a compare costs two compiles for each print

// What may make a print out of date, or change what is told of it.
bool alike(const session::Session& a, const session::Session& b) {
    return a.tracks == b.tracks && a.routing == b.routing && a.pool == b.pool && a.prints == b.prints &&
           a.versions == b.versions;
}

std::vector<ui::PrintRow> rows_of(const PrintStatuses& statuses) {
    std::vector<ui::PrintRow> rows;
    for (const PrintStatus& status : statuses.prints)
        rows.push_back({status.print, status.name, status.bus, status.version, status.heard, status.stale,
                        status.unknown});
    return rows;
}

} // namespace

Prints::~Prints() {
    if (looking_.valid()) looking_.wait();
}

void Prints::follow() {
    const session::Session& now = document_.now();
    if (followed_ && alike(*followed_, now)) return;
    followed_ = now;
    look_at_ = Clock::now() + editing_pause;
    ++revision_;
    run_.follow();
}

void Prints::service() {
    run_.service();
    if (const std::size_t unlaid = run_.unlaid(); std::exchange(unlaid_, unlaid) != unlaid) ++revision_;
    collect_status();
}

int Prints::print(std::optional<SampleRange> range) {
    const session::Session& session = document_.now();
    PrintRequest request;
    auto stems = run_.armed_stems();
    if (stems.empty())
        for (const auto& bus : session.routing->buses)
            if (bus->kind == session::BusKind::stem) stems.push_back(bus->id);
    for (const BusId stem : stems)
        request.buses.push_back(stem.text());
    if (range) {
        const FrameRange frames = frames_around(*range, session.info->timecode.rate, session.info->rate);
        request.from = to_timecode(frames.start, session.info->timecode);
        request.to = to_timecode(frames.end, session.info->timecode);
    }
    const PrintLaying::Place where = place_of_prints(document_);
    auto opened = std::make_shared<OpenedSession>();
    opened->file = where.session;
    opened->folder = where.folder;
    opened->session = session;
    const std::string name = "Print " + names_of(session, stems);
    return jobs_.begin(name, [this, name, request, opened](Progress& progress) {
        auto printed = print_opened(*opened, request, progress);
        if (!printed) return end_of(printed.error());
        auto layings = std::make_shared<std::vector<std::unique_ptr<PrintLaying>>>();
        layings->push_back(std::move(printed->laying));
        Job::End end;
        end.sentence = fmt::format("{}: {} to {}.", name, printed->outcome.from, printed->outcome.to);
        end.diagnostics = std::move(printed->outcome.diagnostics);
        end.hand_over = [this, name, layings]() -> Result<Diagnostics> {
            return put_prints(document_, *layings, name);
        };
        return end;
    });
}

void Prints::begin_look() {
    look_at_.reset();
    if (document_.now().prints.empty()) {
        rows_.clear();
        ++revision_;
        return;
    }
    looking_ = std::async(std::launch::async, [session = document_.now(), folder = document_.folder()] {
        return print_status(session, folder, Files::trusted);
    });
}

void Prints::collect_status() {
    if (looking_.valid() && looking_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
        const Found found = looking_.get();
        if (found) rows_ = rows_of(*found);
        ++revision_;
    }
    if (!looking_.valid() && look_at_ && Clock::now() >= *look_at_) begin_look();
}

} // namespace dub::app
