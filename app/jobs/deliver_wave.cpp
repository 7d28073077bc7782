#include "app/jobs/deliver_wave.h"

#include <cmath>
#include <ctime>
#include <fmt/format.h>

#include "app/jobs/chosen_version.h"

namespace dub::app {
namespace {

wave::SampleType type_of(int bits) {
    if (bits == 16) return wave::SampleType::pcm16;
    return bits == 24 ? wave::SampleType::pcm24 : wave::SampleType::float32;
}

std::string what_it_is(const DeliveredWave& wave) {
    switch (wave.set.wanted.role) {
    case delivery::FileRole::stem: return "stem " + wave.set.stem_name;
    case delivery::FileRole::music_and_effects: return "music and effects";
    case delivery::FileRole::undipped_music: return "undipped music";
    case delivery::FileRole::adm_bed: return "ADM bed";
    case delivery::FileRole::printmaster: return "printmaster";
    }
    return {};
}

// "Reel 1, nearfield, nl, stem DX 5.1", "Reel 1, printmaster 2.0 for ebu-r128-2.0".
std::string title(const DeliveredWave& wave) {
    const std::string& name = wave.session.info->name;
    const bool stem = wave.set.wanted.role == delivery::FileRole::stem;
    const std::string& segment = wave.part.cut.segment;
    const std::string& spec = wave.plan.specs[wave.set.spec].id;
    return fmt::format("{}{}{}{}{}{} {}{}", name, name.empty() ? "" : ", ",
                       version_words(wave.plan.version, wave.plan.language), segment,
                       segment.empty() ? "" : ", ", what_it_is(wave), wave.set.wanted.layout->name(),
                       stem ? "" : " for " + spec);
}

// What a stem holds, in words that `check` finds the dialogue by: "Stem DX: dialogue adr group narration".
std::string note_of(const DeliveredWave& wave) {
    const session::Bus* const bus = session::find_bus(wave.session, wave.set.stem);
    if (bus == nullptr) return {};
    std::string note = fmt::format("Stem {}:", bus->name);
    for (const session::Role role : session::roles())
        if (bus->roles.has(role)) note += fmt::format(" {}", session::name_of(role));
    return note;
}

wave::Bext bext_of(const DeliveredWave& wave) {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    wave::Bext bext = bext_for(title(wave), time_of_day(wave));
    bext.date = fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
    bext.time = fmt::format("{:02}:{:02}:{:02}", utc.tm_hour, utc.tm_min, utc.tm_sec);
    return bext;
}

} // namespace

wave::WriteOptions write_options(const DeliveredWave& wave, IfExists if_exists) {
    const delivery::Deliverable& wanted = wave.set.wanted;
    wave::WriteOptions options;
    options.layout = *wanted.layout;
    options.rate = wave.plan.programme.rate;
    options.type = type_of(wanted.bits);
    options.order = wanted.order;
    const bool masked = wanted.mask && wanted.form == delivery::FileForm::interleaved;
    options.mask = masked ? wave::Mask::yes : wave::Mask::no;
    options.large = wanted.container == "bw64" ? wave::LargeForm::bw64 : wave::LargeForm::rf64;
    options.if_exists = if_exists;
    options.bext = bext_of(wave);
    session::Info info = *wave.session.info;
    info.rate = wave.plan.programme.rate;
    info.timecode = wave.plan.programme.timecode;
    options.ixml = ixml_for(info, time_of_day(wave));
    options.ixml->note = note_of(wave);
    return options;
}

SamplePos time_of_day(const DeliveredWave& wave) {
    const Programme& programme = wave.plan.programme;
    const FramePos midnight = FramePos{} + frames_per_day(programme.timecode);
    const std::int64_t day = first_sample(midnight, programme.timecode.rate, programme.rate).value;
    return {((wave.part.cut.start.value % day) + day) % day};
}

wave::BextLoudness loudness_of(const measure::Measurement& measured, Db offset) {
    const auto moved = [&](auto level) {
        if (level) level->value += offset.value;
        if (level && !std::isfinite(level->value)) level.reset();
        return level;
    };
    return {.integrated = moved(measured.integrated),
            .range = measured.range,
            .true_peak_max = moved(measured.true_peak),
            .momentary_max = moved(measured.momentary_max),
            .short_term_max = moved(measured.short_term_max)};
}

adm::Bed bed_of(const DeliveredWave& wave, const wave::WriteOptions& options,
                const wave::BextLoudness& loudness) {
    adm::Bed bed = bed_for(options, wave.part.cut.length());
    bed.programme = title(wave);
    bed.content = "Main";
    bed.object = fmt::format("Bed {}", bed.layout.name());
    bed.loudness = {.integrated = loudness.integrated,
                    .range = loudness.range,
                    .true_peak_max = loudness.true_peak_max,
                    .momentary_max = loudness.momentary_max,
                    .short_term_max = loudness.short_term_max,
                    .dialogue = {}};
    return bed;
}

} // namespace dub::app
