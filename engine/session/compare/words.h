#pragma once
// Values of a session in a mixer's words: "-3 dB", "01:00:12:05", "bypassed". A name where the value is an
// id; the id itself when nothing has it. Pure, any thread.

#include <string>

#include "engine/session/session.h"

namespace dub::session {

class Words {
  public:
    explicit Words(const Session& session)
        : session_(session) {}

    [[nodiscard]] std::string of(const std::string& text) const;
    [[nodiscard]] std::string of(bool on) const;
    [[nodiscard]] std::string of(int number) const;
    [[nodiscard]] std::string of(std::uint64_t number) const;
    [[nodiscard]] std::string of(Db db) const;
    [[nodiscard]] std::string of(SampleRate rate) const;
    [[nodiscard]] std::string of(FrameRate rate) const;
    [[nodiscard]] std::string of(const TimecodeFormat& format) const;
    [[nodiscard]] std::string of(SampleCount length) const;
    [[nodiscard]] std::string of(FrameCount length) const;
    [[nodiscard]] std::string of(SamplePos at) const;
    [[nodiscard]] std::string of(FramePos at) const;
    [[nodiscard]] std::string of(FrameRange range) const;
    [[nodiscard]] std::string of(SampleRange range) const;
    [[nodiscard]] std::string of(const Layout& layout) const;
    [[nodiscard]] std::string of(Role role) const;
    [[nodiscard]] std::string of(RoleSet roles) const;
    [[nodiscard]] std::string of(TrackId id) const;
    [[nodiscard]] std::string of(BusId id) const;
    [[nodiscard]] std::string of(MediaId id) const;
    [[nodiscard]] std::string of(VersionId id) const;
    [[nodiscard]] std::string of(PlaylistId id) const;
    [[nodiscard]] std::string of(ClipGroupId id) const;
    [[nodiscard]] std::string of(BusKind kind) const;
    [[nodiscard]] std::string of(SendTap tap) const;
    [[nodiscard]] std::string of(SegmentKind kind) const;
    [[nodiscard]] std::string of(SurroundPair pair) const;
    [[nodiscard]] std::string of(SoloMode mode) const;
    [[nodiscard]] std::string of(const Key& key) const;
    [[nodiscard]] std::string of(const Fade& fade) const;
    [[nodiscard]] std::string of(const Speed& speed) const;
    [[nodiscard]] std::string of(const RateChange& rate) const;
    [[nodiscard]] std::string of(const FoldDown& fold) const;
    [[nodiscard]] std::string of(const std::vector<LanePoint>& points) const;
    [[nodiscard]] std::string of(const std::vector<int>& channels) const;
    [[nodiscard]] std::string of(StripOwner owner) const;
    [[nodiscard]] std::string of(const std::vector<StripOwner>& members) const;
    [[nodiscard]] std::string of(AutomationMode mode) const;
    [[nodiscard]] std::string of(const std::vector<ParameterAddress>& parameters) const;
    template <class T> [[nodiscard]] std::string of(const std::optional<T>& value) const {
        return value ? of(*value) : "none";
    }
    // With the parameter's unit: "-6 dB", "80 Hz"; the bare number when nothing declares it.
    [[nodiscard]] static std::string value_of(const Parameter* declared, double value);

    // The strip's name before what is meant on it: "DX 1: fader", "FX: filter low-cut".
    [[nodiscard]] std::string target_of(StripOwner owner, const ParameterAddress& address) const;

  private:
    const Session& session_;
};

// Everywhere on the timeline: what a difference covers that holds before the first and after the last point.
inline constexpr SampleRange always{{-(std::int64_t{1} << 47)}, {std::int64_t{1} << 47}};

} // namespace dub::session
