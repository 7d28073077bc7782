#pragma once
// Which speaker each channel of a file is, told by the first of these that says it for every channel: chna,
// iXML track names (when all are labels of speakers), the channel mask, the number of channels (docs/cli.md).
// Any thread.

#include <string>

#include "formats/wave/wave_info.h"

namespace dub::wave {

// Fills info.format.layout and info.layout_source from info.channels, chna, ixml and mask; adds diagnostics
// where a source was there and could not be followed. Channels that nothing names become mono channels of
// their own.
void tell_layout(WaveInfo& info, const std::string& file);

} // namespace dub::wave
