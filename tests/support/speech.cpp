#include "tests/support/speech.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <utility>

namespace dub::test {

MadeSpeech made_speech(const SpeechPlan& plan, SampleRate rate) {
    const double hz = static_cast<double>(rate.hz);
    const int n = static_cast<int>(plan.seconds * hz);
    std::mt19937_64 random(plan.seed);
    const auto between = [&](double low, double high) {
        return low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53;
    };
    const Row breath = band_noise(plan.seed + 1, {250, 5000, 1}, rate, n);
    MadeSpeech made{Row(static_cast<std::size_t>(n), 0.0F), {}};
    std::vector<bool> inside(static_cast<std::size_t>(n), false);
    double at = 0.4;
    double turn = 0;
    while (at < plan.seconds) {
        const double phrase_end = std::min(plan.seconds, at + between(1.5, 4));
        const double phrase_start = at;
        while (at < phrase_end - 0.15) {
            const double length = std::min(between(0.12, 0.30), phrase_end - at);
            const double strength = between(0.4, 1.6), voiced = between(0, 1) < 0.7 ? 1 : 0,
                         pitch = between(95, 180);
            for (int i = static_cast<int>(at * hz); i < std::min(n, static_cast<int>((at + length) * hz));
                 ++i) {
                const double t = (i / hz - at) / length;
                const double envelope =
                    std::pow(std::sin(std::numbers::pi * std::clamp(t, 0.0, 1.0)), 1.5) * strength;
                turn += pitch / hz;
                // Twenty harmonics, weaker towards the top, by sin((h+1)x) = 2 cos(x) sin(hx) - sin((h-1)x).
                const double x = 2 * std::numbers::pi * (turn - std::floor(turn)), twice = 2 * std::cos(x);
                double before = 0, here = std::sin(x), tone = 0;
                for (int h = 1; h <= 20; ++h) {
                    tone += here / h;
                    before = std::exchange(here, twice * here - before);
                }
                const auto k = static_cast<std::size_t>(i);
                made.sound[k] = static_cast<float>(envelope * (voiced * tone + (1.2 - voiced) * breath[k]));
            }
            at += length + (between(0, 1) < 0.3 ? between(0.05, 0.15) : between(0, 0.03));
        }
        for (int i = static_cast<int>(phrase_start * hz); i < std::min(n, static_cast<int>(at * hz)); ++i)
            inside[static_cast<std::size_t>(i)] = true;
        at += plan.pause_seconds * between(0.5, 1.5);
    }
    double power = 0;
    for (const float v : made.sound)
        power += static_cast<double>(v) * v;
    const double gain = plan.rms / std::sqrt(power / static_cast<double>(std::ranges::count(inside, true)));
    for (float& v : made.sound)
        v = static_cast<float>(v * gain);
    const int step = static_cast<int>(rate.hz / 10);
    for (int i = 0; i + step <= n; i += step)
        made.phrase_100ms.push_back(std::count(inside.begin() + i, inside.begin() + i + step, true) >
                                    step / 2);
    return made;
}

} // namespace dub::test
