#include "formats/delivery/file_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

namespace dub::delivery {
namespace {

constexpr std::array<std::string_view, 11> places{"session",  "lang", "spec", "role", "stem",   "layout",
                                                  "channels", "fps",  "rate", "bits", "channel"};

// The places that may be empty, and what fills them.
struct OpenPlace {
    std::string_view name;
    std::string NameParts::*value;
};
constexpr std::array open_places{
    OpenPlace{"lang", &NameParts::language},   OpenPlace{"language", &NameParts::language},
    OpenPlace{"show", &NameParts::show},       OpenPlace{"season", &NameParts::season},
    OpenPlace{"episode", &NameParts::episode}, OpenPlace{"cut", &NameParts::cut},
    OpenPlace{"version", &NameParts::version}, OpenPlace{"reel", &NameParts::segment},
    OpenPlace{"segment", &NameParts::segment},
};

const OpenPlace* open_place(std::string_view name) {
    const auto at = std::ranges::find(open_places, name, &OpenPlace::name);
    return at == open_places.end() ? nullptr : &*at;
}

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
    return std::to_string(rate.hz / 1000) + "k" + std::to_string(rate.hz % 1000 / 100);
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
    if (const OpenPlace* open = open_place(place)) return parts.*open->value;
    if (place == "session") return parts.session;
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

bool refused(char c) {
    return static_cast<unsigned char>(c) < ' ' ||
           std::string_view("/\\:*?\"<>|\x7f").find(c) != std::string_view::npos;
}

// The template without the places that are empty: where all that stand side by side are, the separator before
// them goes, too, at the beginning the one behind.
template <class IsEmpty>
std::vector<Piece> filled(const std::vector<Piece>& pieces, const IsEmpty& is_empty) {
    std::vector<Piece> kept;
    bool drop_next = false;
    for (std::size_t at = 0; at < pieces.size();) {
        Piece piece = pieces[at];
        if (!piece.place) {
            if (drop_next && separates(piece.text.front())) piece.text.remove_prefix(1);
            drop_next = false;
            if (!piece.text.empty()) kept.push_back(piece);
            ++at;
            continue;
        }
        const std::size_t before = kept.size();
        for (; at < pieces.size() && pieces[at].place; ++at)
            if (!is_empty(pieces[at].text)) kept.push_back(pieces[at]);
        if (kept.size() > before) continue;
        drop_next = kept.empty();
        if (kept.empty() || kept.back().place || !separates(kept.back().text.back())) continue;
        kept.back().text.remove_suffix(1);
        if (kept.back().text.empty()) kept.pop_back();
    }
    return kept;
}

// Compares a name with a template from the left. Places that are not fixed match as little as they can and
// are widened until the rest fits.
class Matching {
  public:
    Matching(const Spec& spec, const Deliverable& wanted, std::vector<Piece> pieces, std::string_view name)
        : spec_(spec)
        , wanted_(wanted)
        , name_(name)
        , pieces_(std::move(pieces)) {}

    std::optional<NameMatch> match() {
        if (!fits(0, name_)) return std::nullopt;
        if (found_.set.empty()) found_.set = std::string(name_) + ".wav";
        return found_;
    }

  private:
    bool fits(std::size_t at, std::string_view rest) {
        if (at == pieces_.size()) return rest.empty();
        const Piece& piece = pieces_[at];
        const auto fixed =
            piece.place ? fixed_value(piece.text, spec_, wanted_) : std::optional(std::string(piece.text));
        if (fixed) return rest.starts_with(*fixed) && fits(at + 1, rest.substr(fixed->size()));
        for (std::size_t length = 1; length <= rest.size(); ++length) {
            const auto channel =
                piece.text == "channel" ? speaker_named(rest.substr(0, length)) : std::nullopt;
            if (piece.text == "channel" && !channel) continue;
            if (!fits(at + 1, rest.substr(length))) continue;
            if (channel) {
                const std::size_t from = name_.size() - rest.size();
                found_ = {channel, std::string(name_.substr(0, from)) + "*" +
                                       std::string(rest.substr(length)) + ".wav"};
            }
            return true;
        }
        return false;
    }

