#include "ui/timeline/fade_gestures.h"

#include <algorithm>
#include <tuple>

#include "engine/session/names.h"
#include "ui/edit_values.h"
#include "ui/timeline/clip_gestures.h"

namespace dub::ui::timeline {
namespace {

SampleCount ten_ms(const session::Session& session) { return {session.info->rate.hz / 100}; }

bool adjoin(const session::Clip* first, const session::Clip* second) {
    return first != nullptr && second != nullptr && first->place.end >= second->place.start;
}

session::Value curve(session::FadeCurve kind) {
    return value(std::string(session::fade_curve_names[static_cast<std::size_t>(kind)]));
}

using ClipEdge = std::pair<ClipId, Edge>;

// Gives edges their fades one by one, each on what those before have made.
class Fading {
  public:
    Fading(const session::Session& session, std::set<ClipEdge> edges, const FadeWish& wish)
        : now_(session)
        , edges_(std::move(edges))
        , wish_(wish) {}

    std::vector<Edit> run() {
        for (const auto& [clip, edge] : edges_) {
            const FoundClip one = found(now_, clip);
            if (one) (edge == Edge::start ? start(one) : end(one));
        }
        return std::move(edits_);
    }

  private:
    void start(const FoundClip& one) {
        if (adjoin(one.before, one.clip)) {
            if (continues(*one.before, *one.clip) || edges_.contains({one.before->id, Edge::end}))
                return; // nothing to hear, or its end's turn
            if (one.before->place.end > one.clip->place.start) return;
        }
        fade(*one.clip, Edge::start, wish_.in);
    }
    void end(const FoundClip& one) {
        if (!adjoin(one.clip, one.after)) return fade(*one.clip, Edge::end, wish_.out);
        const session::Clip first = *one.clip, second = *one.after; // what follows changes them
        if (continues(first, second)) return;
        const bool both = edges_.contains({second.id, Edge::start});
        if (both && wish_.cross && crossfade(first, second)) return;
        if (first.place.end > second.place.start) return; // crossfaded already, and stays so
        fade(first, Edge::end, wish_.out);
        if (both) fade(second, Edge::start, wish_.in);
    }
    bool crossfade(const session::Clip& first, const session::Clip& second) {
        if (wish_.edges == FadeWish::Edges::bare &&
            (first.out.length.value > 0 || second.in.length.value > 0))
            return true;
        return attempt({"crossfade",
                        {{"first", value(first.id)},
                         {"second", value(second.id)},
                         {"length", value(wish_.cross->length)},
                         {"curve", curve(wish_.cross->curve)}}});
    }
    void fade(const session::Clip& clip, Edge edge, const std::optional<session::Fade>& wanted) {
        const session::Fade& old = edge == Edge::start ? clip.in : clip.out;
        const session::Fade& other = edge == Edge::start ? clip.out : clip.in;
        if (!wanted || (wish_.edges == FadeWish::Edges::bare && old.length.value > 0)) return;
        const SampleCount length = std::min(wanted->length, clip.place.length() - other.length);
        if (length == old.length && wanted->curve == old.curve) return;
        attempt({"set_fades",
                 {{"clips", value(std::vector{clip.id})},
                  {edge == Edge::start ? "in" : "out", value(length)},
                  {edge == Edge::start ? "in_curve" : "out_curve", curve(wanted->curve)}}});
    }
    // Locked clips and recordings without more sound refuse: then they stay.
    bool attempt(Edit edit) {
        auto next = with(now_, {{}, {edit}, {}});
        if (!next) return false;
        now_ = std::move(*next);
        edits_.push_back(std::move(edit));
        return true;
    }

