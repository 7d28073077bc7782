#include "engine/session/edits/add_clip.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/set_clip_channels.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

// The timestamp counts at the recording's own rate.
SamplePos own_place(const Session& session, const Media& media) {
    if (!media.timestamp || media.rate.hz <= 0) return sample_of(session, session.info->start);
    const double second = static_cast<double>(media.timestamp->value) / static_cast<double>(media.rate.hz);
    if (media.rate == session.info->rate) return *media.timestamp;
    return {std::llround(second * static_cast<double>(session.info->rate.hz))};
}

constexpr std::array add_clip_arguments{
    track_argument,
    ArgumentDeclaration{"media", "media", "id, name or path", Need::required, "the recording"},
    ArgumentDeclaration{"at", "time", "any", Need::optional,
                        "where it starts; the recording's timestamp, else the session's start"},
    ArgumentDeclaration{"from", "length", "0 … recording", Need::optional,
                        "how far into the recording it begins; 0"},
    ArgumentDeclaration{"length", "length", "1 sample …", Need::optional,
                        "how long it is; to the recording's end"},
    ArgumentDeclaration{"name", "text", "any", Need::optional, "the recording's when left out"},
    ArgumentDeclaration{"gain", "dB", "-144 … 36 dB", Need::optional, "clip gain; 0"},
    ArgumentDeclaration{
        "channels", "numbers", "-1 … channels of the recording - 1", Need::optional,
        "recording channel for each track channel, -1 silence; by speaker name when left out"},
    ArgumentDeclaration{"fade_in", "length", "0 … clip", Need::optional, "length of the fade in; 0"},
    ArgumentDeclaration{"fade_in_curve", "curve", "linear, equal-power, s-curve", Need::optional,
                        "equal-power"},
    ArgumentDeclaration{"fade_out", "length", "0 … clip", Need::optional, "length of the fade out; 0"},
    ArgumentDeclaration{"fade_out_curve", "curve", "linear, equal-power, s-curve", Need::optional,
                        "equal-power"},
    ArgumentDeclaration{"envelope", "points", "-144 … 36 dB", Need::optional,
                        "its gain as [time, dB] pairs on the timeline; none"},
    ArgumentDeclaration{"muted", "toggle", "true, false", Need::optional, "false"},
};
constexpr EditText about_add_clip{
    "add_clip", "Place a piece of a recording on a track; what lies under it is overwritten.",
    add_clip_arguments};

Result<AddClip> read_add_clip(const ArgumentReader& in) {
    AddClip edit;
    CHECK(in.read("track", edit.track));
    CHECK(in.read("media", edit.media));
    CHECK(in.read("at", edit.at));
    CHECK(in.read("from", edit.from));
    CHECK(in.read("length", edit.length));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("gain", edit.gain, clip_gain_limits));
    CHECK(in.read("channels", edit.channels));
    CHECK(in.read("fade_in", edit.in.length));
    CHECK(in.read("fade_in_curve", edit.in.curve, fade_curve_names));
    CHECK(in.read("fade_out", edit.out.length));
    CHECK(in.read("fade_out_curve", edit.out.curve, fade_curve_names));
    CHECK(in.read("envelope", edit.envelope, clip_gain_limits));
    CHECK(in.read("muted", edit.muted));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddClip& edit) {
    const Media* media = find_media(session, edit.media);
    if (media == nullptr) return missing("recording", edit.media.text());
    TRY(const Track track, copy_track(session, edit.track));
    Session next = session;
    Clip clip;
    clip.name = edit.name.empty() ? media->name : edit.name;
    clip.media = edit.media;
    clip.source_start = SamplePos{} + edit.from;
    const SampleCount length = edit.length.value_or(session_length(session, *media) - edit.from);
    if (length.value <= 0)
        return fail(ErrorCode::unfit, fmt::format("Clip '{}' would be {} samples long; expected 1 or more.",
                                                  clip.name, length.value));
    clip.place.start = edit.at.value_or(own_place(session, *media));
    clip.place.end = clip.place.start + length;
    clip.gain = edit.gain;
    clip.in = edit.in;
    clip.out = edit.out;
    clip.muted = edit.muted;
    clip.gain_envelope = edit.envelope;
    for (LanePoint& point : clip.gain_envelope)
        point.at = clip.source_start + (point.at - clip.place.start);
    clip.channels.assign(edit.channels.begin(), edit.channels.end());
    CHECK(channels_fit(session, track, clip));
    CHECK(inside_media(session, clip));
    fit_fades(clip);
    clip.id = take_id<ClipId>(next);
    return put_clips(std::move(next), {{edit.track, std::move(clip)}});
}

const EditDeclaration add_clip_edit = declare<about_add_clip, read_add_clip>();

} // namespace dub::session
