#pragma once
// What the mix's own panner makes of a strip's values, so that no view repeats its law. [window thread]

#include <optional>
#include <vector>

#include "engine/core/layout.h"
#include "engine/session/parameter.h"

namespace dub::ui {

struct PanPicture {
    std::vector<std::optional<RoomPosition>> places; // of each channel of the source; none: the LFE
    std::vector<double> powers; // of each speaker of the room, all channels together; 1: all of one
};

class PannerPort {
  public:
    virtual ~PannerPort() = default;
    // Empty where no way leads from one to the other.
    [[nodiscard]] virtual PanPicture picture(const Layout& source, const Layout& room,
                                             const session::ParameterValues& values) const = 0;
};

} // namespace dub::ui
