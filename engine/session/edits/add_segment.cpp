#include "engine/session/edits/add_segment.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

constexpr std::array add_segment_arguments{
    ArgumentDeclaration{"name", "text", "any", Need::required, "R1, Act 2 …"},
    ArgumentDeclaration{"from", "time", "any", Need::required, "first frame of action"},
    ArgumentDeclaration{"to", "time", "after from", Need::required,
                        "the first frame after the last frame of action"},
    leader_argument,
    two_pop_argument,
    tail_pop_argument,
    segment_kind_argument,
    ffoa_timecode_argument,
};
constexpr EditText about_add_segment{"add_segment", "Add a reel, act or part.", add_segment_arguments};

Result<AddSegment> read_add_segment(const ArgumentReader& in) {
    AddSegment edit;
    CHECK(in.read("name", edit.segment.name));
    CHECK(in.read("from", edit.segment.action.start));
    CHECK(in.read("to", edit.segment.action.end));
    CHECK(in.read("leader", edit.segment.leader));
    CHECK(in.read("two_pop", edit.segment.two_pop));
    CHECK(in.read("tail_pop", edit.segment.tail_pop));
    CHECK(in.read("kind", edit.segment.kind, segment_kind_names));
    CHECK(in.read("ffoa_timecode", edit.segment.ffoa_timecode));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddSegment& edit) {
    Session next = session;
    Segment segment = edit.segment;
    segment.id = take_id<SegmentId>(next);
    std::vector<Segment> segments = *session.segments;
    const auto place = std::ranges::upper_bound(segments, segment.action.start, {},
                                                [](const Segment& one) { return one.action.start; });
    segments.insert(place, std::move(segment));
    next.segments = share(std::move(segments));
    return next;
}

const EditDeclaration add_segment_edit = declare<about_add_segment, read_add_segment>();

} // namespace dub::session
