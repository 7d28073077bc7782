#include "engine/core/result.h"

namespace dub {

std::string Error::text() const {
    std::string text = sentence;
    for (const auto& context : contexts)
        text += " (while " + context + ")";
    return text;
}

} // namespace dub
