#include "formats/delivery/file_name.h"

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

namespace dub::delivery {
namespace {

constexpr std::array<std::string_view, 17> places{
    "session", "lang",    "spec",    "role",    "stem", "layout", "channels", "fps", "rate",
    "bits",    "channel", "version", "segment", "show", "season", "episode",  "cut"};
// What may be empty in a name.
constexpr std::array<std::string_view, 7> optional_places{"lang",   "version", "segment", "show",
                                                          "season", "episode", "cut"};

// A template cut into text and places, in order.
struct Piece {
    std::string_view text; // the place's name when `place`
    bool place = false;
};

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    while (!text.empty()) {
        const auto open = text.find('{');
        if (open > 0) pieces.push_back({text.substr(0, open), false});
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) {
            pieces.push_back({text.substr(open), true});
            break;
        }
        pieces.push_back({text.substr(open + 1, close - open - 1), true});
        text.remove_prefix(close + 1);
    }
    return pieces;
}

std::string rate_text(SampleRate rate) {
    if (rate.hz % 1000 == 0) return std::to_string(rate.hz / 1000) + "k";
    if (rate.hz % 100 == 0)
        return std::to_string(rate.hz / 1000) + "k" + std::to_string(rate.hz % 1000 / 100);
    return std::to_string(rate.hz);
}

// What a place becomes whatever the session; nullopt where that depends on it.
std::optional<std::string> fixed_value(std::string_view place, const Spec& spec, const Deliverable& wanted) {
    if (place == "spec") return spec.id;
    if (place == "role") return std::string(name_of(wanted.role));
    if (place == "rate") return rate_text(wanted.rate);
    if (place == "bits") return std::to_string(wanted.bits) + "b";
    if (place == "layout" && wanted.layout) return wanted.layout->name();
    if (place == "channels" && wanted.layout) return std::to_string(wanted.layout->channels()) + "ch";
    return std::nullopt;
}

std::string value_of(std::string_view place, const Spec& spec, const Deliverable& wanted,
                     const NameParts& parts) {
    if (place == "session") return parts.session;
    if (place == "lang") return parts.language;
    if (place == "version") return parts.version;
    if (place == "segment") return parts.segment;
    if (place == "show") return parts.show;
    if (place == "season") return parts.season;
    if (place == "episode") return parts.episode;
    if (place == "cut") return parts.cut;
    if (place == "rate" && parts.rate) return rate_text(*parts.rate);
    if (place == "stem") return parts.stem;
    if (place == "layout") return parts.layout.name();
    if (place == "channels") return std::to_string(parts.layout.channels()) + "ch";
    if (place == "channel") return parts.channel ? std::string(label(*parts.channel)) : std::string("*");
    if (place == "fps") {
        std::string fps = parts.fps;
        std::erase(fps, '.');
        return fps;
    }
    return fixed_value(place, spec, wanted).value_or(std::string());
}

bool separates(char c) { return c == '_' || c == '-' || c == '.'; }

} // namespace

// Letters, digits and bytes above ASCII stay; blanks and what a file system may refuse become '_'.
std::string tame(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) <= ' ' ||
            std::string_view("/\\:*?\"<>|\x7f").find(c) != std::string_view::npos)
            c = '_';
    return text;
}

std::string file_name(const Spec& spec, const Deliverable& wanted, const NameParts& parts) {
    std::string name;
    std::string behind; // the session
    for (const auto& [place, value] : {std::pair{"{version}", parts.version}, {"{segment}", parts.segment}})
        if (!value.empty() && wanted.name.find(place) == std::string::npos)
            behind += "_" + (value == "*" ? value : tame(value));
    for (const Piece& piece : pieces_of(wanted.name)) {
        if (!piece.place) {
            name += piece.text;
            continue;
        }
        std::string value = value_of(piece.text, spec, wanted, parts);
        if (value != "*")
            value = tame(std::move(value)); // the star stands for every channel of a set, never on a disk
        if (value.empty() && !name.empty() && separates(name.back())) name.pop_back();
        name += value;
        if (piece.text == "session") name += behind;
    }
    return name + ".wav";
}

std::optional<NameMatch> matches(const Spec& spec, const Deliverable& wanted, std::string_view name) {
    if (!name.ends_with(".wav")) return std::nullopt;
    name.remove_suffix(4);
    const std::vector<Piece> pieces = pieces_of(wanted.name);
    NameMatch found;
    // Open places match as little as they can and are widened until the rest fits.
    const std::function<bool(std::size_t, std::string_view)> fits = [&](std::size_t at,
                                                                        std::string_view rest) -> bool {
        if (at == pieces.size()) return rest.empty();
        const Piece& piece = pieces[at];
        const auto fixed =
            piece.place ? fixed_value(piece.text, spec, wanted) : std::optional(std::string(piece.text));
        if (fixed) {
            if (rest.starts_with(*fixed) && fits(at + 1, rest.substr(fixed->size()))) return true;
            // The separator before a place that was empty went with it.
            return !piece.place && separates(fixed->back()) && at + 1 < pieces.size() &&
                   std::ranges::find(optional_places, pieces[at + 1].text) != optional_places.end() &&
                   rest.starts_with(fixed->substr(0, fixed->size() - 1)) &&
                   fits(at + 2, rest.substr(fixed->size() - 1));
        }
        for (std::size_t length = 1; length <= rest.size(); ++length) {
            const auto channel =
                piece.text == "channel" ? speaker_named(rest.substr(0, length)) : std::nullopt;
            if (piece.text == "channel" && !channel) continue;
            if (!fits(at + 1, rest.substr(length))) continue;
            if (channel) {
                const std::size_t from = name.size() - rest.size();
                found = {channel,
                         std::string(name.substr(0, from)) + "*" + std::string(rest.substr(length)) + ".wav"};
            }
            return true;
        }
        return false;
    };
    if (!fits(0, name)) return std::nullopt;
    if (found.set.empty()) found.set = std::string(name) + ".wav";
    return found;
}

std::optional<std::string> unknown_place(std::string_view name_template) {
    for (const Piece& piece : pieces_of(name_template))
        if (piece.place && std::ranges::find(places, piece.text) == places.end())
            return std::string(piece.text);
    return std::nullopt;
}

} // namespace dub::delivery
