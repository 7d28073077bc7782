// Clips, by what became of each clip of the base on both sides: kept, trimmed, cut in pieces, moved, removed.
// Cuts of one clip at different times both count, so that a long ambience can be worked on in two scenes.

#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "engine/session/edits/clip_cutting.h"
#include "engine/session/merge/work.h"

namespace dub::session {
namespace {

using Rows = std::vector<ClipRow>;

SampleCount sync_of(const Clip& clip) { return clip.source_start - clip.place.start; }
// Pieces of one sound: the same recording in the same sync on the same list.
using Sound = std::tuple<PlacedOn, MediaId, std::int64_t>;
Sound sound_of(const ClipRow& row) { return {row.on, row.clip->media, sync_of(*row.clip).value}; }

// What one side made of a clip.
struct Pieces {
    Rows rows; // sorted by start; empty: removed
    bool in_sync = true;
};

struct Family {
    const ClipRow* base = nullptr; // null: a new clip
    Pieces mine, theirs;
    Rows merged;
    bool takes_theirs = false;
};

bool same_but_id(const ClipRow& a, const ClipRow& b) {
    Clip clip = *b.clip;
    clip.id = a.clip->id;
    return a.on == b.on && *a.clip == clip;
}
bool same_pieces(const Rows& a, const Rows& b) { return std::ranges::equal(a, b, same_but_id); }

// The clips of one side, and which of them no family has yet.
class Side {
  public:
    Side(const MergeWork& work, const Session& session)
        : rows_(clip_rows(session)) {
        // What was removed with its track or playlist, which stays.
        for (const auto& [id, row] : clip_rows(work.base))
            if (work.keep.contains(holder(session, row.on))) rows_.emplace(id, row);
        for (const auto& [id, row] : rows_)
            if (id.value >= work.base.info->next_id) fresh_[sound_of(row)].push_back(row);
    }

    Pieces pieces_of(const ClipRow& base) {
        Pieces pieces;
        if (const auto own = rows_.find(base.clip->id); own != rows_.end()) {
            pieces.rows.push_back(own->second);
            pieces.in_sync = sound_of(own->second) == sound_of(base);
            if (!pieces.in_sync) return pieces;
        }
        const auto fresh = fresh_.find(sound_of(base));
        if (fresh == fresh_.end()) return pieces;
        std::erase_if(fresh->second, [&](const ClipRow& row) {
            if (!base.clip->place.contains(row.clip->place.start)) return false;
            pieces.rows.push_back(row);
            return true;
        });
        std::ranges::sort(pieces.rows, {}, [](const ClipRow& row) { return row.clip->place.start; });
        return pieces;
    }
    [[nodiscard]] Rows unclaimed() const {
        Rows rows;
        for (const auto& [sound, left] : fresh_)
            rows.insert(rows.end(), left.begin(), left.end());
        return rows;
    }

  private:
    // The track or playlist that this side lacks; nothing when it has both.
    [[nodiscard]] static std::string holder(const Session& session, const PlacedOn& on) {
        const Track* track = find_track(session, on.track);
        if (track == nullptr) return on.track.text();
        const auto lists = playlists_of(*track);
        const bool has = std::ranges::find(lists, on.list, &Playlist::id) != lists.end();
        return has ? "" : on.track.text() + "/" + on.list.text();
    }
    std::map<ClipId, ClipRow> rows_;
    std::map<Sound, Rows> fresh_;
};

class ClipMerge {
  public:
    explicit ClipMerge(MergeWork& work)
        : work_(work)
        , base_(clip_rows(work.base)) {}

    void run() {
        Side mine(work_, work_.mine);
        Side theirs(work_, work_.theirs);
        for (const auto& [id, row] : base_) {
            Family family{&row, mine.pieces_of(row), theirs.pieces_of(row), {}, false};
            decide(family);
            families_.push_back(std::move(family));
        }
        add_fresh(mine.unclaimed(), theirs.unclaimed());
        while (part_overlaps()) {}
        put_on_lists();
    }

