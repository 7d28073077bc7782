#include "app/jobs/lineage.h"

#include <random>

#include <fmt/format.h>

namespace dub::app {

std::string new_lineage() {
    std::random_device random;
    std::string text;
    for (int i = 0; i < 4; ++i)
        text += fmt::format("{:08x}", random());
    return text;
}

} // namespace dub::app
