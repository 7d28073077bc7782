#include <algorithm>

#include "engine/conform/list_facts.h"
#include "formats/turnover/fcpxml/reading.h"

namespace dub::turnover::fcpxml {
namespace {

// The value of a <md key="…studio.reel">.
std::string logged(xml::Node clip, std::string_view key) {
    for (const xml::Node md : clip.child("metadata").children("md"))
        if (md.attribute("key").value_or("").ends_with(key)) return text_in(md, "value");
    return {};
}

conform::Source described(const Reading& reading, xml::Node asset) {
    conform::Source source;
    source.name = text_in(asset, "name");
    for (const xml::Node media : asset.children("media-rep"))
        if (const std::string url = text_in(media, "src"); !url.empty()) {
            const bool original = media.attribute("kind").value_or("original-media") == "original-media";
            source.locators.insert(original ? source.locators.begin() : source.locators.end(), url);
        }
    if (const std::string url = text_in(asset, "src"); !url.empty())
        source.locators.push_back(url); // up to 1.8
    const auto rate = rate_of(reading, asset);
    const Rational start = time_in(asset, "start").value_or(Rational{});
    const FrameRate frames = rate.value_or(reading.list.timecode.rate);
    source.timecode = conform::counting(frames, DropFrame::no);
    source.start = FramePos{(start * Rational{frames.num, frames.den}).nearest()};
    source.moving = flag_in(asset, "hasVideo", false);
    if (source.moving && rate) source.picture_rate = *rate;
    if (const auto length = time_in(asset, "duration"); length && *length > Rational{})
        source.length = *length;
    if (flag_in(asset, "hasAudio", false))
        source.channels = std::clamp(whole_in(asset, "audioChannels", 1), 1, 256);
    const auto hz = parse_rational(asset.attribute("audioRate").value_or(""));
    if (hz && *hz >= Rational{1000} && *hz <= Rational{768'000}) source.rate = SampleRate{hz->nearest()};
    if (const std::string uid = text_in(asset, "uid"); !uid.empty()) source.comments.emplace_back("uid", uid);
    return source;
}

} // namespace

int source_of(Reading& reading, xml::Node asset, xml::Node clip) {
    const std::string id = text_in(asset, "id");
    auto known = reading.sources.find(id);
    if (known == reading.sources.end()) {
        known = reading.sources.emplace(id, static_cast<int>(reading.list.sources.size())).first;
        reading.list.sources.push_back(described(reading, asset));
    }
    conform::Source& source = reading.list.sources[static_cast<std::size_t>(known->second)];
    for (const xml::Node told : {asset, clip, clip.parent()}) {
        if (told.attribute("tcFormat") == "DF" && source.timecode)
            source.timecode = conform::counting(source.timecode->rate, DropFrame::yes);
        if (source.tape.empty()) source.tape = logged(told, "studio.reel");
        if (source.scene.empty()) source.scene = logged(told, "studio.scene");
        if (source.take.empty()) source.take = logged(told, "studio.shot");
    }
    return known->second;
}

} // namespace dub::turnover::fcpxml
