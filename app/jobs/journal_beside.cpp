#include "app/jobs/journal_beside.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/project/journal_file.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

bool changes(const project::JournalRecord& record) { return record.deed != project::Deed::saved; }

fs::path name_for(const fs::path& journal, Moment now, std::string_view what) {
    return fmt::format("{}.{}.{}", journal.string(), utc_file_text(now), what);
}

} // namespace

fs::path journal_of(const fs::path& session) { return session.string() + ".journal"; }

JournalBeside look_at_journal(const fs::path& journal, std::string_view state) {
    JournalBeside beside{JournalState::none, journal, {}, 0, {}};
    if (project::is_in_use(journal)) {
        beside.state = JournalState::in_use;
        return beside;
    }
    const auto text = read_text_file(journal, project::journal_bytes_max);
    if (!text && text.error().code == ErrorCode::not_found) return beside;
    beside.state = JournalState::unreadable;
    if (!text) {
        beside.why = text.error().text();
        return beside;
    }
    auto read = project::read_journal(*text, journal.string());
    if (!read) {
        beside.why = read.error().text();
        return beside;
    }
    beside.read = std::move(*read);
    const auto first = project::continues_from(beside.read, state);
    beside.first = first.value_or(0);
    if (!first)
        beside.state = JournalState::foreign;
    else if (std::ranges::any_of(beside.work(), changes) || beside.read.end == project::JournalEnd::damaged)
        beside.state = JournalState::unsaved;
    else
        beside.state = JournalState::finished;
    return beside;
}

Result<void> not_in_use(const fs::path& session) {
    if (!project::is_in_use(journal_of(session))) return {};
    return fail(ErrorCode::unfit,
                fmt::format("{} is being edited by another program and was not replaced; close it there, or "
                            "choose another name.",
                            session.string()));
}

std::string amount_in_words(std::span<const project::JournalRecord> work) {
    const auto count = std::ranges::count_if(work, changes);
    if (count == 0) return "no edits that can be read";
    if (count == 1) return fmt::format("1 edit of {}", work.front().time);
    return fmt::format("{} edits from {} to {}", count, work.front().time, work.back().time);
}

Result<fs::path> set_aside(const fs::path& journal, Moment now) {
    fs::path kept = name_for(journal, now, "kept");
    if (std::rename(journal.c_str(), kept.c_str()) != 0)
        return std::unexpected(io_error("set aside", journal, errno));
    return kept;
}

Result<fs::path> keep_rest(const fs::path& journal, std::uint64_t from, Moment now) {
    TRY(const std::string text, read_text_file(journal, project::journal_bytes_max));
    const fs::path rest = name_for(journal, now, "rest");
    TRY(AtomicFile file, AtomicFile::create(rest, IfExists::refuse));
    CHECK(file.write(std::string_view(text).substr(std::min<std::uint64_t>(from, text.size()))));
    CHECK(file.commit());
    return rest;
}

} // namespace dub::app
