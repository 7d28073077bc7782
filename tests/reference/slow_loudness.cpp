#include "tests/reference/slow_loudness.h"

#include <algorithm>
#include <cmath>

namespace dub::test {
namespace {

using Signal = std::vector<double>;

// y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2], as printed.
Signal filtered(const Signal& x, const double (&b)[3], const double (&a)[2]) {
    Signal y(x.size());
    const auto before = [](const Signal& s, std::size_t n, std::size_t k) { return n >= k ? s[n - k] : 0.0; };
    for (std::size_t n = 0; n < x.size(); ++n)
        y[n] = b[0] * x[n] + b[1] * before(x, n, 1) + b[2] * before(x, n, 2) - a[0] * before(y, n, 1) -
               a[1] * before(y, n, 2);
    return y;
}

double loudness(double power) { return -0.691 + 10 * std::log10(power); }

// Mean square of [from, from + length), weighted and summed over the channels.
double window_power(const std::vector<Signal>& squares, const std::vector<double>& weights, std::size_t from,
                    std::size_t length) {
    double total = 0;
    for (std::size_t c = 0; c < squares.size(); ++c) {
        double sum = 0;
        for (std::size_t n = from; n < from + length; ++n)
            sum += squares[c][n];
        total += weights[c] * sum / static_cast<double>(length);
    }
    return total;
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values)
        sum += v;
    return sum / static_cast<double>(values.size());
}

std::vector<double> above(const std::vector<double>& powers, double gate) {
    std::vector<double> kept;
    for (const double p : powers)
        if (loudness(p) > gate) kept.push_back(p);
    return kept;
}

} // namespace

SlowLoudness slow_loudness(const std::vector<Row>& rows, const std::vector<double>& weights) {
    std::vector<Signal> squares;
    for (const Row& row : rows) {
        const Signal head =
            filtered(Signal(row.begin(), row.end()), {1.53512485958697, -2.69169618940638, 1.19839281085285},
                     {-1.69065929318241, 0.73248077421585});
        Signal weighted = filtered(head, {1, -2, 1}, {-1.99004745483398, 0.99007225036621});
        for (double& v : weighted)
            v *= v;
        squares.push_back(weighted);
    }
    const std::size_t length = rows.front().size();
    const auto windows = [&](std::size_t window, std::size_t hop) {
        std::vector<double> powers;
        for (std::size_t from = 0; from + window <= length; from += hop)
            powers.push_back(window_power(squares, weights, from, window));
        return powers;
    };
    SlowLoudness result;
    const std::vector<double> over_absolute = above(windows(19200, 4800), -70);
    result.integrated = loudness(mean(above(over_absolute, loudness(mean(over_absolute)) - 10)));
    result.momentary_max = loudness(std::ranges::max(windows(19200, 480)));
    std::vector<double> short_term = above(windows(144000, 4800), -70);
    short_term = above(short_term, loudness(mean(short_term)) - 20);
    std::ranges::sort(short_term);
    const auto percentile = [&](double p) {
        const double index = std::round((static_cast<double>(short_term.size()) - 1) * p / 100 + 1);
        return loudness(short_term[static_cast<std::size_t>(index) - 1]);
    };
    result.range = percentile(95) - percentile(10);
    return result;
}

} // namespace dub::test
