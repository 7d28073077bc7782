#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/conform/media_for.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/edits/change.h"

namespace dub::conform {
namespace {

using session::Clip;

// Two that overlap and both have a fade there were meant as a crossfade, whatever rounding made of it.
bool crossfade(Clip& a, Clip& b) {
    const SampleCount shared = a.place.end - b.place.start;
    if (a.out.length.value <= 0 || b.in.length.value <= 0 || a.place.start >= b.place.start ||
        a.place.end >= b.place.end)
        return false;
    if (a.out.length < shared || b.in.length < shared) {
        const std::int64_t lacking = (shared - std::min(a.out.length, b.in.length)).value;
        if (lacking * 10 > shared.value + 100) return false; // more than a tenth: two fades, no crossfade
    }
    a.out.length = b.in.length = shared;
    a.in.length = std::min(a.in.length, a.place.length() - a.out.length);
    b.out.length = std::min(b.out.length, b.place.length() - b.in.length);
    return true;
}

// Clips that sound at once without a crossfade need tracks of their own: as few as will do.
std::vector<std::vector<Clip>> on_lanes(std::vector<Clip> clips) {
    std::ranges::stable_sort(clips, {}, [](const Clip& c) { return c.place.start; });
    std::vector<std::vector<Clip>> lanes;
    for (Clip& clip : clips) {
        const auto free = std::ranges::find_if(lanes, [&](std::vector<Clip>& lane) {
            if (lane.size() > 1 && lane[lane.size() - 2].place.end > clip.place.start) return false;
            return lane.back().place.end <= clip.place.start || crossfade(lane.back(), clip);
        });
        if (free == lanes.end())
            lanes.push_back({std::move(clip)});
        else
            free->push_back(std::move(clip));
    }
    return lanes;
}

class Arranger {
  public:
    Arranger(const session::Session& session, const Turnover& list, const PlaceSources& sources,
             const PlaceWish& wish)
        : list_(list)
        , wish_(wish)
        , timeline_(list, session, wish.at)
        , media_(list, sources) {
        out_.session = session;
        out_.diagnostics = tell_rates(list, session);
    }

    Result<Arrangement> run(const std::vector<TrackRow>& rows) {
        for (const TrackRow& row : rows)
            CHECK(arrange(row));
        tell_picture();
        return std::move(out_);
    }

  private:
    void tell(Severity severity, const char* code, std::string where, std::string sentence) {
        out_.diagnostics.push_back({severity, code, std::move(where), std::move(sentence)});
    }

    Result<void> arrange(const TrackRow& row) {
        const ListTrack& track = list_.tracks[row.list];
        if (row.take == Take::no) {
            if (!track.events.empty())
                tell(Severity::note, "place.left-out", track.name,
                     fmt::format("it was left out: {}.", row.why));
            return {};
        }
        TRY(const TrackId first, target(row, row.name));
        TRY(auto clips, clips_of(track, session::find_track(out_.session, first)->layout.channels()));
        if (track.muted)
            for (Clip& clip : clips)
                clip.muted = true;
        auto lanes = on_lanes(std::move(clips));
        if (lanes.size() > 1)
            tell(
                Severity::warning, "place.overlap", track.name,
                fmt::format("clips on it sound at once without a crossfade; they were spread over {} tracks.",
                            lanes.size()));
        for (std::size_t i = 0; i < lanes.size(); ++i) {
            TrackId id = first;
            if (i > 0) {
                TRY(id, more(first,
                             fmt::format("{} ({})", session::find_track(out_.session, first)->name, i + 1)));
            }
            out_.tracks.push_back({row.list, id, std::move(lanes[i])});
        }
        return {};
    }

    Result<TrackId> target(const TrackRow& row, const std::string& name) {
        if (row.onto) {
            TRY(session::Track track, session::copy_track(out_.session, row.onto));
            if (!wish_.department.empty()) track.department = wish_.department;
            out_.session = session::with_track(std::move(out_.session), std::move(track));
            return row.onto;
        }
        session::AddTrack edit;
        edit.name = name;
        edit.layout = row.layout;
        edit.role = row.role;
        edit.colour = list_.tracks[row.list].colour;
        edit.department = wish_.department;
        edit.index = behind(row.role);
        return add(edit);
    }

    // One more beside a track, set up as that.
    Result<TrackId> more(TrackId beside, const std::string& name) {
        for (const auto& track : out_.session.tracks)
            if (track->name == name && !used(track->id)) return track->id;
        const session::Track& like = *session::find_track(out_.session, beside);
        session::AddTrack edit{name, like.layout, like.role, like.output, {}, like.colour, like.department};
        const auto at = std::ranges::find(out_.session.tracks, beside, [](const auto& t) { return t->id; });
        edit.index = at - out_.session.tracks.begin() + 1;
        return add(edit);
    }

    bool used(TrackId id) const {
        return std::ranges::find(out_.tracks, id, &ArrangedTrack::track) != out_.tracks.end();
    }

    Result<TrackId> add(const session::AddTrack& edit) {
        const TrackId id{out_.session.info->next_id};
        TRY(out_.session, session::apply(out_.session, edit));
        return id;
    }

    // New tracks stand behind those of their role.
    std::optional<std::int64_t> behind(std::optional<session::Role> role) const {
        const auto& tracks = out_.session.tracks;
        for (std::size_t i = tracks.size(); i > 0; --i)
            if (role && tracks[i - 1]->role == role) return static_cast<std::int64_t>(i);
        return std::nullopt;
    }

    Result<std::vector<Clip>> clips_of(const ListTrack& track, int channels) {
        std::vector<Clip> clips;
        for (const Event& event : track.events) {
            if (!is_heard(track, event)) continue;
            const std::string where = where_of(track, event, timeline_);
            TRY(const auto media, media_.event(out_.session, event, where, out_.diagnostics));
            if (!media) continue;
            auto clip =
                clip_of({list_, track, event, *media, channels}, timeline_, out_.session, out_.diagnostics);
            if (!clip) continue;
            clip->group = group_of(event);
            clips.push_back(std::move(*clip));
        }
        return clips;
    }

    // What was cut together stays together; alone it is no group.
    ClipGroupId group_of(const Event& event) {
        if (event.link.empty()) return {};
        if (links_.empty())
            for (const ListTrack& track : list_.tracks)
                for (const Event& one : track.events)
                    if (is_heard(track, one) && !one.link.empty()) ++links_[one.link].members;
        auto& link = links_[event.link];
        if (link.members > 1 && !link.group) link.group = session::take_id<ClipGroupId>(out_.session);
        return link.group;
    }

    void tell_picture() {
        std::size_t events = 0;
        for (const ListTrack& track : list_.tracks)
            if (track.kind == TrackKind::picture) events += track.events.size();
        if (events > 0)
            tell(Severity::note, "place.picture", list_.name,
                 fmt::format("{} picture events were not placed: import the video itself.", events));
    }

    const Turnover& list_;
    const PlaceWish& wish_;
    Timeline timeline_;
    struct Link {
        int members = 0;
        ClipGroupId group;
    };
    std::map<std::string, Link> links_;
    MediaFor media_;
    Arrangement out_;
};

} // namespace

Result<Arrangement> arrange(const session::Session& session, const Turnover& list,
                            const PlaceSources& sources, const std::vector<TrackRow>& rows,
                            const PlaceWish& wish) {
    return Arranger(session, list, sources, wish).run(rows);
}

} // namespace dub::conform
