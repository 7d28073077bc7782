#pragma once
// Doubts of a reader of lines, gathered so that a list of ten thousand odd events gives a page and not a
// book: of each code the first dozen stand alone, the others are one entry that names their lines.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.h"

namespace dub::turnover {

class Doubts {
  public:
    void add(Severity severity, std::string_view code, std::size_t line, std::string sentence);
    [[nodiscard]] Diagnostics taken() &&;

  private:
    struct More {
        Severity severity = Severity::note;
        std::size_t count = 0;
        std::vector<std::size_t> lines; // of those that do not stand alone, the first fifty
    };
    Diagnostics said_;
    std::map<std::string, More, std::less<>> more_;
};

} // namespace dub::turnover
