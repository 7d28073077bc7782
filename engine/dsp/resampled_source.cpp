#include "engine/dsp/resampled_source.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <soxr.h>

namespace dub::dsp {
namespace {

constexpr std::int64_t piece_samples =
    32768; // about 0.7 s: long against the lead, short enough for scrubbing
// The filters of the very high quality reach 150 samples of the lower rate to either side (measured by
// impulse, 8 to 192 kHz); six times as much keeps the seams out of reach.
constexpr std::int64_t lead_samples = 1024;

std::int64_t round_up(std::int64_t n, std::int64_t step) { return (n + step - 1) / step * step; }

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

struct Freed {
    void operator()(soxr* handle) const { soxr_delete(handle); }
};

Result<std::unique_ptr<soxr, Freed>> open_converter(std::int64_t in, std::int64_t out, int channels) {
    const soxr_io_spec_t planar = soxr_io_spec(SOXR_FLOAT32_S, SOXR_FLOAT32_S);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_VHQ, 0);
    const soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
    soxr_error_t error = nullptr;
    std::unique_ptr<soxr, Freed> handle(soxr_create(static_cast<double>(in), static_cast<double>(out),
                                                    static_cast<unsigned>(channels), &error, &planar,
                                                    &quality, &one_thread));
    if (error != nullptr || !handle) {
        return fail(ErrorCode::unfit, fmt::format("Cannot convert the sample rate by {}/{}: {}.", out, in,
                                                  error != nullptr ? error : "no memory"));
    }
    return handle;
}

Result<void> check_rates(SampleRate in, SampleRate out) {
    constexpr std::int64_t lowest = 1'000, highest = 1'000'000;
    for (const SampleRate rate : {in, out})
        if (rate.hz < lowest || rate.hz > highest)
            return fail(ErrorCode::unfit,
                        fmt::format("A sample rate of {} Hz cannot be converted; expected {} to {} Hz.",
                                    rate.hz, lowest, highest));
    return {};
}

} // namespace

Result<ResampledSource::Steps> ResampledSource::steps_of(SampleRate in, SampleRate out, Faster faster) {
    CHECK(check_rates(in, out));
    constexpr std::int64_t ratio_max = 256, term_max = 1'000'000;
    const std::int64_t inner = std::gcd(in.hz, out.hz);
    // Each pair reduced first: the products of four numbers up to 10^6 stay within 64 bits.
    std::int64_t p = in.hz / inner, q = out.hz / inner;
    std::int64_t num = faster.num, den = faster.den;
    for (auto* pair : {&num, &den})
        if (*pair < 1 || *pair > term_max)
            return fail(ErrorCode::unfit, fmt::format("A speed of {}/{} cannot be played.", num, den));
    const std::int64_t a = std::gcd(p, den), b = std::gcd(num, q);
    p = p / a * (num / b);
    q = q / b * (den / a);
    const std::int64_t common = std::gcd(p, q);
    p /= common;
    q /= common;
    if (p > q * ratio_max || q > p * ratio_max)
        return fail(ErrorCode::unfit,
                    fmt::format("Cannot convert {} Hz to {} Hz: the rates lie more than a factor {} apart.",
                                in.hz, out.hz, ratio_max));
    if (p > term_max || q > term_max)
        return fail(
            ErrorCode::unfit,
            fmt::format("Cannot play {} Hz as {} Hz at the speed {}/{} exactly: the ratio {}/{} has no "
                        "small terms; choose a speed such as 1001/1000 or 25/24.",
                        in.hz, out.hz, faster.num, faster.den, p, q));
    return Steps{p, q};
}

Result<std::unique_ptr<ResampledSource>> ResampledSource::create(std::shared_ptr<AudioSource> source,
                                                                 SampleRate rate, Faster faster) {
    TRY(const Steps steps, steps_of(source->format().rate, rate, faster));
    if (source->format().layout.channels() == 0)
        return fail(ErrorCode::unfit, "Cannot convert the sample rate of a recording without channels.");
    return std::unique_ptr<ResampledSource>(new ResampledSource(std::move(source), rate, steps));
}

