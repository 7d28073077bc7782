#include "engine/session/parameters/catalogue.h"

#include <algorithm>
#include <array>

#include "engine/session/parameters/duck.h"
#include "engine/session/parameters/filter.h"
#include "engine/session/parameters/gain.h"
#include "engine/session/parameters/limiter.h"

namespace dub::session {

std::span<const ProcessorParameters> processor_parameters() {
    static constexpr std::array all{
        ProcessorParameters{"duck", duck::all},
        ProcessorParameters{"filter", filter::all},
        ProcessorParameters{"gain", gain::all},
        ProcessorParameters{"limiter", limiter::all},
    };
    return all;
}

const ProcessorParameters* find_processor_parameters(std::string_view processor) {
    const auto all = processor_parameters();
    const auto at = std::ranges::find(all, processor, &ProcessorParameters::processor);
    return at == all.end() ? nullptr : &*at;
}

} // namespace dub::session
