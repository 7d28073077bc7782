#include "engine/session/lookup.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

// Calls `visit(owner, strip)` for every strip with slots until it returns true.
template <class Visit> void each_strip(const Session& session, const Visit& visit) {
    for (const auto& track : session.tracks)
        if (visit(StripOwner{track->id, {}}, *track->strip)) return;
    for (const auto& bus : session.routing->buses)
        if (visit(StripOwner{{}, bus->id}, *bus->strip)) return;
}

// What `visit` says of the track, bus or VCA that owns the strip; `none` when it is not there.
template <class Result, class Visit>
Result of_owner(const Session& session, StripOwner owner, Result none, const Visit& visit) {
    if (const Track* track = owner.track ? find_track(session, owner.track) : nullptr) return visit(*track);
    if (const Bus* bus = owner.bus ? find_bus(session, owner.bus) : nullptr) return visit(*bus);
    if (const Vca* vca = owner.vca ? find_vca(session, owner.vca) : nullptr) return visit(*vca);
    return none;
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
    const Strip* const none = nullptr;
    return of_owner(session, owner, none, [](const auto& one) { return one.strip.get(); });
}

std::vector<StripOwner> strip_owners(const Session& session) {
    std::vector<StripOwner> owners;
    for (const auto& track : session.tracks)
        owners.push_back({track->id, {}});
    for (const auto& bus : session.routing->buses)
        owners.push_back({{}, bus->id});
    for (const auto& vca : session.routing->vcas)
        owners.push_back({{}, {}, vca->id});
    return owners;
}

std::span<const Parameter> parameters_of(StripOwner owner) {
    if (owner.vca) return strip::of_vca;
    return strip::all;
}

std::vector<const Vca*> vcas_over(const Session& session, StripOwner owner) {
    std::vector<const Vca*> over;
    std::vector<StripOwner> below{owner};
    for (std::size_t i = 0; i < below.size(); ++i)
        for (const auto& vca : session.routing->vcas) {
            if (!std::ranges::binary_search(vca->members, below[i]) ||
                std::ranges::find(over, vca.get()) != over.end())
                continue;
            over.push_back(vca.get());
            below.push_back({{}, {}, vca->id});
        }
    return over;
}

std::vector<StripOwner> strips_under(const Session& session, const Vca& vca) {
    std::vector<StripOwner> strips;
    std::vector<const Vca*> over{&vca};
    for (std::size_t i = 0; i < over.size(); ++i)
        for (const StripOwner member : over[i]->members) {
            const Vca* const nested = member.vca ? find_vca(session, member.vca) : nullptr;
            if (nested != nullptr && std::ranges::find(over, nested) == over.end()) over.push_back(nested);
            if (!member.vca) strips.push_back(member);
        }
    std::ranges::sort(strips);
    const auto again = std::ranges::unique(strips);
    strips.erase(again.begin(), again.end());
    return strips;
}

std::vector<StripOwner> strips_that_are(const Session& session, bool Strip::*flag) {
    std::vector<StripOwner> strips;
    for (const auto& track : session.tracks)
        if ((*track->strip).*flag) strips.push_back({track->id, {}});
    for (const auto& bus : session.routing->buses)
        if ((*bus->strip).*flag) strips.push_back({{}, bus->id});
    for (const auto& vca : session.routing->vcas) {
        if (!((*vca->strip).*flag)) continue;
        const auto under = strips_under(session, *vca);
        strips.insert(strips.end(), under.begin(), under.end());
    }
    std::ranges::sort(strips);
    const auto again = std::ranges::unique(strips);
    strips.erase(again.begin(), again.end());
    return strips;
}

const Parameter* declared_parameter(const Strip& strip, const ParameterAddress& address) {
    return find_parameter(declared_at(strip, address).parameters, address.parameter);
}

bool lanes_play(const Strip& strip, const ParameterAddress& address) {
    return strip.automation.mode != AutomationMode::off || strip::is_of_version(address);
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
std::string title(const Vca& vca) { return fmt::format("{} '{}'", vca.id.text(), vca.name); }
std::string title(const Clip& clip) { return fmt::format("{} '{}'", clip.id.text(), clip.name); }

std::string title(const Session& session, StripOwner owner) {
    return of_owner(session, owner, owner.text(), [](const auto& one) { return title(one); });
}

std::string name_of(const Session& session, StripOwner owner) {
    return of_owner(session, owner, owner.text(), [](const auto& one) { return one.name; });
}

std::string timecode(const Session& session, SamplePos at) {
    return to_timecode(frame_of(session, at), session.info->timecode);
}

} // namespace dub::session
