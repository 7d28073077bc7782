#pragma once
// What the parts of session::merge share: the three sessions, what has to stay, what was found. Pure, any
// thread.

#include <algorithm>
#include <array>
#include <concepts>
#include <set>
#include <unordered_map>

#include "engine/session/compare/diff_parts.h"
#include "engine/session/edits/change.h"
#include "engine/session/merge/merge.h"
#include "engine/session/merge/order.h"

namespace dub::session {

// One thing as the three have it; none where it is not there.
template <class T> struct Three {
    const T* base = nullptr;
    const T* mine = nullptr;
    const T* theirs = nullptr;
};

// Theirs of a clip that lost its place: goes to a playlist of its track.
struct AsideClip {
    ClipRow row;
    std::vector<std::size_t> conflicts; // that say where it is kept
};

struct MergeWork {
    const Session& base;
    const Session& mine;
    const Session& theirs;
    // Things that one removed and the other needs: for who removed them they are as in the base. When one is
    // found the merge runs again.
    std::set<std::string>& keep;
    std::vector<Conflict>& kept_conflicts;
    bool again = false;
    Session out = {};
    std::vector<Conflict> conflicts = {};
    Diagnostics notes = {};
    std::vector<AsideClip> aside = {};

    void conflict(const Subject& subject, std::string what, std::string in_mine, std::string in_theirs,
                  std::optional<SampleRange> range = {});
    void restore(const std::string& id, const Subject& subject, std::string in_mine, std::string in_theirs);
};

// Field by field: what one changed is taken; what both changed differently stays mine and is a conflict.
template <class T>
T merged_fields(MergeWork& work, const Three<T>& three, const Subject& subject, const std::string& of = {}) {
    T out = *three.mine;
    each_field<T>([&](const auto& field) {
        const auto& base = three.base->*field.at;
        const auto& mine = three.mine->*field.at;
        const auto& theirs = three.theirs->*field.at;
        if (theirs == base || theirs == mine) return;
        if (mine == base) {
            out.*field.at = theirs;
            return;
        }
        work.conflict(subject, std::string(field.name) + of, Words(work.mine).of(mine),
                      Words(work.theirs).of(theirs));
    });
    return out;
}

// How one kind of list is merged.
template <class T> struct ListRules {
    std::function<std::string(const T&)> key;
    std::function<Subject(const T&, const Session&)> subject;
    std::function<bool(const T&, const T&)> same = [](const T& a, const T& b) {
        if constexpr (std::equality_comparable<T>)
            return a == b;
        else
            return &a == &b; // a list of these says what is the same
    };
    std::function<T(const Three<T>&)> both; // all three are there
    std::function<std::string(const T&)> name = [](const T&) { return std::string(); };
    // What the base would have had where both made one: by owner or target. None: both cannot.
    std::function<T(const T&)> fresh = nullptr;
};

// A list of Shared<T> or T.
template <class T, class List>
List merged_list(MergeWork& work, const List& base, const List& mine, const List& theirs,
                 const ListRules<T>& rules) {
    std::unordered_map<std::string, Three<T>> all;
    const auto enter = [&](const List& list, const T* Three<T>::*side) {
        Keys keys;
        for (const auto& one : list) {
            keys.push_back(rules.key(value_of(one)));
            all[keys.back()].*side = &value_of(one);
        }
        return keys;
    };
    const Keys b = enter(base, &Three<T>::base);
    const Keys m = enter(mine, &Three<T>::mine);
    const Keys t = enter(theirs, &Three<T>::theirs);
    const auto order = merged_order(b, m, t, [&](const std::string& key) {
        const Three<T>& three = all[key];
        return rules.name(three.mine != nullptr ? *three.mine : *three.theirs);
    });
    List out;
    const auto add = [&](T value) {
        if constexpr (std::is_same_v<List, std::vector<T>>)
            out.push_back(std::move(value));
        else
            out.push_back(share(std::move(value)));
    };
    for (const auto& key : order.keys) {
        Three<T> three = all[key];
        if (three.base != nullptr && work.keep.contains(key)) {
            if (three.mine == nullptr) three.mine = three.base;
            if (three.theirs == nullptr) three.theirs = three.base;
        }
        if (three.mine == nullptr && three.theirs == nullptr) continue;
        if (three.mine != nullptr && three.theirs != nullptr) {
            if (three.base == nullptr && rules.same(*three.mine, *three.theirs)) {
                add(*three.mine);
                continue;
            }
            const std::optional<T> fresh =
                three.base == nullptr && rules.fresh ? std::optional(rules.fresh(*three.mine)) : std::nullopt;
            if (fresh) three.base = &*fresh;
            if (three.base == nullptr) {
                work.conflict(rules.subject(*three.mine, work.mine), "presence", "added", "added otherwise");
                add(*three.mine);
                continue;
            }
            add(rules.both(three));
            continue;
        }
        const bool is_mine = three.mine != nullptr;
        const T& left = is_mine ? *three.mine : *three.theirs;
        if (three.base != nullptr) {
            if (rules.same(left, *three.base)) continue; // removed by the other
            work.restore(key, rules.subject(left, is_mine ? work.mine : work.theirs),
                         is_mine ? "changed" : "removed", is_mine ? "removed" : "changed");
        }
        add(left);
    }
    return out;
}

// Parts of the merge, by what they join. merge_tracks fills tracks and buses; clips follow them.
void merge_session_fields(MergeWork& work);
void merge_tracks(MergeWork& work);
void merge_vcas(MergeWork& work); // and mix groups, after the tracks and buses they name
void merge_clips(MergeWork& work);
void merge_marks(MergeWork& work);
void merge_versions(MergeWork& work);
[[nodiscard]] Strip merged_strip(MergeWork& work, StripOwner owner, const Three<Strip>& three);
// Joins two curves; a conflict for each range both changed. `resting` as in Curve.
struct CurveSide {
    const std::vector<LanePoint>& points;
    double resting;
};
[[nodiscard]] std::vector<LanePoint> merged_points(MergeWork& work, const Subject& subject,
                                                   const std::array<CurveSide, 3>& sides,
                                                   const Parameter& declared);

// Afterwards. What is named but not there, by id; in what the merge made.
[[nodiscard]] std::set<std::string> dangling(const Session& session);
[[nodiscard]] bool holds(const Session& session, const std::string& id); // of what dangling() can name
void undo_circles(MergeWork& work);   // theirs of the routing, when both together run in a circle
void settle_members(MergeWork& work); // of VCAs and mix groups: those that are there, by one way each
void put_aside(MergeWork& work);      // theirs of clips, on playlists
void mark_conflicts(MergeWork& work);

} // namespace dub::session
