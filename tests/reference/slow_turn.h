#pragma once
// A field in a hand, in degrees that are never brought back into a range: it turns on and on. Each target is
// reached straight within 256 samples from where it was when that was asked for. One step a sample.

#include <cstdint>

namespace dub::test {

class SlowTurn {
  public:
    explicit SlowTurn(double stands)
        : now_(stands)
        , to_(stands) {}
    void move(double to) {
        to_ = to;
        left_ = 256;
    }
    void step() {
        if (left_ == 0) return;
        now_ += (to_ - now_) / left_;
        --left_;
    }
    [[nodiscard]] double now() const { return now_; }

  private:
    double now_, to_;
    int left_ = 0;
};

// How far two angles lie apart.
inline double apart(double a, double b) {
    double far = a - b;
    while (far > 180)
        far -= 360;
    while (far < -180)
        far += 360;
    return far < 0 ? -far : far;
}

// The angle that -180 to 180 degrees know.
inline double in_range(double degrees) {
    while (degrees > 180)
        degrees -= 360;
    while (degrees < -180)
        degrees += 360;
    return degrees;
}

} // namespace dub::test
