#include "formats/delivery/spec.h"

#include <algorithm>
#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "formats/delivery/builtin.h"

namespace dub::delivery {
namespace {

constexpr std::uint64_t largest_spec = 1 << 20; // bytes: a spec is a page of text

Result<void> add_user_specs(const std::filesystem::path& folder, std::vector<Spec>& specs) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->path().extension() == ".json") files.push_back(at->path());
    if (error == std::errc::no_such_file_or_directory) return {}; // nobody has to have one
    if (error) return std::unexpected(io_error("read the specs of", folder, error.value()));
    std::ranges::sort(files);
    for (const auto& file : files) {
        TRY(const std::string text, read_text_file(file, largest_spec));
        TRY(Spec spec, parse_spec(text, file.string()));
        const auto same = std::ranges::find(specs, spec.id, &Spec::id);
        if (same != specs.end())
            *same = std::move(spec);
        else
            specs.push_back(std::move(spec));
    }
    return {};
}

} // namespace

std::string_view name_of(FileRole role) {
    switch (role) {
    case FileRole::printmaster: return "printmaster";
    case FileRole::stem: return "stem";
    case FileRole::music_and_effects: return "m-and-e";
    case FileRole::adm_bed: return "adm-bed";
    case FileRole::undipped_music: return "undipped-music";
    }
    return "";
}

std::string_view name_of(RuleKind kind) {
    switch (kind) {
    case RuleKind::integrated_loudness: return "integrated-loudness";
    case RuleKind::dialogue_loudness: return "dialogue-loudness";
    case RuleKind::short_term_max: return "short-term-max";
    case RuleKind::momentary_max: return "momentary-max";
    case RuleKind::loudness_range: return "loudness-range";
    case RuleKind::true_peak: return "true-peak";
    case RuleKind::sample_peak: return "sample-peak";
    case RuleKind::sample_rate: return "sample-rate";
    case RuleKind::bit_depth: return "bit-depth";
    case RuleKind::layout: return "layout";
    case RuleKind::length: return "length";
    case RuleKind::sound_present: return "sound-present";
    }
    return "";
}

std::string_view unit_of(RuleKind kind) {
    switch (kind) {
    case RuleKind::integrated_loudness:
    case RuleKind::dialogue_loudness:
    case RuleKind::short_term_max:
    case RuleKind::momentary_max: return "LUFS";
    case RuleKind::loudness_range: return "LU";
    case RuleKind::true_peak: return "dBTP";
    case RuleKind::sample_peak:
    case RuleKind::sound_present: return "dBFS";
    case RuleKind::sample_rate: return "Hz";
    case RuleKind::bit_depth: return "bits";
    case RuleKind::layout: return "channels";
    case RuleKind::length: return "samples";
    }
    return "";
}

Result<std::vector<Spec>> load_specs(const std::filesystem::path& user_folder) {
    std::vector<Spec> specs;
    for (const BuiltinSpec& builtin : builtin_specs()) {
        TRY(Spec spec, parse_spec(builtin.text, builtin.file));
        specs.push_back(std::move(spec));
    }
    if (!user_folder.empty()) CHECK(add_user_specs(user_folder, specs));
    std::ranges::sort(specs, {}, &Spec::id);
    return specs;
}

const Spec* find_spec(const std::vector<Spec>& specs, std::string_view id) {
    const auto at =
        std::ranges::find(specs, id, [](const Spec& spec) -> std::string_view { return spec.id; });
    return at == specs.end() ? nullptr : &*at;
}

Result<std::vector<Spec>> choose_specs(const std::vector<Spec>& specs, const std::vector<std::string>& ids) {
    std::vector<Spec> chosen;
    for (const std::string& id : ids) {
        const Spec* const spec = find_spec(specs, id);
        if (spec == nullptr) {
            std::string known;
            for (const Spec& one : specs)
                known += (known.empty() ? "" : ", ") + one.id;
            return fail(ErrorCode::usage,
                        fmt::format("there is no delivery spec '{}'; there are: {}", id, known));
        }
        if (find_spec(chosen, id) == nullptr) chosen.push_back(*spec);
    }
    return chosen;
}

} // namespace dub::delivery
