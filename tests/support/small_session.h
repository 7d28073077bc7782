#pragma once
// A session one can hold in the head: 48 kHz, 24 fps, 7.1, starting at 01:00:00:00, with a minute of two
// recordings and the tracks DX 1 (mono), DX 2 (mono), FX 1 (2.0). Times in tests count samples from the
// start.

#include <stdexcept>

#include "engine/session/lookup.h"
#include "engine/session/session.h"

namespace dub::test {

[[nodiscard]] session::Session small_session();

// The sample at which it starts.
[[nodiscard]] SamplePos start_of(const session::Session& session);
// What session::check says against it, the first of it, its code before; "" when it is sound.
[[nodiscard]] std::string first_error(const session::Session& session);

// Clips by place on their track, for short expectations: "0-100 200-300".
[[nodiscard]] std::string places(const session::Session& session, std::string_view track);
[[nodiscard]] SamplePos from_start(std::int64_t samples); // in small_session()
[[nodiscard]] TrackId track_id(const session::Session& session, std::string_view name);
[[nodiscard]] BusId bus_id(const session::Session& session, std::string_view name);

// Puts a clip there; its name is how others find it. Returns its id through `session`'s next_id before the
// call.
ClipId put(session::Session& session, std::string_view track, std::int64_t start, std::int64_t end,
           std::string name = "clip");
[[nodiscard]] const session::Clip& clip(const session::Session& session, ClipId id);

// The value of a result a test expects to succeed; throws its sentence otherwise.
template <class T> T must(Result<T> result) {
    if (!result) throw std::logic_error(result.error().text());
    return std::move(*result);
}

} // namespace dub::test
