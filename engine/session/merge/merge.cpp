#include "engine/session/merge/merge.h"

#include <fmt/format.h>

#include "engine/session/invariants.h"
#include "engine/session/merge/ancestor.h"
#include "engine/session/merge/renumber.h"
#include "engine/session/merge/work.h"

namespace dub::session {
namespace {

bool same_file(const Media& a, const Media& b) {
    return a.path == b.path && a.bytes == b.bytes && a.hash == b.hash && a.stream == b.stream &&
           a.layout == b.layout && a.rate == b.rate && a.length == b.length && a.speed == b.speed;
}

// Theirs with new ids behind mine; a recording that both brought in is mine.
Session beside_mine(const Session& base, const Session& mine, const Session& theirs) {
    const std::uint64_t first = base.info->next_id;
    const std::uint64_t by = mine.info->next_id - first;
    std::map<MediaId, Shared<Media>> twins;
    for (const auto& media : theirs.pool->media)
        for (const auto& own : mine.pool->media)
            if (media->id.value >= first && own->id.value >= first && same_file(*media, *own))
                twins.emplace(media->id, own);
    const auto number = [=](std::uint64_t id) { return id >= first ? id + by : id; };
    Session moved =
        renumbered(theirs, {number, [&](MediaId id) {
                                const auto twin = twins.find(id);
                                return twin != twins.end() ? twin->second->id : MediaId{number(id.value)};
                            }});
    MediaPool pool = *moved.pool;
    for (auto& media : pool.media)
        for (const auto& [id, own] : twins)
            if (media->id == own->id) media = own;
    moved.pool = share(std::move(pool));
    return moved;
}

// What has to come back so that `id` is there: an insert or send comes with its track or bus.
std::string holder_of(const MergeWork& work, const std::string& id) {
    std::optional<SlotPlace> place;
    if (const auto insert = InsertId::parse(id)) place = find_insert(work.base, *insert);
    if (const auto send = SendId::parse(id)) place = find_send(work.base, *send);
    return place && find_strip(work.out, place->owner) == nullptr ? place->owner.text() : id;
}

// A thing that one removed and the other's work needs comes back.
void restore_needed(MergeWork& work) {
    for (const std::string& missing_id : dangling(work.out)) {
        const std::string id = holder_of(work, missing_id);
        const bool in_mine = holds(work.mine, id);
        work.restore(id, {Entity::session, id, id, {}}, in_mine ? "needed" : "removed",
                     in_mine ? "removed" : "needed");
    }
}

MergeWork one_run(const Session& base, const Session& mine, const Session& theirs,
                  std::set<std::string>& keep, std::vector<Conflict>& kept) {
    MergeWork work{base, mine, theirs, keep, kept};
    merge_session_fields(work);
    merge_tracks(work);
    merge_vcas(work);
    merge_clips(work);
    merge_marks(work);
    merge_versions(work);
    if (work.again) return work;
    undo_circles(work);
    settle_members(work);
    put_aside(work);
    restore_needed(work);
    return work;
}

// The last resort: mine as it is, and all that theirs changed in the list.
void refuse_theirs(MergeWork& work, const std::string& why) {
    Info info = *work.mine.info;
    info.next_id = work.out.info->next_id;
    work.out = with_info(work.mine, std::move(info));
    work.conflicts.clear();
    for (const Change& change : diff(work.base, work.theirs))
        work.conflicts.push_back({change.entity, change.id, change.where, change.what, "as it is",
                                  change.after, change.range, "theirs alone"});
    work.notes.push_back(
        {Severity::warning, "merge.nothing-taken", "merge",
         fmt::format("Both together would not be a session, so nothing of theirs was taken: {}", why)});
}

} // namespace

void MergeWork::conflict(const Subject& subject, std::string what, std::string in_mine, std::string in_theirs,
                         std::optional<SampleRange> range) {
    conflicts.push_back({subject.entity, subject.id, subject.where, std::move(what), std::move(in_mine),
                         std::move(in_theirs), range ? range : subject.range, ""});
}

void MergeWork::restore(const std::string& id, const Subject& subject, std::string in_mine,
                        std::string in_theirs) {
    if (!keep.insert(id).second) return;
    again = true;
    kept_conflicts.push_back({subject.entity, subject.id, subject.where, "presence", std::move(in_mine),
                              std::move(in_theirs), subject.range, "in place: it was not removed"});
}

Result<Merged> merge(const Session& base, const Session& mine, const Session& theirs) {
    TRY(Diagnostics notes, check_ancestor(base, mine, theirs));
    if (equal(mine, theirs)) return Merged{mine, {}, std::move(notes)};
    const Session moved = beside_mine(base, mine, theirs);
    std::set<std::string> keep;
    std::vector<Conflict> kept;
    MergeWork work = one_run(base, mine, moved, keep, kept);
    while (work.again) { // each time at least one thing more is kept
        MergeWork next = one_run(base, mine, moved, keep, kept);
        work.again = next.again;
        work.out = std::move(next.out);
        work.conflicts = std::move(next.conflicts);
        work.notes = std::move(next.notes);
    }
    work.conflicts.insert(work.conflicts.end(), kept.begin(), kept.end());
    for (const Diagnostic& one : check(work.out))
        if (one.severity == Severity::error) {
            refuse_theirs(work, one.sentence);
            break;
        }
    mark_conflicts(work);
    append(notes, std::move(work.notes));
    return Merged{std::move(work.out), std::move(work.conflicts), std::move(notes)};
}

std::string describe(const Session& session, const Conflict& conflict) {
    std::string at;
    if (conflict.range) at = " " + Words(session).of(*conflict.range);
    return fmt::format("{}{}: {} is {} in mine, {} in theirs (kept: {})", conflict.where, at, conflict.what,
                       conflict.mine, conflict.theirs, conflict.kept);
}

} // namespace dub::session
