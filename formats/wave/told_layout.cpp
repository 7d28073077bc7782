#include "formats/wave/told_layout.h"

#include <algorithm>

#include <fmt/format.h>

#include "formats/wave/chna_speakers.h"

namespace dub::wave {
namespace {

using Speakers = std::optional<std::vector<Speaker>>;

Speakers by_names(const Ixml& ixml, int channels) {
    if (ixml.track_names.size() != static_cast<std::size_t>(channels)) return std::nullopt;
    std::vector<Speaker> speakers;
    for (const std::string& name : ixml.track_names) {
        const auto speaker = speaker_named(name);
        if (!speaker || std::ranges::find(speakers, *speaker) != speakers.end()) return std::nullopt;
        speakers.push_back(*speaker);
    }
    return speakers;
}

void tell(WaveInfo& info, const std::vector<Speaker>& speakers, LayoutSource source) {
    info.format.layout = Layout(speakers);
    info.layout_source = source;
}

void tell_by_count(WaveInfo& info, const std::string& file) {
    info.layout_source = LayoutSource::channel_count;
    if (const auto layout = layout_by_count(info.channels)) {
        info.format.layout = *layout;
        return;
    }
    info.format.layout = Layout(std::vector<Speaker>(static_cast<std::size_t>(info.channels), Speaker::M));
    info.diagnostics.push_back(
        {Severity::warning, "wave.layout-unknown", file,
         fmt::format("Nothing in the file says what its {} channels are; each is taken as a mono "
                     "channel of its own. Name the layout when importing it.",
                     info.channels)});
}

} // namespace

void tell_layout(WaveInfo& info, const std::string& file) {
    if (info.channels > Layout::max_channels) return;
    if (const auto told = speakers_of_chna(info.chna, info.channels))
        return tell(info, *told, LayoutSource::chna);
    if (info.ixml)
        if (const auto told = by_names(*info.ixml, info.channels))
            return tell(info, *told, LayoutSource::ixml);
    if (info.mask) {
        if (const auto told = speakers_of_mask(*info.mask, info.channels))
            return tell(info, *told, LayoutSource::mask);
        info.diagnostics.push_back(
            {Severity::warning, "wave.mask-unknown", file,
             fmt::format("The channel mask 0x{:X} does not suit {} channels or names speakers that are "
                         "not known here; the channels are taken by their number.",
                         *info.mask, info.channels)});
    }
    tell_by_count(info, file);
}

} // namespace dub::wave