  private:
    [[nodiscard]] Subject subject(const ClipRow& row, const Session& session) const {
        return {Entity::clip, row.clip->id.text(), where_is(session, row), row.clip->place};
    }
    [[nodiscard]] static std::string places(const Rows& rows, const Session& session) {
        std::string text;
        for (const ClipRow& row : rows)
            text += (text.empty() ? "" : ", ") + Words(session).of(row.clip->place);
        return text.empty() ? "removed" : text;
    }
    // Mine stays; theirs is put aside.
    void disagree(Family& family, const std::string& what) {
        family.merged = family.mine.rows;
        family.takes_theirs = false;
        const bool has_mine = !family.mine.rows.empty();
        const ClipRow& row = has_mine                      ? family.mine.rows.front()
                             : !family.theirs.rows.empty() ? family.theirs.rows.front()
                                                           : *family.base;
        work_.conflict(subject(row, has_mine ? work_.mine : work_.theirs), what,
                       family.base == nullptr && !has_mine ? "another clip there"
                                                           : places(family.mine.rows, work_.mine),
                       places(family.theirs.rows, work_.theirs));
        for (const ClipRow& one : family.theirs.rows)
            work_.aside.push_back({one, {work_.conflicts.size() - 1}});
    }
    void decide(Family& family) {
        const Rows unchanged{*family.base};
        const bool mine_changed = !exactly(family.mine.rows, unchanged);
        const bool theirs_changed = !exactly(family.theirs.rows, unchanged);
        family.merged = family.mine.rows;
        if (!theirs_changed) return;
        if (!mine_changed) {
            family.merged = family.theirs.rows;
            family.takes_theirs = true;
            return;
        }
        if (same_pieces(family.mine.rows, family.theirs.rows)) return;
        if (family.mine.rows.empty() || family.theirs.rows.empty()) return disagree(family, "presence");
        if (family.mine.in_sync && family.theirs.in_sync) return join_cuts(family);
        join_moved(family);
    }
    [[nodiscard]] static bool exactly(const Rows& a, const Rows& b) {
        return std::ranges::equal(
            a, b, [](const ClipRow& x, const ClipRow& y) { return x.on == y.on && *x.clip == *y.clip; });
    }
    // One of the two moved it: the other may have changed anything but its place.
    void join_moved(Family& family) {
        if (family.mine.rows.size() != 1 || family.theirs.rows.size() != 1) return disagree(family, "place");
        const ClipRow& mine = family.mine.rows.front();
        const ClipRow& theirs = family.theirs.rows.front();
        const auto place = [](const ClipRow& row) {
            return std::tuple(row.on, row.clip->place.start, row.clip->place.end, row.clip->source_start);
        };
        const bool by_mine = place(mine) != place(*family.base);
        const bool by_theirs = place(theirs) != place(*family.base);
        if (by_mine && by_theirs && place(mine) != place(theirs)) return disagree(family, "place");
        const ClipRow& placed = by_theirs ? theirs : mine;
        const ClipRow& other = by_theirs ? mine : theirs;
        // Channels chosen for one track do not fit another.
        if (placed.on.track != family.base->on.track && other.clip->channels != family.base->clip->channels)
            return disagree(family, "place");
        Clip joined = fields({family.base->clip.get(), mine.clip.get(), theirs.clip.get()}, mine, theirs);
        joined.place = placed.clip->place;
        joined.source_start = placed.clip->source_start;
        fit_fades(joined);
        family.merged = {{placed.on, share(std::move(joined))}};
        family.takes_theirs = true;
    }
    // Fields apart from the place; theirs is put aside when they disagree.
    Clip fields(const Three<Clip>& three, const ClipRow& mine, const ClipRow& theirs) {
        const std::size_t before = work_.conflicts.size();
        Clip joined = merged_fields(work_, three, subject(mine, work_.mine));
        std::vector<std::size_t> found;
        for (std::size_t i = before; i < work_.conflicts.size(); ++i)
            found.push_back(i);
        if (!found.empty()) work_.aside.push_back({theirs, std::move(found)});
        return joined;
    }

