#pragma once
// Reads an edit's arguments, with the same words in every error: the edit, the argument, what was found, what
// was expected. read() leaves `out` as it is when an optional argument is absent. Pure, any thread.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

// The smallest and largest number allowed, and the unit for the sentence.
struct Limits {
    double min, max;
    std::string_view unit;
};

// Positions and lengths of a session: 90 years at 48 kHz, the range in which engine/core/time.h is exact.
inline constexpr std::int64_t position_limit = std::int64_t{1} << 47;

class ArgumentReader {
  public:
    ArgumentReader(const Session& session, std::string_view edit, const Arguments& given)
        : session_(session)
        , edit_(edit)
        , given_(given) {}

    // Refuses an argument that is not declared (and lists the known ones) and a required one that is missing.
    [[nodiscard]] Result<void> accept(std::span<const ArgumentDeclaration> declared) const;

    [[nodiscard]] bool has(std::string_view name) const { return given_.contains(name); }
    [[nodiscard]] const Session& session() const { return session_; }

    // Any type that has a convert() below, alone, as std::optional, or as a list (one entry may stand without
    // brackets).
    template <class T> [[nodiscard]] Result<void> read(std::string_view name, T& out) const;
    template <class T> [[nodiscard]] Result<void> read(std::string_view name, std::optional<T>& out) const;
    template <class T> [[nodiscard]] Result<void> read(std::string_view name, std::vector<T>& out) const;
    // Many clips by id are found in one walk.
    [[nodiscard]] Result<void> read(std::string_view name, std::vector<ClipId>& out) const;
    [[nodiscard]] Result<void> read(std::string_view name, double& out, Limits limits) const;
    [[nodiscard]] Result<void> read(std::string_view name, Db& out, Limits limits) const;
    // One of `names`; the enumerators stand in the same order.
    template <class Enum>
    [[nodiscard]] Result<void> read(std::string_view name, Enum& out,
                                    std::span<const std::string_view> names) const;
    // A number in the parameter's range; a toggle also as true and false, a choice also by its word.
    [[nodiscard]] Result<void> read(std::string_view name, double& out, const Parameter& parameter) const;
    // {"fader": -6, "mute": true}: values of the declared parameters.
    [[nodiscard]] Result<void> read(std::string_view name, ParameterValues& out,
                                    std::span<const Parameter> declared) const;
    // A list of [time, value] or {"at": time, "value": number}, sorted here by time.
    [[nodiscard]] Result<void> read(std::string_view name, std::vector<LanePoint>& out, Limits limits) const;

    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, std::string& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, bool& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, std::int64_t& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, SamplePos& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, SampleCount& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, FramePos& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, FrameCount& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, Layout& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, Role& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, RoleSet& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, FrameRate& out) const;
    // Things of the session, by id or by a name that only one of them has.
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, TrackId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, BusId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, StripOwner& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, VcaId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, MixGroupId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, ClipId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, MediaId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, MarkerId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, SegmentId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, PictureId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, VersionId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, PrintId& out) const;
    // Beside a `strip` argument also by the processor's name or the bus the send goes to.
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, InsertId& out) const;
    [[nodiscard]] Result<void> convert(std::string_view name, const Value& value, SendId& out) const;

    // "move_clips: 'by' …": the beginning of every sentence about an argument.
    [[nodiscard]] std::unexpected<Error> wrong(std::string_view name, const Value& value,
                                               std::string_view expected) const;
    [[nodiscard]] std::unexpected<Error> refuse(std::string_view sentence) const;

  private:
    [[nodiscard]] const Value* find(std::string_view name) const;
    [[nodiscard]] Result<void> number(std::string_view name, const Value& value, Limits limits,
                                      double& out) const;
    [[nodiscard]] Result<void> choice(std::string_view name, std::span<const std::string_view> names,
                                      std::size_t& out) const;
    [[nodiscard]] Result<void> parameter_value(std::string_view name, const Value& value,
                                               const Parameter& parameter, double& out) const;
    [[nodiscard]] Result<void> point(std::string_view name, const Value& value, Limits limits,
                                     LanePoint& out) const;

    const Session& session_;
    std::string_view edit_;
    const Arguments& given_;
};

template <class T> Result<void> ArgumentReader::read(std::string_view name, T& out) const {
    const Value* value = find(name);
    return value == nullptr ? Result<void>{} : convert(name, *value, out);
}

template <class T> Result<void> ArgumentReader::read(std::string_view name, std::optional<T>& out) const {
    const Value* value = find(name);
    if (value == nullptr) return {};
    T read{};
    CHECK(convert(name, *value, read));
    out = read;
    return {};
}

template <class T> Result<void> ArgumentReader::read(std::string_view name, std::vector<T>& out) const {
    const Value* value = find(name);
    if (value == nullptr) return {};
    const auto* list = std::get_if<Value::List>(&value->data);
    const std::span<const Value> entries = list != nullptr ? std::span(*list) : std::span(value, 1);
    if (entries.empty()) return wrong(name, *value, "at least one entry");
    for (const Value& entry : entries)
        CHECK(convert(name, entry, out.emplace_back()));
    return {};
}

template <class Enum>
Result<void> ArgumentReader::read(std::string_view name, Enum& out,
                                  std::span<const std::string_view> names) const {
    auto index = static_cast<std::size_t>(out);
    CHECK(choice(name, names, index));
    out = static_cast<Enum>(index);
    return {};
}

} // namespace dub::session
