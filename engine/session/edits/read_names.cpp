// The arguments that name things of the session: by id, or by a name that only one of them has.

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/session/edits/read_arguments.h"
#include "engine/session/edits/show_value.h"

namespace dub::session {
namespace {

struct Named {
    std::string_view what; // "track"
    std::string_view ids;  // "t3"
};

// All of `list` that `text` can mean: the one with that id, else those with that name.
template <class IdType, class List, class NameOf>
std::vector<IdType> meant(const List& list, const std::string& text, const NameOf& name_of_entry) {
    std::vector<IdType> found;
    const auto id = IdType::parse(text);
    for (const auto& entry : list) {
        if (id && entry.id == *id) return {entry.id};
        if (name_of_entry(entry) == text) found.push_back(entry.id);
    }
    return found;
}

template <class T> struct Values { // lets a list of shared values be walked as values
    const std::vector<Shared<T>>& list;
    struct Iterator {
        typename std::vector<Shared<T>>::const_iterator at;
        const T& operator*() const { return **at; }
        Iterator& operator++() { return ++at, *this; }
        bool operator!=(const Iterator& other) const { return at != other.at; }
    };
    [[nodiscard]] Iterator begin() const { return {list.begin()}; }
    [[nodiscard]] Iterator end() const { return {list.end()}; }
};

constexpr auto by_name = [](const auto& entry) -> std::string_view { return entry.name; };
constexpr auto by_path = [](const auto& entry) -> std::string_view { return entry.path; };

template <class IdType>
Result<void> only_one(const ArgumentReader& reader, std::string_view name, const Value& value, Named named,
                      const std::vector<IdType>& found, IdType& out) {
    if (found.empty())
        return reader.wrong(
            name, value, fmt::format("a {} of this session, by id (\"{}\") or name", named.what, named.ids));
    if (found.size() > 1)
        return reader.refuse(
            fmt::format("'{}' is {}, which {} {}s are called; give the id of the one you mean: {} or {}.",
                        name, show(value), found.size(), named.what, found[0].text(), found[1].text()));
    out = found.front();
    return {};
}

std::string text_of(const Value& value) {
    const auto* text = std::get_if<std::string>(&value.data);
    return text == nullptr ? std::string() : *text;
}

} // namespace

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, TrackId& out) const {
    const auto found = meant<TrackId>(Values<Track>{session_.tracks}, text_of(value), by_name);
    return only_one(*this, name, value, {"track", "t3"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, BusId& out) const {
    const auto found = meant<BusId>(Values<Bus>{session_.routing->buses}, text_of(value), by_name);
    return only_one(*this, name, value, {"bus", "b2"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, VcaId& out) const {
    const auto found = meant<VcaId>(Values<Vca>{session_.routing->vcas}, text_of(value), by_name);
    return only_one(*this, name, value, {"VCA", "a4"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, MixGroupId& out) const {
    return only_one(*this, name, value, {"mix group", "h5"},
                    meant<MixGroupId>(session_.routing->groups, text_of(value), by_name), out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, StripOwner& out) const {
    const auto tracks = meant<TrackId>(Values<Track>{session_.tracks}, text_of(value), by_name);
    const auto buses = meant<BusId>(Values<Bus>{session_.routing->buses}, text_of(value), by_name);
    const auto vcas = meant<VcaId>(Values<Vca>{session_.routing->vcas}, text_of(value), by_name);
    std::vector<std::string> kinds, ids; // of those that are called so
    const auto note = [&](const auto& found, std::string_view kind) {
        if (found.empty()) return;
        kinds.emplace_back(kind);
        ids.push_back(found[0].text());
    };
    note(tracks, "a track"), note(buses, "a bus"), note(vcas, "a VCA");
    if (kinds.empty())
        return wrong(name, value,
                     "a track, bus or VCA of this session, by id (\"t3\", \"b2\", \"a4\") or name");
    if (kinds.size() > 1)
        return refuse(fmt::format("'{}' is {}, which {} are called; give the id of the one you mean: {}.",
                                  name, show(value), fmt::join(kinds, " and "), fmt::join(ids, " or ")));
    out = {};
    if (!tracks.empty()) return only_one(*this, name, value, {"track", "t3"}, tracks, out.track);
    if (!vcas.empty()) return only_one(*this, name, value, {"VCA", "a4"}, vcas, out.vca);
    return only_one(*this, name, value, {"bus", "b2"}, buses, out.bus);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, ClipId& out) const {
    std::vector<ClipId> found;
    const std::string text = text_of(value);
    if (const auto id = ClipId::parse(text); id && find_clip(session_, *id)) found.push_back(*id);
    for (std::size_t t = 0; found.empty() && t < session_.tracks.size(); ++t)
        found = meant<ClipId>(Values<Clip>{session_.tracks[t]->clips}, text, by_name);
    // A second track may hold the same name.
    for (std::size_t t = 0; !found.empty() && !ClipId::parse(text) && t < session_.tracks.size(); ++t)
        for (const ClipId id : meant<ClipId>(Values<Clip>{session_.tracks[t]->clips}, text, by_name))
            if (std::ranges::find(found, id) == found.end()) found.push_back(id);
    return only_one(*this, name, value, {"clip", "c12"}, found, out);
}

Result<void> ArgumentReader::read(std::string_view name, std::vector<ClipId>& out) const {
    constexpr std::size_t few = 16; // each by a walk of its own
    const Value* value = find(name);
    const auto* list = value == nullptr ? nullptr : std::get_if<Value::List>(&value->data);
    if (list == nullptr || list->size() <= few) return read<ClipId>(name, out);
    std::unordered_set<ClipId> there;
    for (const auto& track : session_.tracks)
        for (const auto& clip : track->clips)
            there.insert(clip->id);
    for (const Value& entry : *list) {
        const auto id = ClipId::parse(text_of(entry));
        if (id && there.contains(*id))
            out.push_back(*id);
        else // by name, or an error that says what was expected
            CHECK(convert(name, entry, out.emplace_back()));
    }
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, MediaId& out) const {
    auto found = meant<MediaId>(Values<Media>{session_.pool->media}, text_of(value), by_name);
    if (found.empty()) found = meant<MediaId>(Values<Media>{session_.pool->media}, text_of(value), by_path);
    return only_one(*this, name, value, {"recording", "m5"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, MarkerId& out) const {
    return only_one(*this, name, value, {"marker", "k7"},
                    meant<MarkerId>(*session_.markers, text_of(value), by_name), out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, SegmentId& out) const {
    return only_one(*this, name, value, {"segment", "g8"},
                    meant<SegmentId>(*session_.segments, text_of(value), by_name), out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, PictureId& out) const {
    const auto found = meant<PictureId>(Values<Picture>{session_.pool->pictures}, text_of(value), by_path);
    return only_one(*this, name, value, {"picture", "p9"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, VersionId& out) const {
    const auto found = meant<VersionId>(Values<Version>{session_.versions}, text_of(value), by_name);
    return only_one(*this, name, value, {"version", "v4"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, PrintId& out) const {
    const auto found = meant<PrintId>(Values<Print>{session_.prints}, text_of(value), by_name);
    return only_one(*this, name, value, {"print", "r4"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, InsertId& out) const {
    const std::string text = text_of(value);
    if (const auto id = InsertId::parse(text); id && find_insert(session_, *id))
        return out = *id, Result<void>{};
    StripOwner owner;
    if (!has("strip"))
        return wrong(name, value, "an insert by id (\"i6\"), or beside 'strip' the name of its processor");
    CHECK(read("strip", owner));
    const auto found = meant<InsertId>(find_strip(session_, owner)->inserts, text,
                                       [](const Insert& insert) { return insert.processor; });
    return only_one(*this, name, value, {"insert", "i6"}, found, out);
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, SendId& out) const {
    const std::string text = text_of(value);
    if (const auto id = SendId::parse(text); id && find_send(session_, *id)) return out = *id, Result<void>{};
    StripOwner owner;
    if (!has("strip"))
        return wrong(name, value, "a send by id (\"s6\"), or beside 'strip' the bus it goes to");
    CHECK(read("strip", owner));
    BusId to;
    CHECK(convert(name, value, to));
    const auto found = meant<SendId>(find_strip(session_, owner)->sends, to.text(),
                                     [](const Send& send) { return send.to.text(); });
    return only_one(*this, name, value, {"send", "s6"}, found, out);
}

} // namespace dub::session
