#include "engine/render/live.h"

#include <algorithm>
#include <array>
#include <deque>

#include "engine/core/handoff.h"
#include "engine/core/published.h"
#include "engine/core/spsc_ring.h"
#include "engine/render/denormals.h"
#include "engine/render/playback.h"
#include "engine/render/stream_pool.h"
#include "engine/session/parameters/strip.h"

namespace dub::render {
namespace {

enum class Order : std::uint8_t { play, stop, locate, loop, speed, move, release };

struct Command {
    Order order = Order::stop;
    std::uint64_t cue = 0; // what must have been read ahead before sound begins
    SamplePos at = {};
    SampleRange range = {};
    double value = 0;
    plan::LiveAddress address = {};
};

// A plan on its way to the audio thread.
struct Given {
    LivePlan plan;
    Moves moves;
    std::uint64_t cue;
    std::uint64_t sent; // commands before it
};

constexpr std::size_t commands_most = 4096, log_most = 8192;
// A plan whose recordings are not there after so many blocks is played without them.
constexpr int blocks_to_wait = 100;

// The id in the declaration's own storage; empty: nothing is called so.
std::string_view declared(const session::ParameterAddress& address) {
    namespace strip = session::strip;
    const auto in = [&](std::span<const session::Parameter> parameters) {
        const auto* const found = session::find_parameter(parameters, address.parameter);
        return found == nullptr ? std::string_view{} : found->id;
    };
    if (address.send) return in(strip::send_parameters);
    if (!address.insert) return in(strip::with_version);
    for (const plan::ProcessorDeclaration& processor : plan::processors())
        if (const auto id = in(processor.parameters); !id.empty()) return id;
    return {};
}

} // namespace

struct LiveDriver::Impl {
    Impl(LiveListener& to, StreamPool* pool)
        : listener(to)
        , streams(pool) {}

    // [control]
    void send(const Command& command);
    bool send_move(Order order, const session::StripOwner& owner, const session::ParameterAddress& address,
                   double value);
    void resend();
    [[nodiscard]] SamplePos expected_position() const;
    [[nodiscard]] std::uint64_t cue(SamplePos at);

    // [audio]
    void obey(const Command& command);
    void locate(const Command& command);
    void take_plan();
    void move_again(std::uint64_t since);
    void begin_when_ready();
    void carry_out(LiveEntry entry, LivePlan* plan = nullptr);
    void publish();
    [[nodiscard]] std::uint64_t misses() const { return streams == nullptr ? 0 : streams->misses(); }
    [[nodiscard]] bool is_ready(std::uint64_t cue) const { return streams == nullptr || streams->ready(cue); }

    LiveListener& listener;
    StreamPool* streams;
    Handoff<Given> handoff;
    SpscRing<Command> commands{commands_most};
    SpscRing<LiveEntry> log_ring{log_most};
    Published<LiveState> published;
    std::atomic<std::uint64_t> obeyed{0};

    // [control]
    std::deque<Command> backlog;
    std::uint64_t plans = 0, sent = 0, last_cue = 0;
    std::optional<SamplePos> located; // by command number `located_by`
    std::uint64_t located_by = 0;
    double wanted_speed = 1;
    SampleRange wanted_loop{};
    LiveLog log;

