#include "formats/adm/bed.h"

#include <cmath>

#include <fmt/format.h>

#include "formats/adm/adm_time.h"
#include "formats/wave/chna_speakers.h"
#include "formats/xml/xml.h"

namespace dub::adm {
namespace {

const wave::CommonChannel* channel_of(const wave::CommonBed& bed, Speaker speaker) {
    if (speaker == Speaker::M) return wave::common_channel(bed.channels.front());
    for (const std::uint16_t number : bed.channels) {
        const wave::CommonChannel* const channel = wave::common_channel(number);
        if (channel->speaker == speaker) return channel;
    }
    return nullptr;
}

template <class Unit> void figure(xml::Writer& out, std::string_view name, const std::optional<Unit>& value) {
    if (value && std::isfinite(value->value)) out.element(name, fmt::format("{:.2f}", value->value));
}

void write_loudness(xml::Writer& out, const AdmLoudness& l) {
    if (!l.integrated || !std::isfinite(l.integrated->value)) return;
    out.open("loudnessMetadata").attribute("loudnessMethod", "ITU-R BS.1770");
    figure(out, "integratedLoudness", l.integrated);
    figure(out, "loudnessRange", l.range);
    figure(out, "maxTruePeak", l.true_peak_max);
    figure(out, "maxMomentary", l.momentary_max);
    figure(out, "maxShortTerm", l.short_term_max);
    figure(out, "dialogueLoudness", l.dialogue);
    out.close();
}

void write_kind(xml::Writer& out, ContentKind kind) {
    out.open("dialogue");
    switch (kind) {
    case ContentKind::undefined: out.attribute("nonDialogueContentKind", "0").text("0"); break;
    case ContentKind::music: out.attribute("nonDialogueContentKind", "1").text("0"); break;
    case ContentKind::effects: out.attribute("nonDialogueContentKind", "2").text("0"); break;
    case ContentKind::dialogue: out.attribute("dialogueContentKind", "1").text("1"); break;
    case ContentKind::complete_main: out.attribute("mixedContentKind", "1").text("2"); break;
    }
    out.close();
}

void write_programme(xml::Writer& out, const Bed& bed) {
    out.open("audioProgramme")
        .attribute("audioProgrammeID", "APR_1001")
        .attribute("audioProgrammeName", bed.programme);
    if (!bed.language.empty()) out.attribute("audioProgrammeLanguage", bed.language);
    out.attribute("start", adm_time_text({0}, bed.rate))
        .attribute("end", adm_time_text(bed.length, bed.rate));
    out.element("audioContentIDRef", "ACO_1001");
    write_loudness(out, bed.loudness);
    out.close();
    out.open("audioContent")
        .attribute("audioContentID", "ACO_1001")
        .attribute("audioContentName", bed.content);
    out.element("audioObjectIDRef", "AO_1001");
    write_kind(out, bed.kind);
    out.close();
}

void write_object(xml::Writer& out, const Bed& bed, const std::vector<wave::ChnaEntry>& entries) {
    out.open("audioObject").attribute("audioObjectID", "AO_1001").attribute("audioObjectName", bed.object);
    out.attribute("start", adm_time_text({0}, bed.rate))
        .attribute("duration", adm_time_text(bed.length, bed.rate));
    out.element("audioPackFormatIDRef", entries.front().pack_ref);
    for (const auto& entry : entries)
        out.element("audioTrackUIDRef", entry.uid);
    out.close();
    for (const auto& entry : entries) {
        out.open("audioTrackUID").attribute("UID", entry.uid);
        out.attribute("sampleRate", std::to_string(bed.rate.hz))
            .attribute("bitDepth", std::to_string(bed.bits));
        out.element("audioTrackFormatIDRef", entry.track_ref)
            .element("audioPackFormatIDRef", entry.pack_ref)
            .close();
    }
}

std::unexpected<Error> unfit(const std::string& why) {
    return fail(ErrorCode::unfit, "No ADM bed can be written: " + why);
}

} // namespace

Result<BedChunks> bed_chunks(const Bed& bed) {
    const wave::CommonBed* const common = wave::bed_of(bed.layout);
    if (common == nullptr)
        return unfit(fmt::format(
            "{} is no bed of the common definitions; choose mono, 2.0, 5.0, 5.1, 7.1, 5.1.2, 5.1.4, 7.1.2 "
            "or 7.1.4.",
            bed.layout.name()));
    if (bed.length.value <= 0 || bed.rate.hz <= 0) return unfit("its length is zero.");
    if (bed.programme.empty() || bed.content.empty() || bed.object.empty())
        return unfit("programme, content and object each need a name.");
    BedChunks chunks;
    for (int c = 0; c < bed.layout.channels(); ++c) {
        const int number = channel_of(*common, bed.layout[c])->number;
        chunks.chna.push_back({c + 1, fmt::format("ATU_{:08x}", c + 1),
                               fmt::format("AT_0001{:04x}_01", number),
                               fmt::format("AP_0001{:04x}", common->number)});
    }
    xml::Writer out;
    out.open("ebuCoreMain").attribute("xmlns", "urn:ebu:metadata-schema:ebuCore_2016");
    out.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/").attribute("xml:lang", "en");
    out.open("coreMetadata").open("format").open("audioFormatExtended");
    out.attribute("version",
                  fits_five_decimals(bed.length, bed.rate) ? "ITU-R_BS.2076-1" : "ITU-R_BS.2076-2");
    write_programme(out, bed);
    write_object(out, bed, chunks.chna);
    chunks.axml = out.finish();
    chunks.axml.append((4 - chunks.axml.size() % 4) % 4, '\n');
    return chunks;
}

} // namespace dub::adm
