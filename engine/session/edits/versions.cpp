#include "engine/session/edits/versions.h"

#include <algorithm>

namespace dub::session {
namespace {

constexpr auto owner_of = [](const auto& layer) { return layer->owner; };

// Puts back the versions that `change` says it changed.
template <class Change> Session change_versions(Session session, const Change& change) {
    for (auto& shared : session.versions) {
        Version version = *shared;
        if (change(version)) shared = share(std::move(version));
    }
    return session;
}

} // namespace

Result<void> read_rate(const ArgumentReader& in, std::optional<RateChange>& out) {
    RateChange rate;
    CHECK(in.read("rate", rate.to));
    CHECK(in.read("method", rate.method, speed_method_names));
    if (in.has("rate")) out = rate;
    if (in.has("method") && !in.has("rate")) return in.refuse("'method' needs 'rate' beside it.");
    return {};
}

Result<Version> copy_version(const Session& session, VersionId id) {
    const Version* version = find_version(session, id);
    if (version == nullptr) return missing("version", id.text());
    return *version;
}

Session with_version(Session session, Version version) {
    const auto at = std::ranges::find(session.versions, version.id, [](const auto& one) { return one->id; });
    if (at != session.versions.end()) *at = share(std::move(version));
    return session;
}

VersionStrip layer_for(StripOwner owner) {
    VersionStrip layer;
    layer.owner = owner;
    return layer;
}

VersionStrip layer_of(const Version& version, StripOwner owner) {
    const auto at = std::ranges::find(version.strips, owner, owner_of);
    return at == version.strips.end() ? layer_for(owner) : **at;
}

void put_layer(Version& version, VersionStrip layer) {
    std::erase_if(version.strips, [&](const auto& one) { return one->owner == layer.owner; });
    if (layer.says_nothing()) return;
    const auto at = std::ranges::lower_bound(version.strips, layer.owner, {}, owner_of);
    version.strips.insert(at, share(std::move(layer)));
}

Session without_layers_of(Session session, StripOwner owner) {
    if (const Strip* strip = find_strip(session, owner)) {
        const std::vector<Insert> inserts = strip->inserts;
        for (const Insert& insert : inserts)
            session = without_switches_of(std::move(session), insert.id);
    }
    return change_versions(std::move(session), [&](Version& version) {
        return std::erase_if(version.strips, [&](const auto& one) { return one->owner == owner; }) > 0;
    });
}

Session without_switches_of(Session session, InsertId insert) {
    return change_versions(std::move(session), [&](Version& version) {
        return std::erase_if(version.switches, [&](const auto& one) { return one.insert == insert; }) > 0;
    });
}

} // namespace dub::session
