#include "engine/session/edits/set_segment.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/add_segment.h"
#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

constexpr std::array set_segment_arguments{
    ArgumentDeclaration{"segment", "segment", "id or name", Need::required, "which"},
    ArgumentDeclaration{"name", "text", "any", Need::optional, "its new name"},
    ArgumentDeclaration{"from", "time", "any", Need::optional, "first frame of action"},
    ArgumentDeclaration{"to", "time", "after from", Need::optional,
                        "the first frame after the last frame of action"},
    leader_argument,
    two_pop_argument,
    tail_pop_argument,
    segment_kind_argument,
    ffoa_timecode_argument,
    ArgumentDeclaration{"own_timecode", "toggle", "true, false", Need::optional,
                        "false: files are stamped as on the timeline"},
};
constexpr EditText about_set_segment{"set_segment", "Change a reel, act or part.", set_segment_arguments};

Result<SetSegment> read_set_segment(const ArgumentReader& in) {
    SetSegment edit;
    CHECK(in.read("segment", edit.segment));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("from", edit.from));
    CHECK(in.read("to", edit.to));
    CHECK(in.read("leader", edit.leader));
    CHECK(in.read("two_pop", edit.two_pop));
    CHECK(in.read("tail_pop", edit.tail_pop));
    if (in.has("kind")) CHECK(in.read("kind", edit.kind.emplace(), segment_kind_names));
    CHECK(in.read("ffoa_timecode", edit.ffoa_timecode));
    CHECK(in.read("own_timecode", edit.own_timecode));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetSegment& edit) {
    std::vector<Segment> segments = *session.segments;
    const auto at = std::ranges::find(segments, edit.segment, &Segment::id);
    if (at == segments.end()) return missing("segment", edit.segment.text());
    at->name = edit.name.value_or(at->name);
    at->action = {edit.from.value_or(at->action.start), edit.to.value_or(at->action.end)};
    at->leader = edit.leader.value_or(at->leader);
    at->two_pop = edit.two_pop.value_or(at->two_pop);
    at->tail_pop = edit.tail_pop.value_or(at->tail_pop);
    at->kind = edit.kind.value_or(at->kind);
    if (edit.ffoa_timecode) at->ffoa_timecode = edit.ffoa_timecode;
    if (!edit.own_timecode) at->ffoa_timecode.reset();
    std::ranges::stable_sort(segments, {}, [](const Segment& one) { return one.action.start; });
    Session next = session;
    next.segments = share(std::move(segments));
    return next;
}

const EditDeclaration set_segment_edit = declare<about_set_segment, read_set_segment>();

} // namespace dub::session
