#include <algorithm>

#include "engine/conform/list_facts.h"
#include "formats/turnover/otio/reading.h"

namespace dub::turnover::otio {
namespace {

// Facts that this program writes beside a reference, exactly as they were.
void read_own_facts(const Json& own, conform::Source& source) {
    if (const std::string name = text_at(own, "name"); !name.empty()) source.name = name;
    source.tape = text_at(own, "tape");
    source.scene = text_at(own, "scene");
    source.take = text_at(own, "take");
    for (const Json& id : at(own, "umids"))
        if (id.is_string()) source.umids.push_back(id.get<std::string>());
    for (const Json& path : at(own, "locators"))
        if (path.is_string() &&
            std::ranges::find(source.locators, path.get<std::string>()) == source.locators.end())
            source.locators.push_back(path.get<std::string>());
    const auto small = [&](const char* key) {
        return static_cast<int>(std::clamp(number_at(own, key).value_or(0), 0.0, 256.0));
    };
    source.channels = small("channels");
    source.bits = small("bits");
    source.moving |= at(own, "moving") == true;
    if (const auto hz = number_at(own, "sample_rate"); hz && *hz >= 1 && *hz <= 10e6)
        source.rate = SampleRate{static_cast<std::int64_t>(*hz)};
    for (const Json& fact : at(own, "comments"))
        if (fact.is_array() && fact.size() == 2 && fact[0].is_string() && fact[1].is_string())
            source.comments.emplace_back(fact[0].get<std::string>(), fact[1].get<std::string>());
    const auto rate = rate_of(at(own, "picture_rate"));
    if (rate) source.picture_rate = *rate;
    if (at(own, "drop") == true && source.timecode)
        source.timecode = conform::counting(source.timecode->rate, DropFrame::yes);
    if (const auto first = rate_of(at(own, "start"))) { // told though the length is not
        source.timecode = conform::counting(*first, at(own, "drop") == true ? DropFrame::yes : DropFrame::no);
        source.start = FramePos{
            (seconds_of(at(own, "start")).value_or(Rational{}) * Rational{first->num, first->den}).nearest()};
    }
    if (at(own, "timecode") == false) source.timecode.reset(), source.start.reset();
}

// "urn:smpte:umid:060a2b34.01010105…" of the AAF adapter, as 64 digits.
void read_umid(const Json& metadata, conform::Source& source) {
    std::string digits = text_at(at(metadata, "AAF"), "MobID");
    if (const auto colon = digits.rfind(':'); colon != digits.npos) digits.erase(0, colon + 1);
    std::erase_if(digits, [](char c) { return c == '.' || c == '-'; });
    const bool hexadecimal = std::ranges::all_of(digits, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    if (digits.size() == 64 && hexadecimal) source.umids.push_back(digits);
}

void add_locator(conform::Source& source, const std::string& path) {
    if (!path.empty() && std::ranges::find(source.locators, path) == source.locators.end())
        source.locators.push_back(path);
}

conform::Source described(const Json& clip, const Json& media) {
    conform::Source source;
    const Json& metadata = at(media, "metadata");
    source.name = text_at(media, "name");
    if (source.name.empty()) source.name = text_at(clip, "name");
    add_locator(source, text_at(media, "target_url"));
    add_locator(source, text_at(at(metadata, "Resolve_OTIO"), "Media Url"));
    if (schema_of(media) == "ImageSequenceReference") {
        source.moving = true;
        add_locator(source, text_at(media, "target_url_base") + "/" + text_at(media, "name_prefix") +
                                text_at(media, "name_suffix"));
    }
    const Json& range = at(media, "available_range");
    if (const auto available = span_of(range)) {
        source.length = available->length();
        const auto rate = rate_of(at(range, "start_time"));
        if (rate && Rational{rate->num, rate->den} <= Rational{240}) {
            source.timecode = conform::counting(*rate, DropFrame::no);
            source.start = FramePos{(available->start * Rational{rate->num, rate->den}).nearest()};
        }
    }
    source.tape = text_at(at(at(clip, "metadata"), "cmx_3600"), "reel");
    read_umid(metadata, source);
    read_own_facts(at(metadata, "dubstage"), source);
    if (const Json& all = at(clip, "media_references"); all.is_object())
        for (const Json& other : all)
            add_locator(source, text_at(other, "target_url"));
    return source;
}

} // namespace

const Json& media_of(const Json& clip) {
    const Json& all = at(clip, "media_references");
    if (!all.is_object() || all.empty()) return at(clip, "media_reference");
    const std::string active = text_at(clip, "active_media_reference_key");
    if (const auto chosen = all.find(active); chosen != all.end()) return *chosen;
    return *all.begin();
}

int source_of(Reading& reading, const Json& clip) {
    const Json& media = media_of(clip);
    if (schema_of(media) == "GeneratorReference" || at(at(at(media, "metadata"), "dubstage"), "none") == true)
        return -1;
    conform::Source source = described(clip, media);
    std::string key = text_at(at(at(media, "metadata"), "dubstage"), "id");
    if (key.empty()) key = source.locators.empty() ? '\n' + source.name : source.locators.front();
    if (const auto known = reading.sources.find(key); known != reading.sources.end()) return known->second;
    const int index = static_cast<int>(reading.list.sources.size());
    reading.list.sources.push_back(std::move(source));
    reading.sources.emplace(std::move(key), index);
    return index;
}

} // namespace dub::turnover::otio
