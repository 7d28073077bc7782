#pragma once
// What an AAF says of the file that holds a recording: its format and where it lies.

#include "engine/conform/turnover.h"
#include "formats/turnover/aaf/dictionary.h"

namespace dub::turnover::aaf {

struct Described {
    std::optional<SampleRate> rate;        // of sound
    std::optional<FrameRate> picture_rate; // of pictures
    std::optional<Rational> length;        // seconds; some programs count it in other units than they say
    int channels = 0, bits = 0;            // 0: not told
    conform::EssenceKind kind = conform::EssenceKind::file;
    std::vector<std::string> locators; // the preferred first
};

[[nodiscard]] Described describe(const Object& descriptor, const Dictionary& dictionary);
[[nodiscard]] std::vector<std::string> locators_of(const Object& descriptor);

} // namespace dub::turnover::aaf
