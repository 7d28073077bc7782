#pragma once
// The parts of session::diff, by what they compare, and the steps they share. Pure, any thread.

#include <algorithm>
#include <map>

#include "engine/session/compare/diff.h"
#include "engine/session/compare/fields.h"
#include "engine/session/compare/rows.h"
#include "engine/session/compare/words.h"

namespace dub::session {

inline constexpr auto id_of = [](const auto& one) { return one.id; }; // a list's key

struct Subject {
    Entity entity = Entity::session;
    std::string id;
    std::string where;
    std::optional<SampleRange> range;
};

struct Differ {
    const Session& a;
    const Session& b;
    std::vector<Change> found;

    void add(const Subject& subject, std::string what, std::string before, std::string after,
             std::optional<SampleRange> range = {}, std::string by = {}) {
        found.push_back({subject.entity, subject.id, subject.where, std::move(what), std::move(before),
                         std::move(after), range ? range : subject.range, std::move(by)});
    }

    // Field by field; `of` follows the field's name: "trim of DX".
    template <class T>
    void fields(const T& x, const T& y, const Subject& subject, const std::string& of = {}) {
        each_field<T>([&](const auto& field) {
            if (!(x.*field.at == y.*field.at))
                add(subject, std::string(field.name) + of, Words(a).of(x.*field.at),
                    Words(b).of(y.*field.at));
        });
    }

    // Two lists by key: what came, what went, what differs in its fields, and what `more(x, y)` finds.
    template <class List, class KeyOf, class SubjectOf, class More>
    void list(const List& x, const List& y, const KeyOf& key, const SubjectOf& subject, const More& more) {
        using T = std::decay_t<decltype(value_of(x.front()))>;
        std::map<std::decay_t<decltype(key(value_of(x.front())))>, const T*> old;
        for (const auto& one : x)
            old.emplace(key(value_of(one)), &value_of(one));
        std::vector<const T*> fresh;
        std::map<std::decay_t<decltype(key(value_of(x.front())))>, const T*> now;
        for (const auto& one : y)
            now.emplace(key(value_of(one)), &value_of(one));
        for (const auto& [id, one] : old)
            if (!now.contains(id)) add(subject(*one, a), "removed", "", "");
        for (const auto& one : y) {
            const auto before = old.find(key(value_of(one)));
            if (before == old.end()) {
                add(subject(value_of(one), b), "added", "", "");
                continue;
            }
            fields(*before->second, value_of(one), subject(value_of(one), b));
            more(*before->second, value_of(one));
        }
    }
    // Whether what both lists hold stands in another order.
    template <class List> void order(const List& x, const List& y, const Subject& subject) {
        const auto names = [](const List& from, const List& other) {
            std::vector<std::string> ids;
            for (const auto& one : from)
                if (std::ranges::any_of(
                        other, [&](const auto& two) { return value_of(two).id == value_of(one).id; }))
                    ids.push_back(value_of(one).id.text());
            return ids;
        };
        const auto before = names(x, y);
        const auto after = names(y, x);
        if (before != after) add(subject, "reordered", joined(before), joined(after));
    }
    [[nodiscard]] static std::string joined(const std::vector<std::string>& words) {
        std::string text;
        for (const auto& word : words)
            text += (text.empty() ? "" : " ") + word;
        return text;
    }
};

void diff_tracks(Differ& differ); // with buses, strips, clips
void diff_vcas(Differ& differ);   // and mix groups
void diff_clips(Differ& differ);
// Of two clips of one recording: moved, slipped or trimmed.
void diff_place(Differ& differ, const Clip& from, const Clip& to, const Subject& subject);
void diff_strips(Differ& differ, StripOwner owner, const Strip& x, const Strip& y);
void diff_versions(Differ& differ);
void diff_version(Differ& differ, const Version& x, const Version& y);
// Of one lane, or of a version's trim.
void diff_curves(Differ& differ, const Subject& subject, const std::vector<LanePoint>& x, double x_rest,
                 const std::vector<LanePoint>& y, double y_rest, const Parameter& declared);

} // namespace dub::session
