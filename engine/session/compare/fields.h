#pragma once
// Which fields each entity of a session has, with the words a mixer uses for them, said once for comparing
// and for merging. What is a list of entities of its own (clips, lanes, inserts) and ids are not in here. Any
// thread.

#include <string_view>
#include <tuple>

#include "engine/session/session.h"

namespace dub::session {

template <class T, class Member> struct Field {
    std::string_view name;
    Member T::*at;
};
template <class T, class Member> Field(const char*, Member T::*) -> Field<T, Member>;

constexpr auto fields_of(const Facts*) {
    return std::tuple(Field{"show", &Facts::show}, Field{"season", &Facts::season},
                      Field{"episode", &Facts::episode}, Field{"cut", &Facts::cut},
                      Field{"language", &Facts::language});
}
constexpr auto fields_of(const Info*) {
    return std::tuple(Field{"name", &Info::name}, Field{"lineage", &Info::lineage},
                      Field{"sample rate", &Info::rate}, Field{"timecode", &Info::timecode},
                      Field{"start", &Info::start}, Field{"width", &Info::home},
                      Field{"solo mode", &Info::solo});
}
constexpr auto fields_of(const FoldDown*) {
    return std::tuple(Field{"surround pair", &FoldDown::surrounds}, Field{"rears", &FoldDown::rear},
                      Field{"centre", &FoldDown::centre}, Field{"surrounds", &FoldDown::surround},
                      Field{"LFE", &FoldDown::lfe}, Field{"heights", &FoldDown::height});
}
constexpr auto fields_of(const Track*) {
    return std::tuple(Field{"name", &Track::name}, Field{"layout", &Track::layout},
                      Field{"role", &Track::role}, Field{"output", &Track::output},
                      Field{"colour", &Track::colour}, Field{"department", &Track::department},
                      Field{"playing playlist", &Track::playing});
}
constexpr auto fields_of(const Bus*) {
    return std::tuple(Field{"name", &Bus::name}, Field{"kind", &Bus::kind}, Field{"layout", &Bus::layout},
                      Field{"output", &Bus::output}, Field{"roles", &Bus::roles},
                      Field{"colour", &Bus::colour});
}
constexpr auto fields_of(const Strip*) {
    return std::tuple(Field{"solo", &Strip::soloed}, Field{"solo safe", &Strip::solo_safe});
}
constexpr auto fields_of(const Automation*) {
    return std::tuple(Field{"automation mode", &Automation::mode}, Field{"trim mode", &Automation::trim},
                      Field{"automation safe", &Automation::safe},
                      Field{"safe parameters", &Automation::safe_parameters});
}
// Members are a list of their own.
constexpr auto fields_of(const Vca*) {
    return std::tuple(Field{"name", &Vca::name}, Field{"colour", &Vca::colour});
}
constexpr auto fields_of(const MixGroup*) {
    return std::tuple(Field{"name", &MixGroup::name}, Field{"active", &MixGroup::active});
}
constexpr auto fields_of(const Insert*) {
    return std::tuple(Field{"processor", &Insert::processor}, Field{"bypass", &Insert::bypassed},
                      Field{"key", &Insert::key}, Field{"dip", &Insert::dip});
}
constexpr auto fields_of(const Send*) {
    return std::tuple(Field{"goal", &Send::to}, Field{"tap", &Send::tap});
}
// Place, source and track of a clip belong together: moved, trimmed and slipped are told apart by both sides.
constexpr auto fields_of(const Clip*) {
    return std::tuple(Field{"name", &Clip::name}, Field{"recording", &Clip::media},
                      Field{"gain", &Clip::gain}, Field{"fade in", &Clip::in}, Field{"fade out", &Clip::out},
                      Field{"gain envelope", &Clip::gain_envelope}, Field{"channels", &Clip::channels},
                      Field{"mute", &Clip::muted}, Field{"lock", &Clip::locked},
                      Field{"group", &Clip::group});
}
constexpr auto fields_of(const Media*) {
    return std::tuple(
        Field{"name", &Media::name}, Field{"path", &Media::path}, Field{"layout", &Media::layout},
        Field{"sample rate", &Media::rate}, Field{"length", &Media::length}, Field{"bits", &Media::bits},
        Field{"timestamp", &Media::timestamp}, Field{"bytes", &Media::bytes}, Field{"hash", &Media::hash},
        Field{"speed", &Media::speed}, Field{"stream", &Media::stream});
}
constexpr auto fields_of(const Picture*) {
    return std::tuple(Field{"path", &Picture::path}, Field{"start", &Picture::at},
                      Field{"length", &Picture::length}, Field{"frame rate", &Picture::rate});
}
constexpr auto fields_of(const Marker*) {
    return std::tuple(Field{"time", &Marker::at}, Field{"name", &Marker::name},
                      Field{"colour", &Marker::colour}, Field{"comment", &Marker::comment});
}
constexpr auto fields_of(const Segment*) {
    return std::tuple(Field{"name", &Segment::name}, Field{"action", &Segment::action},
                      Field{"leader", &Segment::leader}, Field{"2-pop", &Segment::two_pop},
                      Field{"tail pop", &Segment::tail_pop}, Field{"kind", &Segment::kind},
                      Field{"FFOA timecode", &Segment::ffoa_timecode});
}
constexpr auto fields_of(const Version*) {
    return std::tuple(Field{"name", &Version::name}, Field{"notes", &Version::notes},
                      Field{"language", &Version::language}, Field{"fold-down", &Version::fold},
                      Field{"frame rate", &Version::rate});
}
constexpr auto fields_of(const VersionStrip*) {
    return std::tuple(Field{"trim", &VersionStrip::trim}, Field{"surrounds", &VersionStrip::surrounds},
                      Field{"LFE", &VersionStrip::lfe}, Field{"mute", &VersionStrip::muted});
}
constexpr auto fields_of(const VersionSwitch*) {
    return std::tuple(Field{"bypass", &VersionSwitch::bypassed});
}
constexpr auto fields_of(const Print*) {
    return std::tuple(Field{"name", &Print::name}, Field{"bus", &Print::bus}, Field{"roles", &Print::roles},
                      Field{"without dips", &Print::undipped}, Field{"version", &Print::version});
}

template <class T, class Visit> void each_field(const Visit& visit) {
    std::apply([&](const auto&... field) { (visit(field), ...); }, fields_of(static_cast<const T*>(nullptr)));
}

} // namespace dub::session
