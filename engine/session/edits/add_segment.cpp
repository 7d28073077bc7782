#include "engine/session/edits/add_segment.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array arguments{
    ArgumentDeclaration{"name", "text", "any", Need::required, "R1, Act 2 …"},
    ArgumentDeclaration{"from", "time", "any", Need::required, "first frame of action"},
    ArgumentDeclaration{"to", "time", "after from", Need::required,
                        "the first frame after the last frame of action"},
    ArgumentDeclaration{"leader", "length", "0 … 1 h", Need::optional, "before the first frame of action; 0"},
    ArgumentDeclaration{"two_pop", "toggle", "true, false", Need::optional,
                        "one frame of 1 kHz 2 s before; false"},
    ArgumentDeclaration{"tail_pop", "toggle", "true, false", Need::optional,
                        "the same 2 s after the end; false"},
};
constexpr EditText about{"add_segment", "Add a reel, act or part.", arguments};

Result<AddSegment> read(const ArgumentReader& in) {
    AddSegment edit;
    CHECK(in.read("name", edit.segment.name));
    CHECK(in.read("from", edit.segment.action.start));
    CHECK(in.read("to", edit.segment.action.end));
    CHECK(in.read("leader", edit.segment.leader));
    CHECK(in.read("two_pop", edit.segment.two_pop));
    CHECK(in.read("tail_pop", edit.segment.tail_pop));
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

const EditDeclaration add_segment_edit = declare<about, read>();

} // namespace dub::session
