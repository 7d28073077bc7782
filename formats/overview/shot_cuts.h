#pragma once
// Where a film changes from one shot to the next, found by its brightness. [disk]
//
// A frame's signature is the distribution of brightness (Y' of ITU-R BT.709) in each of 4 x 4 regions. Two
// frames differ by how far brightness has to be moved to turn one distribution into the other (the earth
// mover's distance; in one dimension the area between the sums), mean of all regions, 0 black to 1 white: a
// flicker or a slow move differs little, another shot much. A cut lies before a frame that differs by more
// than 0.06 from the one before, and by twice as much as its neighbours do, so a whip pan is none.
//
// Not every frame is looked at: only where frames half a second apart differ by that much is the half second
// divided, again and again, towards the cut. So a flash between two frames of one shot is not found, which is
// as wanted, nor a shot of less than half a second that returns to the one before.

#include <vector>

#include "engine/core/io.h"

namespace dub::overview {

// The first frames of all shots but the first, rising; at most one in two frames. Damaged frames are passed
// over. Errors: cancelled.
[[nodiscard]] Result<std::vector<FrameCount>> find_cuts(PictureSource& film, Progress& progress);

} // namespace dub::overview
