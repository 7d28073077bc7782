#include <fmt/format.h>

#include "app/commands/describe.h"
#include "formats/wave/ixml.h"

namespace dub::app {
namespace {

using Fps = std::optional<TimecodeFormat>;

Value optional_text(const std::string& value) { return value.empty() ? none() : text(value); }

// A stamp on the file's own grid as timecode, when somebody said how to count.
Value stamp_tc(std::optional<SamplePos> stamp, SampleRate rate, const Fps& fps) {
    if (!stamp || !fps) return none();
    return text(to_timecode(frame_at(*stamp, fps->rate, rate), *fps));
}

Value samples_or_null(std::optional<SamplePos> at) { return at ? whole(at->value) : none(); }

Value texts(const std::vector<std::string>& lines) {
    Value::List items;
    for (const auto& line : lines)
        items.push_back(text(line));
    return list(std::move(items));
}

std::string_view name_of(wave::LayoutSource source) {
    switch (source) {
    case wave::LayoutSource::chna: return "chna";
    case wave::LayoutSource::ixml: return "ixml";
    case wave::LayoutSource::mask: return "mask";
    case wave::LayoutSource::channel_count: return "channel-count";
    }
    return "channel-count";
}

bool is_float(wave::SampleType type) {
    return type == wave::SampleType::float32 || type == wave::SampleType::float64;
}

template <class Level> Value level_or_null(const std::optional<Level>& level) {
    return level ? number(level->value) : none();
}

Value describe_bext(const wave::Bext& bext, SampleRate rate, const Fps& fps) {
    return object({{"description", text(bext.description)},
                   {"originator", text(bext.originator)},
                   {"originator_reference", text(bext.originator_reference)},
                   {"date", optional_text(bext.date)},
                   {"time", optional_text(bext.time)},
                   {"time_reference", whole(bext.time_reference.value)},
                   {"time_reference_tc", stamp_tc(bext.time_reference, rate, fps)},
                   {"integrated_lufs", level_or_null(bext.loudness.integrated)},
                   {"loudness_range_lu", level_or_null(bext.loudness.range)},
                   {"true_peak_dbtp", level_or_null(bext.loudness.true_peak_max)},
                   {"momentary_max_lufs", level_or_null(bext.loudness.momentary_max)},
                   {"short_term_max_lufs", level_or_null(bext.loudness.short_term_max)},
                   {"coding_history", optional_text(bext.coding_history)}});
}

Value describe_ixml(const wave::Ixml& ixml) {
    return object({{"project", optional_text(ixml.project)},
                   {"scene", optional_text(ixml.scene)},
                   {"take", optional_text(ixml.take)},
                   {"tape", optional_text(ixml.tape)},
                   {"note", optional_text(ixml.note)},
                   {"track_names", texts(ixml.track_names)},
                   {"timecode_rate", optional_text(ixml.timecode_rate)},
                   {"timecode_flag", optional_text(ixml.timecode_flag)},
                   {"timestamp_samples", samples_or_null(ixml.timestamp)}});
}

Value describe_chna(const std::vector<wave::ChnaEntry>& entries) {
    Value::List rows;
    for (const auto& entry : entries)
        rows.push_back(object({{"track", whole(entry.track)},
                               {"uid", text(entry.uid)},
                               {"track_ref", text(entry.track_ref)},
                               {"pack_ref", text(entry.pack_ref)}}));
    return list(std::move(rows));
}

Value describe_sound(const media::SoundStream& sound, const Fps& fps) {
    return object({{"stream", sound.index < 0 ? none() : whole(sound.index)},
                   {"codec", text(sound.codec)},
                   {"layout", text(sound.format.layout.name())},
                   {"channels", labels(sound.format.layout)},
                   {"sample_rate", whole(sound.format.rate.hz)},
                   {"samples", whole(sound.format.length.value)},
                   {"duration_s", number(seconds(sound.format.length, sound.format.rate))},
                   {"bits", sound.bits == 0 ? none() : whole(sound.bits)},
                   {"timestamp_samples", samples_or_null(sound.timestamp)},
                   {"timestamp_tc", stamp_tc(sound.timestamp, sound.format.rate, fps)},
                   {"track_names", texts(sound.track_names)}});
}

// The name of a known rate, "24000/1001" for others.
Value rate_text(FrameRate rate) {
    for (const auto& known : timecode_formats())
        if (known.format.rate == rate && known.format.drop == DropFrame::no) return text(known.name);
    return text(fmt::format("{}/{}", rate.num, rate.den));
}

Value describe_picture(const media::PictureStream& picture) {
    return object({{"codec", text(picture.codec)},
                   {"fps", rate_text(picture.rate)},
                   {"variable_rate", flag(picture.variable_rate)},
                   {"frames", whole(picture.length.value)},
                   {"frames_in_file", whole(picture.frames_in_file)},
                   {"frames_repeated", whole(picture.repeated)},
                   {"frames_left_out", whole(picture.left_out)},
                   {"width", whole(picture.width)},
                   {"height", whole(picture.height)},
                   {"start_tc", picture.start_timecode ? text(*picture.start_timecode) : none()}});
}

} // namespace

Value describe(const wave::WaveInfo& wave, const Fps& asked) {
    const Fps fps = asked || !wave.ixml ? asked : wave::timecode_of(*wave.ixml);
    const SampleRate rate = wave.format.rate;
    return object({{"kind", text("wave")},
                   {"container", text(wave.container)},
                   {"layout", text(wave.format.layout.name())},
                   {"layout_source", text(name_of(wave.layout_source))},
                   {"channels", labels(wave.format.layout)},
                   {"sample_rate", whole(rate.hz)},
                   {"bits", whole(wave::bits_of(wave.type))},
                   {"float", flag(is_float(wave.type))},
                   {"samples", whole(wave.format.length.value)},
                   {"duration_s", number(seconds(wave.format.length, rate))},
                   {"mask", wave.mask ? text(fmt::format("0x{:X}", *wave.mask)) : none()},
                   {"bext", wave.bext ? describe_bext(*wave.bext, rate, fps) : none()},
                   {"ixml", wave.ixml ? describe_ixml(*wave.ixml) : none()},
                   {"adm", flag(!wave.axml.empty() || !wave.chna.empty())},
                   {"chna", describe_chna(wave.chna)},
                   {"axml_bytes", whole(static_cast<std::int64_t>(wave.axml.size()))}});
}

Value describe(const media::Probe& probe, const Fps& fps) {
    Value::List sounds;
    for (const auto& sound : probe.sounds)
        sounds.push_back(describe_sound(sound, fps));
    return object({{"kind", text(probe.picture ? "picture" : "sound")},
                   {"container", text(probe.container)},
                   {"picture", probe.picture ? describe_picture(*probe.picture) : none()},
                   {"sounds", list(std::move(sounds))}});
}

} // namespace dub::app