    struct Piece {
        const ClipRow& row;
        SampleRange range;
    };
    // Both trimmed or cut it: what both left stays, each piece with what either changed.
    void join_cuts(Family& family) {
        const SampleRange place = family.base->clip->place;
        const auto start = [](const Rows& rows) { return rows.front().clip->place.start; };
        const auto end = [](const Rows& rows) { return rows.back().clip->place.end; };
        const auto apart = [](SamplePos base, SamplePos mine, SamplePos theirs) {
            return mine != base && theirs != base && mine != theirs;
        };
        const Rows& mine = family.mine.rows;
        const Rows& theirs = family.theirs.rows;
        if (apart(place.start, start(mine), start(theirs)) || apart(place.end, end(mine), end(theirs)))
            return disagree(family, "place");
        // An end that one left alone follows the other, who may have drawn it out.
        const SampleRange reach{std::min({place.start, start(mine), start(theirs)}),
                                std::max({place.end, end(mine), end(theirs)})};
        const auto pieces = [&](const Rows& rows) {
            std::vector<Piece> all;
            for (const ClipRow& row : rows)
                all.push_back({row, reached(row.clip->place, place, reach)});
            return all;
        };
        const auto m = pieces(mine);
        const auto t = pieces(theirs);
        const Clip& base = *family.base->clip;
        if (loses_a_piece(m, t) || loses_a_piece(t, m) || loses_a_fade(m, t, base) ||
            loses_a_fade(t, m, base))
            return disagree(family, "place");
        std::set<ClipId> used;
        Rows joined;
        for (const Piece& x : m)
            for (const Piece& y : t)
                if (x.range.overlaps(y.range)) joined.push_back(joined_piece(*family.base, x, y, used));
        family.merged = std::move(joined);
        family.takes_theirs = true;
    }
    // What one cut out holds a whole piece the other made.
    [[nodiscard]] static bool loses_a_piece(const std::vector<Piece>& of, const std::vector<Piece>& other) {
        return std::ranges::any_of(of, [&](const Piece& piece) {
            return std::ranges::none_of(other,
                                        [&](const Piece& one) { return one.range.overlaps(piece.range); });
        });
    }
    // What one cut off holds an end at which the other made a fade.
    [[nodiscard]] static bool loses_a_fade(const std::vector<Piece>& of, const std::vector<Piece>& other,
                                           const Clip& base) {
        const auto gone = [&](const Fade& fade, const Fade& old, SamplePos at) {
            if (fade.length.value == 0 || fade == old) return false;
            return std::ranges::none_of(other, [&](const Piece& one) { return one.range.contains(at); });
        };
        return std::ranges::any_of(of, [&](const Piece& piece) {
            const Clip& clip = *piece.row.clip;
            return gone(clip.in, base.in, piece.range.start) ||
                   gone(clip.out, base.out, piece.range.end - SampleCount{1});
        });
    }
    [[nodiscard]] static SampleRange reached(SampleRange piece, SampleRange base, SampleRange reach) {
        if (piece.start == base.start) piece.start = reach.start;
        if (piece.end == base.end) piece.end = reach.end;
        return piece;
    }
    ClipRow joined_piece(const ClipRow& base, const Piece& mine, const Piece& theirs,
                         std::set<ClipId>& used) {
        const SampleRange range = mine.range.clipped(theirs.range);
        Clip m = *mine.row.clip;
        Clip t = *theirs.row.clip;
        const Clip& b = *base.clip;
        // A fade counts where its clip's end is the piece's.
        if (mine.range.start != range.start) m.in = b.in;
        if (theirs.range.start != range.start) t.in = b.in;
        if (mine.range.end != range.end) m.out = b.out;
        if (theirs.range.end != range.end) t.out = b.out;
        Clip joined = fields({&b, &m, &t}, mine.row, theirs.row);
        joined.place = range;
        joined.source_start = b.source_start + (range.start - b.place.start);
        fit_fades(joined);
        const bool mine_begins = mine.range.start == range.start;
        const bool theirs_begins = theirs.range.start == range.start;
        const ClipId from_mine = mine_begins ? m.id : ClipId{};
        const ClipId from_theirs = theirs_begins ? t.id : ClipId{};
        joined.id = from_theirs == b.id || !from_mine ? from_theirs : from_mine;
        if (!used.insert(joined.id).second) joined.id = take_id<ClipId>(work_.out);
        return {base.on, share(std::move(joined))};
    }

