#include "tests/support/processor_rig.h"

#include <algorithm>
#include <cmath>

namespace dub::test {

Automation holding(std::vector<double> values) {
    return [values = std::move(values)](int, int) {
        std::vector<plan::Ramp> ramps;
        for (const double v : values)
            ramps.push_back({v, v});
        return ramps;
    };
}

std::vector<double> defaults_of(const plan::ProcessorDeclaration& declaration) {
    std::vector<double> values;
    for (const auto& parameter : declaration.parameters)
        values.push_back(parameter.fallback);
    return values;
}

std::vector<double> random_values(const plan::ProcessorDeclaration& declaration, std::mt19937& random) {
    std::vector<double> values;
    for (const auto& p : declaration.parameters) {
        const double part = std::uniform_real_distribution<double>(0, 1)(random);
        double value = p.min + (p.max - p.min) * part;
        if (p.taper == session::Taper::logarithmic) value = p.min * std::pow(p.max / p.min, part);
        if (p.taper == session::Taper::stepped) value = std::round(value);
        values.push_back(std::clamp(value, p.min, p.max));
    }
    return values;
}

Cutting every(int samples) {
    return [samples] { return samples; };
}

Cutting anyhow(unsigned seed, int most) {
    return [random = std::mt19937(seed), most]() mutable {
        return std::uniform_int_distribution<int>(1, most)(random);
    };
}

Rig::Rig(const plan::ProcessorDeclaration& declaration, const plan::Spec& spec)
    : spec_(spec)
    , processor_(declaration.make()) {
    const auto prepared = processor_->prepare(spec);
    if (!prepared) processor_.reset(); // the next use of it fails the test
}

Rows Rig::run(const Rows& in, const Automation& automation, const Cutting& cutting, const Rows& key) {
    Rows out = in;
    std::vector<float*> channels;
    std::vector<const float*> keys;
    for (Row& row : out)
        channels.push_back(row.data());
    for (const Row& row : key)
        keys.push_back(row.data());
    const int samples = in.empty() ? 0 : static_cast<int>(in.front().size());
    for (int at = 0, length = 0; at < samples; at += length) {
        length = std::min({cutting(), spec_.max_samples, samples - at});
        const auto ramps = automation(at, length);
        plan::ProcessBlock block;
        block.audio = AudioBlock(channels.data(), static_cast<int>(channels.size()), length, at);
        if (!keys.empty())
            block.key = ConstAudioBlock(keys.data(), static_cast<int>(keys.size()), length, at);
        block.parameters = ramps;
        processor_->process(block);
    }
    return out;
}

} // namespace dub::test
