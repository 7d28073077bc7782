#include "engine/session/edits/remove_segment.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array remove_segment_arguments{
    ArgumentDeclaration{"segment", "segment", "id or name", Need::required, "the segment"},
};
constexpr EditText about_remove_segment{"remove_segment", "Remove a reel, act or part.",
                                        remove_segment_arguments};

Result<RemoveSegment> read_remove_segment(const ArgumentReader& in) {
    RemoveSegment edit;
    CHECK(in.read("segment", edit.segment));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RemoveSegment& edit) {
    std::vector<Segment> segments = *session.segments;
    if (std::erase_if(segments, [&](const Segment& segment) { return segment.id == edit.segment; }) == 0)
        return missing("segment", edit.segment.text());
    Session next = session;
    next.segments = share(std::move(segments));
    return next;
}

const EditDeclaration remove_segment_edit = declare<about_remove_segment, read_remove_segment>();

} // namespace dub::session
