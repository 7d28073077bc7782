#include <algorithm>

#include "formats/turnover/xmeml/reading.h"

namespace dub::turnover::xmeml {
namespace {

void read_sound(xml::Node media, conform::Source& source) {
    for (const xml::Node audio : media.children("audio")) {
        // One element with a count, or an element for each channel or pair.
        source.channels += static_cast<int>(std::clamp<std::int64_t>(
            number_in(audio, "channelcount").value_or(Rational{1}).nearest(), 0, 128));
        const xml::Node kind = audio.child("samplecharacteristics");
        if (const auto hz = number_in(kind, "samplerate"); hz && *hz > Rational{} && *hz < Rational{1 << 20})
            source.rate = SampleRate{hz->nearest()};
        if (const auto bits = number_in(kind, "depth"); bits && *bits > Rational{} && *bits <= Rational{64})
            source.bits = static_cast<int>(bits->nearest());
    }
    source.channels = std::min(source.channels, 128);
}

conform::Source described(xml::Node file, xml::Node clip, FrameRate rate) {
    conform::Source source;
    source.name = file.text_of("name");
    if (source.name.empty()) source.name = clip.text_of("name");
    if (const auto url = file.text_of("pathurl"); !url.empty()) source.locators.emplace_back(url);
    const FrameRate own = rate_of(file, rate);
    const xml::Node media = file.child("media");
    source.moving = static_cast<bool>(media.child("video"));
    if (source.moving || file.child("rate")) source.picture_rate = own;
    if (const auto length = number_in(file, "duration"); length && *length > Rational{})
        source.length = seconds(*length, own);
    if (const auto clock = clock_of(file.child("timecode"), own)) {
        source.timecode = clock->format;
        source.start = clock->start;
    }
    source.tape = file.child("timecode").child("reel").text_of("name");
    read_sound(media, source);
    const xml::Node logged = clip.child("logginginfo");
    source.scene = logged.text_of("scene");
    source.take = logged.text_of("shottake");
    for (const char* fact : {"originalaudiofilename", "originalvideofilename", "description", "lognote"})
        if (const auto text = logged.text_of(fact); !text.empty()) source.comments.emplace_back(fact, text);
    return source;
}

// The file of the master clip, for clips that name only that.
xml::Node file_of_master(const Reading& reading, xml::Node clip) {
    const auto master = reading.masters.find(clip.text_of("masterclipid"));
    return master == reading.masters.end() ? xml::Node{} : master->second.find("file");
}

} // namespace

int source_of(Reading& reading, xml::Node clip, FrameRate rate) {
    xml::Node file = clip.child("file");
    if (!file) file = file_of_master(reading, clip);
    if (!file) return -1;
    const std::string id(file.attribute("id").value_or(""));
    if (const auto known = reading.sources.find(id); !id.empty() && known != reading.sources.end())
        return known->second;
    if (const auto whole = reading.files.find(id); whole != reading.files.end()) file = whole->second;
    const int index = static_cast<int>(reading.list.sources.size());
    reading.list.sources.push_back(described(file, clip, rate));
    if (!id.empty()) reading.sources.emplace(id, index);
    return index;
}

} // namespace dub::turnover::xmeml
