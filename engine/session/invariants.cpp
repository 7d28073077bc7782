#include "engine/session/invariants.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/session/invariants_parts.h"

namespace dub::session {
namespace {

// Ids of one kind: given once, and smaller than the next one to be given.
template <class IdType> class IdsSeen {
  public:
    explicit IdsSeen(Inspection& inspection)
        : inspection_(inspection) {}
    void add(IdType id) {
        if (!id)
            return inspection_.error("session.no-id", id.text(),
                                     "Something in the session has no id; give it one of its own.");
        if (!seen_.insert(id).second)
            inspection_.error(
                "session.duplicate-id", id.text(),
                fmt::format("The id {} is given twice; give one of the two another.", id.text()));
        if (id.value >= inspection_.session.info->next_id)
            inspection_.error(
                "session.next-id", id.text(),
                fmt::format("The id {} is not below next_id, which is {}; raise next_id above every id.",
                            id.text(), inspection_.session.info->next_id));
    }

  private:
    Inspection& inspection_;
    std::unordered_set<IdType> seen_;
};

struct StripIds {
    IdsSeen<LaneId> lanes;
    IdsSeen<InsertId> inserts;
    IdsSeen<SendId> sends;

    void add(const Strip& strip) {
        for (const auto& lane : strip.lanes)
            lanes.add(lane->id);
        for (const Insert& insert : strip.inserts)
            inserts.add(insert.id);
        for (const Send& send : strip.sends)
            sends.add(send.id);
    }
};

} // namespace

Inspection::Inspection(const Session& checked)
    : session(checked) {
    for (const auto& one : session.routing->buses)
        buses.emplace(one->id, one.get());
}

const Bus* Inspection::bus(BusId id) const {
    const auto at = buses.find(id);
    return at == buses.end() ? nullptr : at->second;
}

bool Inspection::has_track(TrackId id) {
    if (tracks_.empty())
        for (const auto& one : session.tracks)
            tracks_.insert(one->id);
    return tracks_.contains(id);
}

void Inspection::error(std::string_view code, std::string where, std::string sentence) {
    found.push_back({Severity::error, std::string(code), std::move(where), std::move(sentence)});
}

void Inspection::warning(std::string_view code, std::string where, std::string sentence) {
    found.push_back({Severity::warning, std::string(code), std::move(where), std::move(sentence)});
}

void check_ids(Inspection& inspection) {
    const Session& session = inspection.session;
    StripIds strips{IdsSeen<LaneId>(inspection), IdsSeen<InsertId>(inspection), IdsSeen<SendId>(inspection)};
    IdsSeen<TrackId> tracks(inspection);
    IdsSeen<ClipId> clips(inspection);
    for (const auto& track : session.tracks) {
        tracks.add(track->id);
        strips.add(*track->strip);
        for (const auto& clip : track->clips)
            clips.add(clip->id);
        for (const auto& playlist : track->alternatives)
            for (const auto& clip : playlist->clips)
                clips.add(clip->id);
    }
    IdsSeen<VersionId> versions(inspection);
    for (const auto& version : session.versions)
        versions.add(version->id);
    IdsSeen<PrintId> prints(inspection);
    for (const auto& print : session.prints) {
        prints.add(print->id);
        for (const auto& clip : print->clips)
            clips.add(clip->id);
    }
    IdsSeen<BusId> buses(inspection);
    for (const auto& bus : session.routing->buses) {
        buses.add(bus->id);
        strips.add(*bus->strip);
    }
    IdsSeen<VcaId> vcas(inspection);
    for (const auto& vca : session.routing->vcas) {
        vcas.add(vca->id);
        strips.add(*vca->strip);
    }
    IdsSeen<MixGroupId> groups(inspection);
    for (const MixGroup& group : session.routing->groups)
        groups.add(group.id);
    IdsSeen<MediaId> media(inspection);
    for (const auto& one : session.pool->media)
        media.add(one->id);
    IdsSeen<PictureId> pictures(inspection);
    for (const auto& one : session.pool->pictures)
        pictures.add(one->id);
    IdsSeen<MarkerId> markers(inspection);
    for (const Marker& marker : *session.markers)
        markers.add(marker.id);
    IdsSeen<SegmentId> segments(inspection);
    for (const Segment& segment : *session.segments)
        segments.add(segment.id);
}

Diagnostics check(const Session& session) {
    Inspection inspection(session);
    check_info(inspection);
    check_ids(inspection);
    check_pool(inspection);
    check_marks(inspection);
    check_routing(inspection);
    for (const auto& bus : session.routing->buses)
        check_bus(inspection, *bus);
    for (const auto& vca : session.routing->vcas)
        check_vca(inspection, *vca);
    check_members(inspection);
    for (const auto& track : session.tracks)
        check_track(inspection, *track);
    check_roles(inspection);
    check_versions(inspection);
    check_prints(inspection);
    return std::move(inspection.found);
}

} // namespace dub::session
