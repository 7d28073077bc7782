#include "engine/plan/automation/live_value.h"

#include <algorithm>

#include "engine/plan/processor.h"
#include "engine/session/round.h"

namespace dub::plan {

static_assert(LiveValue::shortest == SampleCount{4 * quantum});

void LiveLine::run_to(double value, SampleRange during) {
    const double begin = at(during.start);
    while (count_ > 1 && knots_[count_ - 1].at >= during.start)
        --count_;
    if (count_ == 1 && knots_[0].at >= during.start) count_ = 0;
    if (count_ + 2 > most) {
        std::move(knots_.begin() + 2, knots_.begin() + static_cast<std::ptrdiff_t>(count_), knots_.begin());
        count_ -= 2;
    }
    knots_[count_++] = {during.start, begin};
    knots_[count_++] = {during.end, value};
}

double LiveLine::at(SamplePos at) const {
    std::size_t next = count_;
    while (next > 0 && knots_[next - 1].at > at)
        --next;
    if (next == 0) return knots_[0].value;
    if (next == count_) return knots_[count_ - 1].value;
    const Knot &left = knots_[next - 1], &right = knots_[next];
    const double part =
        static_cast<double>((at - left.at).value) / static_cast<double>((right.at - left.at).value);
    return left.value + (right.value - left.value) * part;
}

bool LiveLine::moves_in(SampleRange window) const {
    for (std::size_t k = 1; k < count_; ++k)
        if (knots_[k].value != knots_[k - 1].value && knots_[k - 1].at < window.end &&
            knots_[k].at > window.start)
            return true;
    return false;
}

void LiveValue::move(double to, SamplePos now) {
    if (share_.at(now) == 0 && !held()) value_.rest_at(to);
    value_.run_to(session::on_from(value_.at(now), to, round_), {now, now + shortest});
    share_.run_to(1, {now, now + shortest});
    ++turn_;
}

void LiveValue::release(SamplePos now, SampleCount within) {
    if (!held()) return;
    share_.run_to(0, {now, now + std::max(within, shortest)});
    ++turn_;
}

void LiveValue::settle() {
    if (value_.rests() && share_.rests()) return;
    value_.rest_at(value_.last());
    share_.rest_at(share_.last());
    ++turn_;
}

double LiveValue::at(SamplePos at, double planned) const {
    const double share = share_.at(at);
    if (share == 0) return planned;
    const double value = value_.at(at);
    return session::within_round(share == 1 ? value : planned + share * session::way(planned, value, round_),
                                 round_);
}

} // namespace dub::plan
