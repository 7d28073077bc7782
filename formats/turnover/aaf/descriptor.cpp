#include "formats/turnover/aaf/descriptor.h"

#include <cmath>

#include "formats/turnover/aaf/mobs.h"

namespace dub::turnover::aaf {
namespace {

constexpr int channels_max = 1024, bits_max = 64;
constexpr std::int64_t rate_max_hz = 768'000;

std::string_view text_in(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void set_format(Described& to, std::int64_t rate, std::int64_t channels, std::int64_t bits) {
    if (rate > 0 && rate <= rate_max_hz) to.rate = SampleRate{rate};
    if (channels > 0 && channels <= channels_max) to.channels = static_cast<int>(channels);
    if (bits > 0 && bits <= bits_max) to.bits = static_cast<int>(bits);
}

// The beginning of a wave file, up to its data.
void read_wave_summary(std::span<const std::byte> summary, Described& to) {
    const auto at = text_in(summary).find("fmt ");
    if (at == std::string_view::npos || summary.size() < at + 24) return;
    set_format(to, wave::load<std::uint32_t>(summary, at + 12), wave::load<std::uint16_t>(summary, at + 10),
               wave::load<std::uint16_t>(summary, at + 22));
}

// The COMM chunk of an AIFF: channels, samples, bits, and the rate as an 80-bit float.
void read_aiff_summary(std::span<const std::byte> summary, Described& to) {
    const auto at = text_in(summary).find("COMM");
    if (at == std::string_view::npos || summary.size() < at + 26) return;
    const auto big16 = [&](std::size_t from) {
        return __builtin_bswap16(wave::load<std::uint16_t>(summary, from));
    };
    const int exponent = (big16(at + 16) & 0x7FFF) - 16383;
    const auto mantissa = static_cast<double>(__builtin_bswap64(wave::load<std::uint64_t>(summary, at + 18)));
    const double rate = exponent >= 0 && exponent < 24 ? std::ldexp(mantissa, exponent - 63) : 0;
    set_format(to, std::llround(rate), big16(at + 8), big16(at + 14));
}

void read_format(const Object& descriptor, Class kind, Described& to) {
    const Rational file_rate = descriptor.rational(pid::sample_rate).value_or(Rational{});
    const std::int64_t length = descriptor.integer(pid::descriptor_length).value_or(0);
    if (file_rate > Rational{} && length > 0) to.length = Rational{length} / file_rate;
    switch (kind) {
    case Class::picture_descriptor:
    case Class::cdci_descriptor:
    case Class::rgba_descriptor:
    case Class::tiff_descriptor:
        if (const Rational rate = exact_rate(file_rate); rate > Rational{})
            to.picture_rate = FrameRate{rate.num(), rate.den()};
        return;
    case Class::wave_descriptor: {
        to.kind = conform::EssenceKind::wave;
        set_format(to, file_rate.nearest(), 0, 0);
        return read_wave_summary(descriptor.data(pid::wave_summary), to);
    }
    case Class::aifc_descriptor:
        to.kind = conform::EssenceKind::aiff;
        set_format(to, file_rate.nearest(), 0, 0);
        return read_aiff_summary(descriptor.data(pid::aifc_summary), to);
    case Class::pcm_descriptor:
    case Class::sound_descriptor:
        to.kind = conform::EssenceKind::pcm;
        return set_format(to, descriptor.rational(pid::audio_rate).value_or(file_rate).nearest(),
                          descriptor.integer(pid::channels).value_or(0),
                          descriptor.integer(pid::bits).value_or(0));
    default: return;
    }
}

} // namespace

std::vector<std::string> locators_of(const Object& descriptor) {
    std::vector<std::string> found;
    for (const Object* locator : descriptor.children(pid::locators))
        for (const Pid text : {pid::url, pid::locator_name})
            if (std::string place = locator->text(text); !place.empty()) found.push_back(std::move(place));
    return found;
}

Described describe(const Object& descriptor, const Dictionary& dictionary) {
    Described described;
    const Class kind = dictionary.class_of(descriptor);
    read_format(descriptor, kind, described);
    described.locators = locators_of(descriptor);
    if (kind != Class::multiple_descriptor) return described;
    // One of several essences in the file; that of the sound says most.
    for (const Object* part : descriptor.children(pid::file_descriptors)) {
        const Class part_kind = dictionary.class_of(*part);
        Described inner;
        read_format(*part, part_kind, inner);
        if (inner.rate)
            described.rate = inner.rate, described.channels = inner.channels, described.bits = inner.bits;
        if (inner.picture_rate) described.picture_rate = inner.picture_rate;
        if (!described.length) described.length = inner.length;
        for (std::string& place : locators_of(*part))
            described.locators.push_back(std::move(place));
    }
    described.kind = conform::EssenceKind::file;
    return described;
}

} // namespace dub::turnover::aaf
