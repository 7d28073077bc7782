#pragma once
// Collects what a reader doubted; the same doubt is told once, with the first place and how often.

#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/core/diagnostics.h"

namespace dub::turnover::aaf {

class Doubts {
  public:
    // `key` tells what counts as the same doubt, within the code.
    void add(Severity severity, std::string code, std::string key, std::string where, std::string sentence);
    [[nodiscard]] Diagnostics take();

  private:
    Diagnostics list_;
    std::vector<int> counts_;
    std::unordered_map<std::string, std::size_t> places_;
};

} // namespace dub::turnover::aaf
