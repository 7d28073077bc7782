#include "ui/transport/control.h"

#include <algorithm>
#include <cmath>

namespace dub::ui {
namespace {
constexpr double fastest = 8;
}

double shuttle_after(double speed, int direction) {
    const double along = speed * direction;
    if (along < 1) return direction; // stopped, slow, or the other way
    return direction * std::min(fastest, std::exp2(std::floor(std::log2(along)) + 1));
}

SampleCount TransportControl::seconds_long(double seconds) const {
    return {std::llround(seconds * static_cast<double>(document_.now().info->rate.hz))};
}

void TransportControl::play_at(double speed) {
    const TransportState now = transport_.state();
    stop_at_.reset();
    if (now.speed == 0) {
        began_ = now.heard;
        const SampleCount roll_in = seconds_long(roll.on && speed > 0 ? roll.pre_seconds : 0);
        if (roll_in.value > 0) transport_.locate(std::max(SamplePos{}, now.heard - roll_in));
    }
    transport_.play(speed);
}

void TransportControl::stop() {
    stop_at_.reset();
    transport_.stop();
    if (!stays_where_it_stops && began_) transport_.locate(*began_);
    began_.reset();
    stands(transport_.state().heard);
}

void TransportControl::play_or_stop() {
    const TransportState now = transport_.state();
    if (now.speed != 0 || now.waiting) return stop();
    const auto selected = selection();
    if (!selected || now.loop) return play_at(1);
    play_range(rolled().value_or(*selected));
}

std::optional<SampleRange> TransportControl::rolled() const {
    const auto selected = roll.on ? selection() : std::nullopt;
    if (!selected) return std::nullopt;
    return SampleRange{std::max(SamplePos{}, selected->start - seconds_long(roll.pre_seconds)),
                       selected->end + seconds_long(roll.post_seconds)};
}

void TransportControl::play_range(SampleRange range) {
    if (transport_.state().speed != 0) transport_.stop();
    if (!began_) began_ = transport_.state().heard;
    transport_.locate(range.start);
    transport_.play(1);
    stop_at_ = range.end;
}

void TransportControl::play_selection() {
    const auto selected = selection();
    if (!selected) return say("Select a range first: it is what is played.");
    play_range(*selected);
}

void TransportControl::play_edge(Edge edge, Side side) {
    const auto selected = selection();
    const SamplePos here = transport_.state().heard;
    const SamplePos at = !selected ? here : edge == Edge::start ? selected->start : selected->end;
    const SampleCount pre = seconds_long(roll.pre_seconds), post = seconds_long(roll.post_seconds);
    if (side == Side::to)
        play_range({std::max(SamplePos{}, at - pre), at});
    else
        play_range({at, at + post});
}

void TransportControl::shuttle(int direction) {
    const double speed = transport_.state().speed;
    stop_at_.reset();
    if (speed == 0) began_ = transport_.state().heard;
    transport_.play(shuttle_after(speed, direction));
}

void TransportControl::step(FrameCount frames) {
    if (transport_.state().speed != 0) transport_.stop();
    const session::Session& session = document_.now();
    const FramePos to{
        std::max<std::int64_t>(0, (frame_of(session, transport_.state().heard) + frames).value)};
    go_to(sample_of(session, to));
    transport_.audition({sample_of(session, to), sample_of(session, to + FrameCount{1})});
}

void TransportControl::go_to(SamplePos at) {
    stop_at_.reset();
    transport_.locate(std::max(SamplePos{}, at));
    if (transport_.state().speed == 0) stands(std::max(SamplePos{}, at));
}

void TransportControl::go_to_start() { go_to(sample_of(document_.now(), document_.now().info->start)); }

void TransportControl::go_to_end() {
    go_to(sample_of(document_.now(), session::programme(document_.now()).end));
}

void TransportControl::toggle_loop() {
    if (transport_.state().loop) return transport_.loop(std::nullopt);
    const auto selected = selection();
    if (!selected) return say("Select a range first: it is what is looped.");
    transport_.loop(selected);
}

void TransportControl::tick() {
    if (!stop_at_) return;
    const TransportState now = transport_.state();
    if (now.speed > 0 && now.heard >= *stop_at_)
        stop();
    else if (now.speed == 0 && !now.waiting)
        stop_at_.reset();
}

} // namespace dub::ui
