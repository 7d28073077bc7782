#include "engine/conform/place.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/conform/curves.h"
#include "engine/conform/timeline.h"
#include "engine/session/edits/add_marker.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/lane_cutting.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/parameters/strip.h"

namespace dub::conform {
namespace {

class Placer {
  public:
    Placer(const Turnover& list, const PlaceWish& wish, const Timeline& timeline, Placed& out)
        : list_(list)
        , wish_(wish)
        , timeline_(timeline)
        , out_(out) {}

    Result<void> clips(ArrangedTrack& arranged) {
        out_.tracks.push_back({arranged.list, arranged.track, arranged.clips.size()});
        out_.clips += arranged.clips.size();
        std::vector<session::PlacedClip> placed;
        for (session::Clip& clip : arranged.clips) {
            clip.id = session::take_id<ClipId>(out_.session);
            placed.push_back({arranged.track, std::move(clip)});
        }
        TRY(out_.session, session::put_clips(std::move(out_.session), std::move(placed)));
        return {};
    }

    Result<void> automation(const ArrangedTrack& arranged) {
        const ListTrack& track = list_.tracks[arranged.list];
        CHECK(write(arranged.track, track.volume, session::strip::fader));
        const session::Track& onto = *session::find_track(out_.session, arranged.track);
        if (track.pan.points.empty()) return {};
        if (onto.layout.channels() > 2) {
            tell(track, "place.pan", "its pan was not kept: a track this wide is balanced in the mix.");
            return {};
        }
        if (wish_.rules.pan == CuttingRoomPan::drop && is_constant(track.pan)) {
            if (track.pan.points.front().value != 0)
                tell(track, "place.pan",
                     fmt::format("its constant pan of {:.2f} was not taken: cutting rooms pan their channels "
                                 "so. The rule \"pan\": \"keep\" takes it.",
                                 track.pan.points.front().value));
            return {};
        }
        return write(arranged.track, track.pan, session::strip::pan_x);
    }

    Result<void> markers() {
        for (const ListMarker& marker : list_.markers) {
            session::AddMarker edit;
            edit.at = timeline_.frame(marker.at);
            edit.name = marker.name;
            edit.colour = marker.colour;
            if (marker.comment != marker.name) edit.comment = marker.comment;
            const bool there = std::ranges::any_of(*out_.session.markers, [&](const session::Marker& one) {
                return one.at == edit.at && one.name == edit.name;
            });
            if (there) continue;
            TRY(out_.session, session::apply(out_.session, edit));
            ++out_.markers;
        }
        return {};
    }

  private:
    void tell(const ListTrack& track, const char* code, std::string sentence) {
        out_.diagnostics.push_back({Severity::note, code, track.name, std::move(sentence)});
    }

    // A value that never moves is the fader's; else a lane. What a person or a template set stays.
    Result<void> write(TrackId id, const Curve& curve, const session::Parameter& parameter) {
        if (curve.points.empty()) return {};
        const session::StripOwner owner{id, {}};
        TRY(session::Strip strip, session::copy_strip(out_.session, owner));
        const session::ParameterAddress target = address_of(parameter);
        const session::Track& track = *session::find_track(out_.session, id);
        const bool set =
            strip.values.get(parameter) != parameter.fallback || session::find_lane(strip, target) != nullptr;
        if (set) {
            out_.diagnostics.push_back(
                {Severity::note, "place.automation", session::title(track),
                 fmt::format("its {} is set already; that of the list was not taken.", parameter.name)});
            return {};
        }
        if (is_constant(curve)) {
            strip.values.set(parameter, curve.points.front().value);
        } else {
            auto points =
                points_of(curve, {parameter.min, parameter.max}, [&](Rational at) { return timeline_(at); });
            strip = session::with_lane(out_.session, std::move(strip), target, std::move(points));
            ++out_.lanes;
        }
        out_.session = session::with_strip(std::move(out_.session), owner, std::move(strip));
        return {};
    }

    const Turnover& list_;
    const PlaceWish& wish_;
    const Timeline& timeline_;
    Placed& out_;
};

} // namespace

Result<Placed> place(const session::Session& session, const Turnover& list, const PlaceSources& sources,
                     const std::vector<TrackRow>& rows, const PlaceWish& wish) {
    TRY(auto arranged, arrange(session, list, sources, rows, wish));
    Placed out;
    out.session = std::move(arranged.session);
    out.diagnostics = std::move(arranged.diagnostics);
    const Timeline timeline(list, session, wish.at);
    Placer placer(list, wish, timeline, out);
    for (ArrangedTrack& track : arranged.tracks) {
        CHECK(placer.clips(track));
        CHECK(placer.automation(track));
    }
    CHECK(placer.markers());
    TRY(out.session, session::checked(session, std::move(out.session)));
    return out;
}

} // namespace dub::conform
