#pragma once
// Drives one processor as the runner does: cut blocks, parameters as ramps, a key where it is wanted.

#include <functional>
#include <memory>
#include <random>
#include <string_view>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/plan/processor.h"
#include "tests/support/signals.h"

namespace dub::test {

using Rows = std::vector<Row>; // one for each channel

// The ramps of a block of `samples` from sample `at` on.
using Automation = std::function<std::vector<plan::Ramp>(int at, int samples)>;
[[nodiscard]] Automation holding(std::vector<double> values);

[[nodiscard]] std::vector<double> defaults_of(const plan::ProcessorDeclaration& declaration);
// Anywhere within the ranges; along the logarithm where the declaration says so.
[[nodiscard]] std::vector<double> random_values(const plan::ProcessorDeclaration& declaration,
                                                std::mt19937& random);

// Block lengths: always the same, or anything from 1 to `most`.
using Cutting = std::function<int()>;
[[nodiscard]] Cutting every(int samples);
[[nodiscard]] Cutting anyhow(unsigned seed, int most);

class Rig {
  public:
    Rig(const plan::ProcessorDeclaration& declaration, const plan::Spec& spec);

    [[nodiscard]] plan::Processor& processor() { return *processor_; }
    // The output for `in`, as long as it. `key` is empty or as long as `in`.
    [[nodiscard]] Rows run(const Rows& in, const Automation& automation, const Cutting& cutting,
                           const Rows& key = {});

  private:
    plan::Spec spec_;
    std::unique_ptr<plan::Processor> processor_;
};

} // namespace dub::test
