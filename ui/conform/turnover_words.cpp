#include "ui/conform/turnover_words.h"

#include <fmt/format.h>

namespace dub::ui {
namespace {

struct Count {
    std::size_t tracks = 0, events = 0, found = 0;
};

Count count(const SeenTurnover& seen) {
    Count all;
    for (const auto& track : seen.list.tracks) {
        if (track.kind != conform::TrackKind::sound) continue;
        ++all.tracks;
        for (const auto& event : track.events) {
            if (!conform::is_heard(track, event)) continue;
            ++all.events;
            if (seen.links.of(event) != nullptr) ++all.found;
        }
    }
    return all;
}

std::string rate(const conform::Turnover& list) {
    const std::string_view name = name_of(list.timecode);
    switch (list.rate) {
    case conform::RateIs::told: return fmt::format("{} fps", name);
    case conform::RateIs::guessed: return fmt::format("{} fps as it seems", name);
    case conform::RateIs::unknown: break;
    }
    return "a frame rate that it does not tell";
}

} // namespace

std::string summary_of(const SeenTurnover& seen) {
    const conform::Turnover& list = seen.list;
    const Count all = count(seen);
    const std::string from = list.producer.empty() ? std::string{} : " of " + list.producer;
    const std::string name = list.name.empty() ? std::string{} : fmt::format(" “{}”,", list.name);
    std::string format = list.format;
    if (format == "aaf" || format == "edl" || format == "otio" || format == "ale")
        for (char& letter : format)
            letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return fmt::format(
        "{}{}:{} {}, from {}. {} sound tracks, {} events; {} of them play a recording that was found.",
        format, from, name, rate(list), to_timecode(list.start, list.timecode), all.tracks, all.events,
        all.found);
}

} // namespace dub::ui