    const Spec& spec_;
    const Deliverable& wanted_;
    std::string_view name_;
    std::vector<Piece> pieces_;
    NameMatch found_;
};

} // namespace

std::string tame(std::string text) {
    for (char& c : text)
        if (c == ' ' || refused(c)) c = '_';
    return text;
}

NameParts parts_of(const session::Info& info) {
    NameParts parts;
    parts.show = info.facts.show;
    parts.season = info.facts.season;
    parts.episode = info.facts.episode;
    parts.cut = info.facts.cut;
    parts.language = info.facts.language;
    parts.fps = std::string(name_of(info.timecode));
    return parts;
}

Diagnostics replaced_characters(const NameParts& parts) {
    Diagnostics told;
    const auto look = [&](std::string_view what, const std::string& text) {
        if (std::ranges::any_of(text, refused))
            told.push_back({Severity::note, "delivery.name-changed", std::string(what),
                            fmt::format("'{}' holds characters that file systems refuse; file names have "
                                        "'{}' instead. Change the {} for another name.",
                                        text, tame(text), what)});
    };
    look("session", parts.session);
    look("stem", parts.stem);
    for (const OpenPlace& open : open_places)
        if (open.name != "lang") look(open.name, parts.*open.value);
    return told;
}

std::string file_name(const Spec& spec, const Deliverable& wanted, const NameParts& parts) {
    const auto is_empty = [&](std::string_view place) {
        return value_of(place, spec, wanted, parts).empty();
    };
    std::string name;
    std::string behind; // the session
    for (const auto& [place, value] : {std::pair{"{version}", parts.version}, {"{segment}", parts.segment}})
        if (!value.empty() && wanted.name.find(place) == std::string::npos &&
            wanted.name.find(place == std::string_view("{segment}") ? "{reel}" : place) == std::string::npos)
            behind += "_" + (value == "*" ? value : tame(value));
    for (const Piece& piece : filled(pieces_of(wanted.name), is_empty)) {
        if (!piece.place) {
            name += piece.text;
            continue;
        }
        std::string value = value_of(piece.text, spec, wanted, parts);
        if (value != "*")
            value = tame(std::move(value)); // the star stands for every channel of a set, never on a disk
        name += value;
        if (piece.text == "session") name += behind;
    }
    return name + ".wav";
}

std::optional<NameMatch> matches(const Spec& spec, const Deliverable& wanted, std::string_view name) {
    if (!name.ends_with(".wav")) return std::nullopt;
    name.remove_suffix(4);
    const std::vector<Piece> pieces = pieces_of(wanted.name);
    std::vector<std::string_view> open; // the places of this template that may have been empty
    for (const Piece& piece : pieces)
        if (piece.place && open_place(piece.text) != nullptr) open.push_back(piece.text);
    // Each choice of empty ones in turn. A name template has few of them; more are not tried.
    const std::size_t tried = std::min<std::size_t>(open.size(), 8);
    for (unsigned empty = 0; empty < 1U << tried; ++empty) {
        const auto is_empty = [&](std::string_view place) {
            const auto at = static_cast<std::size_t>(std::ranges::find(open, place) - open.begin());
            return at < tried && (empty >> at & 1U) != 0;
        };
        if (auto found = Matching(spec, wanted, filled(pieces, is_empty), name).match()) return found;
    }
    return std::nullopt;
}

std::optional<std::string> unknown_place(std::string_view name_template) {
    for (const Piece& piece : pieces_of(name_template))
        if (piece.place && std::ranges::find(places, piece.text) == places.end() &&
            open_place(piece.text) == nullptr)
            return std::string(piece.text);
    return std::nullopt;
}

} // namespace dub::delivery
