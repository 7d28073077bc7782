#include "app/playback/player.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "app/playback/heard_clock.h"
#include "app/playback/plan_maker.h"

namespace dub::app {
namespace {

constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();
constexpr int fade = 64; // samples; the end of an audition

std::int64_t machine_now_ns() {
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

PlayerParts with_clock(PlayerParts parts) {
    if (!parts.now_ns) parts.now_ns = machine_now_ns;
    return parts;
}

} // namespace

struct Player::Impl final : AudioCallback, render::LiveListener {
    Impl(PlayerParts given, const session::Session& first)
        : parts(with_clock(std::move(given)))
        , listening(parts.listening != nullptr ? *parts.listening : direct)
        , session(first)
        , rate(first.info->rate)
        , clock(rate)
        , streams(parts.open, rate, parts.streams)
        , driver(*this, &streams)
        , maker([this](const Wanted& wanted) { return compile(wanted); })
        , link(parts.devices, *this, first.info->home, rate,
               [this](const DeviceFormat& device) { another_device(device); }) {}

    // [audio]
    void process(AudioBlock out, ConstAudioBlock in) noexcept override {
        const std::int64_t begun = parts.now_ns();
        clock.block(computed, out.samples(), begun);
        driver.process(out, in);
        computed += static_cast<std::uint64_t>(out.samples());
        times.count(begun, parts.now_ns() - begun, 1'000'000'000LL * out.samples() / rate.hz);
    }
    void hear(const render::LivePiece& piece, AudioBlock device) noexcept override {
        clock.piece(piece.output_sample, piece.position, piece.speed);
        listening.hear(piece, device);
        if (const std::int64_t end = sound_end.load(std::memory_order_relaxed); end != no_end)
            end_sound(device, end - piece.position.value);
    }
    // `left` samples sound from the block's first on, the last of them fading.
    static void end_sound(AudioBlock device, std::int64_t left) noexcept {
        for (int c = 0; c < device.channels(); ++c)
            for (int i = 0; i < device.samples(); ++i)
                device.data(c)[i] *= static_cast<float>(std::clamp<std::int64_t>(left - i, 0, fade)) / fade;
    }

    // [the maker's thread]
    Result<plan::Compiled> compile(const Wanted& wanted) {
        return plan::compile(wanted.session, wanted.target, streams.door());
    }

    // [control]
    void another_device(const DeviceFormat& device) {
        clock.restart();
        times.pause();
        listening.move_to(device);
    }
    void want_plan() {
        listening.follow(session);
        Wanted wanted = listening.wanted(session, link.format().layout);
        wanted.target.live = plan::Live::yes;
        streams.show(wanted.session);
        maker.want(std::move(wanted));
    }
    void serve_maker();
    void serve_streams();
    void serve_audition();
    SamplePos heard();
    void locate(SamplePos to);
    void end_audition() {
        audition.reset();
        sound_end = no_end;
    }

    struct Pending { // a place that was asked for and is not heard yet
        SamplePos at;
        std::uint64_t callbacks;             // when it was asked for
        std::optional<std::uint64_t> sample; // heard from that sample on
    };

    PlayerParts parts;
    DirectListening direct;
    Listening& listening;
    session::Session session;
    SampleRate rate;
    HeardClock clock;
    CallbackTimes times;
    std::uint64_t computed = 0; // [audio]
    std::uint64_t newest = 0;   // number of the last plan
    std::atomic<std::int64_t> sound_end{no_end};
    std::optional<Pending> pending;
    std::optional<SampleRange> audition;
    std::uint64_t audition_asked = 0;          // callbacks then
    render::Moves moves = render::Moves::kept; // released as soon as one of the wished plans says so
    Diagnostics of_plan, of_media, fresh_failures;

    // In this order: what comes later uses what comes before, and ends first.
    render::StreamPool streams;
    render::LiveDriver driver;
    PlanMaker maker;
    DeviceLink link;
};

void Player::Impl::serve_maker() {
    auto made = maker.take();
    if (!made) return;
    if (!*made) {
        of_plan = {{Severity::error, "player.cannot-play", "", made->error().text()}};
        return;
    }
    of_plan = std::move((*made)->diagnostics);
    newest = driver.give(std::move((*made)->plan), std::exchange(moves, render::Moves::kept));
}

void Player::Impl::serve_streams() {
    if (parts.streams.threads == 0) streams.work();
    for (Diagnostic& failure : streams.take_failures()) {
        fresh_failures.push_back(failure);
        if (std::ranges::find(of_media, failure) == of_media.end()) of_media.push_back(std::move(failure));
    }
}

void Player::Impl::serve_audition() {
    if (!audition) return;
    const auto live = driver.state();
    if (live.callbacks < audition_asked + 2) return; // it may not have been taken yet
    if (live.playing && live.position >= audition->end) driver.stop();
    if (live.playing) return;
    locate(audition->start);
    end_audition();
}

void Player::Impl::locate(SamplePos to) {
    driver.locate(to);
    pending = Pending{to, driver.state().callbacks, {}};
}

SamplePos Player::Impl::heard() {
    const auto now = clock.at(parts.now_ns(), link.format().latency);
    if (!pending) return now.position;
    const auto live = driver.state();
    // The call after the one under way has taken it.
    if (!pending->sample && live.callbacks >= pending->callbacks + 2) pending->sample = live.output_samples;
    if (!pending->sample || now.sample < static_cast<double>(*pending->sample)) return pending->at;
    pending.reset();
    return now.position;
}

Player::Player(PlayerParts parts, const session::Session& session)
    : impl_(std::make_unique<Impl>(std::move(parts), session)) {
    impl_->want_plan();
}
Player::~Player() = default;

void Player::session_changed(const session::Session& session, render::Moves moves) {
    impl_->session = session;
    if (moves == render::Moves::released) impl_->moves = moves;
    impl_->want_plan();
}
void Player::open_again(const std::vector<MediaId>& media) {
    for (const MediaId id : media) {
        impl_->streams.forget(id);
        if (const session::Media* const one = session::find_media(impl_->session, id))
            std::erase_if(impl_->of_media, [&](const Diagnostic& told) { return told.where == one->path; });
    }
    impl_->want_plan();
}
void Player::listening_changed() {
    impl_->streams.try_again();
    impl_->want_plan();
}

void Player::play(double speed) {
    impl_->end_audition();
    impl_->driver.speed(speed);
    impl_->driver.play();
}
void Player::stop() {
    impl_->end_audition();
    impl_->driver.stop();
}
void Player::locate(SamplePos to) {
    impl_->end_audition();
    impl_->locate(to);
}
void Player::loop(std::optional<SampleRange> range) { impl_->driver.loop(range); }

void Player::audition(SampleRange range) {
    if (range.empty()) return;
    impl_->driver.speed(1);
    impl_->sound_end = range.end.value;
    impl_->locate(range.start);
    impl_->driver.play();
    impl_->audition = range;
    impl_->audition_asked = impl_->driver.state().callbacks;
}

bool Player::move(const session::StripOwner& owner, const session::ParameterAddress& address, double value) {
    return impl_->driver.move(owner, address, value);
}
bool Player::release(const session::StripOwner& owner, const session::ParameterAddress& address,
                     SampleCount within) {
    return impl_->driver.release(owner, address, within);
}

void Player::connect(DeviceChoice choice) { impl_->link.connect(std::move(choice)); }
void Player::reconnect() { impl_->link.connect_again(); }
void Player::disconnect() { impl_->link.disconnect(); }

void Player::service() {
    impl_->serve_maker();
    const SamplePos before = impl_->heard();
    const Layout layout = impl_->link.format().layout;
    const auto event = impl_->link.service(DeviceWatch::Time(impl_->parts.now_ns()));
    if (event == DeviceLink::Event::lost) {
        stop();
        impl_->locate(before);
    }
    if (impl_->link.format().layout != layout) impl_->want_plan();
    impl_->serve_audition();
    impl_->driver.service();
    impl_->serve_streams();
}

PlayerState Player::state() {
    const auto live = impl_->driver.state();
    PlayerState state;
    state.heard = impl_->heard();
    state.speed = live.playing ? live.speed : 0;
    state.waiting = live.waiting;
    if (!live.loop.empty()) state.loop = live.loop;
    state.health = impl_->link.health();
    state.connecting = impl_->link.connecting();
    state.device = impl_->link.name();
    state.device_sentence = impl_->link.sentence();
    state.underruns = live.misses;
    state.load = impl_->times.load();
    state.compiling = impl_->maker.busy();
    return state;
}

SamplePos Player::heard() { return impl_->heard(); }
Diagnostics Player::diagnostics() const {
    Diagnostics all = impl_->of_plan;
    append(all, Diagnostics(impl_->of_media));
    return all;
}
std::size_t Player::unreadable() const { return impl_->of_media.size(); }
std::string Player::unplayable() const {
    for (const Diagnostic& one : impl_->of_plan)
        if (one.severity == Severity::error) return one.sentence;
    return {};
}
Diagnostics Player::take_failures() { return std::exchange(impl_->fresh_failures, {}); }
bool Player::up_to_date() const {
    return !impl_->maker.busy() && impl_->driver.state().plan == impl_->newest;
}
const CallbackTimes& Player::times() const { return impl_->times; }
render::LiveState Player::engine() const { return impl_->driver.state(); }
render::LiveLog Player::take_log() { return impl_->driver.take_log(); }

} // namespace dub::app
