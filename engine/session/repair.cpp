#include "engine/session/repair.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/show_value.h"
#include "engine/session/lookup.h"
#include "engine/session/parameters/catalogue.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

// Nearest to it that the parameter can have.
double fitting(const Parameter& parameter, double value) {
    if (std::isnan(value)) return parameter.fallback;
    value = std::clamp(value, parameter.min, parameter.max);
    return parameter.taper == Taper::stepped ? std::round(value) : value;
}

std::string range_of(const Parameter& parameter) {
    const std::string_view unit = unit_text(parameter.unit);
    return fmt::format("{} to {}{}{}", parameter.min, parameter.max, unit.empty() ? "" : " ", unit);
}

bool is_sound(const std::vector<LanePoint>& points, const Parameter& parameter) {
    return std::ranges::is_sorted(points, {}, &LanePoint::at) &&
           std::ranges::all_of(points, [&](const LanePoint& point) {
               return point.value >= parameter.min && point.value <= parameter.max;
           });
}

class Mending {
  public:
    explicit Mending(Diagnostics& told)
        : told_(told) {}

    bool values(ParameterValues& values, std::span<const Parameter> declared, const std::string& where) {
        bool mended = false;
        for (const auto& [id, value] : std::vector(values.entries())) {
            const Parameter* const parameter = find_parameter(declared, id);
            if (parameter == nullptr) continue;
            const double to = fitting(*parameter, value);
            if (to == value) continue;
            values.set(*parameter, to);
            mended = true;
            tell("session.clamped", where,
                 fmt::format("{} had '{}' at {}, outside {}; it is {} now.", where, id, value,
                             range_of(*parameter), to));
        }
        return mended;
    }

    void points(std::vector<LanePoint>& points, const Parameter& parameter, const std::string& where) {
        std::vector<std::string> done;
        if (!std::ranges::is_sorted(points, {}, &LanePoint::at)) {
            std::ranges::stable_sort(points, {}, &LanePoint::at);
            done.emplace_back("its points were out of order and are sorted by time");
        }
        if (const auto left_out =
                std::erase_if(points, [](const LanePoint& point) { return std::isnan(point.value); }))
            done.push_back(fmt::format("points without a number are left out: {}", left_out));
        std::size_t clamped = 0;
        for (LanePoint& point : points) {
            const double to = std::clamp(point.value, parameter.min, parameter.max);
            clamped += to == point.value ? 0 : 1;
            point.value = to;
        }
        if (clamped > 0)
            done.push_back(
                fmt::format("values outside {} stand at its end now: {}", range_of(parameter), clamped));
        tell("session.lane-repaired", where, fmt::format("Of {} {}.", where, fmt::join(done, "; ")));
    }

    bool strip(Strip& strip, StripOwner owner, const std::string& where) {
        bool mended = values(strip.values, parameters_of(owner), where);
        for (Insert& insert : strip.inserts)
            if (const auto* const processor = find_processor_parameters(insert.processor))
                mended |= values(insert.values, processor->parameters,
                                 fmt::format("{} ({}) of {}", insert.id.text(), insert.processor, where));
        for (Send& send : strip.sends)
            mended |=
                values(send.values, strip::send_parameters, fmt::format("{} of {}", send.id.text(), where));
        for (auto& shared : strip.lanes) {
            const Parameter* const parameter = declared_parameter(strip, shared->target);
            if (parameter == nullptr || is_sound(shared->points, *parameter)) continue;
            Lane lane = *shared;
            points(lane.points, *parameter,
                   fmt::format("{} ({}) of {}", lane.id.text(), lane.target.parameter, where));
            shared = share(std::move(lane));
            mended = true;
        }
        if (mended) std::erase_if(strip.lanes, [](const auto& lane) { return lane->points.empty(); });
        return mended;
    }

  private:
    void tell(const char* code, const std::string& where, std::string sentence) {
        told_.push_back({Severity::warning, code, where, std::move(sentence)});
    }
    Diagnostics& told_;
};

void mend_layers(Version& version, Mending& mending) {
    for (auto& shared : version.strips) {
        if (is_sound(shared->lane, strip::version_trim)) continue;
        VersionStrip layer = *shared;
        mending.points(layer.lane, strip::version_trim,
                       fmt::format("the trim of {} in version '{}'", layer.owner.text(), version.name));
        shared = share(std::move(layer));
    }
}

} // namespace

Repaired repaired(const Session& session) {
    Repaired done{session, {}};
    Mending mending(done.told);
    for (const StripOwner& owner : strip_owners(session)) {
        Strip strip = *find_strip(session, owner);
        if (mending.strip(strip, owner, title(session, owner)))
            done.session = with_strip(std::move(done.session), owner, std::move(strip));
    }
    for (auto& shared : done.session.versions) {
        const auto sound = [](const auto& layer) { return is_sound(layer->lane, strip::version_trim); };
        if (std::ranges::all_of(shared->strips, sound)) continue;
        Version version = *shared;
        mend_layers(version, mending);
        shared = share(std::move(version));
    }
    return done;
}

} // namespace dub::session
