#include "engine/measure/live/scope_run.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dub::measure {
namespace {

constexpr double fade_s = 0.3, piece_s = 0.01;
// -100 dBFS: below it the phase of a channel says nothing.
constexpr double silent = 1e-10;

float correlation(double both, double left, double right, double weight) {
    if (left <= silent * weight || right <= silent * weight) return ScopeReading::unknown;
    return static_cast<float>(std::clamp(both / std::sqrt(left * right), -1.0, 1.0));
}

} // namespace

std::vector<SpeakerPair> pairs_of(const Layout& layout) {
    using enum Speaker;
    std::vector<SpeakerPair> pairs;
    for (const auto& [l, r] :
         {std::pair{L, R}, {Lt, Rt}, {Lss, Rss}, {Ls, Rs}, {Lrs, Rrs}, {Ltf, Rtf}, {Lts, Rts}, {Ltr, Rtr}}) {
        const auto left = layout.find(l), right = layout.find(r);
        if (left && right) pairs.push_back({*left, *right});
    }
    return pairs;
}

ScopeRun::ScopeRun(const Layout& layout, SampleRate rate)
    : pairs_(pairs_of(layout))
    , sums_(pairs_.size())
    , piece_(pairs_.size())
    , squares_(static_cast<std::size_t>(layout.channels()))
    , piece_squares_(squares_.size())
    , piece_length_(static_cast<int>(std::lround(static_cast<double>(rate.hz) * piece_s)))
    , kept_(std::exp(-piece_s / fade_s))
    , step_(std::max(1, static_cast<int>(rate.hz / 24000))) {}

void ScopeRun::add(ConstAudioBlock sound) {
    assert(sound.channels() == static_cast<int>(squares_.size()));
    for (int done = 0; done < sound.samples();) {
        const int n = std::min(piece_length_ - in_piece_, sound.samples() - done);
        weigh(sound.part(done, n));
        if (!pairs_.empty()) draw(sound.part(done, n));
        done += n;
        in_piece_ += n;
        if (in_piece_ == piece_length_) close_piece();
    }
}

void ScopeRun::weigh(ConstAudioBlock piece) {
    for (std::size_t c = 0; c < piece_squares_.size(); ++c)
        for (const float x : piece.channel(static_cast<int>(c)))
            piece_squares_[c] += double{x} * x;
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
        const auto left = piece.channel(pairs_[p].left), right = piece.channel(pairs_[p].right);
        for (std::size_t i = 0; i < left.size(); ++i)
            piece_[p].both += double{left[i]} * right[i];
    }
}

// A piece with a NaN or infinity in it counts as silence, or it would stay for ever.
void ScopeRun::close_piece() {
    const auto mean = [&](double sum) { return std::isfinite(sum) ? sum / piece_length_ : 0; };
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
        Sums& sums = sums_[p];
        sums.both = sums.both * kept_ + mean(piece_[p].both);
        sums.left = sums.left * kept_ + mean(piece_squares_[static_cast<std::size_t>(pairs_[p].left)]);
        sums.right = sums.right * kept_ + mean(piece_squares_[static_cast<std::size_t>(pairs_[p].right)]);
        piece_[p] = {};
    }
    for (std::size_t c = 0; c < squares_.size(); ++c) {
        squares_[c] = squares_[c] * kept_ + mean(piece_squares_[c]);
        piece_squares_[c] = 0;
    }
    weight_ = weight_ * kept_ + 1;
    in_piece_ = 0;
    fresh_ = true;
}

void ScopeRun::draw(ConstAudioBlock piece) {
    const auto left = piece.channel(pairs_.front().left), right = piece.channel(pairs_.front().right);
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (++skip_ < step_) continue;
        skip_ = 0;
        points_[next_] = {left[i], right[i]};
        next_ = (next_ + 1) % points_.size();
    }
}

bool ScopeRun::update(ScopeReading& reading) {
    if (!std::exchange(fresh_, false)) return false;
    for (std::size_t p = 0; p < pairs_.size(); ++p)
        reading.correlation[p] = correlation(sums_[p].both, sums_[p].left, sums_[p].right, weight_);
    for (std::size_t c = 0; c < squares_.size(); ++c)
        reading.rms[c] = static_cast<float>(std::sqrt(squares_[c] / weight_));
    std::rotate_copy(points_.begin(), points_.begin() + static_cast<std::ptrdiff_t>(next_), points_.end(),
                     reading.points.begin());
    ++reading.turn;
    return true;
}

} // namespace dub::measure
