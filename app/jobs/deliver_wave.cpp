#include "app/jobs/deliver_wave.h"

#include <cmath>
#include <ctime>
#include <fmt/format.h>

namespace dub::app {
namespace {

wave::SampleType type_of(int bits) {
    if (bits == 16) return wave::SampleType::pcm16;
    return bits == 24 ? wave::SampleType::pcm24 : wave::SampleType::float32;
}

std::string title(const DeliveredWave& wave) {
    const std::string what = wave.set.stem_name.empty() ? wave.spec.name : wave.set.stem_name + " stem";
    return wave.session.info->name.empty() ? what : wave.session.info->name + ", " + what;
}

wave::Bext bext_of(const DeliveredWave& wave) {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    wave::Bext bext =
        bext_for(fmt::format("{}, {}", title(wave), wave.set.wanted.layout->name()), time_of_day(wave));
    bext.date = fmt::format("{:04}-{:02}-{:02}", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
    bext.time = fmt::format("{:02}:{:02}:{:02}", utc.tm_hour, utc.tm_min, utc.tm_sec);
    return bext;
}

} // namespace

wave::WriteOptions write_options(const DeliveredWave& wave, IfExists if_exists) {
    const delivery::Deliverable& wanted = wave.set.wanted;
    wave::WriteOptions options;
    options.layout = *wanted.layout;
    options.rate = wave.session.info->rate;
    options.type = type_of(wanted.bits);
    options.order = wanted.order;
    const bool masked = wanted.mask && wanted.form == delivery::FileForm::interleaved;
    options.mask = masked ? wave::Mask::yes : wave::Mask::no;
    options.large = wanted.container == "bw64" ? wave::LargeForm::bw64 : wave::LargeForm::rf64;
    options.if_exists = if_exists;
    options.bext = bext_of(wave);
    options.ixml = ixml_for(*wave.session.info, time_of_day(wave));
    return options;
}

SamplePos time_of_day(const DeliveredWave& wave) {
    const session::Info& info = *wave.session.info;
    const std::int64_t day =
        first_sample(FramePos{} + frames_per_day(info.timecode), info.timecode.rate, info.rate).value;
    return {((wave.file.start.value % day) + day) % day};
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
    adm::Bed bed = bed_for(options, wave.file.length());
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
