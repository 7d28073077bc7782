#pragma once
// Text of the engine, UTF-8, as Qt's. Pure, any thread.

#include <string_view>

#include <QString>

namespace dub::ui {

[[nodiscard]] inline QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace dub::ui
