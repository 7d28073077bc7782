#include "formats/turnover/text/doubts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dub::turnover {
namespace {
constexpr std::size_t alone_max = 12;
constexpr std::size_t named_max = 50;
} // namespace

void Doubts::add(Severity severity, std::string_view code, std::size_t line, std::string sentence) {
    More& more = more_[std::string(code)];
    more.severity = severity;
    if (++more.count <= alone_max)
        said_.push_back({severity, std::string(code),
                         line == 0 ? std::string{} : fmt::format("line {}", line), std::move(sentence)});
    else if (more.lines.size() < named_max)
        more.lines.push_back(line);
}

Diagnostics Doubts::taken() && {
    for (const auto& [code, more] : more_)
        if (more.count > alone_max)
            said_.push_back({more.severity, code, fmt::format("line {}", more.lines.front()),
                             fmt::format("{} more of the same ({}), on lines {}{}.", more.count - alone_max,
                                         code, fmt::join(more.lines, ", "),
                                         more.count - alone_max > named_max ? " and later" : "")});
    return std::move(said_);
}

} // namespace dub::turnover
