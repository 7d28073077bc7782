#include "engine/session/lookup.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

// Calls `visit(owner, strip)` for every strip until it returns true.
template <class Visit> void each_strip(const Session& session, const Visit& visit) {
    for (const auto& track : session.tracks)
        if (visit(StripOwner{track->id, {}}, *track->strip)) return;
    for (const auto& bus : session.routing->buses)
        if (visit(StripOwner{{}, bus->id}, *bus->strip)) return;
}

template <class List, class IdType>
bool find_slot(const List& list, IdType id, StripOwner owner, std::optional<SlotPlace>& found) {
    const auto at = std::ranges::find(list, id, [](const auto& entry) { return entry.id; });
    if (at == list.end()) return false;
    found = SlotPlace{owner, static_cast<std::size_t>(at - list.begin())};
    return true;
}

// The list that declares an address, and the values beside it.
struct Declared {
    std::span<const Parameter> parameters;
    const ParameterValues* values = nullptr;
};

Declared declared_at(const Strip& strip, const ParameterAddress& address) {
    if (address.insert) {
        const auto at = std::ranges::find(strip.inserts, address.insert, &Insert::id);
        if (at == strip.inserts.end()) return {};
        const auto* processor = find_processor_parameters(at->processor);
        return processor == nullptr ? Declared{} : Declared{processor->parameters, &at->values};
    }
    if (address.send) {
        const auto at = std::ranges::find(strip.sends, address.send, &Send::id);
        return at == strip.sends.end() ? Declared{} : Declared{strip::send_parameters, &at->values};
    }
    return {strip::with_version, &strip.values};
}

} // namespace

std::optional<ClipPlace> find_clip(const Session& session, ClipId id) {
    for (std::size_t t = 0; t < session.tracks.size(); ++t) {
        const auto& clips = session.tracks[t]->clips;
        for (std::size_t c = 0; c < clips.size(); ++c)
            if (clips[c]->id == id) return ClipPlace{t, c};
    }
    return std::nullopt;
}

std::optional<SlotPlace> find_insert(const Session& session, InsertId id) {
    std::optional<SlotPlace> found;
    each_strip(session, [&](StripOwner owner, const Strip& strip) {
        return find_slot(strip.inserts, id, owner, found);
    });
    return found;
}

std::optional<SlotPlace> find_send(const Session& session, SendId id) {
    std::optional<SlotPlace> found;
    each_strip(session, [&](StripOwner owner, const Strip& strip) {
        return find_slot(strip.sends, id, owner, found);
    });
    return found;
}

const Strip* find_strip(const Session& session, StripOwner owner) {
    if (owner.track) {
        const Track* track = find_track(session, owner.track);
        return track == nullptr ? nullptr : track->strip.get();
    }
    const Bus* bus = find_bus(session, owner.bus);
    return bus == nullptr ? nullptr : bus->strip.get();
}

const Parameter* declared_parameter(const Strip& strip, const ParameterAddress& address) {
    return find_parameter(declared_at(strip, address).parameters, address.parameter);
}

double static_value(const Strip& strip, const ParameterAddress& address, const Parameter& declared) {
    const ParameterValues* values = declared_at(strip, address).values;
    return values == nullptr ? declared.fallback : values->get(declared);
}

SampleCount session_length(const Session& session, const Media& media) {
    if (media.length.value <= 0 || media.rate.hz <= 0 || media.speed.num <= 0 || media.speed.den <= 0)
        return {};
    return at_speed(media.length, media.rate, session.info->rate, media.speed);
}

bool crossfaded(const Clip& a, const Clip& b) {
    const SampleCount shared = a.place.end - b.place.start;
    return a.place.start < b.place.start && a.place.end < b.place.end && a.out.length >= shared &&
           b.in.length >= shared;
}

std::string title(const Track& track) { return fmt::format("{} '{}'", track.id.text(), track.name); }
std::string title(const Bus& bus) { return fmt::format("{} '{}'", bus.id.text(), bus.name); }
std::string title(const Clip& clip) { return fmt::format("{} '{}'", clip.id.text(), clip.name); }

std::string title(const Session& session, StripOwner owner) {
    if (const Track* track = owner.track ? find_track(session, owner.track) : nullptr) return title(*track);
    if (const Bus* bus = owner.bus ? find_bus(session, owner.bus) : nullptr) return title(*bus);
    return owner.text();
}

std::string timecode(const Session& session, SamplePos at) {
    return to_timecode(frame_of(session, at), session.info->timecode);
}

} // namespace dub::session
