#include "formats/project/templates.h"

#include <algorithm>

#include <fmt/format.h>

namespace dub::project {
namespace {

constexpr std::string_view ending = ".dub";

Result<Template> from_builtin(const BuiltinTemplate& builtin) {
    TRY(Loaded loaded, from_text(builtin.text, builtin.file));
    return Template{std::string(builtin.file.substr(0, builtin.file.size() - ending.size())), "",
                    std::move(loaded.session), std::move(loaded.diagnostics)};
}

Result<Template> from_file(const std::filesystem::path& file) {
    TRY(Loaded loaded, load(file));
    return Template{file.stem().string(), file.string(), std::move(loaded.session),
                    std::move(loaded.diagnostics)};
}

Result<std::vector<std::filesystem::path>> files_in(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->path().extension() == ending) files.push_back(at->path());
    if (error && error != std::errc::no_such_file_or_directory)
        return std::unexpected(io_error("read the templates of", folder, error.value()));
    std::ranges::sort(files);
    return files;
}

} // namespace

Result<std::vector<Template>> load_templates(const std::filesystem::path& user_folder) {
    std::vector<Template> all;
    for (const BuiltinTemplate& builtin : builtin_templates()) {
        TRY(Template made, from_builtin(builtin));
        all.push_back(std::move(made));
    }
    if (user_folder.empty()) return all;
    TRY(const auto files, files_in(user_folder));
    for (const auto& file : files) {
        TRY(Template made, from_file(file));
        const auto same = std::ranges::find(all, made.id, &Template::id);
        if (same != all.end())
            *same = std::move(made);
        else
            all.push_back(std::move(made));
    }
    std::ranges::sort(all, {}, &Template::id);
    return all;
}

Result<Template> find_template(std::string_view wanted, const std::filesystem::path& user_folder) {
    TRY(auto all, load_templates(user_folder));
    const auto at = std::ranges::find(all, wanted, &Template::id);
    if (at != all.end()) return std::move(*at);
    std::error_code error;
    if (std::filesystem::exists(wanted, error)) return from_file(wanted);
    std::string known;
    for (const Template& one : all)
        known += (known.empty() ? "" : ", ") + one.id;
    return fail(ErrorCode::usage,
                fmt::format("there is no template or session '{}'; templates are {}.", wanted, known));
}

} // namespace dub::project
