#pragma once
// Made-up speech: band-limited noise and a voiced tone under syllables of random length, in words, in phrases
// with pauses. It says nothing, but its level moves as that of speech does (about 4 syllables a second, small
// gaps, deep modulation).

#include <cstdint>
#include <vector>

#include "tests/support/signals.h"

namespace dub::test {

struct MadeSpeech {
    Row sound;
    std::vector<bool> phrase_100ms; // true where most of the 100 ms lies inside a phrase
};

struct SpeechPlan {
    std::uint64_t seed = 1;
    double seconds = 30;
    double rms = 0.05;          // while a phrase lasts
    double pause_seconds = 1.5; // mean, between phrases
};
[[nodiscard]] MadeSpeech made_speech(const SpeechPlan& plan, SampleRate rate);

} // namespace dub::test
