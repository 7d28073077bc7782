#include "engine/conform/department.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/conform/clip_changes.h"
#include "engine/conform/curves.h"
#include "engine/conform/timeline.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/run_edit.h"

namespace dub::conform {
namespace {

using session::Clip;

SampleRange covered(const Turnover& list, const Timeline& timeline) {
    Rational first = seconds_at(list.start, list.timecode.rate);
    Rational last = first;
    for (const ListTrack& track : list.tracks)
        for (const Event& event : track.events) {
            first = std::min(first, event.record.start);
            last = std::max(last, event.record.end);
        }
    return timeline({first, last});
}

// The two halves of a clip that the edge of the range cut, and that are one again.
bool continues(const Clip& a, const Clip& b) {
    return a.place.end == b.place.start && a.media == b.media &&
           a.place.start - a.source_start == b.place.start - b.source_start && a.gain == b.gain &&
           a.gain_envelope == b.gain_envelope && a.channels == b.channels && a.muted == b.muted &&
           a.out.length.value == 0 && b.in.length.value == 0;
}

void heal(session::Clips& clips, SamplePos at) {
    for (std::size_t i = 1; i < clips.size(); ++i) {
        if (clips[i]->place.start != at || !continues(*clips[i - 1], *clips[i])) continue;
        Clip whole = *clips[i - 1];
        whole.place.end = clips[i]->place.end;
        whole.out = clips[i]->out;
        clips[i - 1] = session::share(std::move(whole));
        clips.erase(clips.begin() + static_cast<std::ptrdiff_t>(i));
        return;
    }
}

class Update {
  public:
    Update(Updated& out, const PlaceWish& wish)
        : out_(out)
        , wish_(wish) {}

    Result<void> run(std::vector<ArrangedTrack> arranged) {
        collect_old();
        collect_new(std::move(arranged));
        Matched matched = match_clips(out_.session, old_, fresh_, out_.range);
        out_.changes = std::move(matched.changes);
        out_.unchanged = matched.unchanged;
        CHECK(refuse_locked());
        for (const TrackId id : tracks_)
            CHECK(replace(id));
        tell_behind();
        return {};
    }

  private:
    void collect_old() {
        for (const auto& track : out_.session.tracks) {
            if (track->department != wish_.department) continue;
            tracks_.insert(track->id);
            for (const auto& clip : track->clips)
                if (clip->place.overlaps(out_.range))
                    old_.push_back({track->id, clip, !out_.range.contains(clip->place), false});
        }
    }

    void collect_new(std::vector<ArrangedTrack> arranged) {
        for (ArrangedTrack& track : arranged) {
            tracks_.insert(track.track);
            for (Clip& clip : track.clips)
                if (clip.place.overlaps(out_.range))
                    fresh_.push_back({track.track, session::part_of(clip, out_.range)});
        }
    }

    Result<void> refuse_locked() const {
        for (const OldClip& one : old_) {
            if (!one.clip->locked) continue;
            const bool stays = std::ranges::any_of(fresh_, [&](const NewClip& fresh) {
                return fresh.clip.id == one.clip->id && fresh.from == NewClip::From::kept;
            });
            if (!stays) return session::locked_clip(*one.clip);
        }
        return {};
    }

    Result<void> replace(TrackId id) {
        TRY(session::Track track, session::copy_track(out_.session, id));
        session::Clips clips;
        for (const auto& clip : track.clips) { // clear_range refuses locked ones, which are known to stay
            Clip open = *clip;
            open.locked = false;
            clips.push_back(clip->locked && clip->place.overlaps(out_.range) ? session::share(std::move(open))
                                                                             : clip);
        }
        CHECK(session::clear_range(out_.session, clips, out_.range));
        for (NewClip& one : fresh_) {
            if (one.track != id) continue;
            const auto old =
                std::ranges::find_if(old_, [&](const OldClip& o) { return o.clip->id == one.clip.id; });
            if (one.from == NewClip::From::kept && !old->across) {
                clips.push_back(old->clip);
                continue;
            }
            if (!one.clip.id || old == old_.end() || old->across)
                one.clip.id = session::take_id<ClipId>(out_.session);
            clips.push_back(session::share(one.clip));
        }
        session::settle(clips);
        heal(clips, out_.range.start);
        heal(clips, out_.range.end);
        if (std::ranges::equal(clips, track.clips, [](const auto& a, const auto& b) { return *a == *b; }))
            return {};
        track.clips = std::move(clips);
        out_.session = session::with_track(std::move(out_.session), std::move(track));
        return {};
    }

    void tell_behind() {
        std::size_t behind = 0;
        for (const TrackId id : tracks_)
            for (const auto& clip : session::find_track(out_.session, id)->clips)
                if (clip->place.start >= out_.range.end) ++behind;
        if (behind > 0)
            out_.diagnostics.push_back(
                {Severity::note, "department.behind", wish_.department,
                 fmt::format(
                     "{} of its clips lie behind {}, where this update ends; they stay. --to replaces "
                     "further.",
                     behind, session::timecode(out_.session, out_.range.end))});
    }

    Updated& out_;
    const PlaceWish& wish_;
    std::set<TrackId> tracks_;
    std::vector<OldClip> old_;
    std::vector<NewClip> fresh_;
};

} // namespace

std::string_view name_of(ChangeKind kind) {
    switch (kind) {
    case ChangeKind::added: return "added";
    case ChangeKind::removed: return "removed";
    case ChangeKind::moved: return "moved";
    case ChangeKind::changed: return "changed";
    }
    return "changed";
}

Result<Updated> update_department(const session::Session& session, const Turnover& list,
                                  const PlaceSources& sources, const std::vector<TrackRow>& rows,
                                  const PlaceWish& wish, std::optional<SampleRange> range) {
    const bool known = std::ranges::any_of(
        session.tracks, [&](const auto& track) { return track->department == wish.department; });
    if (!known)
        return fail(ErrorCode::unfit,
                    fmt::format("No track of the session belongs to the department '{}'; import its first "
                                "turnover without --update, or say whose tracks are with the edit "
                                "set_department.",
                                wish.department));
    TRY(auto arranged, arrange(session, list, sources, rows, wish));
    Updated out;
    out.session = std::move(arranged.session);
    out.diagnostics = std::move(arranged.diagnostics);
    out.range = range.value_or(covered(list, Timeline(list, session, wish.at)));
    CHECK(Update(out, wish).run(std::move(arranged.tracks)));
    for (const ListTrack& track : list.tracks)
        if (!is_constant(track.volume))
            out.diagnostics.push_back({Severity::note, "department.automation", track.name,
                                       "its volume automation was not taken: an update leaves lanes alone."});
    TRY(out.session, session::checked(session, std::move(out.session)));
    return out;
}

} // namespace dub::conform
