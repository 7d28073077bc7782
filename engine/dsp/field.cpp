#include "engine/dsp/field.h"

#include <algorithm>
#include <cmath>

namespace dub::dsp {
namespace {

FloorPlace floor_of(const RoomPosition& place) {
    return {static_cast<float>(place.x), static_cast<float>(place.y)};
}

// The middle of the power that a channel sends to the room's speakers. A pair of neighbours at equal gain is
// what the panner gives for the place between them.
Field::Channel channel_of(const Matrix& rest, int input) {
    Field::Channel channel;
    RoomPosition middle{0, 0, 0};
    double power = 0;
    for (int output = 0; output < rest.to().channels(); ++output) {
        const auto place = rest.to().position(rest.to()[output]);
        const double share = rest.gain(output, input) * rest.gain(output, input);
        if (!place || share == 0) continue;
        power += share;
        middle.x += share * place->x;
        middle.y += share * place->y;
        middle.z += share * place->z;
    }
    const auto own = rest.from().position(rest.from()[input]);
    if (!own || power == 0) return channel;
    channel.placed = true;
    channel.gain = static_cast<float>(std::sqrt(power));
    channel.home = along_walls(floor_of({middle.x / power, middle.y / power, 0}));
    channel.z = static_cast<float>(middle.z / power);
    channel.own = along_walls(floor_of(*own));
    return channel;
}

} // namespace

Field::Field(const Matrix& rest) {
    for (int input = 0; input < rest.from().channels(); ++input)
        channels_.push_back(channel_of(rest, input));
}

bool Field::stands() const {
    return std::ranges::any_of(channels_, [](const Channel& channel) { return channel.placed; });
}

} // namespace dub::dsp
