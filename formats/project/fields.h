#pragma once
// Which fields each entity of the session file has, said once for reading and writing. An Io has need(key,
// value) for what must be there and may(key, value, fallback) for what is left out when it is the fallback.
// Include it only in .cpp files.

#include "engine/session/session.h"

namespace dub::project {

template <class Io> void fields(Io& io, auto& facts, session::Facts*) {
    io.may("cut", facts.cut);
    io.may("episode", facts.episode);
    io.may("language", facts.language);
    io.may("season", facts.season);
    io.may("show", facts.show);
}

template <class Io> void fields(Io& io, auto& info, session::Info*) {
    io.may("facts", info.facts);
    io.need("home", info.home);
    io.may("lineage", info.lineage);
    io.may("name", info.name);
    io.need("next_id", info.next_id);
    io.need("rate", info.rate);
    io.may("solo", info.solo, session::SoloMode::in_place);
    io.need("start", info.start);
    io.need("timecode", info.timecode);
}

template <class Io> void fields(Io& io, auto& key, session::Key*) {
    io.may("bus", key.bus);
    io.may("in_music_and_effects", key.in_music_and_effects, true);
    io.may("track", key.track);
}

template <class Io> void fields(Io& io, auto& insert, session::Insert*) {
    io.may("bypassed", insert.bypassed);
    io.may("dip", insert.dip);
    io.need("id", insert.id);
    io.may("key", insert.key);
    io.need("processor", insert.processor);
    io.may("values", insert.values);
}

template <class Io> void fields(Io& io, auto& send, session::Send*) {
    io.need("id", send.id);
    io.may("tap", send.tap, session::SendTap::post_fader);
    io.need("to", send.to);
    io.may("values", send.values);
}

template <class Io> void fields(Io& io, auto& address, session::ParameterAddress*) {
    io.may("insert", address.insert);
    io.need("parameter", address.parameter);
    io.may("send", address.send);
}

template <class Io> void fields(Io& io, auto& automation, session::Automation*) {
    io.may("mode", automation.mode, session::AutomationMode::read);
    io.may("safe", automation.safe);
    io.may("safe_parameters", automation.safe_parameters);
    io.may("trim", automation.trim);
}

// Of the own line of a track, a bus or a VCA; lanes have lines of their own.
template <class Io> void strip_fields(Io& io, auto& strip) {
    io.may("automation", strip.automation);
    io.may("inserts", strip.inserts);
    io.may("sends", strip.sends);
    io.may("solo_safe", strip.solo_safe);
    io.may("soloed", strip.soloed);
    io.may("values", strip.values);
}

template <class Io> void fields(Io& io, auto& bus, session::Bus*) {
    io.may("colour", bus.colour);
    io.need("id", bus.id);
    io.need("kind", bus.kind);
    io.need("layout", bus.layout);
    io.need("name", bus.name);
    io.may("output", bus.output);
    io.may("roles", bus.roles);
}

template <class Io> void fields(Io& io, auto& vca, session::Vca*) {
    io.may("colour", vca.colour);
    io.need("id", vca.id);
    io.may("members", vca.members);
    io.need("name", vca.name);
}

template <class Io> void fields(Io& io, auto& group, session::MixGroup*) {
    io.may("active", group.active, true);
    io.need("id", group.id);
    io.may("members", group.members);
    io.need("name", group.name);
}

template <class Io> void fields(Io& io, auto& track, session::Track*) {
    io.may("colour", track.colour);
    io.may("department", track.department);
    io.need("id", track.id);
    io.need("layout", track.layout);
    io.need("name", track.name);
    io.need("output", track.output);
    io.may("playing", track.playing);
    io.may("playlist", track.playlist_name);
    io.may("role", track.role);
}

template <class Io> void fields(Io& io, auto& fade, session::Fade*) {
    io.may("curve", fade.curve, session::FadeCurve::equal_power);
    io.need("length", fade.length);
}

template <class Io> void fields(Io& io, auto& clip, session::Clip*) {
    io.may("channels", clip.channels);
    io.may("envelope", clip.gain_envelope);
    io.may("fade_in", clip.in);
    io.may("fade_out", clip.out);
    io.may("gain", clip.gain);
    io.may("group", clip.group);
    io.need("id", clip.id);
    io.may("locked", clip.locked);
    io.need("media", clip.media);
    io.may("muted", clip.muted);
    io.may("name", clip.name);
    io.need("place", clip.place);
    io.need("source", clip.source_start);
}

// Of a playlist that does not play, without its clips.
template <class Io> void playlist_fields(Io& io, auto& playlist) {
    io.may("id", playlist.id);
    io.need("name", playlist.name);
}

template <class Io> void fields(Io& io, auto& pass, session::PrintPass*) {
    io.need("media", pass.media);
    io.may("snapshot", pass.snapshot);
}

// Of a print, without its clips.
template <class Io> void fields(Io& io, auto& print, session::Print*) {
    io.need("bus", print.bus);
    io.need("id", print.id);
    io.need("name", print.name);
    io.may("passes", print.passes);
    io.may("roles", print.roles);
    io.may("undipped", print.undipped);
    io.may("version", print.version);
}

template <class Io> void fields(Io& io, auto& one, session::VersionSwitch*) {
    io.need("bypassed", one.bypassed);
    io.need("insert", one.insert);
}

template <class Io> void fields(Io& io, auto& rate, session::RateChange*) {
    io.may("method", rate.method);
    io.need("to", rate.to);
}

// Of a version, without what it does to strips.
template <class Io> void fields(Io& io, auto& version, session::Version*) {
    io.may("fold_down", version.fold);
    io.need("id", version.id);
    io.may("language", version.language);
    io.need("name", version.name);
    io.may("notes", version.notes);
    io.may("rate", version.rate);
    io.may("switches", version.switches);
}

template <class Io> void fields(Io& io, auto& layer, session::VersionStrip*) {
    io.may("lfe", layer.lfe);
    io.may("muted", layer.muted);
    io.may("points", layer.lane);
    io.need("strip", layer.owner);
    io.may("surrounds", layer.surrounds);
    io.may("trim", layer.trim);
}

template <class Io> void fields(Io& io, auto& speed, session::Speed*) {
    io.need("den", speed.den);
    io.may("method", speed.method);
    io.need("num", speed.num);
}

template <class Io> void fields(Io& io, auto& lane, session::Lane*) {
    io.need("id", lane.id);
    io.may("insert", lane.target.insert);
    io.need("parameter", lane.target.parameter);
    io.need("points", lane.points);
    io.may("send", lane.target.send);
}

template <class Io> void fields(Io& io, auto& media, session::Media*) {
    io.may("bits", media.bits);
    io.may("bytes", media.bytes);
    io.may("hash", media.hash);
    io.need("id", media.id);
    io.need("layout", media.layout);
    io.need("length", media.length);
    io.may("name", media.name);
    io.need("path", media.path);
    io.need("rate", media.rate);
    io.may("speed", media.speed);
    io.may("stream", media.stream, -1);
    io.may("timestamp", media.timestamp);
}

template <class Io> void fields(Io& io, auto& picture, session::Picture*) {
    io.need("at", picture.at);
    io.need("id", picture.id);
    io.need("length", picture.length);
    io.need("path", picture.path);
    io.need("rate", picture.rate);
}

template <class Io> void fields(Io& io, auto& marker, session::Marker*) {
    io.need("at", marker.at);
    io.may("colour", marker.colour);
    io.may("comment", marker.comment);
    io.need("id", marker.id);
    io.need("name", marker.name);
}

template <class Io> void fields(Io& io, auto& segment, session::Segment*) {
    io.need("action", segment.action);
    io.may("ffoa_timecode", segment.ffoa_timecode);
    io.need("id", segment.id);
    io.may("kind", segment.kind);
    io.may("leader", segment.leader);
    io.need("name", segment.name);
    io.may("tail_pop", segment.tail_pop);
    io.may("two_pop", segment.two_pop);
}

template <class Io> void fields(Io& io, auto& fold, session::FoldDown*) {
    io.need("centre", fold.centre);
    io.need("height", fold.height);
    io.need("lfe", fold.lfe);
    io.need("rear", fold.rear);
    io.need("surround", fold.surround);
    io.need("surrounds", fold.surrounds);
}

// The entities written as objects inside others; everything else is a single JSON value (json_values.h).
template <class T> inline constexpr bool nested = false;
template <> inline constexpr bool nested<session::Automation> = true;
template <> inline constexpr bool nested<session::Facts> = true;
template <> inline constexpr bool nested<session::Fade> = true;
template <> inline constexpr bool nested<session::FoldDown> = true;
template <> inline constexpr bool nested<session::Insert> = true;
template <> inline constexpr bool nested<session::Key> = true;
template <> inline constexpr bool nested<session::ParameterAddress> = true;
template <> inline constexpr bool nested<session::PrintPass> = true;
template <> inline constexpr bool nested<session::RateChange> = true;
template <> inline constexpr bool nested<session::Send> = true;
template <> inline constexpr bool nested<session::Speed> = true;
template <> inline constexpr bool nested<session::VersionSwitch> = true;
template <class T>
concept Nested = nested<T>;

} // namespace dub::project