    session::Session now_;
    std::set<ClipEdge> edges_;
    FadeWish wish_;
    std::vector<Edit> edits_;
};

// Where recordings begin and end: the recording, its sample, which of the two.
using Cut = std::tuple<MediaId, SamplePos, Edge>;
Cut cut_of(const session::Clip& clip, Edge edge) {
    return {clip.media, edge == Edge::start ? clip.source_start : clip.source_start + clip.place.length(),
            edge};
}

} // namespace

Gesture fade_to_cursor(const session::Session& session, const Selection& selection, Edge edge) {
    const auto clips = under_cursor(session, selection);
    if (clips.empty()) return {{}, {}, "Put the cursor inside a clip to fade it there."};
    Gesture gesture{named(edge == Edge::start ? "Fade in" : "Fade out", session, clips), {}, {}};
    for (const FoundClip& one : found_all(session, clips)) {
        const SampleRange place = one.clip->place;
        const SampleCount length =
            edge == Edge::start ? selection.cursor - place.start : place.end - selection.cursor;
        gesture.edits.push_back({"set_fades",
                                 {{"clips", value(std::vector{one.clip->id})},
                                  {edge == Edge::start ? "in" : "out", value(length)}}});
    }
    return gesture;
}

Gesture crossfade_meant(const session::Session& session, const Selection& selection) {
    std::vector<std::pair<const session::Clip*, const session::Clip*>> pairs;
    const auto clips = meant_clips(session, selection);
    const auto all = found_all(session, clips);
    for (const FoundClip& one : all) {
        const bool next_too = one.after != nullptr && std::ranges::find(clips, one.after->id) != clips.end();
        if (next_too && adjoin(one.clip, one.after)) pairs.emplace_back(one.clip, one.after);
    }
    const bool between = !pairs.empty();
    for (const FoundClip& one : all) {
        if (between || (all.size() > 1 && !one.clip->place.contains(selection.cursor))) continue;
        const bool nearer_start =
            selection.cursor - one.clip->place.start < one.clip->place.end - selection.cursor;
        if (nearer_start && adjoin(one.before, one.clip))
            pairs.emplace_back(one.before, one.clip);
        else if (adjoin(one.clip, one.after))
            pairs.emplace_back(one.clip, one.after);
    }
    if (pairs.empty()) return {{}, {}, "Select two clips that adjoin to crossfade them."};
    Gesture gesture{"Crossfade " + pairs.front().first->name, {}, {}};
    for (const auto& [first, second] : pairs) {
        SampleCount length = ten_ms(session);
        if (selection.range && selection.range->contains(second->place.start)) {
            const SampleCount before = second->place.start - selection.range->start;
            length = std::min(before, selection.range->end - second->place.start) * 2;
        }
        gesture.edits.push_back(
            {"crossfade",
             {{"first", value(first->id)}, {"second", value(second->id)}, {"length", value(length)}}});
    }
    return gesture;
}

FadeWish short_fades(const session::Session& session) {
    const session::Fade fade{ten_ms(session), session::FadeCurve::equal_power};
    return {fade, fade, fade, FadeWish::Edges::bare};
}

Gesture batch_fades(const session::Session& session, const Selection& selection, const FadeWish& wish) {
    const auto clips = meant_clips(session, selection);
    if (clips.empty()) return nothing_meant("fade");
    std::set<ClipEdge> edges;
    for (const ClipId clip : clips)
        edges.insert({{clip, Edge::start}, {clip, Edge::end}});
    Gesture gesture{named("Fades of", session, clips), Fading(session, std::move(edges), wish).run(), {}};
    if (gesture.empty()) gesture.why_not = "These clips have such fades already, or are locked.";
    return gesture;
}

std::vector<Edit> fades_after(const session::Session& session, const Gesture& gesture) {
    const auto after = with(session, gesture);
    if (!after) return {};
    std::set<Cut> known;
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips)
            known.insert({cut_of(*clip, Edge::start), cut_of(*clip, Edge::end)});
    std::set<ClipEdge> edges;
    for (const auto& track : after->tracks)
        for (const auto& clip : track->clips)
            for (const Edge edge : {Edge::start, Edge::end})
                if (!known.contains(cut_of(*clip, edge))) edges.insert({clip->id, edge});
    return Fading(*after, std::move(edges), short_fades(*after)).run();
}

} // namespace dub::ui::timeline
