#include <algorithm>
#include <array>

#include "engine/plan/processor.h"

namespace dub::plan {

// Each in its own file of engine/plan/processors.
ProcessorDeclaration declare_duck();
ProcessorDeclaration declare_filter();
ProcessorDeclaration declare_gain();
ProcessorDeclaration declare_limiter();

std::span<const ProcessorDeclaration> processors() {
    static const std::array all{declare_duck(), declare_filter(), declare_gain(), declare_limiter()};
    return all;
}

const ProcessorDeclaration* find_processor(std::string_view id) {
    const auto all = processors();
    const auto at = std::ranges::find(all, id, &ProcessorDeclaration::id);
    return at == all.end() ? nullptr : &*at;
}

} // namespace dub::plan