    void add_fresh(const Rows& mine, const Rows& theirs) {
        for (const ClipRow& row : mine)
            families_.push_back({nullptr, {{row}, true}, {}, {row}, false});
        for (const ClipRow& row : theirs)
            if (std::ranges::none_of(mine, [&](const ClipRow& one) { return same_but_id(one, row); }))
                families_.push_back({nullptr, {}, {{row}, true}, {row}, true});
    }

    struct Lying {
        Shared<Clip> clip;
        std::size_t family;
    };
    [[nodiscard]] std::map<PlacedOn, std::vector<Lying>> lists() const {
        std::map<PlacedOn, std::vector<Lying>> lists;
        for (std::size_t i = 0; i < families_.size(); ++i)
            for (const ClipRow& row : families_[i].merged)
                lists[row.on].push_back({row.clip, i});
        for (auto& [on, clips] : lists)
            std::ranges::sort(
                clips, {}, [](const Lying& one) { return std::pair(one.clip->place.start, one.clip->id); });
        return lists;
    }
    // Gives theirs of clips up that overlap others; false when none does.
    bool part_overlaps() {
        std::set<std::size_t> wrong;
        for (const auto& [on, clips] : lists())
            for (std::size_t i = 1; i < clips.size(); ++i) {
                const auto collide = [&](std::size_t a, std::size_t b) {
                    wrong.insert(clips[a].family);
                    wrong.insert(clips[b].family);
                };
                const Clip& a = *clips[i - 1].clip;
                const Clip& b = *clips[i].clip;
                if (a.place.end > b.place.start && !crossfaded(a, b)) collide(i - 1, i);
                if (i >= 2 && clips[i - 2].clip->place.end > b.place.start) collide(i - 2, i);
            }
        bool any = false;
        for (const std::size_t i : wrong) {
            if (!families_[i].takes_theirs) continue;
            disagree(families_[i], "place");
            any = true;
        }
        return any;
    }

    void put_on_lists() {
        auto all = lists();
        const auto clips_on = [&](PlacedOn on) {
            std::vector<Shared<Clip>> clips;
            for (const Lying& one : all[on])
                clips.push_back(one.clip);
            all.erase(on);
            return clips;
        };
        for (auto& shared : work_.out.tracks) {
            Track track = *shared;
            track.clips = clips_on({track.id, track.playing});
            for (auto& alternative : track.alternatives)
                alternative = share(
                    Playlist{alternative->id, alternative->name, clips_on({track.id, alternative->id})});
            std::ranges::sort(track.alternatives, {}, [](const auto& list) { return list->id; });
            shared = share(std::move(track));
        }
        for (const auto& [on, clips] : all) { // their list or track was removed by the other
            if (clips.empty()) continue;
            const bool track = find_track(work_.out, on.track) != nullptr;
            const std::string id = on.track.text() + (track ? "/" + on.list.text() : "");
            work_.restore(id,
                          {track ? Entity::playlist : Entity::track, id,
                           fmt::format("what holds clip '{}'", clips.front().clip->name),
                           clips.front().clip->place},
                          "removed or needed", "removed or needed");
        }
    }

    MergeWork& work_;
    std::map<ClipId, ClipRow> base_;
    std::vector<Family> families_;
};

} // namespace

void merge_clips(MergeWork& work) { ClipMerge(work).run(); }

} // namespace dub::session
