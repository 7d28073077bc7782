#include "engine/render/varispeed.h"

#include <algorithm>
#include <cmath>

namespace dub::render {

using plan::quantum;

namespace {

constexpr int whole(Fixed at) { return static_cast<int>(at >> 32); }
constexpr std::uint32_t part(Fixed at) { return static_cast<std::uint32_t>(at & 0xFFFFFFFF); }

void append(Bundle& to, const Bundle& from, int at, int samples) {
    for (std::size_t o = 0; o < to.size(); ++o)
        for (int c = 0; c < to[o].channels(); ++c)
            std::copy_n(from[o].data(c), samples, to[o].data(c) + at);
}

void drop(Bundle& line, int samples, int count) {
    for (std::size_t o = 0; o < line.size(); ++o)
        for (int c = 0; c < line[o].channels(); ++c)
            std::copy(line[o].data(c) + samples, line[o].data(c) + count, line[o].data(c));
}

} // namespace

Fixed fixed(double samples) { return static_cast<Fixed>(std::llround(samples * 0x1p32)); }

void Glide::fill(Deck& deck, int count) {
    while (count_ < count) {
        const int read = deck.read(count - count_);
        LivePlan* const from = deck.given();
        if (from != plan_) {
            if (plan_ != nullptr) from->line.copy(plan_->line, count_);
            plan_ = from;
        }
        append(from->line, from->heard, count_, read);
        count_ += read;
    }
}

int Glide::read(Deck& deck, int samples, double speed) {
    if (fresh_) {
        plan_ = deck.current();
        plan_->line.clear(Interpolator::before);
        count_ = Interpolator::before;
        at_ = 0;
        fresh_ = false;
    }
    samples = std::min(samples, LivePlan::most / 4);
    const Fixed step = fixed(speed);
    fill(deck, whole(at_ + step * (samples - 1)) + Interpolator::taps);
    const std::size_t table = Interpolator::table_for(speed);
    for (std::size_t o = 0; o < plan_->passing.size(); ++o)
        for (int c = 0; c < plan_->passing[o].channels(); ++c) {
            const float* const line = plan_->line[o].data(c);
            float* const out = plan_->passing[o].data(c);
            for (int i = 0; i < samples; ++i) {
                const Fixed at = at_ + step * i;
                out[i] = interpolator_.at(table, line + whole(at), part(at));
            }
        }
    at_ += step * samples;
    const int passed = std::min(whole(at_), count_);
    drop(plan_->line, passed, count_);
    count_ -= passed;
    at_ -= static_cast<Fixed>(passed) << 32;
    return samples;
}

void Shuttle::start(SamplePos at) {
    playing_ = old_ = next_ = none;
    fading_ = 0;
    place_ = fixed(at);
}

std::int64_t Shuttle::left(Fixed rate) const {
    constexpr Fixed first = Fixed{LivePlan::grain_margin} << 32;
    constexpr Fixed last = first + (Fixed{LivePlan::grain} << 32);
    const Fixed way = rate > 0 ? last - at_ : at_ - first;
    return std::max<Fixed>(0, way) / std::max<Fixed>(1, std::abs(rate));
}

// The grain after the one that plays begins where that will have brought us.
void Shuttle::begin_next(Fixed speed, Fixed rate) {
    const std::int64_t until = playing_ == none ? 0 : left(rate);
    const SamplePos from{std::max<std::int64_t>(0, (place_ + speed * until) >> 32)};
    if (rate < 0 && from.value == 0) return; // the timeline begins here
    next_ = playing_ == 0 ? 1 : 0;
    Grain& grain = grains_[static_cast<std::size_t>(next_)];
    grain.start = rate > 0 ? from : from - SampleCount{LivePlan::grain};
    grain.end = from;
    grain.filled = static_cast<int>(std::max<std::int64_t>(0, LivePlan::grain_margin - grain.start.value));
    grain.begun = false;
}

// Up to so many samples of the buffer.
void Shuttle::render(Deck& deck, int until) {
    Grain& grain = grains_[static_cast<std::size_t>(next_)];
    Bundle& to = deck.current()->grains[static_cast<std::size_t>(next_)];
    if (!grain.begun) {
        to.clear(grain.filled); // before the timeline is silence
        deck.start(grain.start - SampleCount{LivePlan::grain_margin - grain.filled});
        grain.begun = true;
    }
    while (grain.filled < until) {
        const int read = deck.read(until - grain.filled);
        append(to, deck.given()->heard, grain.filled, read);
        grain.filled += read;
    }
}

void Shuttle::change(Fixed rate) {
    old_ = playing_;
    old_at_ = at_;
    playing_ = next_;
    next_ = none;
    fading_ = quantum;
    if (playing_ == none) return;
    place_ = fixed(grains_[static_cast<std::size_t>(playing_)].end);
    at_ = Fixed{LivePlan::grain_margin + (rate > 0 ? 0 : LivePlan::grain)} << 32;
}

void Shuttle::compose(LivePlan& plan, int samples, Fixed rate) {
    const std::size_t table = Interpolator::table_for(static_cast<double>(rate) * 0x1p-32);
    const auto sample = [&](int grain, Fixed at, std::size_t output, int channel) {
        if (grain == none) return 0.0F;
        const float* const line =
            std::as_const(plan.grains[static_cast<std::size_t>(grain)])[output].data(channel);
        return interpolator_.at(table, line + whole(at) - Interpolator::before, part(at));
    };
    for (std::size_t o = 0; o < plan.passing.size(); ++o)
        for (int c = 0; c < plan.passing[o].channels(); ++c)
            for (int i = 0; i < samples; ++i) {
                float value = sample(playing_, at_ + rate * i, o, c);
                if (fading_ > 0) {
                    const float before = sample(old_, old_at_ + rate * i, o, c);
                    value += (before - value) * (static_cast<float>(fading_ - i) - 0.5F) / quantum;
                }
                plan.passing[o].data(c)[i] = value;
            }
}

// How far the next grain is rendered when so many more samples have been heard: to its end when the one that
// plays has ended; the first at the pace of double speed. By the place alone, so that it does not matter how
// often it is asked.
int Shuttle::due(int samples, Fixed rate) const {
    const int filled = grains_[static_cast<std::size_t>(next_)].filled;
    if (playing_ == none) return std::min(buffer, filled + 2 * samples);
    const double way =
        static_cast<double>(left(rate) - samples) * std::abs(static_cast<double>(rate)) * 0x1p-32;
    const int rest =
        static_cast<int>(std::clamp(way * buffer / LivePlan::grain, 0.0, static_cast<double>(buffer)));
    return std::max(filled, buffer - rest);
}

int Shuttle::read(Deck& deck, int samples, double speed) {
    const Fixed rate = fixed(std::clamp(speed, -fastest, fastest)), pace = fixed(speed);
    if (next_ == none && fading_ == 0) begin_next(pace, rate);
    if (playing_ != none && fading_ == 0 && left(rate) == 0) change(rate);
    if (playing_ == none && next_ != none && grains_[static_cast<std::size_t>(next_)].ready()) change(rate);
    if (playing_ == none && next_ != none)
        samples = std::min(samples, (buffer - grains_[static_cast<std::size_t>(next_)].filled + 1) / 2);
    if (fading_ > 0) samples = std::min(samples, fading_);
    if (playing_ != none && fading_ == 0)
        samples = static_cast<int>(std::min<std::int64_t>(samples, left(rate)));
    if (next_ != none) render(deck, due(samples, rate));
    compose(*deck.current(), samples, rate);
    at_ += rate * samples;
    old_at_ += rate * samples;
    if (playing_ != none) place_ = std::max<Fixed>(0, place_ + pace * samples);
    fading_ = std::max(0, fading_ - samples);
    return samples;
}

} // namespace dub::render