ResampledSource::ResampledSource(std::shared_ptr<AudioSource> source, SampleRate rate, Steps steps)
    : source_(std::move(source))
    , format_(source_->format())
    , steps_(steps) {
    const auto [p, q] = steps;
    piece_out_ = round_up(piece_samples, q);
    piece_in_ = piece_out_ / q * p;
    // The lead is a whole number of samples on both grids too, so that every piece has the same phase.
    lead_in_ = round_up(std::max(lead_samples, (lead_samples * p + q - 1) / q), p);
    lead_out_ = lead_in_ / p * q;
    // Split so that no product leaves 64 bits, whatever the length.
    const std::int64_t whole = format_.length.value / p, rest = format_.length.value % p;
    format_.length = {whole * q + (rest * q + p - 1) / p};
    format_.rate = rate;
}

Result<void> ResampledSource::read(SamplePos start, AudioBlock out) {
    std::int64_t at = start.value;
    int done = 0;
    while (done < out.samples()) {
        const std::int64_t left = out.samples() - done;
        const bool outside = at < 0 || at >= format_.length.value;
        if (outside) {
            const std::int64_t n = at < 0 ? std::min(left, -at) : left;
            for (int c = 0; c < out.channels(); ++c)
                std::fill_n(out.data(c) + done, n, 0.0F);
            at += n;
            done += static_cast<int>(n);
            continue;
        }
        const std::int64_t number = floor_div(at, piece_out_);
        TRY(const Piece* const from, piece(number));
        const std::int64_t offset = at - number * piece_out_;
        const std::int64_t n = std::min({left, piece_out_ - offset, format_.length.value - at});
        for (int c = 0; c < out.channels(); ++c)
            std::copy_n(from->audio.block().data(c) + offset, n, out.data(c) + done);
        at += n;
        done += static_cast<int>(n);
    }
    return {};
}

Result<const ResampledSource::Piece*> ResampledSource::piece(std::int64_t number) {
    ++clock_;
    for (Piece& kept : pieces_) {
        if (kept.number != number) continue;
        kept.used = clock_;
        return &kept;
    }
    Piece& oldest = pieces_[0].used <= pieces_[1].used ? pieces_[0] : pieces_[1];
    const int channels = format_.layout.channels();
    if (oldest.audio.channels() == 0) oldest.audio = AudioBuffer(channels, static_cast<int>(piece_out_));
    oldest.number = -1; // an error leaves it empty
    CHECK(convert(number, oldest.audio.block()));
    oldest.number = number;
    oldest.used = clock_;
    return &oldest;
}

Result<void> ResampledSource::convert(std::int64_t number, AudioBlock out) {
    const int channels = format_.layout.channels();
    const int in_samples = static_cast<int>(piece_in_ + 2 * lead_in_);
    const int out_samples = static_cast<int>(piece_out_ + 2 * lead_out_);
    if (input_.channels() == 0) {
        input_ = AudioBuffer(channels, in_samples);
        output_ = AudioBuffer(channels, out_samples);
    }
    CHECK(source_->read({number * piece_in_ - lead_in_}, input_.block()));

    TRY(const auto handle, open_converter(steps_.p, steps_.q, channels));
    std::array<const float*, Layout::max_channels> in{};
    std::array<float*, Layout::max_channels> to{};
    for (int c = 0; c < channels; ++c) {
        in[static_cast<std::size_t>(c)] = input_.block().data(c);
        to[static_cast<std::size_t>(c)] = output_.block().data(c);
    }
    std::size_t consumed = 0, made = 0, flushed = 0;
    const std::size_t room = static_cast<std::size_t>(out_samples);
    soxr_error_t error = soxr_process(handle.get(), in.data(), static_cast<std::size_t>(in_samples),
                                      &consumed, to.data(), room, &made);
    for (int c = 0; c < channels; ++c)
        to[static_cast<std::size_t>(c)] += made;
    if (error == nullptr && made < room)
        error = soxr_process(handle.get(), nullptr, 0, nullptr, to.data(), room - made, &flushed);
    if (error != nullptr || static_cast<std::int64_t>(made + flushed) < lead_out_ + piece_out_)
        return fail(ErrorCode::io,
                    fmt::format("The conversion from {} Hz to {} Hz stopped: {}.", source_->format().rate.hz,
                                format_.rate.hz, error != nullptr ? error : "too few samples came back"));
    for (int c = 0; c < channels; ++c)
        std::copy_n(output_.block().data(c) + lead_out_, piece_out_, out.data(c));
    return {};
}

} // namespace dub::dsp
