#include "engine/session/merge/order.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace dub::session {
namespace {

using Set = std::unordered_set<std::string>;

Keys only(const Keys& keys, const Set& known) {
    Keys left;
    for (const auto& key : keys)
        if (known.contains(key)) left.push_back(key);
    return left;
}

Set set_of(const Keys& keys) { return {keys.begin(), keys.end()}; }

// `order` with what only `base` has put behind its neighbour there.
Keys completed(Keys order, const Keys& base) {
    const Set there = set_of(order);
    for (std::size_t i = 0; i < base.size(); ++i) {
        if (there.contains(base[i])) continue;
        const auto before = i == 0 ? order.end() : std::ranges::find(order, base[i - 1]);
        order.insert(i == 0 || before == order.end() ? order.begin() : before + 1, base[i]);
    }
    return order;
}

// What a side put in, by what it stands behind; "" is the beginning.
std::map<std::string, Keys> put_in(const Keys& side, const Set& base) {
    std::map<std::string, Keys> chunks;
    std::string behind;
    for (const auto& key : side) {
        if (base.contains(key))
            behind = key;
        else
            chunks[behind].push_back(key);
    }
    return chunks;
}

} // namespace

MergedOrder merged_order(const Keys& base, const Keys& mine, const Keys& theirs,
                         const std::function<std::string(const std::string&)>& name) {
    const Set old = set_of(base);
    const Keys mine_old = only(mine, old);
    const Keys theirs_old = only(theirs, old);
    const bool mine_moved = mine_old != only(base, set_of(mine));
    const bool theirs_moved = theirs_old != only(base, set_of(theirs));
    const bool both =
        mine_moved && theirs_moved && only(mine_old, set_of(theirs)) != only(theirs_old, set_of(mine));
    const Keys order = completed(theirs_moved && !mine_moved ? theirs_old : mine_old, base);
    const auto from_mine = put_in(mine, old);
    const auto from_theirs = put_in(theirs, old);
    MergedOrder merged{{}, both};
    Set done;
    const auto add = [&](const Keys& keys) {
        for (const auto& key : keys)
            if (done.insert(key).second) merged.keys.push_back(key);
    };
    const auto add_behind = [&](const std::string& key) {
        const auto m = from_mine.find(key);
        const auto t = from_theirs.find(key);
        const bool two = m != from_mine.end() && t != from_theirs.end();
        const bool theirs_first = two && name(t->second.front()) < name(m->second.front());
        if (theirs_first) add(t->second);
        if (m != from_mine.end()) add(m->second);
        if (t != from_theirs.end()) add(t->second);
    };
    add_behind("");
    for (const auto& key : order) {
        add({key});
        add_behind(key);
    }
    return merged;
}

} // namespace dub::session
