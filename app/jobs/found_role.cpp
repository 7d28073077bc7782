#include "app/jobs/found_role.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <span>

#include "formats/delivery/file_name.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace {

using delivery::FileRole;

constexpr std::array<std::string_view, 8> dialogue_words{"dx",  "dia",     "dial",     "dialog",
                                                         "dlg", "dialogs", "dialogue", "dialogues"};
constexpr std::array<std::string_view, 5> music_and_effects_words{"me", "m&e", "mne", "mande", "m-and-e"};
constexpr std::array<std::string_view, 9> stem_words{"stem", "stems", "mx",    "fx", "sfx",
                                                     "fol",  "bg",    "foley", "amb"};

// Small letters; cut at what separates words in names.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (std::string_view(" _.,:;()[]").find(c) == std::string_view::npos)
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!words.back().empty())
            words.emplace_back();
    }
    return words;
}

bool holds_any(const std::vector<std::string>& words, std::span<const std::string_view> of) {
    return std::ranges::any_of(
        words, [&](const std::string& word) { return std::ranges::find(of, word) != of.end(); });
}

// A template of places alone, as "{session}_{lang}", fits any name.
bool is_telling(std::string_view name_template) {
    int letters = 0;
    bool place = false;
    for (const char c : name_template) {
        if (c == '{' || c == '}') place = c == '{';
        if (!place && std::isalnum(static_cast<unsigned char>(c)) != 0) ++letters;
    }
    return letters >= 2;
}

// "Stem DX: dialogue adr group narration" in iXML, as deliver writes it.
std::optional<ToldRole> told_inside(const std::filesystem::path& file) {
    const auto reader = wave::WaveReader::open(file);
    if (!reader || !(*reader)->info().ixml) return std::nullopt;
    const std::string& note = (*reader)->info().ixml->note;
    const auto colon = note.find(':');
    if (!note.starts_with("Stem ") || colon == std::string::npos) return std::nullopt;
    const auto roles = words_of(std::string_view(note).substr(colon + 1));
    return ToldRole{FileRole::stem, std::ranges::find(roles, "dialogue") != roles.end(), "our own",
                    "stem " + note.substr(5, colon - 5)};
}

std::optional<ToldRole> told_by_spec(const std::vector<delivery::Spec>& known, const std::string& name) {
    for (const auto& spec : known)
        for (const auto& wanted : spec.files)
            if (is_telling(wanted.name) && matches(spec, wanted, name))
                return ToldRole{wanted.role,
                                wanted.role == FileRole::stem && holds_any(words_of(name), dialogue_words),
                                spec.id, fmt::format("{} of {}", delivery::name_of(wanted.role), spec.id)};
    return std::nullopt;
}

} // namespace

std::optional<ToldRole> role_told(const std::vector<delivery::Spec>& known,
                                  const std::filesystem::path& file) {
    if (auto inside = told_inside(file)) return inside;
    if (auto by_spec = told_by_spec(known, file.filename().string())) return by_spec;
    const auto words = words_of(file.stem().string());
    if (holds_any(words, dialogue_words)) return ToldRole{FileRole::stem, true, "", "a dialogue stem"};
    if (holds_any(words, music_and_effects_words))
        return ToldRole{FileRole::music_and_effects, false, "", "music and effects"};
    if (holds_any(words, stem_words)) return ToldRole{FileRole::stem, false, "", "a stem"};
    return std::nullopt;
}

} // namespace dub::app
