// Any bytes as a journal, and any lines as the records of one whose checksums are true: an error, or records
// that are read again from what is written of them; their replay never crashes.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/checksum.h"
#include "engine/session/invariants.h"
#include "formats/project/journal.h"

namespace {

using namespace dub;

session::Session first_session() {
    session::Info info;
    info.name = "fuzz";
    info.home = *layout_named("7.1");
    return session::new_session(std::move(info));
}

void look_at(std::string_view text) {
    const auto journal = project::read_journal(text, "fuzz.journal");
    if (!journal) return;
    std::string again = project::journal_begin(journal->header);
    for (std::size_t i = 0; i < journal->records.size(); ++i)
        again += project::journal_line(i + 1, journal->records[i]);
    const auto second = project::read_journal(again, "again.journal");
    if (!second || second->records.size() != journal->records.size()) std::abort();
    const auto replayed = project::replay(first_session(), journal->records);
    if (has_error(session::check(replayed.history.now()))) std::abort();
}

std::string with_checksums(std::string_view lines) {
    std::string journal = project::journal_begin({"fuzz", ""});
    for (std::size_t sequence = 1; !lines.empty(); ++sequence) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
        const std::string body = fmt::format("{} {} {}", line.size(), sequence, line);
        journal += fmt::format("{:08x} {}\n", crc32c(body), body);
    }
    return journal;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    look_at(text);
    look_at(with_checksums(text));
    return 0;
}
