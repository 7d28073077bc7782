#pragma once
// The inner loops of mixing, once per instruction set, chosen at run time. Spans of raw floats because these
// run for every track, output and quantum; nothing here allocates or throws. [any thread]
//
// Every instruction set gives the same bits: each value is computed by the same roundings in the same order,
// never by a fused multiply-add and never by a sum over lanes. A ramp's gain at sample i is  gain + step *
// float(i), rounded after each of the two operations.

namespace dub::dsp {

// A way out of a signal. Its gain over time is gains[e] at sample edges[e], straight in between.
struct MixLeg {
    float* out = nullptr;
    const float* gains = nullptr;
};
struct MixLegs {
    const MixLeg* legs = nullptr;
    int count = 0;
    const int* edges = nullptr; // ascending; equal ones are a step
    int edge_count = 0;         // at least 2
};

// One place on one axis of the room and how far its neighbours are (panner.h). 1 / distance; 0 where there is
// none.
struct BalancePoint {
    float at = 0;
    float inverse_below = 0;
    float inverse_above = 0;
};

struct Kernels {
    const char* name; // "base", "avx2": for reports
    // Adds one signal to many: out[i] += in[i] * gain(i) for i in [first, last), which lies within the edges;
    // all rows count from where the edges do and overlap nowhere. Only what stands still may be cut by first
    // or last. Between two edges of gain zero the output is left alone.
    void (*mix)(const float* in, const MixLegs& to, int first, int last);
    void (*add)(const float* in, float* out, int samples);  // out += in
    void (*apply_gain)(float* io, int samples, float gain); // io *= gain
    void (*apply_ramp)(float* io, int samples, float gain, float step);
    // out[i] = scale[i] * cos(pi/2 * distance of position[i] from the point, 1 at its neighbour): the balance
    // law. Exactly 0 at and beyond a neighbour, within 2e-7 elsewhere. `out` may be `scale`.
    void (*balance)(const float* position, const float* scale, float* out, int count,
                    const BalancePoint& point);
    // io[i] = io[i] * by[i], worked out in double precision and rounded once.
    void (*scale)(float* io, const double* by, int count);
    // io = factor * 10^(io / 20), to 1e-12; 0 where io is below -5000. |io| below 1e4.
    void (*decibels_to_gains)(double* io, double factor, int count);
    // to = sqrt(a * to^2 + b * other^2): adds power shares. `a` and `b` change with i.
    void (*share_power)(float* to, const float* a, const float* other, const float* b, int count);
};

// The fastest set this processor has.
[[nodiscard]] const Kernels& kernels();
// The set every x86-64 processor has; tests compare the others with it.
[[nodiscard]] const Kernels& base_kernels();

} // namespace dub::dsp
