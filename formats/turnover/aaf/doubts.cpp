#include "formats/turnover/aaf/doubts.h"

#include <fmt/format.h>

namespace dub::turnover::aaf {

void Doubts::add(Severity severity, std::string code, std::string key, std::string where,
                 std::string sentence) {
    const auto [place, fresh] = places_.try_emplace(code + '\n' + key, list_.size());
    if (!fresh) {
        ++counts_[place->second];
        return;
    }
    list_.push_back({severity, std::move(code), std::move(where), std::move(sentence)});
    counts_.push_back(1);
}

Diagnostics Doubts::take() {
    for (std::size_t i = 0; i < list_.size(); ++i)
        if (counts_[i] > 1) list_[i].sentence += fmt::format(" (This happens {} times.)", counts_[i]);
    return std::move(list_);
}

} // namespace dub::turnover::aaf
