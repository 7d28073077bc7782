#pragma once
// Which parameters each processor has, by its id. The session checks lanes and values against it without
// knowing how the processor sounds; a contract test pairs this list with engine/plan's. Any thread.

#include <span>
#include <string_view>

#include "engine/session/parameter.h"

namespace dub::session {

struct ProcessorParameters {
    std::string_view processor;
    std::span<const Parameter> parameters;
};

[[nodiscard]] std::span<const ProcessorParameters> processor_parameters();
[[nodiscard]] const ProcessorParameters* find_processor_parameters(std::string_view processor);

} // namespace dub::session
