#pragma once
// What the steps of a transfer share. Pure, any thread.

#include <unordered_map>

#include "engine/session/edits/change.h"
#include "engine/session/transfer/time_map.h"
#include "engine/session/transfer/transfer.h"

namespace dub::session {

struct Transferring {
    const Session& from;
    const TransferWish& wish;
    TimeMap time;
    Transferred made;
    std::unordered_map<TrackId, TrackId> tracks; // the other's to ours, where matched
    std::unordered_map<BusId, BusId> buses;
    std::unordered_map<VcaId, VcaId> vcas;
    std::unordered_map<InsertId, InsertId> inserts;
    std::unordered_map<SendId, SendId> sends;
    std::unordered_map<MediaId, MediaId> media;

    [[nodiscard]] Session& session() { return made.session; }
    void tell(Severity severity, std::string_view code, std::string where, std::string sentence) {
        made.diagnostics.push_back({severity, std::string(code), std::move(where), std::move(sentence)});
    }
    [[nodiscard]] std::optional<std::string> mapped(const std::string& name) const {
        for (const auto& [theirs, ours] : wish.map)
            if (theirs == name) return ours;
        return std::nullopt;
    }
};

// A strip of theirs onto one of ours.
struct StripPair {
    const Strip& theirs;
    StripOwner owner; // ours
    std::string where;
};
void bring_strip(Transferring& at, const StripPair& pair);

template <class Map, class Key> [[nodiscard]] auto at_or_none(const Map& map, Key key) {
    const auto at = map.find(key);
    return at == map.end() ? typename Map::mapped_type{} : at->second;
}

// The steps, in this order.
[[nodiscard]] Result<void> match_buses(Transferring& at);
[[nodiscard]] Result<void> match_tracks(Transferring& at);
void bring_strips(Transferring& at); // strips, inserts, sends, automation
void bring_vcas(Transferring& at);   // and mix groups
void bring_clips(Transferring& at);
void bring_markers(Transferring& at);
void bring_versions(Transferring& at);

} // namespace dub::session
