#pragma once
// The parts of a written AAF: recordings and tracks as trees.

#include <random>
#include <unordered_set>

#include "engine/conform/turnover.h"
#include "formats/turnover/aaf/doubts.h"
#include "formats/turnover/aaf/write.h"
#include "formats/turnover/aaf/write_model.h"

namespace dub::turnover::aaf {

// Ids for mobs: those a source brings, each once, and fresh ones (SMPTE 330, material number by random UUID).
class MobIds {
  public:
    [[nodiscard]] MobId given(const conform::Source& source,
                              std::size_t place); // fresh when it has none there
    [[nodiscard]] MobId fresh();

  private:
    std::unordered_set<MobId, MobIdHash> used_;
    std::random_device random_;
};

struct WrittenSource {
    MobId master;
    Rational rate; // edit units of the master's slots
    int channels = 1;
};

// The mobs of one recording, appended to `mobs`; embedded essence to `essence`.
[[nodiscard]] WrittenSource write_source(const conform::Source& source, const std::filesystem::path& media,
                                         Rational played_to, MobIds& ids, std::vector<Node>& mobs,
                                         std::vector<Node>& essence);

// The slots of a track: one, and more where clips overlap.
struct TrackPlace {
    Rational origin;            // record seconds where the composition begins
    FrameRate frames;           // of the composition
    SampleRate samples;         // where frames do not do
    std::uint32_t first_id = 1; // slot id of the first
};
[[nodiscard]] std::vector<Node> write_track(const conform::ListTrack& track, const TrackPlace& place,
                                            const conform::Turnover& turnover,
                                            const std::vector<WrittenSource>& sources, Doubts& doubts);
// Slots for markers: one for those of the timeline, one for each track that has some. `slot_ids` by track.
[[nodiscard]] std::vector<Node> write_markers(const conform::Turnover& turnover, Rational origin,
                                              const std::vector<std::uint32_t>& slot_ids,
                                              std::uint32_t first_id);

// The root of a file of those mobs and that essence.
[[nodiscard]] Node root_of(std::vector<Node> mobs, std::vector<Node> essence,
                           std::string_view product_version);
[[nodiscard]] Node mob_node(Class c, const MobId& id, std::string_view name);
[[nodiscard]] Node timeline_slot(std::uint32_t id, std::string_view name, int number, Rational rate,
                                 Node segment);
[[nodiscard]] Node component(Class c, const Auid& data, std::int64_t length);
[[nodiscard]] Node timecode_node(const TimecodeFormat& format, FramePos start, std::int64_t length);
[[nodiscard]] Node tagged(std::string_view name, std::string_view value);
[[nodiscard]] Node tagged(std::string_view name, std::int32_t value);
[[nodiscard]] std::array<std::byte, 8> time_now(); // as a TimeStamp of the AAF model, UTC

} // namespace dub::turnover::aaf
