#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "formats/adm/bed.h"
#include "formats/adm/summary.h"
#include "formats/wave/inspect.h"
#include "formats/xml/xml.h"

namespace dub::adm {
namespace {

// Collects the first difference; later ones mostly follow from it.
struct Comparison {
    std::string difference;

    template <class T> void same(std::string_view what, const T& read, const T& meant) {
        if (difference.empty() && !(read == meant))
            difference = fmt::format("{} is '{}', expected '{}'", what, read, meant);
    }
    void holds(std::string_view what, bool true_of_it) {
        if (difference.empty() && !true_of_it) difference = std::string(what);
    }
    template <class Unit>
    void close(std::string_view what, const std::optional<Unit>& read, const std::optional<Unit>& meant) {
        const bool known = meant && std::isfinite(meant->value);
        if (known != read.has_value())
            return holds(fmt::format("the {} is {}", what, known ? "missing" : "there unasked"), false);
        if (known)
            holds(fmt::format("the {} is {:.2f}, expected {:.2f}", what, read->value, meant->value),
                  std::abs(read->value - meant->value) <= 0.0051);
    }
};

void compare_loudness(Comparison& c, const AdmLoudness& read, AdmLoudness meant) {
    if (!meant.integrated || !std::isfinite(meant.integrated->value))
        meant = {}; // written only with the integrated figure
    c.close("integrated loudness", read.integrated, meant.integrated);
    c.close("loudness range", read.range, meant.range);
    c.close("true peak", read.true_peak_max, meant.true_peak_max);
    c.close("momentary loudness", read.momentary_max, meant.momentary_max);
    c.close("short-term loudness", read.short_term_max, meant.short_term_max);
    c.close("dialogue loudness", read.dialogue, meant.dialogue);
}

void compare_file(Comparison& c, const wave::WaveInfo& read, const Bed& bed) {
    c.same("the number of channels", read.channels, bed.layout.channels());
    c.same("the layout", read.format.layout.name(), bed.layout.name());
    c.holds("the speakers are not told by chna", read.layout_source == wave::LayoutSource::chna);
    c.same("the sample rate", read.format.rate.hz, bed.rate.hz);
    c.same("the number of bits", wave::bits_of(read.type), bed.bits);
    c.same("the length in samples", read.format.length.value, bed.length.value);
}

std::string as_written(
    std::string_view name) { // broken UTF-8 in a name is replaced when written, ends are trimmed nowhere
    auto document = xml::Document::parse("<a n=\"" + xml::escaped(name) + "\"/>", "a name");
    return document ? std::string(document->root().attribute("n").value_or("")) : std::string();
}

void compare_model(Comparison& c, const AdmSummary& read, const Bed& bed) {
    c.same("the number of programmes", read.programmes.size(), std::size_t{1});
    c.same("the number of contents", read.contents.size(), std::size_t{1});
    c.same("the number of objects", read.objects.size(), std::size_t{1});
    if (!c.difference.empty()) return;
    const AdmProgramme& programme = read.programmes.front();
    const AdmObject& object = read.objects.front();
    c.same("the programme's name", programme.name, as_written(bed.programme));
    c.same("the content's name", read.contents.front().name, as_written(bed.content));
    c.same("the object's name", object.name, as_written(bed.object));
    c.same("the language", programme.language, as_written(bed.language));
    const AdmTime length = adm_time(bed.length, bed.rate);
    c.holds("the programme does not start at zero", programme.start == AdmTime{0, 1});
    c.holds("the programme does not end with the sound", programme.end == length);
    c.holds("the object does not last as long as the sound", object.duration == length);
    compare_loudness(c, programme.loudness, bed.loudness);
}

void compare_tracks(Comparison& c, const AdmSummary& read, const Bed& bed) {
    c.same("the number of track UIDs", read.track_uids.size(),
           static_cast<std::size_t>(bed.layout.channels()));
    if (!c.difference.empty()) return;
    for (int channel = 0; channel < bed.layout.channels(); ++channel) {
        const auto uid = std::ranges::find(read.track_uids, channel + 1, &AdmTrackUid::track);
        c.holds(fmt::format("channel {} has no track UID", channel + 1), uid != read.track_uids.end());
        if (!c.difference.empty()) return;
        c.holds(fmt::format("channel {} is not {}", channel + 1, label(bed.layout[channel])),
                uid->speaker == bed.layout[channel]);
        c.holds(fmt::format("the rate or bits of {} differ from the file's", uid->uid),
                uid->sample_rate == bed.rate.hz && uid->bit_depth == bed.bits);
        const auto& refs = read.objects.front().track_uids;
        c.holds(fmt::format("the object does not hold {}", uid->uid),
                std::ranges::find(refs, uid->uid) != refs.end());
    }
}

} // namespace

Result<void> verify_bed(const wave::WaveInfo& read, const Bed& bed, const std::string& file) {
    TRY(const BedChunks meant, bed_chunks(bed));
    Comparison c;
    compare_file(c, read, bed);
    c.holds("the chna entries differ", read.chna == meant.chna);
    TRY(const AdmSummary summary, read_adm(read.axml, read.chna, "The axml chunk of " + file));
    if (!summary.diagnostics.empty()) c.holds(summary.diagnostics.front().sentence, false);
    compare_model(c, summary, bed);
    compare_tracks(c, summary, bed);
    c.holds("the axml text differs", read.axml == meant.axml);
    if (c.difference.empty()) return {};
    return fail(
        ErrorCode::invalid,
        fmt::format(
            "{} does not read back as the ADM bed that was written: {}. It is not kept; write it again.",
            file, c.difference));
}

Result<void> verify_bed(const std::filesystem::path& path, const Bed& bed) {
    TRY(const wave::WaveInfo read, wave::inspect_wave(path));
    return verify_bed(read, bed, path.string());
}

} // namespace dub::adm
