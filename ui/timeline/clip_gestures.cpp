#include "ui/timeline/clip_gestures.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "ui/edit_values.h"
#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {
namespace {

SampleRange extent_of(const session::Session& session, const std::vector<ClipId>& clips) {
    SampleRange all{SamplePos{std::int64_t{1} << 60}, SamplePos{-(std::int64_t{1} << 60)}};
    for (const FoundClip& one : found_all(session, clips))
        all = {std::min(all.start, one.clip->place.start), std::max(all.end, one.clip->place.end)};
    return all;
}

template <class Test>
bool any(const session::Session& session, const std::vector<ClipId>& clips, const Test& test) {
    return std::ranges::any_of(found_all(session, clips),
                               [&](const FoundClip& one) { return test(*one.clip); });
}

std::vector<TrackId> listed(const std::set<TrackId>& tracks) { return {tracks.begin(), tracks.end()}; }

} // namespace

Gesture nothing_meant(std::string_view what) {
    return {{}, {}, fmt::format("Select a clip to {}, or put the cursor on one.", what)};
}

std::vector<ClipId> meant_clips(const session::Session& session, const Selection& selection) {
    std::vector<ClipId> meant;
    for (const auto& track : session.tracks) {
        const bool here = selection.tracks.contains(track->id);
        if (selection.clips.empty() && !here) continue;
        for (const auto& clip : track->clips) {
            const SampleRange& place = clip->place;
            const bool wanted = !selection.clips.empty() ? selection.clips.contains(clip->id)
                                : selection.range        ? place.overlaps(*selection.range)
                                                         : place.contains(selection.cursor);
            if (wanted) meant.push_back(clip->id);
        }
    }
    if (!selection.clips.empty() || selection.range || meant.empty()) return meant;
    const auto whole = with_groups(session, {meant.begin(), meant.end()});
    if (whole.size() == meant.size()) return meant;
    meant.clear();
    for (const FoundClip& one : found_all(session, {whole.begin(), whole.end()}))
        meant.push_back(one.clip->id);
    return meant;
}

std::vector<ClipId> under_cursor(const session::Session& session, const Selection& selection) {
    std::vector<ClipId> across;
    for (const FoundClip& one : found_all(session, meant_clips(session, selection)))
        if (one.clip->place.start < selection.cursor && selection.cursor < one.clip->place.end)
            across.push_back(one.clip->id);
    return across;
}

Gesture split_gesture(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("split");
    Gesture gesture{named("Split", session, clips), {}, {}};
    const auto all = found_all(session, clips);
    const auto cut = [&](SamplePos at) {
        std::vector<ClipId> across;
        for (const FoundClip& one : all)
            if (one.clip->place.start < at && at < one.clip->place.end) across.push_back(one.clip->id);
        if (!across.empty())
            gesture.edits.push_back({"split_clips", {{"clips", value(across)}, {"at", value(at)}}});
    };
    // The later cut first: the left part keeps the id that the earlier cut names.
    if (selection.range) cut(selection.range->end);
    cut(selection.range ? selection.range->start : selection.cursor);
    if (gesture.empty()) gesture.why_not = "The cursor does not lie inside a selected clip.";
    return gesture;
}

Gesture trim_to_cursor(const session::Session& session, const Selection& selection, Edge edge) {
    const auto clips = under_cursor(session, selection);
    if (clips.empty()) return {{}, {}, "Put the cursor inside a clip to trim it there."};
    Gesture gesture{named(edge == Edge::start ? "Trim start of" : "Trim end of", session, clips), {}, {}};
    for (const ClipId id : clips)
        gesture.edits.push_back(
            {"trim_clip",
             {{"clip", value(id)}, {edge == Edge::start ? "start" : "end", value(selection.cursor)}}});
    return gesture;
}

Gesture trim_to_range(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty() || !selection.range) return {{}, {}, "Select a range inside a clip to trim it to."};
    Gesture gesture{named("Trim", session, clips), {}, {}};
    for (const FoundClip& one : found_all(session, clips)) {
        const SampleRange kept = one.clip->place.clipped(*selection.range);
        if (!kept.empty())
            gesture.edits.push_back(
                {"trim_clip",
                 {{"clip", value(one.clip->id)}, {"start", value(kept.start)}, {"end", value(kept.end)}}});
    }
    return gesture;
}

Gesture heal_gesture(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    const std::set<ClipId> chosen(clips.begin(), clips.end());
    Gesture gesture{named("Heal", session, clips), {}, {}};
    const session::Clip* first = nullptr; // of a run that belongs together
    for (const FoundClip& one : found_all(session, clips)) {
        const bool joined =
            one.before != nullptr && chosen.contains(one.before->id) && continues(*one.before, *one.clip);
        if (!joined) first = one.clip;
        const bool goes_on =
            one.after != nullptr && chosen.contains(one.after->id) && continues(*one.clip, *one.after);
        if (joined && !goes_on)
            gesture.edits.push_back(
                {"trim_clip", {{"clip", value(first->id)}, {"end", value(one.clip->place.end)}}});
    }
    if (gesture.empty())
        gesture.why_not = "Select clips that were split and still lie side by side to heal them.";
    return gesture;
}

Gesture to_frames(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("move it to a frame");
    Gesture gesture{named("Snap to frames", session, clips), {}, {}};
    for (const FoundClip& one : found_all(session, clips))
        if (const SamplePos to = nearest_frame(session, one.clip->place.start); to != one.clip->place.start)
            gesture.edits.push_back(
                {"move_clips", {{"clips", value(std::vector{one.clip->id})}, {"to", value(to)}}});
    if (gesture.empty()) gesture.why_not = "These clips begin on frames already.";
    return gesture;
}

