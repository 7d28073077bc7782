// What a strip does to sound and what it listens to, and what versions change: the parts of `inspect` that
// say why a deliverable sounds as it does.

#include <fmt/format.h>

#include "app/commands/describe_session.h"
#include "engine/session/lookup.h"
#include "engine/session/names.h"

namespace dub::app {
namespace {

// What the insert does in deliverables that leave its source out; empty when nothing is to be said.
std::string in_deliverables(const std::string& key, const session::Insert& insert) {
    std::string said;
    if (insert.dip) said = "a dip: bypassed in undipped music and a clean M&E";
    if (!insert.key) return said;
    return fmt::format(
        "{}{}listens to {}; where {} is left out (M&E) it {}", said, said.empty() ? "" : "; ", key, key,
        insert.key->in_music_and_effects ? "still hears all of it" : "hears what is left of it");
}

Value describe_insert(const session::Session& session, const session::Insert& insert) {
    const std::string key =
        insert.key ? session::name_of(session, {insert.key->track, insert.key->bus}) : std::string();
    const std::string said = in_deliverables(key, insert);
    return object({{"id", text(insert.id.text())},
                   {"processor", text(insert.processor)},
                   {"bypassed", flag(insert.bypassed)},
                   {"dip", flag(insert.dip)},
                   {"key", insert.key ? text(key) : none()},
                   {"in_deliverables", said.empty() ? none() : text(said)}});
}

Value describe_layer(const session::Session& session, const session::VersionStrip& layer) {
    return object({{"strip", text(session::name_of(session, layer.owner))},
                   {"trim_db", number(layer.trim.value)},
                   {"trim_points", whole(std::ssize(layer.lane))},
                   {"surrounds_db", number(layer.surrounds.value)},
                   {"lfe_db", number(layer.lfe.value)},
                   {"muted", layer.muted ? flag(*layer.muted) : none()}});
}

Value describe_switch(const session::Session& session, const session::VersionSwitch& one) {
    const auto place = session::find_insert(session, one.insert);
    const session::Strip* strip = place ? session::find_strip(session, place->owner) : nullptr;
    return object(
        {{"strip", place ? text(session::name_of(session, place->owner)) : none()},
         {"insert", strip == nullptr ? text(one.insert.text()) : text(strip->inserts[place->slot].processor)},
         {"bypassed", flag(one.bypassed)}});
}

} // namespace

Value describe_inserts(const session::Session& session, const session::Strip& strip) {
    Value::List inserts;
    for (const session::Insert& insert : strip.inserts)
        inserts.push_back(describe_insert(session, insert));
    return list(std::move(inserts));
}

Value describe_keys(const session::Session& session) {
    Value::List rows;
    const auto add = [&](std::string_view owner, const session::Strip& strip) {
        for (const session::Insert& insert : strip.inserts) {
            if (!insert.key && !insert.dip) continue;
            Value row = describe_insert(session, insert);
            std::get<Value::Object>(row.data).emplace("strip", text(owner));
            rows.push_back(std::move(row));
        }
    };
    for (const auto& track : session.tracks)
        add(track->name, *track->strip);
    for (const auto& bus : session.routing->buses)
        add(bus->name, *bus->strip);
    return list(std::move(rows));
}

Value describe_returns(const session::Session& session) {
    Value::List rows;
    for (const auto& bus : session.routing->buses) {
        if (bus->kind != session::BusKind::returns) continue;
        Value::List from;
        const auto add = [&](std::string_view owner, const session::Strip& strip) {
            for (const session::Send& send : strip.sends)
                if (send.to == bus->id) from.push_back(text(owner));
        };
        for (const auto& track : session.tracks)
            add(track->name, *track->strip);
        for (const auto& other : session.routing->buses)
            add(other->name, *other->strip);
        rows.push_back(object({{"name", text(bus->name)},
                               {"into", text(session::name_of(session, {{}, bus->output}))},
                               {"fed_by", list(std::move(from))}}));
    }
    return list(std::move(rows));
}

Value describe_sends(const session::Session& session, const session::Strip& strip) {
    Value::List sends;
    for (const session::Send& send : strip.sends)
        sends.push_back(object({{"to", text(session::name_of(session, {{}, send.to}))},
                                {"tap", text(send.tap == session::SendTap::pre_fader ? "pre" : "post")}}));
    return list(std::move(sends));
}

Value describe_version(const session::Session& session, const session::Version& version) {
    Value::List strips;
    for (const auto& layer : version.strips)
        strips.push_back(describe_layer(session, *layer));
    Value::List switches;
    for (const session::VersionSwitch& one : version.switches)
        switches.push_back(describe_switch(session, one));
    const auto method = [&] {
        return text(session::speed_method_names[static_cast<std::size_t>(version.rate->method)]);
    };
    return object(
        {{"id", text(version.id.text())},
         {"name", text(version.name)},
         {"language", version.language.empty() ? none() : text(version.language)},
         {"rate",
          version.rate ? text(fmt::format("{}/{}", version.rate->to.num, version.rate->to.den)) : none()},
         {"rate_method", version.rate ? method() : none()},
         {"own_fold_down", flag(version.fold.has_value())},
         {"notes", version.notes.empty() ? none() : text(version.notes)},
         {"strips", list(std::move(strips))},
         {"switches", list(std::move(switches))}});
}

Value describe_members(const session::Session& session, const std::vector<session::StripOwner>& members) {
    Value::List names;
    for (const session::StripOwner member : members)
        names.push_back(text(session::name_of(session, member)));
    return list(std::move(names));
}

Value describe_speed(const session::Speed& speed) {
    if (speed.is_normal()) return none();
    return text(fmt::format("{}/{} {}", speed.num, speed.den,
                            session::speed_method_names[static_cast<std::size_t>(speed.method)]));
}

} // namespace dub::app
