#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "formats/turnover/aaf/timeline.h"

namespace dub::turnover::aaf {
namespace {

bool is_marker(Class c) {
    return c == Class::comment_marker || c == Class::descriptive_marker || c == Class::event;
}

std::string tag_text(const Dictionary& dictionary, const Object& marker, std::string_view name) {
    const auto found = dictionary.tag(marker, name);
    return found ? found->text : std::string{};
}

// Three 16-bit values, red, green, blue; else the colour's name, in lower case.
std::string colour_of(const Object& marker, const Dictionary& dictionary) {
    std::string name = tag_text(dictionary, marker, "_ATN_CRM_COLOR");
    for (char& c : name)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (!name.empty()) return name;
    const auto pid = dictionary.pid_of(extension::marker_colour);
    const auto bytes = pid ? marker.data(*pid) : std::span<const std::byte>{};
    if (bytes.size() != 6) return {};
    return fmt::format("#{:02x}{:02x}{:02x}", std::to_integer<int>(bytes[1]), std::to_integer<int>(bytes[3]),
                       std::to_integer<int>(bytes[5]));
}

// The track that a marker describes: the first of the slots it names.
int track_of_marker(const Object& marker, const std::unordered_map<std::uint32_t, int>& tracks) {
    const auto described = marker.data(pid::described_slots);
    if (described.size() < 4) return -1;
    const auto found = tracks.find(wave::load<std::uint32_t>(described, 0));
    return found == tracks.end() ? -1 : found->second;
}

} // namespace

std::vector<conform::ListMarker> markers_of(const Mob& composition, const Clock& clock,
                                            const Dictionary& dictionary,
                                            const std::unordered_map<std::uint32_t, int>& tracks) {
    std::vector<conform::ListMarker> markers;
    for (const Slot& slot : composition.slots) {
        const bool descriptive = slot.kind == Class::event_mob_slot || slot.data == data::descriptive;
        if (!descriptive || !slot.segment || slot.rate == Rational{}) continue;
        std::vector<const Object*> parts{slot.segment};
        if (dictionary.class_of(*slot.segment) == Class::sequence)
            parts = slot.segment->children(pid::components);
        for (const Object* part : parts) {
            if (!is_marker(dictionary.class_of(*part))) continue;
            conform::ListMarker marker;
            marker.at = clock.origin() + slot.seconds(part->integer(pid::event_position).value_or(0));
            auto frames = length_of(*part);
            if (const auto tag = dictionary.tag(*part, "_ATN_CRM_LENGTH"); tag && tag->number && frames == 0)
                frames = static_cast<std::int64_t>(std::clamp(*tag->number, 0.0, 1e12));
            marker.length = slot.seconds(frames);
            marker.comment = part->text(pid::event_comment);
            if (marker.comment.empty()) marker.comment = tag_text(dictionary, *part, "_ATN_CRM_COM");
            marker.user = tag_text(dictionary, *part, "_ATN_CRM_USER");
            marker.colour = colour_of(*part, dictionary);
            marker.track = track_of_marker(*part, tracks);
            markers.push_back(std::move(marker));
        }
    }
    std::ranges::stable_sort(markers, {}, &conform::ListMarker::at);
    return markers;
}

} // namespace dub::turnover::aaf
