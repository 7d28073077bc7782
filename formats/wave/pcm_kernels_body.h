// Included by pcm_kernels_base.cpp and pcm_kernels_avx2.cpp, each in a namespace of its own. Nothing here may
// be an inline function of another header: the linker could then give its AVX2 form to machines without AVX2.

#include <cstdint>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "formats/wave/pcm_kernels.h"

namespace dub::wave {
namespace {

float finite(float x) { return __builtin_fabsf(x) <= 3.402823466e38F ? x : 0.0F; }

float sample24(const std::byte* p) {
    const auto value = static_cast<std::uint32_t>(p[0]) << 8U | static_cast<std::uint32_t>(p[1]) << 16U |
                       static_cast<std::uint32_t>(p[2]) << 24U;
    return static_cast<float>(static_cast<std::int32_t>(value)) * 0x1p-31F;
}

void decode24(const std::byte* from, float* to, std::size_t count) {
    std::size_t i = 0;
#if defined(__AVX2__)
    // Two groups of four samples; each sample's three bytes go to the upper three of a lane's 32 bits.
    const __m256i spread = _mm256_setr_epi8(-1, 0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11, //
                                            -1, 0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11);
    const __m256 scale = _mm256_set1_ps(0x1p-31F);
    for (; i + 10 <= count; i += 8) { // 28 bytes are touched for 24
        const auto* p = reinterpret_cast<const __m128i*>(from + 3 * i);
        const auto* q = reinterpret_cast<const __m128i*>(from + 3 * i + 12);
        const __m256i raw =
            _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(p)), _mm_loadu_si128(q), 1);
        const __m256 value = _mm256_cvtepi32_ps(_mm256_shuffle_epi8(raw, spread));
        _mm256_storeu_ps(to + i, _mm256_mul_ps(value, scale));
    }
#endif
    for (; i < count; ++i)
        to[i] = sample24(from + 3 * i);
}

template <class Integer>
void decode_integers(const std::byte* from, float* to, std::size_t count, float scale) {
    for (std::size_t i = 0; i < count; ++i) {
        Integer value;
        __builtin_memcpy(&value, from + i * sizeof value, sizeof value);
        to[i] = static_cast<float>(value) * scale;
    }
}

template <class Float> void decode_floats(const std::byte* from, float* to, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        Float value;
        __builtin_memcpy(&value, from + i * sizeof value, sizeof value);
        to[i] = finite(static_cast<float>(value));
    }
}

void decode(SampleType type, const std::byte* from, float* to, std::size_t count) {
    switch (type) {
    case SampleType::pcm8: // unsigned, the only one
        for (std::size_t i = 0; i < count; ++i)
            to[i] = static_cast<float>(static_cast<int>(from[i]) - 128) * 0x1p-7F;
        return;
    case SampleType::pcm16: return decode_integers<std::int16_t>(from, to, count, 0x1p-15F);
    case SampleType::pcm24: return decode24(from, to, count);
    case SampleType::pcm32: return decode_integers<std::int32_t>(from, to, count, 0x1p-31F);
    case SampleType::float32: return decode_floats<float>(from, to, count);
    case SampleType::float64: return decode_floats<double>(from, to, count);
    }
}

// Full scale is 2^(n-1); the largest value 2^(n-1)-1 is exact in a float up to 24 bits.
std::int32_t rounded(float x, float full_scale) {
    float v = x * full_scale;
    v = v == v ? v : 0.0F;
    v = v < -full_scale ? -full_scale : v;
    v = v > full_scale - 1.0F ? full_scale - 1.0F : v;
    return static_cast<std::int32_t>(__builtin_lrintf(v));
}

#if defined(__AVX2__)
__m256i rounded8(const float* from, float full_scale) {
    __m256 v = _mm256_mul_ps(_mm256_loadu_ps(from), _mm256_set1_ps(full_scale));
    v = _mm256_and_ps(v, _mm256_cmp_ps(v, v, _CMP_ORD_Q));
    v = _mm256_max_ps(v, _mm256_set1_ps(-full_scale));
    v = _mm256_min_ps(v, _mm256_set1_ps(full_scale - 1.0F));
    return _mm256_cvtps_epi32(v);
}
#endif

void encode24(const float* from, std::byte* to, std::size_t count) {
    std::size_t i = 0;
#if defined(__AVX2__)
    const __m256i pack = _mm256_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1, //
                                          0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
    const __m256i join = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7);
    for (; i + 11 <= count; i += 8) { // 32 bytes are stored for 24; the next store covers the rest
        const __m256i packed = _mm256_shuffle_epi8(rounded8(from + i, 0x1p23F), pack);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + 3 * i),
                            _mm256_permutevar8x32_epi32(packed, join));
    }
#endif
    for (; i < count; ++i) {
        const auto value = static_cast<std::uint32_t>(rounded(from[i], 0x1p23F));
        to[3 * i] = static_cast<std::byte>(value);
        to[3 * i + 1] = static_cast<std::byte>(value >> 8U);
        to[3 * i + 2] = static_cast<std::byte>(value >> 16U);
    }
}

void encode16(const float* from, std::byte* to, std::size_t count) {
    std::size_t i = 0;
#if defined(__AVX2__)
    for (; i + 8 <= count; i += 8) {
        const __m256i value = rounded8(from + i, 0x1p15F);
        const __m128i packed =
            _mm_packs_epi32(_mm256_castsi256_si128(value), _mm256_extracti128_si256(value, 1));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 2 * i), packed);
    }
