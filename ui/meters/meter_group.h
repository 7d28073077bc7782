#pragma once
// The channels of one strip as bars that rise and fall, and how they are painted: in the order of the stage
// (L C R … LFE), each with an overload light above. Holds values only; the bridge asks the port. [window
// thread]

#include <QPainter>
#include <QRect>

#include "ui/meters/ballistics.h"
#include "ui/ports/meters.h"

namespace dub::ui {

enum class BarKind : unsigned char {
    sample_peak, // falls 20 dB a second
    quasi_peak,  // PPM type I, IEC 60268-10: falls by itself
};

class MeterGroup {
  public:
    struct Look {
        int bar = 14, gap = 4; // pixels
        bool names = true;     // of the speakers below the bars
    };
    static constexpr int clip_height = 6, label_height = 16;

    MeterGroup(session::StripOwner owner, std::string name, Layout layout, Look look);

    [[nodiscard]] const session::StripOwner& owner() const { return owner_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const Layout& layout() const { return layout_; }
    [[nodiscard]] static int width(const Layout& layout, const Look& look); // pixels
    [[nodiscard]] int width() const { return width(layout_, look_); }
    void set_look(Look look) { look_ = look; }
    void place(QRect where) { place_ = where; }
    [[nodiscard]] QRect place() const { return place_; }
    [[nodiscard]] QRect bars() const; // without lights and names

    // True when something painted looks different now. A reading without channels: nothing is measured.
    bool step(const MeterReading& reading, BarKind kind, double seconds);
    void paint(QPainter& painter) const;
    // "L peak -12.3 dBFS, true peak -11.9 dBTP", one line a channel.
    [[nodiscard]] QString words() const;

  private:
    void paint_bar(QPainter& painter, QRect area, std::size_t channel) const;

    session::StripOwner owner_;
    std::string name_;
    Layout layout_;
    Look look_;
    QRect place_;
    std::vector<Bar> bars_;
    std::vector<ChannelReading> readings_; // the last
    std::vector<double> highest_db_;       // sample peaks since the group was made
};

} // namespace dub::ui