Gesture nudge_gesture(const session::Session& session, const Selection& selection, const Nudge& nudge,
                      std::int64_t steps) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("nudge");
    const SampleCount by = nudged(session, nudge, extent_of(session, clips).start, steps);
    return {
        named("Nudge", session, clips), {{"move_clips", {{"clips", value(clips)}, {"by", value(by)}}}}, {}};
}

Gesture nudge_edge(const session::Session& session, const Selection& selection, const Nudge& nudge,
                   std::int64_t steps, Edge edge) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("nudge its edge");
    Gesture gesture{named(edge == Edge::start ? "Nudge start of" : "Nudge end of", session, clips), {}, {}};
    for (const FoundClip& one : found_all(session, clips)) {
        const SampleRange place = one.clip->place;
        const SamplePos from = edge == Edge::start ? place.start : place.end;
        gesture.edits.push_back(
            {"trim_clip",
             {{"clip", value(one.clip->id)},
              {edge == Edge::start ? "start" : "end", value(from + nudged(session, nudge, from, steps))}}});
    }
    return gesture;
}

Gesture nudge_sound(const session::Session& session, const Selection& selection, const Nudge& nudge,
                    std::int64_t steps) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("slip its sound");
    Gesture gesture{named("Slip", session, clips), {}, {}};
    for (const FoundClip& one : found_all(session, clips)) {
        const SampleCount by = nudged(session, nudge, one.clip->place.start, steps);
        gesture.edits.push_back({"slip_clip", {{"clip", value(one.clip->id)}, {"by", value(by)}}});
    }
    return gesture;
}

Gesture move_to_cursor(const session::Session& session, const Selection& selection, Edge edge) {
    if (selection.clips.empty()) return {{}, {}, "Select the clip that is to go to the cursor."};
    const auto clips = meant_clips(session, selection);
    const SampleRange extent = extent_of(session, clips);
    const SampleCount by = selection.cursor - (edge == Edge::start ? extent.start : extent.end);
    if (clips.empty() || by == SampleCount{}) return {};
    return {
        named("Move", session, clips), {{"move_clips", {{"clips", value(clips)}, {"by", value(by)}}}}, {}};
}

Gesture insert_silence(const session::Session&, const Selection& selection) {
    if (!selection.range || selection.tracks.empty())
        return {{}, {}, "Select a range: as long as it is silence is put in."};
    return {"Insert silence",
            {{"ripple_insert",
              {{"at", value(selection.range->start)},
               {"length", value(selection.range->length())},
               {"tracks", value(listed(selection.tracks))}}}},
            {}};
}

Gesture delete_gesture(const session::Session& session, const Selection& selection, Gap gap) {
    const bool clips_chosen = !selection.clips.empty();
    const auto clips = meant_clips(session, selection);
    if (!clips_chosen && selection.range && !selection.tracks.empty())
        return {gap == Gap::closes ? "Take out the range" : "Clear the range",
                {{gap == Gap::closes ? "ripple_delete" : "clear_range",
                  {{"from", value(selection.range->start)},
                   {"to", value(selection.range->end)},
                   {"tracks", value(listed(selection.tracks))}}}},
                {}};
    if (clips.empty()) return nothing_meant("delete");
    if (gap == Gap::stays)
        return {named("Delete", session, clips), {{"remove_clips", {{"clips", value(clips)}}}}, {}};
    Gesture gesture{named("Take out", session, clips), {}, {}};
    // From the end, so that those still to come lie where they were.
    const auto all = found_all(session, clips);
    for (auto one = all.rbegin(); one != all.rend(); ++one)
        gesture.edits.push_back({"ripple_delete",
                                 {{"from", value(one->clip->place.start)},
                                  {"to", value(one->clip->place.end)},
                                  {"tracks", value(std::vector{one->track->id})}}});
    return gesture;
}

Gesture duplicate_gesture(const session::Session& session, const Selection& selection, std::int64_t times) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("duplicate");
    return {named(times == 1 ? "Duplicate" : "Repeat", session, clips),
            {{"duplicate_clips", {{"clips", value(clips)}, {"times", value(static_cast<double>(times))}}}},
            {}};
}

Gesture gain_by(const session::Session& session, const Selection& selection, double db) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("change its gain");
    return {named("Gain of", session, clips),
            {{"set_clip_gain", {{"clips", value(clips)}, {"by", value(db)}}}},
            {}};
}

Gesture toggle_mute(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("mute");
    const bool to = any(session, clips, [](const session::Clip& clip) { return !clip.muted; });
    return {named(to ? "Mute" : "Unmute", session, clips),
            {{"mute_clips", {{"clips", value(clips)}, {"muted", value(to)}}}},
            {}};
}

Gesture group_gesture(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    if (clips.size() < 2) return {{}, {}, "Select two or more clips to group them."};
    return {named("Group", session, clips), {{"group_clips", {{"clips", value(clips)}}}}, {}};
}

Gesture ungroup_gesture(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    const bool grouped = any(session, clips, [](const session::Clip& clip) { return bool(clip.group); });
    if (!grouped) return {{}, {}, "Select a clip of a group to dissolve it."};
    return {named("Ungroup", session, clips), {{"ungroup_clips", {{"clips", value(clips)}}}}, {}};
}

Gesture toggle_lock(const session::Session& session, const Selection& selection) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("lock");
    const bool to = any(session, clips, [](const session::Clip& clip) { return !clip.locked; });
    return {named(to ? "Lock" : "Unlock", session, clips),
            {{"lock_clips", {{"clips", value(clips)}, {"locked", value(to)}}}},
            {}};
}

} // namespace dub::ui::timeline