#endif
    for (; i < count; ++i) {
        const auto value = static_cast<std::int16_t>(rounded(from[i], 0x1p15F));
        __builtin_memcpy(to + 2 * i, &value, sizeof value);
    }
}

// In double: 2^31-1 is not a float.
void encode32(const float* from, std::byte* to, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        double v = static_cast<double>(from[i]) * 0x1p31;
        v = v == v ? v : 0.0;
        v = v < -0x1p31 ? -0x1p31 : v;
        v = v > 0x1p31 - 1.0 ? 0x1p31 - 1.0 : v;
        const auto value = static_cast<std::int32_t>(__builtin_lrint(v));
        __builtin_memcpy(to + 4 * i, &value, sizeof value);
    }
}

void encode(SampleType type, const float* from, std::byte* to, std::size_t count) {
    switch (type) {
    case SampleType::pcm16: return encode16(from, to, count);
    case SampleType::pcm24: return encode24(from, to, count);
    case SampleType::pcm32: return encode32(from, to, count);
    case SampleType::float32:
        for (std::size_t i = 0; i < count; ++i) {
            const float value = from[i] == from[i] ? from[i] : 0.0F;
            __builtin_memcpy(to + 4 * i, &value, sizeof value);
        }
        return;
    case SampleType::pcm8:
    case SampleType::float64: return;
    }
}

// A constant number of channels lets the compiler unroll.
template <int Channels>
void interleave_n(const float* const* rows, std::size_t from, std::size_t count, float* to) {
    for (std::size_t i = from; i < count; ++i)
        for (int c = 0; c < Channels; ++c)
            to[i * Channels + c] = rows[c][i];
}

template <int Channels>
void deinterleave_n(const float* data, std::size_t from, std::size_t count, float* const* rows) {
    for (std::size_t i = from; i < count; ++i)
        for (int c = 0; c < Channels; ++c)
            rows[c][i] = data[i * Channels + c];
}

#if defined(__AVX2__)
// Eight rows of eight become eight columns.
void transpose8(__m256 (&r)[8]) {
    __m256 a[8];
    for (int i = 0; i < 8; i += 2) {
        a[i] = _mm256_unpacklo_ps(r[i], r[i + 1]);
        a[i + 1] = _mm256_unpackhi_ps(r[i], r[i + 1]);
    }
    __m256 b[8];
    for (int i = 0; i < 8; i += 4) {
        b[i] = _mm256_shuffle_ps(a[i], a[i + 2], _MM_SHUFFLE(1, 0, 1, 0));
        b[i + 1] = _mm256_shuffle_ps(a[i], a[i + 2], _MM_SHUFFLE(3, 2, 3, 2));
        b[i + 2] = _mm256_shuffle_ps(a[i + 1], a[i + 3], _MM_SHUFFLE(1, 0, 1, 0));
        b[i + 3] = _mm256_shuffle_ps(a[i + 1], a[i + 3], _MM_SHUFFLE(3, 2, 3, 2));
    }
    for (int i = 0; i < 4; ++i) {
        r[i] = _mm256_permute2f128_ps(b[i], b[i + 4], 0x20);
        r[i + 4] = _mm256_permute2f128_ps(b[i], b[i + 4], 0x31);
    }
}
#endif

void interleave8(const float* const* rows, std::size_t count, float* to) {
    std::size_t i = 0;
#if defined(__AVX2__)
    for (; i + 8 <= count; i += 8) {
        __m256 r[8];
        for (int c = 0; c < 8; ++c)
            r[c] = _mm256_loadu_ps(rows[c] + i);
        transpose8(r);
        for (int s = 0; s < 8; ++s)
            _mm256_storeu_ps(to + (i + s) * 8, r[s]);
    }
#endif
    interleave_n<8>(rows, i, count, to);
}

void deinterleave8(const float* from, std::size_t count, float* const* rows) {
    std::size_t i = 0;
#if defined(__AVX2__)
    for (; i + 8 <= count; i += 8) {
        __m256 r[8];
        for (int s = 0; s < 8; ++s)
            r[s] = _mm256_loadu_ps(from + (i + s) * 8);
        transpose8(r);
        for (int c = 0; c < 8; ++c)
            _mm256_storeu_ps(rows[c] + i, r[c]);
    }
#endif
    deinterleave_n<8>(from, i, count, rows);
}

void interleave(const float* const* rows, int channels, std::size_t count, float* to) {
    switch (channels) {
    case 1: __builtin_memcpy(to, rows[0], count * sizeof(float)); return;
    case 2: return interleave_n<2>(rows, 0, count, to);
    case 6: return interleave_n<6>(rows, 0, count, to);
    case 8: return interleave8(rows, count, to);
    default: break;
    }
    for (int c = 0; c < channels; ++c)
        for (std::size_t i = 0; i < count; ++i)
            to[i * channels + c] = rows[c][i];
}

void deinterleave(const float* from, int channels, std::size_t count, float* const* rows) {
    switch (channels) {
    case 1: __builtin_memcpy(rows[0], from, count * sizeof(float)); return;
    case 2: return deinterleave_n<2>(from, 0, count, rows);
    case 6: return deinterleave_n<6>(from, 0, count, rows);
    case 8: return deinterleave8(from, count, rows);
    default: break;
    }
    for (int c = 0; c < channels; ++c)
        for (std::size_t i = 0; i < count; ++i)
            rows[c][i] = from[i * channels + c];
}

constexpr PcmKernels kernels{decode, encode, interleave, deinterleave};

} // namespace
} // namespace dub::wave
