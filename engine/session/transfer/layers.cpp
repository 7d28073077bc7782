// The versions of the mix.

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/edits/versions.h"
#include "engine/session/transfer/transferring.h"

namespace dub::session {
namespace {

StripOwner owner_here(const Transferring& at, StripOwner theirs) {
    return {at_or_none(at.tracks, theirs.track), at_or_none(at.buses, theirs.bus)};
}

// How many layers and switches belong to what is not here.
std::size_t bring_layers(Transferring& at, const Version& theirs, Version& ours) {
    std::size_t lost = 0;
    for (const auto& layer : theirs.strips) {
        VersionStrip made = *layer;
        made.owner = owner_here(at, layer->owner);
        made.lane = at.time(std::move(made.lane));
        if (made.owner.track || made.owner.bus)
            put_layer(ours, std::move(made));
        else
            ++lost;
    }
    for (const VersionSwitch& one : theirs.switches) {
        const InsertId insert = at_or_none(at.inserts, one.insert);
        if (!insert) {
            ++lost;
            continue;
        }
        std::erase_if(ours.switches, [&](const VersionSwitch& old) { return old.insert == insert; });
        ours.switches.push_back({insert, one.bypassed});
    }
    std::ranges::sort(ours.switches, {}, &VersionSwitch::insert);
    return lost;
}

Version version_here(Transferring& at, const Version& theirs) {
    if (const Version* ours = find_version(at.session(), theirs.name)) {
        if (ours->fold != theirs.fold || ours->rate != theirs.rate)
            at.tell(
                Severity::note, "transfer.version-kept", ours->name,
                fmt::format("Version '{}' is here with another fold-down or frame rate; it keeps its own.",
                            ours->name));
        return *ours;
    }
    Version made;
    made.id = take_id<VersionId>(at.session());
    made.name = theirs.name;
    made.notes = theirs.notes;
    made.language = theirs.language;
    made.fold = theirs.fold;
    made.rate = theirs.rate;
    at.session().versions.push_back(share(made)); // its id is the highest there is
    return made;
}

} // namespace

void bring_versions(Transferring& at) {
    for (const auto& theirs : at.from.versions) {
        Version ours = version_here(at, *theirs);
        const std::size_t lost = bring_layers(at, *theirs, ours);
        if (lost > 0)
            at.tell(Severity::warning, "transfer.version", theirs->name,
                    fmt::format(
                        "Version '{}' changes {} tracks, buses or inserts that were not matched here: that "
                        "was left out. Bring or map them, and inserts and buses, too.",
                        theirs->name, lost));
        at.made.session = with_version(std::move(at.made.session), std::move(ours));
        ++at.made.versions;
    }
}

} // namespace dub::session
