#include "engine/render/playback.h"

#include <algorithm>
#include <cmath>

namespace dub::render {

using plan::quantum;

namespace {

// Each sample of the bundle times a gain that depends on its place.
template <class Gain> void scale(Bundle& bundle, int samples, Gain gain) {
    for (std::size_t o = 0; o < bundle.size(); ++o)
        for (int c = 0; c < bundle[o].channels(); ++c)
            for (int i = 0; i < samples; ++i)
                bundle[o].data(c)[i] *= gain(i);
}

float rising(int place) { return (static_cast<float>(place) + 0.5F) / quantum; }

} // namespace

Playback::Playback() = default;

Playback::Gait Playback::gait_for(double speed) const {
    if (!runs_ || speed == 0 || deck_.current() == nullptr) return Gait::standing;
    if (speed == 1) return Gait::straight;
    return speed >= Glide::slowest && speed <= Glide::fastest ? Gait::gliding : Gait::shuttling;
}

void Playback::begin() {
    gait_ = gait_for(speed_);
    fading_in_ = quantum;
    prime_ = 0;
    if (gait_ == Gait::standing) return;
    deck_.loop(gait_ == Gait::shuttling ? SampleRange{} : loop_);
    if (gait_ == Gait::shuttling) {
        shuttle_.start(position_);
        return;
    }
    deck_.start(position_);
    glide_.start();
    const auto latency = static_cast<int>(deck_.current()->latency().value);
    prime_ = (latency + quantum - 1) / quantum * quantum;
}

void Playback::cut() {
    if (gait_ == Gait::standing || prime_ > 0) return;
    const SamplePos position = position_;
    LivePlan* const before = tail_of_;
    const int old_tail = tail_;
    for (int kept = 0; kept < quantum;) { // the old tail is mixed in on the way
        const int piece = sound(quantum - kept);
        for (std::size_t o = 0; o < given_->tail.size(); ++o)
            for (int c = 0; c < given_->tail[o].channels(); ++c)
                for (int i = 0; i < piece; ++i) {
                    const bool more = before == given_ && kept + i < old_tail;
                    float& tail = given_->tail[o].data(c)[kept + i];
                    const float going = more ? given_->tail[o].data(c)[quantum - old_tail + kept + i] : 0.0F;
                    tail = going + (given_->*buffer_)[o].data(c)[i] * rising(quantum - 1 - kept - i);
                }
        kept += piece;
    }
    tail_of_ = given_;
    tail_ = quantum;
    position_ = position;
}

SamplePos Playback::due() {
    const bool runs_ahead = gait_ == Gait::straight || gait_ == Gait::gliding;
    return runs_ahead ? deck_.due() : position_;
}

void Playback::put(LivePlan& plan, bool kept) {
    if (gait_ == Gait::straight || gait_ == Gait::gliding) {
        deck_.take_over(plan);
        if (!kept) deck_.release_all(plan);
        return;
    }
    cut();
    if (tail_ > 0) {
        plan.tail.copy(tail_of_->tail, quantum);
        tail_of_ = &plan;
    }
    deck_.put(plan);
    if (!kept) deck_.release_all(plan);
    given_ = &plan;
    begin();
}

void Playback::set_speed(double speed) {
    const Gait gait = gait_for(speed);
    const bool turns = gait == Gait::shuttling && (speed < 0) != (speed_ < 0);
    const bool goes_on = gait == gait_ && !turns;
    if (!goes_on) cut();
    speed_ = speed;
    if (!goes_on) begin();
}

void Playback::apply(const LiveEntry& entry, LivePlan* plan) {
    switch (entry.action) {
    case LiveAction::plan: return put(*plan, entry.kept);
    case LiveAction::start:
    case LiveAction::stand:
        cut();
        runs_ = entry.action == LiveAction::start;
        position_ = entry.at;
        return begin();
    case LiveAction::loop:
        loop_ = entry.range;
        if (gait_ != Gait::shuttling) deck_.loop(loop_);
        return;
    case LiveAction::speed: return set_speed(entry.value);
    case LiveAction::move: return deck_.move(entry.address, entry.value);
    case LiveAction::release: return deck_.release(entry.address, {static_cast<std::int64_t>(entry.value)});
    }
}

// position_ becomes the place behind what is given.
int Playback::sound(int samples) {
    buffer_ = &LivePlan::heard;
    if (gait_ == Gait::standing || prime_ > 0) {
        given_ = deck_.current();
        if (prime_ > 0) {
            samples = std::min(samples, prime_);
            deck_.prime(samples);
            prime_ -= samples;
        }
        given_->heard.clear(samples);
        return samples;
    }
    if (gait_ == Gait::straight) {
        samples = deck_.read(samples);
        position_ = deck_.position();
    } else if (gait_ == Gait::gliding) {
        buffer_ = &LivePlan::passing;
        samples = glide_.read(deck_, samples, speed_);
        const SamplePos before = position_, read = deck_.position();
        position_ = read - glide_.ahead();
        if (loop_.contains(before) && loop_.contains(read) && position_ < loop_.start)
            position_ += loop_.length(); // the deck has turned already
    } else {
        buffer_ = &LivePlan::passing;
        samples = shuttle_.read(deck_, samples, speed_);
        position_ = shuttle_.position();
    }
    given_ = gait_ == Gait::shuttling ? deck_.current() : deck_.given();
    fade_in(samples);
    return samples;
}

void Playback::fade_in(int samples) {
    if (fading_in_ == 0) return;
    const int from = quantum - fading_in_, length = std::min(samples, fading_in_);
    scale(given_->*buffer_, length, [&](int i) { return rising(from + i); });
    fading_in_ -= length;
}

void Playback::add_tail(int samples) {
    if (tail_ == 0) return;
    if (tail_of_ != given_) given_->tail.copy(tail_of_->tail, quantum);
    tail_of_ = given_;
    const int length = std::min(samples, tail_);
    for (std::size_t o = 0; o < given_->tail.size(); ++o)
        for (int c = 0; c < given_->tail[o].channels(); ++c)
            for (int i = 0; i < length; ++i)
                (given_->*buffer_)[o].data(c)[i] += given_->tail[o].data(c)[quantum - tail_ + i];
    tail_ -= length;
}

int Playback::next(int samples, LivePiece& piece) {
    samples = std::min(samples, LivePlan::most);
    piece.position = position_;
    piece.outputs = {};
    piece.plan = 0;
    piece.speed = 0;
    if (deck_.current() == nullptr) return samples;
    const bool silent = gait_ == Gait::standing || prime_ > 0;
    samples = sound(samples);
    add_tail(samples);
    for (std::size_t o = 0; o < given_->outputs.size(); ++o)
        given_->outputs[o].audio = (given_->*buffer_)[o].part(0, samples);
    piece.outputs = given_->outputs;
    piece.plan = given_->number();
    piece.speed = silent ? 0 : speed_;
    return samples;
}

} // namespace dub::render
