#include "app/jobs/wave_head.h"

#include <fmt/format.h>

namespace dub::app {
namespace {

constexpr std::size_t bext_description_bytes = 256; // EBU Tech 3285 v2 section 2.3

std::string names_of(const std::vector<Speaker>& speakers) {
    std::string names;
    for (const Speaker speaker : speakers)
        names += fmt::format("{}{}", names.empty() ? "" : " ", label(speaker));
    return names;
}

bool same_channels(const WaveShape& read, const WaveShape& written) {
    if (!written.names_channels) return read.channels.size() == written.channels.size();
    return read.channels == written.channels;
}

} // namespace

std::vector<Speaker> file_order(const wave::WriteOptions& options) {
    const bool masked = options.mask == wave::Mask::yes && wave_mask(options.layout).has_value();
    std::vector<Speaker> speakers;
    for (const auto& place : ordered(options.layout, masked ? ChannelOrder::wave_mask : options.order))
        if (place) speakers.push_back(*place);
    return speakers;
}

std::string_view beginning_of(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U)
        --bytes; // a byte that goes on with a character
    return text.substr(0, bytes);
}

wave::Bext bext_for(std::string_view description, SamplePos time_reference) {
    wave::Bext bext;
    bext.description = beginning_of(description, bext_description_bytes);
    bext.originator = "Dubstage";
    bext.time_reference = time_reference;
    return bext;
}

std::string channel_description(std::string_view of_set, Speaker speaker) {
    const std::string channel = fmt::format(", channel {}", label(speaker));
    return std::string(beginning_of(of_set, bext_description_bytes - channel.size())) + channel;
}

wave::Ixml ixml_for(const session::Info& info, SamplePos time_reference) {
    wave::Ixml ixml;
    ixml.project = info.name;
    ixml.timecode_rate = fmt::format("{}/{}", info.timecode.rate.num, info.timecode.rate.den);
    ixml.timecode_flag = info.timecode.drop == DropFrame::yes ? "DF" : "NDF";
    ixml.timestamp = time_reference;
    ixml.timestamp_rate = info.rate;
    return ixml;
}

adm::Bed bed_for(const wave::WriteOptions& options, SampleCount length) {
    adm::Bed bed;
    bed.layout = options.layout;
    bed.rate = options.rate;
    bed.bits = wave::bits_of(options.type);
    bed.length = length;
    return bed;
}

WaveShape shape_of(const wave::WriteOptions& options, SampleCount length) {
    WaveShape shape{.type = options.type,
                    .rate = options.rate,
                    .channels = file_order(options),
                    .names_channels = options.ixml || options.mask == wave::Mask::yes,
                    .length = length,
                    .time_reference = {}};
    // The common definitions of ADM know no mono but the centre.
    if (!options.chna.empty() && shape.channels == std::vector{Speaker::M}) shape.names_channels = false;
    if (options.bext) shape.time_reference = options.bext->time_reference;
    return shape;
}

WaveShape shape_of(const wave::WaveInfo& read) {
    const auto speakers = read.format.layout.speakers();
    return {.type = read.type,
            .rate = read.format.rate,
            .channels = {speakers.begin(), speakers.end()},
            .names_channels = read.layout_source != wave::LayoutSource::channel_count,
            .length = read.format.length,
            .time_reference = read.bext ? std::optional(read.bext->time_reference) : std::nullopt};
}

Result<void> check_read_back(const WaveShape& read, const WaveShape& written, const std::string& file) {
    const auto differs = [&](std::string_view what, const std::string& found, const std::string& wanted) {
        return fail(ErrorCode::io,
                    fmt::format("{} was written, but reads back with another {} ({}; {} was written); "
                                "nothing was kept. The disk may be failing.",
                                file, what, found, wanted));
    };
    const auto number = [](auto value) { return fmt::format("{}", value); };
    if (read.type != written.type)
        return differs("kind of samples", number(wave::bits_of(read.type)),
                       number(wave::bits_of(written.type)));
    if (read.rate != written.rate)
        return differs("sample rate", number(read.rate.hz), number(written.rate.hz));
    if (read.length != written.length)
        return differs("length", number(read.length.value), number(written.length.value));
    if (!same_channels(read, written))
        return differs("order of channels", names_of(read.channels), names_of(written.channels));
    if (written.time_reference && read.time_reference != written.time_reference)
        return differs("TimeReference",
                       read.time_reference ? number(read.time_reference->value) : std::string("none"),
                       number(written.time_reference->value));
    return {};
}

} // namespace dub::app
