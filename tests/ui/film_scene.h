#pragma once
// A scene as mixers have it: dialogue, foley, effects, ambience, music, markers, two reels, a picture.

#include "engine/session/session.h"

namespace dub::test {

[[nodiscard]] session::Session film_scene();

} // namespace dub::test
