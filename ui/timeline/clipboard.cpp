#include "ui/timeline/clipboard.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/session/edits/clip_cutting.h"
#include "engine/session/names.h"
#include "engine/session/passes/writing.h"
#include "ui/edit_values.h"
#include "ui/timeline/clip_gestures.h"
#include "ui/timeline/found_clip.h"

namespace dub::ui::timeline {
namespace {

Edit added(const session::Clip& clip, TrackId track, SampleCount by) {
    const auto curve = [](session::FadeCurve kind) {
        return value(std::string(session::fade_curve_names[static_cast<std::size_t>(kind)]));
    };
    Edit edit{"add_clip",
              {{"track", value(track)},
               {"media", value(clip.media)},
               {"at", value(clip.place.start + by)},
               {"from", value(clip.source_start - SamplePos{})},
               {"length", value(clip.place.length())},
               {"name", value(clip.name)},
               {"gain", value(clip.gain.value)},
               {"fade_in", value(clip.in.length)},
               {"fade_in_curve", curve(clip.in.curve)},
               {"fade_out", value(clip.out.length)},
               {"fade_out_curve", curve(clip.out.curve)},
               {"muted", value(clip.muted)}}};
    if (!clip.gain_envelope.empty())
        edit.arguments["envelope"] = envelope_value(clip, clip.gain_envelope, by);
    if (clip.channels.empty()) return edit;
    session::Value::List channels;
    for (const int channel : clip.channels)
        channels.push_back(value(static_cast<double>(channel)));
    edit.arguments["channels"] = session::Value{std::move(channels)};
    return edit;
}

std::vector<Edit> lanes_of(const session::Session& session, const Clipboard::Piece& piece, TrackId track,
                           SampleCount by) {
    std::vector<Edit> edits;
    for (const session::LanePiece& lane : piece.lanes) {
        const auto fitted = session::fitted(session, lane, track, by);
        if (!fitted) continue;
        const session::Session next = session::with_piece(session, *fitted);
        if (next.tracks == session.tracks && next.versions == session.versions) continue;
        const auto edit =
            session::as_edit({fitted->strip, fitted->target, fitted->range, fitted->points}, fitted->version);
        edits.push_back({edit.name, edit.arguments});
    }
    return edits;
}

} // namespace

Clipboard copied(const session::Session& session, const Selection& selection) {
    Clipboard clipboard;
    std::size_t first = session.tracks.size();
    for (const FoundClip& one : found_all(session, meant_clips(session, selection))) {
        session::Clip clip = *one.clip;
        if (selection.clips.empty() && selection.range) clip = session::part_of(clip, *selection.range);
        first = std::min(first, one.track_index);
        clipboard.start = clipboard.empty() ? clip.place.start : std::min(clipboard.start, clip.place.start);
        auto lanes = session::lanes_under(session, one.track->id, clip.place);
        clipboard.pieces.push_back({std::move(clip), one.track_index, std::move(lanes)});
    }
    SamplePos end = clipboard.start;
    for (const auto& piece : clipboard.pieces)
        end = std::max(end, piece.clip.place.end);
    // Silence around the clips of a range comes along.
    if (selection.clips.empty() && selection.range) {
        clipboard.start = selection.range->start;
        end = selection.range->end;
    }
    clipboard.length = end - clipboard.start;
    for (auto& piece : clipboard.pieces)
        piece.track -= first;
    return clipboard;
}

Gesture paste_gesture(const session::Session& session, const Clipboard& clipboard, SamplePos at,
                      std::size_t first, Automation automation) {
    if (clipboard.empty()) return {{}, {}, "Nothing was cut or copied yet."};
    const SampleCount by = at - clipboard.start;
    Gesture gesture{
        fmt::format("Paste {} clip{}", clipboard.pieces.size(), clipboard.pieces.size() == 1 ? "" : "s"),
        {},
        {}};
    auto scratch = Result<session::Session>(session); // knows the ids that come to be
    const Clipboard::Piece* before = nullptr;
    ClipId before_id;
    std::map<ClipGroupId, std::vector<ClipId>> groups;
    for (const auto& piece : clipboard.pieces) {
        if (first + piece.track >= session.tracks.size())
            return {{}, {}, "There are not enough tracks below the cursor to paste on; add tracks first."};
        session::Clip clip = piece.clip;
        const bool crossed =
            before != nullptr && before->track == piece.track && before->clip.place.end > clip.place.start;
        const SampleCount shared = crossed ? before->clip.place.end - clip.place.start : SampleCount{};
        if (crossed) // from the middle of the crossfade, which is then made anew around it
            clip = session::part_of(clip, {clip.place.start + SampleCount{shared.value / 2}, clip.place.end});
        const ClipId id{scratch->info->next_id};
        const TrackId track = session.tracks[first + piece.track]->id;
        Gesture step{{}, {added(clip, track, by)}, {}};
        if (crossed)
            step.edits.push_back(
                {"crossfade",
                 {{"first", value(before_id)},
                  {"second", value(id)},
                  {"length", value(shared)},
                  {"curve",
                   value(std::string(
                       session::fade_curve_names[static_cast<std::size_t>(piece.clip.in.curve)]))}}});
        scratch = with(*scratch, step);
        if (!scratch) return {{}, {}, scratch.error().text()};
        gesture.edits.insert(gesture.edits.end(), step.edits.begin(), step.edits.end());
        if (automation == Automation::follows)
            for (Edit& edit : lanes_of(session, piece, track, by))
                gesture.edits.push_back(std::move(edit));
        before = &piece;
        before_id = id;
        if (clip.group) groups[clip.group].push_back(id);
    }
    for (const auto& [group, members] : groups)
        if (members.size() > 1) gesture.edits.push_back({"group_clips", {{"clips", value(members)}}});
    return gesture;
}

} // namespace dub::ui::timeline
