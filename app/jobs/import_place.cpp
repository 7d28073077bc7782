#include "app/jobs/import_place.h"

#include <fmt/format.h>

#include "engine/session/transfer/time_map.h"

namespace dub::app {
namespace {

void tell(Diagnostics& told, Severity severity, std::string_view code, std::string_view where,
          std::string sentence) {
    told.push_back({severity, std::string(code), std::string(where), std::move(sentence)});
}

std::string rate_text(FrameRate rate) {
    for (const auto& known : timecode_formats())
        if (known.format.rate == rate) return std::string(known.name);
    return fmt::format("{}/{}", rate.num, rate.den);
}

} // namespace

SamplePos own_place(const session::Session& session, const media::SoundStream& sound, std::string_view file,
                    Diagnostics& told) {
    const SamplePos start = sample_of(session, session.info->start);
    if (!sound.timestamp) return start;
    if (sound.timestamp->value == 0 && start.value > 0) {
        tell(told, Severity::note, "import.stamp-unset", file,
             "its time stamp is zero, so it was placed at the session's start; --at places it elsewhere.");
        return start;
    }
    const SamplePos stamp = session::on_grid(*sound.timestamp, sound.format.rate, session.info->rate);
    if (stamp < start)
        tell(told, Severity::warning, "import.before-start", file,
             fmt::format(
                 "its time stamp is {}, before the session's start; it lies there and is not rendered unless "
                 "--from asks for it. --at places it elsewhere.",
                 to_timecode(frame_of(session, stamp), session.info->timecode)));
    return stamp;
}

FramePos own_place(const session::Session& session, const media::PictureStream& picture,
                   std::string_view file, Diagnostics& told) {
    if (!picture.start_timecode) return session.info->start;
    const auto at = parse_timecode(*picture.start_timecode, session.info->timecode);
    if (at) return *at;
    tell(told, Severity::warning, "import.picture-timecode", file,
         fmt::format("its start timecode {} does not exist in this session; it was placed at the session's "
                     "start. --at "
                     "places it elsewhere.",
                     *picture.start_timecode));
    return session.info->start;
}

session::Media media_of(const media::SoundStream& sound, const std::filesystem::path& file,
                        const media::Identity& identity) {
    session::Media media;
    media.name = sound.index < 0 ? file.stem().string()
                                 : fmt::format("{} sound {}", file.stem().string(), sound.index);
    media.layout = sound.format.layout;
    media.rate = sound.format.rate;
    media.length = sound.format.length;
    media.bits = sound.bits;
    media.timestamp = sound.timestamp;
    media.bytes = identity.bytes;
    media.hash = identity.hash;
    media.stream = sound.index;
    return media;
}

std::string free_track_name(const session::Session& session, const std::string& wanted) {
    std::string name = wanted;
    for (int n = 2; session::find_track(session, name) != nullptr; ++n)
        name = fmt::format("{} {}", wanted, n);
    return name;
}

Layout track_layout(const Layout& file) { return layout_of(file.speakers()).value_or(file); }

FrameCount session_frames(const session::Session& session, const media::PictureStream& picture,
                          std::string_view file, Diagnostics& told) {
    const FrameRate own = session.info->timecode.rate;
    if (picture.rate == own) return picture.length;
    tell(told, Severity::warning, "import.picture-rate", file,
         fmt::format(
             "it runs at {} fps, the session at {}; it covers the same time, not the same frames. Make the "
             "session with --fps {} if the picture is right.",
             rate_text(picture.rate), name_of(session.info->timecode), rate_text(picture.rate)));
    // Through a sample grid fine enough that neither rounding shows.
    const SampleRate fine{session.info->rate.hz * 1000};
    const SamplePos end = first_sample(FramePos{} + picture.length, picture.rate, fine);
    return frames_around({SamplePos{}, end}, own, fine).length();
}

} // namespace dub::app
