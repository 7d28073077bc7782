#include "engine/plan/paddles.h"

#include <algorithm>

#include "engine/plan/print_place.h"
#include "engine/plan/recording.h"
#include "engine/session/edits/change.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"

namespace dub::plan {
namespace {

using session::Bus;
using session::Session;
using session::Strip;

// Beyond all ids a session gives and those of a recording beside it; the same in every plan, so that one
// takes over from another.
constexpr std::uint64_t first_paddle = std::uint64_t{1} << 41, first_clip = first_paddle * 2,
                        next_id = first_paddle * 4;
constexpr std::uint64_t ids_of_a_stem = 4, clips_of_a_stem = std::uint64_t{1} << 20;

std::uint64_t id_of(BusId stem, std::uint64_t which) {
    return first_paddle + stem.value * ids_of_a_stem + which;
}
BusId direct_of(BusId stem) { return {id_of(stem, 0)}; }
BusId heard_of(BusId stem) { return {id_of(stem, 1)}; }
TrackId print_of(BusId stem) { return {id_of(stem, 2)}; }
SendId send_of(BusId stem) { return {id_of(stem, 3)}; }
ClipId clip_of(BusId stem, std::size_t clip) { return {first_clip + stem.value * clips_of_a_stem + clip}; }
constexpr BusId nowhere{first_paddle};

double muted(bool yes) { return yes ? 1 : 0; }

session::Shared<Strip> switched(Strip strip, bool closed) {
    strip.values.set(session::strip::mute, muted(closed));
    return session::share(std::move(strip));
}

// At unity into the place where the stem is heard, by a send, which knows no place in the room.
session::Track print_track(const session::Print& print, const Bus& stem, bool closed) {
    session::Track track;
    track.id = print_of(stem.id);
    track.name = recording_name(print);
    track.layout = stem.layout;
    track.role = one_role_of(stem);
    track.output = nowhere;
    for (const auto& clip : print.clips) {
        session::Clip copy = *clip;
        copy.id = clip_of(stem.id, track.clips.size());
        track.clips.push_back(session::share(std::move(copy)));
    }
    Strip strip;
    strip.sends.push_back({send_of(stem.id), heard_of(stem.id), session::SendTap::post_fader, {}});
    track.strip = switched(std::move(strip), closed);
    return track;
}

class PaddlesMaker {
  public:
    explicit PaddlesMaker(Session session)
        : session_(std::move(session))
        , routing_(*session_.routing) {}

    void add(const Paddle& paddle) {
        const auto at =
            std::ranges::find(routing_.buses, paddle.stem, [](const auto& bus) { return bus->id; });
        const session::Print* const print = session::find_print(session_, paddle.print);
        if (at == routing_.buses.end() || print == nullptr) return;
        const Bus stem = **at;
        const bool playback = paddle.heard == Paddle::Heard::playback;
        Bus mixed = stem;
        mixed.output = direct_of(stem.id);
        mixed.strip = session::share(before_print(*stem.strip));
        *at = session::share(std::move(mixed));
        Bus direct = between(direct_of(stem.id), stem);
        direct.output = heard_of(stem.id);
        direct.strip = switched({}, playback);
        Bus heard = between(heard_of(stem.id), stem);
        heard.output = stem.output;
        Strip behind = after_print(*stem.strip);
        behind.soloed = stem.strip->soloed ||
                        std::ranges::any_of(session::vcas_over(session_, {{}, stem.id}),
                                            [](const session::Vca* vca) { return vca->strip->soloed; });
        heard.strip = session::share(std::move(behind));
        more_.push_back(session::share(std::move(direct)));
        more_.push_back(session::share(std::move(heard)));
        session_.tracks.push_back(session::share(print_track(*print, stem, !playback)));
    }

    Session take() {
        if (more_.empty()) return std::move(session_);
        session::Info info = *session_.info;
        info.next_id = std::max(info.next_id, next_id);
        session_ = session::with_info(std::move(session_), std::move(info));
        close_nowhere();
        routing_.buses.insert(routing_.buses.end(), more_.begin(), more_.end());
        std::ranges::sort(routing_.buses, {}, [](const auto& bus) { return bus->id; });
        session_.routing = session::share(std::move(routing_));
        return std::move(session_);
    }

  private:
    static Bus between(BusId id, const Bus& stem) {
        Bus bus;
        bus.id = id;
        bus.name = stem.name;
        bus.kind = session::BusKind::predub;
        bus.layout = stem.layout;
        return bus;
    }

    void close_nowhere() {
        const Bus* const printmaster = session::printmaster_of(session_);
        Bus closed = closed_bus(session_, printmaster == nullptr ? BusId{} : printmaster->id);
        closed.id = nowhere;
        more_.push_back(session::share(std::move(closed)));
    }

    Session session_;
    session::Routing routing_;
    std::vector<session::Shared<Bus>> more_;
};

} // namespace

Session with_paddles(Session session, std::span<const Paddle> paddles) {
    PaddlesMaker maker(std::move(session));
    for (const Paddle& paddle : paddles)
        maker.add(paddle);
    return maker.take();
}

void tap_paddles(Target& target, std::span<const Paddle> paddles) {
    for (Output& output : target.outputs)
        for (const Paddle& paddle : paddles)
            if (output.tap.bus == paddle.stem) output.tap.bus = heard_of(paddle.stem);
    for (const Paddle& paddle : paddles)
        target.stand_ins.push_back({heard_of(paddle.stem), paddle.stem});
    for (SoloOutput& solo : target.solos)
        for (const Paddle& paddle : paddles)
            if (solo.point == session::SoloMode::after_fader)
                std::ranges::replace(solo.strips, session::StripOwner{{}, paddle.stem},
                                     session::StripOwner{{}, heard_of(paddle.stem)});
}

std::array<PaddleMove, 2> moves_of(const Paddle& paddle) {
    const bool playback = paddle.heard == Paddle::Heard::playback;
    const session::ParameterAddress mute = address_of(session::strip::mute);
    return {PaddleMove{{.track = {}, .bus = direct_of(paddle.stem)}, mute, muted(playback)},
            PaddleMove{{.track = print_of(paddle.stem), .bus = {}}, mute, muted(!playback)}};
}

} // namespace dub::plan
