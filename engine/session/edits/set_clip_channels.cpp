#include "engine/session/edits/set_clip_channels.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array set_clip_channels_arguments{
    clips_argument,
    ArgumentDeclaration{
        "channels", "numbers", "-1 … channels of the recording - 1", Need::optional,
        "recording channel for each track channel, -1 silence; by speaker name when left out"},
};
constexpr EditText about_set_clip_channels{
    "set_clip_channels", "Choose which channels of the recording clips play.", set_clip_channels_arguments};

Result<SetClipChannels> read_set_clip_channels(const ArgumentReader& in) {
    SetClipChannels edit;
    CHECK(in.read("clips", edit.clips));
    CHECK(in.read("channels", edit.channels));
    return edit;
}

} // namespace

Result<void> channels_fit(const Session& session, const Track& track, const Clip& clip) {
    if (clip.channels.empty()) return {};
    const Media* media = find_media(session, clip.media);
    const int available = media == nullptr ? 0 : media->layout.channels();
    if (std::ssize(clip.channels) != track.layout.channels())
        return fail(ErrorCode::unfit,
                    fmt::format("Track {} has {} channels, {} were chosen; give one number for each.",
                                title(track), track.layout.channels(), clip.channels.size()));
    for (const int channel : clip.channels)
        if (channel < -1 || channel >= available)
            return fail(
                ErrorCode::unfit,
                fmt::format(
                    "Channel {} was chosen; expected -1 (silence) to {}, as the recording of clip '{}' has.",
                    channel, available - 1, clip.name));
    return {};
}

Result<Session> apply(const Session& session, const SetClipChannels& edit) {
    return change_clips(session, edit.clips, [&](Clip& clip, const Track& track) -> Result<void> {
        clip.channels.assign(edit.channels.begin(), edit.channels.end());
        return channels_fit(session, track, clip);
    });
}

const EditDeclaration set_clip_channels_edit = declare<about_set_clip_channels, read_set_clip_channels>();

} // namespace dub::session
