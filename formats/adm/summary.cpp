#include "formats/adm/summary.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "formats/wave/chna_speakers.h"
#include "formats/xml/xml.h"

namespace dub::adm {
namespace {

// Two hours of 118 moving objects would be more than any reader bears; this is about 300 000 blocks.
constexpr xml::Limits limits{.bytes = std::size_t{256} << 20U, .nodes = 3'000'000, .depth = 64};

std::string lower(std::string_view id) {
    std::string text(id);
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

struct Reading {
    AdmSummary summary;
    std::string name;
    std::map<std::string, std::string> stream_of_track;   // AT -> AS, ids in lower case
    std::map<std::string, std::string> channel_of_stream; // AS -> AC

    void warn(std::string code, std::string where, std::string sentence) {
        if (summary.diagnostics.size() < 1000)
            summary.diagnostics.push_back(
                {Severity::warning, std::move(code), std::move(where), std::move(sentence)});
    }
};

std::string attribute(xml::Node node, const char* name) {
    return std::string(node.attribute(name).value_or(""));
}

std::vector<xml::Node> children(xml::Node node, std::string_view local) {
    std::vector<xml::Node> found;
    for (xml::Node child = node.first_child(); child; child = child.next())
        if (child.local_name() == local) found.push_back(child);
    return found;
}

std::string child_text(xml::Node node, std::string_view local) {
    const auto found = children(node, local);
    return found.empty() ? std::string() : std::string(found.front().text());
}

std::vector<std::string> references(xml::Node node, std::string_view local) {
    std::vector<std::string> ids;
    for (const xml::Node child : children(node, local))
        ids.emplace_back(child.text());
    return ids;
}

std::optional<AdmTime> time_of(Reading& at, xml::Node node, const char* name) {
    const auto text = node.attribute(name);
    if (!text) return std::nullopt;
    const auto time = parse_adm_time(*text);
    if (!time)
        at.warn("adm.time", std::string(node.name()),
                fmt::format("The {} '{}' is not a time; expected hh:mm:ss.zzzzz. It is passed over.", name,
                            *text));
    return time;
}

template <class Unit> std::optional<Unit> figure(xml::Node node, std::string_view local) {
    const std::string text = child_text(node, local);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return Unit{value};
}

std::optional<std::int64_t> integer(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

AdmLoudness loudness_of(xml::Node programme) {
    AdmLoudness loudness;
    const auto found = children(programme, "loudnessMetadata");
    if (found.empty()) return loudness;
    loudness.integrated = figure<Lufs>(found.front(), "integratedLoudness");
    loudness.range = figure<Lu>(found.front(), "loudnessRange");
    loudness.true_peak_max = figure<Dbtp>(found.front(), "maxTruePeak");
    loudness.momentary_max = figure<Lufs>(found.front(), "maxMomentary");
    loudness.short_term_max = figure<Lufs>(found.front(), "maxShortTerm");
    loudness.dialogue = figure<Lufs>(found.front(), "dialogueLoudness");
    return loudness;
}

void read_programme(Reading& at, xml::Node node) {
    at.summary.programmes.push_back(
        {attribute(node, "audioProgrammeID"), attribute(node, "audioProgrammeName"),
         attribute(node, "audioProgrammeLanguage"), time_of(at, node, "start"), time_of(at, node, "end"),
         references(node, "audioContentIDRef"), loudness_of(node)});
}

void read_content(Reading& at, xml::Node node) {
    AdmContent content{attribute(node, "audioContentID"),
                       attribute(node, "audioContentName"),
                       references(node, "audioObjectIDRef"),
                       {},
                       {}};
    if (const auto dialogue = children(node, "dialogue"); !dialogue.empty()) {
        content.dialogue = dialogue.front().text();
        for (const auto& [name, value] : dialogue.front().attributes())
            content.dialogue_kind = fmt::format("{}={}", name, value);
    }
    at.summary.contents.push_back(std::move(content));
}

void read_object(Reading& at, xml::Node node) {
    at.summary.objects.push_back(
        {attribute(node, "audioObjectID"), attribute(node, "audioObjectName"), time_of(at, node, "start"),
         time_of(at, node, "duration"), references(node, "audioPackFormatIDRef"),
         references(node, "audioTrackUIDRef"), references(node, "audioObjectIDRef")});
}

void read_pack(Reading& at, xml::Node node) {
    at.summary.packs.push_back({attribute(node, "audioPackFormatID"), attribute(node, "audioPackFormatName"),
                                attribute(node, "typeDefinition"),
                                references(node, "audioChannelFormatIDRef"), false});
}

void read_channel(Reading& at, xml::Node node) {
    AdmChannel channel{attribute(node, "audioChannelFormatID"),
                       attribute(node, "audioChannelFormatName"),
                       attribute(node, "typeDefinition"),
                       {},
                       0};
    for (xml::Node block = node.first_child(); block; block = block.next()) {
        if (block.local_name() != "audioBlockFormat") continue;
        if (channel.blocks++ == 0) channel.speaker_label = child_text(block, "speakerLabel");
    }
    at.summary.blocks += channel.blocks;
    at.summary.channels.push_back(std::move(channel));
}

void read_stream(Reading& at, xml::Node node) {
    const std::string id = lower(attribute(node, "audioStreamFormatID"));
    at.channel_of_stream[id] = child_text(node, "audioChannelFormatIDRef");
    for (const std::string& track : references(node, "audioTrackFormatIDRef"))
        at.stream_of_track.emplace(lower(track), id);
}

void read_track(Reading& at, xml::Node node) {
    const std::string stream = child_text(node, "audioStreamFormatIDRef");
    if (!stream.empty()) at.stream_of_track[lower(attribute(node, "audioTrackFormatID"))] = lower(stream);
}

void read_track_uid(Reading& at, xml::Node node) {
    AdmTrackUid uid;
    uid.uid = attribute(node, "UID");
    uid.sample_rate = integer(attribute(node, "sampleRate"));
    uid.bit_depth = integer(attribute(node, "bitDepth"));
    uid.track_ref = child_text(node, "audioTrackFormatIDRef");
    uid.channel_ref = child_text(node, "audioChannelFormatIDRef");
    uid.pack_ref = child_text(node, "audioPackFormatIDRef");
    at.summary.track_uids.push_back(std::move(uid));
}

void read_elements(Reading& at, xml::Node extended) {
    using Read = void (*)(Reading&, xml::Node);
    static const std::map<std::string_view, Read> readers{
        {"audioProgramme", read_programme},   {"audioContent", read_content},
        {"audioObject", read_object},         {"audioPackFormat", read_pack},
        {"audioChannelFormat", read_channel}, {"audioStreamFormat", read_stream},
        {"audioTrackFormat", read_track},     {"audioTrackUID", read_track_uid},
    };
    at.summary.version = attribute(extended, "version");
    for (xml::Node node = extended.first_child(); node; node = node.next())
        if (const auto reader = readers.find(node.local_name()); reader != readers.end())
            reader->second(at, node);
}

// "urn:itu:bs:2051:0:speaker:M+030", "M+030", "LFE1" and the room-centric "RC_Lss".
std::optional<Speaker> speaker_of_label(std::string_view text) {
    if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos)
        text.remove_prefix(colon + 1);
    if (text == "LFE1" || text == "LFEL" || text == "LFE") return Speaker::LFE;
    if (text.starts_with("RC_")) return speaker_named(text.substr(3));
    for (const auto& channel : wave::common_channels())
        if (channel.label == text) return channel.speaker;
    return std::nullopt;
}

// Track UID -> (track -> stream ->) channel -> speaker.
void resolve(Reading& at, AdmTrackUid& uid, const std::map<std::string, const AdmChannel*>& channels) {
    if (uid.channel_ref.empty()) {
        const auto stream = at.stream_of_track.find(lower(uid.track_ref));
        if (stream != at.stream_of_track.end()) uid.channel_ref = at.channel_of_stream[stream->second];
    }
    const auto number = wave::common_number(uid.channel_ref.empty() ? uid.track_ref : uid.channel_ref);
    if (number) {
        if (uid.channel_ref.empty()) uid.channel_ref = fmt::format("AC_0001{:04x}", *number);
        if (const auto* const channel = wave::common_channel(*number)) uid.speaker = channel->speaker;
        if (uid.speaker && wave::common_number(uid.pack_ref) == 1U) uid.speaker = Speaker::M;
        return;
    }
    const auto own = channels.find(lower(uid.channel_ref));
    if (own != channels.end())
        uid.speaker = speaker_of_label(own->second->speaker_label);
    else
        at.warn("adm.reference", uid.uid,
                fmt::format("The track UID leads to no channel (track '{}', channel '{}').", uid.track_ref,
                            uid.channel_ref));
}

void resolve_all(Reading& at) {
    std::map<std::string, const AdmChannel*> channels;
    for (const AdmChannel& channel : at.summary.channels)
        channels.emplace(lower(channel.id), &channel);
    for (AdmTrackUid& uid : at.summary.track_uids)
        resolve(at, uid, channels);
}

void join_chna(Reading& at, std::span<const wave::ChnaEntry> chna) {
    std::map<std::string, int> tracks;
    for (const auto& entry : chna)
        tracks.emplace(lower(entry.uid), entry.track);
    for (AdmTrackUid& uid : at.summary.track_uids) {
        const auto found = tracks.find(lower(uid.uid));
        if (found == tracks.end()) {
            at.warn("adm.uid-without-track", uid.uid,
                    "The track UID stands in axml but not in chna: it has no sound.");
            continue;
        }
        uid.track = found->second;
        tracks.erase(found);
    }
    for (const auto& [uid, track] : tracks)
        at.warn("adm.track-without-uid", uid,
                fmt::format("chna gives channel {} a track UID that axml does not know.", track));
}

// Packs that objects name and the file does not define are common definitions, or dangling.
void add_common_packs(Reading& at) {
    std::set<std::string> known;
    for (const AdmPack& pack : at.summary.packs)
        known.insert(lower(pack.id));
    for (const AdmObject& object : at.summary.objects)
        for (const std::string& id : object.packs) {
            if (!known.insert(lower(id)).second) continue;
            const auto number = wave::common_number(id);
            if (!number) {
                at.warn("adm.reference", object.id,
                        fmt::format("The object names the pack '{}', which the file does not define.", id));
                continue;
            }
            AdmPack pack{id, {}, "DirectSpeakers", {}, true};
            if (const auto* const bed = wave::common_bed(*number)) {
                pack.name = bed->name;
                for (const auto channel : bed->channels)
                    pack.channels.push_back(fmt::format("AC_0001{:04x}", channel));
            }
            at.summary.packs.push_back(std::move(pack));
        }
}

template <class Holder, class Target>
void check_references(Reading& at, const std::vector<Holder>& holders, std::vector<std::string> Holder::*ids,
                      const std::vector<Target>& targets) {
    std::set<std::string> known;
    for (const Target& target : targets)
        known.insert(lower(target.id));
    for (const Holder& holder : holders)
        for (const std::string& id : holder.*ids)
            if (!known.contains(lower(id)))
                at.warn("adm.reference", holder.id,
                        fmt::format("It refers to '{}', which the file does not hold.", id));
}

} // namespace

Result<AdmSummary> read_adm(std::string_view axml, std::span<const wave::ChnaEntry> chna,
                            const std::string& name) {
    TRY(const xml::Document document, xml::Document::parse(axml, name, limits));
    const xml::Node extended = document.root().find("audioFormatExtended");
    if (!extended)
        return fail(ErrorCode::invalid,
                    name + " holds no ADM metadata; expected the element audioFormatExtended.");
    Reading at{{}, name, {}, {}};
    read_elements(at, extended);
    resolve_all(at);
    join_chna(at, chna);
    add_common_packs(at);
    check_references(at, at.summary.programmes, &AdmProgramme::contents, at.summary.contents);
    check_references(at, at.summary.contents, &AdmContent::objects, at.summary.objects);
    return std::move(at.summary);
}

} // namespace dub::adm
