#include "app/jobs/save.h"

#include <fmt/format.h>

#include "app/jobs/backups.h"
#include "app/jobs/orphans.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

Diagnostic no_backup(const fs::path& file, const Error& error) {
    return {Severity::warning, "session.no-backup", file.string(),
            fmt::format("it has no backup of this state: {}", error.text())};
}

// The session that is about to be replaced, when it is one.
std::optional<std::string> session_there(const fs::path& file) {
    auto text = read_text_file(file, project::file_bytes_max);
    if (!text || !project::from_text(*text, file.string())) return std::nullopt;
    return std::move(*text);
}

Result<Saved> save_replacing(const session::Session& session, const fs::path& file,
                             const std::optional<std::string>& before, const SaveRules& rules) {
    Diagnostics diagnostics;
    if (before)
        if (auto kept = keep_backup(file, *before, rules.now); !kept)
            diagnostics.push_back(no_backup(file, kept.error()));
    TRY(const std::string text, project::save(session, file, rules.if_exists, rules.about_to_appear));
    if (before && diagnostics.empty())
        if (auto kept = keep_backup(file, text, rules.now); !kept)
            diagnostics.push_back(no_backup(file, kept.error()));
    sweep_orphans(
        file.has_parent_path() ? file.parent_path() : fs::path("."),
        [own = file.filename().string()](std::string_view name) { return name == own; }, rules.now);
    return Saved{project::state_hash(text), std::move(diagnostics)};
}

} // namespace

Result<Saved> save_as(const session::Session& session, const fs::path& file, const SaveRules& rules) {
    const auto before = rules.if_exists == IfExists::replace ? session_there(file) : std::nullopt;
    return save_replacing(session, file, before, rules);
}

Result<Saved> copy_state(const fs::path& from, const fs::path& to, const SaveRules& rules) {
    TRY(const std::string text, read_text_file(from, project::file_bytes_max));
    TRY(const auto loaded, project::from_text(text, from.string()));
    Saved saved{project::state_hash(text), loaded.diagnostics};
    const auto before = rules.if_exists == IfExists::replace ? session_there(to) : std::nullopt;
    if (before)
        if (auto kept = keep_backup(to, *before, rules.now); !kept)
            saved.diagnostics.push_back(no_backup(to, kept.error()));
    TRY(AtomicFile file, AtomicFile::create(to, rules.if_exists));
    CHECK(file.write(text));
    CHECK(file.commit());
    return saved;
}

Result<void> may_save_over(const OpenedSession& opened, const SaveRules& rules) {
    if (opened.unknown_keys.empty() || rules.if_exists == IfExists::replace) return {};
    return fail(ErrorCode::unfit,
                fmt::format("{} holds '{}', which this version does not know and saving would lose; nothing "
                            "was changed. Use the newer version that wrote it, or --force to save and lose "
                            "it{}.",
                            opened.file.string(), fmt::join(opened.unknown_keys, "', '"), rules.other_way));
}

Result<Saved> save_over(const OpenedSession& opened, const session::Session& session,
                        const SaveRules& rules) {
    CHECK(may_save_over(opened, rules));
    auto before = read_text_file(opened.file, project::file_bytes_max);
    if (!before && before.error().code != ErrorCode::not_found) return std::unexpected(before.error());
    if (before && project::state_hash(*before) != opened.state)
        return fail(ErrorCode::io,
                    fmt::format("{} was changed by another program since it was opened; nothing was written. "
                                "Run this again on what is there now, or save under another name.",
                                opened.file.string()));
    SaveRules over = rules;
    over.if_exists = IfExists::replace;
    return save_replacing(session, opened.file, before ? std::optional(std::move(*before)) : std::nullopt,
                          over);
}

} // namespace dub::app