    // [audio]
    Playback playback;
    std::uint64_t got = 0; // commands
    struct Moved {
        std::uint64_t number = 0; // of the command
        Command command;
    };
    std::array<Moved, 64> recent{}; // moves and releases, in a ring
    std::size_t recent_next = 0;
    Given* coming = nullptr; // taken, waiting for its recordings
    int waited = 0;
    bool former_held = false;
    bool waiting = false; // play has been asked for and has not begun
    std::uint64_t waiting_for = 0;
    LiveState state;
};

// Control -----------------------------------------------------------------------------------------------

LiveDriver::LiveDriver(LiveListener& listener, StreamPool* streams)
    : impl_(std::make_unique<Impl>(listener, streams)) {}

LiveDriver::~LiveDriver() = default;

void LiveDriver::Impl::send(const Command& command) {
    ++sent;
    backlog.push_back(command);
    resend();
}

void LiveDriver::Impl::resend() {
    while (!backlog.empty() && commands.push(backlog.front()))
        backlog.pop_front();
}

// Where sound would go on: what was asked for last, if the audio thread has not got to it.
SamplePos LiveDriver::Impl::expected_position() const {
    if (located && obeyed.load(std::memory_order_acquire) < located_by) return *located;
    return published.read().position;
}

std::uint64_t LiveDriver::Impl::cue(SamplePos at) {
    if (streams != nullptr) last_cue = streams->cue({at, wanted_speed, wanted_loop});
    return last_cue;
}

std::uint64_t LiveDriver::give(std::unique_ptr<plan::Plan> plan, Moves moves) {
    Impl& impl = *impl_;
    if (impl.streams != nullptr) impl.streams->show(plan->session());
    const std::uint64_t cue = impl.cue(impl.expected_position());
    const std::uint64_t number = ++impl.plans;
    impl.handoff.give(
        std::unique_ptr<Given>(new Given{LivePlan(std::move(plan), number), moves, cue, impl.sent}));
    return number;
}

void LiveDriver::play() {
    impl_->send({.order = Order::play, .cue = impl_->cue(impl_->expected_position())});
}
void LiveDriver::stop() { impl_->send({.order = Order::stop}); }

void LiveDriver::locate(SamplePos to) {
    to = std::max(to, SamplePos{0});
    impl_->send({.order = Order::locate, .cue = impl_->cue(to), .at = to});
    impl_->located = to;
    impl_->located_by = impl_->sent;
}

void LiveDriver::loop(std::optional<SampleRange> range) {
    constexpr SampleCount shortest{512};
    const bool loops = range && range->length() >= shortest && range->start >= SamplePos{0};
    impl_->wanted_loop = loops ? *range : SampleRange{};
    impl_->send({.order = Order::loop, .range = impl_->wanted_loop});
}

void LiveDriver::speed(double times) {
    constexpr double fastest = 16;
    impl_->wanted_speed = std::clamp(times, -fastest, fastest);
    impl_->send({.order = Order::speed, .value = impl_->wanted_speed});
}

bool LiveDriver::Impl::send_move(Order order, const session::StripOwner& owner,
                                 const session::ParameterAddress& address, double value) {
    const std::string_view id = declared(address);
    if (id.empty() || !backlog.empty()) return false;
    if (!commands.push(
            {.order = order, .value = value, .address = {owner, address.insert, address.send, id}}))
        return false;
    ++sent;
    return true;
}

bool LiveDriver::move(const session::StripOwner& owner, const session::ParameterAddress& address,
                      double value) {
    return impl_->send_move(Order::move, owner, address, value);
}

bool LiveDriver::release(const session::StripOwner& owner, const session::ParameterAddress& address,
                         SampleCount within) {
    return impl_->send_move(Order::release, owner, address, static_cast<double>(within.value));
}

void LiveDriver::service() {
    impl_->handoff.collect();
    impl_->resend();
    while (const auto entry = impl_->log_ring.pop())
        impl_->log.entries.push_back(*entry);
}

bool LiveDriver::ready() const { return impl_->is_ready(impl_->last_cue); }

LiveLog LiveDriver::take_log() {
    service();
    impl_->log.lost = state().log_lost;
    return std::exchange(impl_->log, {});
}

LiveState LiveDriver::state() const { return impl_->published.read(); }

// Audio -------------------------------------------------------------------------------------------------

void LiveDriver::Impl::carry_out(LiveEntry entry, LivePlan* plan) {
    entry.output_sample = state.output_samples;
    entry.position = playback.position();
    entry.due = playback.due();
    playback.apply(entry, plan);
    if (!log_ring.push(entry)) ++state.log_lost;
}

void LiveDriver::Impl::locate(const Command& command) {
    const bool was_playing = playback.runs() || waiting;
    waiting = was_playing && !is_ready(command.cue);
    waiting_for = command.cue;
    carry_out({.action = was_playing && !waiting ? LiveAction::start : LiveAction::stand, .at = command.at});
}

void LiveDriver::Impl::obey(const Command& command) {
    switch (command.order) {
    case Order::play:
        if (playback.runs()) break;
        waiting = true;
        waiting_for = command.cue;
        break;
    case Order::stop:
        if (playback.runs()) carry_out({.action = LiveAction::stand, .at = playback.position()});
        waiting = false;
        break;
    case Order::locate: locate(command); break;
    case Order::loop: carry_out({.action = LiveAction::loop, .range = command.range}); break;
    case Order::speed: carry_out({.action = LiveAction::speed, .value = command.value}); break;
    case Order::move:
        recent[recent_next++ % recent.size()] = {got, command};
        carry_out({.action = LiveAction::move, .value = command.value, .address = command.address});
        ++state.moves;
        break;
    case Order::release:
        recent[recent_next++ % recent.size()] = {got, command};
        carry_out({.action = LiveAction::release, .value = command.value, .address = command.address});
        break;
    }
}

void LiveDriver::Impl::take_plan() {
    if (playback.taking_over()) return;
    if (former_held) handoff.let_go();
    former_held = false;
    if (coming == nullptr) {
        coming = handoff.beside();
        waited = 0;
    }
    if (coming == nullptr) return;
    if (playback.runs() && !is_ready(coming->cue) && ++waited < blocks_to_wait) return;
    carry_out(
        {.action = LiveAction::plan, .kept = coming->moves == Moves::kept, .number = coming->plan.number()},
        &coming->plan);
    state.plan = coming->plan.number();
    ++state.plans_adopted;
    if (coming->moves == Moves::released) move_again(coming->sent);
    coming = nullptr;
    former_held = true;
}

// A plan holds what was moved before it was given; the hand may have gone on since.
void LiveDriver::Impl::move_again(std::uint64_t since) {
    const std::size_t end = recent_next, first = end - std::min(end, recent.size());
    for (std::size_t m = first; m < end; ++m) {
        const auto& [number, command] = recent[m % recent.size()];
        if (number <= since) continue;
        const bool move = command.order == Order::move;
        carry_out({.action = move ? LiveAction::move : LiveAction::release,
                   .value = command.value,
                   .address = command.address});
    }
}

void LiveDriver::Impl::begin_when_ready() {
    if (!waiting || !is_ready(waiting_for)) return;
    waiting = false;
    carry_out({.action = LiveAction::start, .at = playback.position()});
}

void LiveDriver::Impl::publish() {
    state.position = playback.position();
    state.due = playback.due();
    state.playing = playback.runs() || waiting;
    state.waiting = waiting;
    state.speed = playback.speed();
    state.loop = playback.loop();
    state.failures = playback.failures();
    state.misses = misses();
    ++state.callbacks;
    published.write(state);
    if (streams != nullptr) streams->follow({state.position, playback.runs() ? state.speed : 0, state.loop});
}

void LiveDriver::process(AudioBlock out, ConstAudioBlock input) noexcept {
    Impl& impl = *impl_;
    const NoDenormals guard;
    const StreamPool::Reading reading(impl.streams);
    while (const auto command = impl.commands.pop()) {
        ++impl.got;
        impl.obey(*command);
    }
    impl.take_plan();
    impl.begin_when_ready();
    for (int done = 0; done < out.samples();) {
        LivePiece piece;
        piece.output_sample = impl.state.output_samples;
        const int count = impl.playback.next(out.samples() - done, piece);
        piece.holes = impl.misses() + impl.playback.failures();
        if (input.channels() > 0) piece.input = input.part(done, count);
        impl.listener.hear(piece, out.part(done, count));
        impl.state.output_samples += static_cast<std::uint64_t>(count);
        done += count;
    }
    impl.publish();
    impl.obeyed.store(impl.got, std::memory_order_release);
}

} // namespace dub::render
