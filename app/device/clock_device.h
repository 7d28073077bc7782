#pragma once
// A device that is none: asks for sound at the pace of the machine's clock and throws it away, so that the
// transport, the picture and the meters work on a machine without a sound card. [control]

#include <memory>

#include "engine/core/io.h"

namespace dub::app {

[[nodiscard]] std::unique_ptr<AudioDevice> clock_device(const Layout& layout, SampleRate rate);

} // namespace dub::app
