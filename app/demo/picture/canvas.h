#pragma once
// A small software canvas: 8-bit RGB, shapes with smooth edges. Places are given in the 1920 x 1080 space of
// the design and scaled to the true size, so that a small test picture shows the same film. Angles in
// radians. One thread.

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dub::app {

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0;
};
[[nodiscard]] Colour mix(Colour a, Colour b, double t); // t = 0: a

struct Point {
    double x = 0, y = 0;
};
struct Rect {
    double x = 0, y = 0, width = 0, height = 0;
};
// A colour laid over what is there; 1 covers.
struct Paint {
    Colour colour;
    double alpha = 1;
};

inline constexpr double design_width = 1920, design_height = 1080;

class Canvas {
  public:
    Canvas(int width, int height);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] std::span<const std::uint8_t> pixels() const { return pixels_; }
    void copy_from(const Canvas& other) { pixels_ = other.pixels_; }

    void fill(Colour colour);
    void rect(Rect area, Paint paint);
    void gradient(Rect area, Colour top, Colour bottom);
    void disc(Point centre, double radius, Paint paint);
    void ellipse(Point centre, Point radii, Paint paint);
    void ring(Point centre, double radius, double thickness, Paint paint);
    // Brightest in the middle, nothing at the edge.
    void glow(Point centre, Point radii, Paint paint);
    // Any simple polygon; even-odd.
    void polygon(std::span<const Point> corners, Paint paint);
    void line(Point from, Point to, double thickness, Paint paint);
    // Letters of 5 x 7 dots, `size` design pixels to a dot, upper left corner at `at`.
    void text(std::string_view text, Point at, double size, Paint paint);
    [[nodiscard]] static double text_width(std::string_view text, double size);

  private:
    void span(int y, double from, double to, Paint paint); // pixels, with covered fractions at both ends
    void blend(int x, int y, Paint paint);
    void cover(double from, double to); // of one sub-row of a polygon, pixels
    void lay_covered(int y, Paint paint);

    int width_, height_;
    double scale_;
    std::vector<std::uint8_t> pixels_;
    std::vector<float> coverage_; // of the polygon's row being drawn; all zero in between
    std::size_t covered_from_ = 0, covered_to_ = 0;
};

} // namespace dub::app
