#pragma once
// Small sessions by hand and their renders in memory: what the tests of plan and render are told in.

#include <vector>

#include "engine/plan/plan.h"
#include "engine/render/offline.h"
#include "tests/support/recordings.h"
#include "tests/support/unwatched.h"

namespace dub::test {

inline constexpr double minus_140_dbfs = 1e-7;

using Row = std::vector<float>;
using Sound = std::vector<Row>; // a row for each channel

// 48 kHz, 24 fps, starting at 00:00:00:00, with the usual stems.
[[nodiscard]] session::Session empty_session(const Layout& home);

struct NewTrack {
    std::string name = "T";
    Layout layout{Speaker::M};
    std::optional<session::Role> role = session::Role::effects;
    SampleRange place{{0}, {48000}};
    session::Strip strip = {};
    BusId output = {}; // none: the stem of the role
};
// Adds a track with one clip of a new medium of the same layout; its lanes get ids of their own.
MediaId add_track(session::Session& session, NewTrack track);
// Puts another strip on a bus, or other things.
void change_bus(session::Session& session, BusId bus, const std::function<void(session::Bus&)>& change);
void change_track(session::Session& session, std::string name,
                  const std::function<void(session::Track&)>& change);
BusId add_bus(session::Session& session, session::Bus bus);
[[nodiscard]] BusId stem(const session::Session& session, std::string_view name);
[[nodiscard]] session::Shared<session::Lane> lane(session::ParameterAddress target,
                                                  std::vector<session::LanePoint> points);

[[nodiscard]] std::unique_ptr<plan::Plan> compiled(const session::Session& session,
                                                   const plan::Target& target, const Recordings& recordings);
[[nodiscard]] plan::Target printmaster();
// One Sound for each output.
[[nodiscard]] std::vector<Sound> rendered(plan::Plan& plan, SampleRange range,
                                          render::OfflineOptions options = {1, 4096});
[[nodiscard]] Sound rendered(const session::Session& session, const Recordings& recordings,
                             SampleRange range);

class MemorySink final : public AudioSink {
  public:
    explicit MemorySink(int channels)
        : sound(static_cast<std::size_t>(channels)) {}
    [[nodiscard]] Result<void> write(ConstAudioBlock block) override;
    [[nodiscard]] Result<void> finish() override { return {}; }
    Sound sound;
};

// The largest |a - b|; both equally long.
[[nodiscard]] double difference(const Sound& a, const Sound& b);
[[nodiscard]] double peak(const Row& row);

} // namespace dub::test
