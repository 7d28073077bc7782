#include "engine/session/compare/words.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/edits/show_value.h"
#include "engine/session/lookup.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

template <class Names, class Enum> std::string chosen(const Names& names, Enum value) {
    return std::string(names[static_cast<std::size_t>(value)]);
}

// Three decimals at most, and none that say nothing.
std::string short_number(double value) {
    std::string text = fmt::format("{:.3f}", value);
    if (text.find('.') == std::string::npos) return text; // inf
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

} // namespace

std::string Words::of(const std::string& text) const { return "'" + text + "'"; }
std::string Words::of(bool on) const { return on ? "on" : "off"; }
std::string Words::of(int number) const { return std::to_string(number); }
std::string Words::of(std::uint64_t number) const { return std::to_string(number); }
std::string Words::of(Db db) const { return short_number(db.value) + " dB"; }
std::string Words::of(SampleRate rate) const { return fmt::format("{} Hz", rate.hz); }
std::string Words::of(FrameRate rate) const {
    return rate.den == 1 ? fmt::format("{} fps", rate.num) : fmt::format("{}/{} fps", rate.num, rate.den);
}
std::string Words::of(const TimecodeFormat& format) const { return std::string(name_of(format)); }
std::string Words::of(SampleCount length) const { return fmt::format("{} samples", length.value); }
std::string Words::of(FrameCount length) const { return fmt::format("{} frames", length.value); }
std::string Words::of(SamplePos at) const {
    if (at <= always.start) return "the beginning";
    if (at >= always.end) return "the end";
    return timecode(session_, at);
}
std::string Words::of(FramePos at) const { return to_timecode(at, session_.info->timecode); }
std::string Words::of(FrameRange range) const { return of(range.start) + "–" + of(range.end); }
std::string Words::of(SampleRange range) const {
    if (range.start <= always.start && range.end >= always.end) return "everywhere";
    return of(range.start) + "–" + of(range.end);
}
std::string Words::of(const Layout& layout) const { return layout.name(); }
std::string Words::of(Role role) const { return std::string(name_of(role)); }
std::string Words::of(RoleSet set) const {
    std::string text;
    for (const Role role : roles())
        if (set.has(role)) text += (text.empty() ? "" : ", ") + std::string(name_of(role));
    return text.empty() ? "none" : text;
}
std::string Words::of(TrackId id) const {
    const Track* track = find_track(session_, id);
    return track == nullptr ? id.text() : track->name;
}
std::string Words::of(BusId id) const {
    const Bus* bus = find_bus(session_, id);
    return bus != nullptr ? bus->name : id ? id.text() : "none";
}
std::string Words::of(MediaId id) const {
    const Media* media = find_media(session_, id);
    return media == nullptr ? id.text() : "'" + (media->name.empty() ? media->path : media->name) + "'";
}
std::string Words::of(VersionId id) const {
    const Version* version = find_version(session_, id);
    return version != nullptr ? version->name : id ? id.text() : "the mix";
}
std::string Words::of(PlaylistId id) const {
    for (const auto& track : session_.tracks) {
        if (id && track->playing == id) return of(track->playlist_name);
        for (const auto& playlist : track->alternatives)
            if (id && playlist->id == id) return of(playlist->name);
    }
    return id ? id.text() : "the first";
}
std::string Words::of(ClipGroupId id) const { return id ? id.text() : "none"; }
std::string Words::of(BusKind kind) const { return chosen(bus_kind_names, kind); }
std::string Words::of(SendTap tap) const { return chosen(send_tap_names, tap) + " fader"; }
std::string Words::of(SegmentKind kind) const { return chosen(segment_kind_names, kind); }
std::string Words::of(SurroundPair pair) const { return chosen(surround_pair_names, pair); }
std::string Words::of(SoloMode mode) const { return chosen(solo_mode_names, mode); }
std::string Words::of(const Key& key) const {
    return (key.track ? of(key.track) : of(key.bus)) + (key.in_music_and_effects ? "" : ", not in the M&E");
}
std::string Words::of(const Fade& fade) const {
    if (fade.length.value == 0) return "none";
    return fmt::format("{} samples {}", fade.length.value, chosen(fade_curve_names, fade.curve));
}
std::string Words::of(const Speed& speed) const {
    return fmt::format("{}/{} by {}", speed.num, speed.den, chosen(speed_method_names, speed.method));
}
std::string Words::of(const RateChange& rate) const {
    return of(rate.to) + " by " + chosen(speed_method_names, rate.method);
}
std::string Words::of(const FoldDown& fold) const {
    return fmt::format("{}, rears {}, centre {}, surrounds {}, LFE {}, heights {}", of(fold.surrounds),
                       of(fold.rear), of(fold.centre), of(fold.surround), of(fold.lfe), of(fold.height));
}
std::string Words::of(const std::vector<LanePoint>& points) const {
    if (points.empty()) return "none";
    std::string text;
    for (const LanePoint& point : points)
        text += fmt::format("{}{} at {}", text.empty() ? "" : ", ", short_number(point.value), of(point.at));
    return text;
}
std::string Words::of(const std::vector<int>& channels) const {
    if (channels.empty()) return "by speaker";
    return fmt::format("{}", fmt::join(channels, " "));
}
std::string Words::of(StripOwner owner) const { return name_of(session_, owner); }
std::string Words::of(const std::vector<StripOwner>& members) const {
    std::vector<std::string> names;
    for (const StripOwner member : members)
        names.push_back(of(member));
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}
std::string Words::of(AutomationMode mode) const { return chosen(automation_mode_names, mode); }
std::string Words::of(const std::vector<ParameterAddress>& parameters) const {
    std::vector<std::string> names;
    for (const ParameterAddress& address : parameters)
        names.push_back(fmt::format("{}{}{}",
                                    address.insert ? address.insert.text()
                                    : address.send ? address.send.text()
                                                   : "",
                                    address.insert || address.send ? ":" : "", address.parameter));
    return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::string Words::value_of(const Parameter* declared, double value) {
    if (declared == nullptr) return short_number(value);
    if (declared->unit == Unit::toggle) return value > 0.5 ? "on" : "off";
    const auto choice = static_cast<std::size_t>(std::max(0.0, value));
    if (declared->unit == Unit::choice && choice < declared->choices.size())
        return std::string(declared->choices[choice]);
    const std::string_view unit = unit_text(declared->unit);
    return short_number(value) + (unit.empty() ? "" : " ") + std::string(unit);
}

std::string Words::target_of(StripOwner owner, const ParameterAddress& address) const {
    const Strip* strip = find_strip(session_, owner);
    std::string on;
    if (strip != nullptr)
        for (const Insert& insert : strip->inserts)
            if (address.insert && insert.id == address.insert) on = insert.processor + " ";
    if (strip != nullptr)
        for (const Send& send : strip->sends)
            if (address.send && send.id == address.send) on = "send to " + of(send.to) + " ";
    return fmt::format("{}: {}{}", of(owner), on, address.parameter);
}

} // namespace dub::session
