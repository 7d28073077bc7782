#pragma once
// The meters of the control room for the views of a session. A reading takes the peaks since the last; within
// a turn of painting all views share one. [window thread]

#include <cmath>
#include <functional>
#include <map>

#include "app/playback/control_room.h"
#include "app/playback/history_points.h"
#include "app/window/scope_readings.h"
#include "ui/ports/meters.h"

namespace dub::app {

class RoomMeters final : public ui::MeterPort {
  public:
    using SessionNow = std::function<const session::Session&()>;
    // Both must outlive it.
    RoomMeters(ControlRoom& room, SessionNow session)
        : room_(room)
        , session_(std::move(session)) {}

    void turn() override { read_.clear(); }
    [[nodiscard]] ui::MeterReading strip(const session::StripOwner& owner) const override {
        const auto known = read_.find(owner);
        return known != read_.end() ? known->second : read_[owner] = read_strip(owner);
    }
    [[nodiscard]] ui::MeterReading read_strip(const session::StripOwner& owner) const {
        ui::MeterReading read = levels_of(owner);
        read.reduction_db = room_.strips().take_reduction(owner);
        return read;
    }
    [[nodiscard]] ui::MeterReading monitor() const override {
        const auto& settings = room_.settings();
        const auto& set = settings.sets[static_cast<std::size_t>(settings.set)];
        return reading(set.layout, clipped_[{}], [&](int speaker) {
            const int channel = set.patch[static_cast<std::size_t>(speaker)];
            auto& levels = room_.device_levels();
            return channel >= 0 && channel < levels.channels() ? levels.take(channel)
                                                               : measure::LevelReading{};
        });
    }
    [[nodiscard]] ui::LoudnessReading loudness() const override {
        const measure::LoudnessReading now = room_.meters().loudness();
        float highest = now.true_peak_max[0]; // not a number: nothing was measured
        for (const float peak : now.true_peak_max)
            if (peak > highest) highest = peak;
        // Too little speech so far: the programme's own loudness is not shown under dialogue's name.
        const bool speech = now.dialogue_method == measure::DialogueMethod::stem_assisted;
        const double dialogue = speech ? now.dialogue : minus_infinity;
        return {{now.momentary}, {now.short_term}, {now.integrated}, {dialogue}, {now.range}, {highest}};
    }
    [[nodiscard]] std::vector<ui::StemLoudness> stems() const override {
        const auto& names = room_.meters().setup().stems;
        const measure::StemReadings now = room_.meters().stems();
        std::vector<ui::StemLoudness> all;
        for (std::size_t s = 0; s < std::min(now.count, names.size()); ++s)
            all.push_back(
                {names[s], {now.stems[s].momentary}, {now.stems[s].short_term}, {now.stems[s].integrated}});
        return all;
    }
    [[nodiscard]] ui::ScopeReading scope() const override { return scope_of(room_.meters()); }
    [[nodiscard]] ui::SpectrumReading spectrum() const override { return spectrum_of(room_.meters()); }
    [[nodiscard]] std::span<const ui::LoudnessPoint> history() const override {
        const auto& heard = heard_.update(room_.meters().history());
        if (heard_.turn() == shown_) return points_;
        shown_ = heard_.turn();
        points_.clear();
        for (const HistoryPoint& point : heard)
            points_.push_back({point.at, point.momentary_lufs, point.short_term_lufs});
        return points_;
    }
    void clear_overloads() override { clipped_.clear(); }
    void reset_loudness() override { room_.meters().reset(); }

  private:
    [[nodiscard]] ui::MeterReading levels_of(const session::StripOwner& owner) const {
        const session::Session& session = session_();
        if (owner.bus && owner.bus == session::printmaster_of(session)->id) return mains(owner);
        const auto meter = room_.strips().find(owner);
        const Layout layout = layout_of(session, owner);
        if (!meter || meter->channels() != layout.channels()) return {};
        return reading(layout, clipped_[owner], [&](int c) { return meter->take(c); });
    }
    template <class Take>
    static ui::MeterReading reading(const Layout& layout, std::vector<bool>& clipped, const Take& take) {
        ui::MeterReading read{layout, {}};
        clipped.resize(static_cast<std::size_t>(layout.channels()));
        for (int c = 0; c < layout.channels(); ++c) {
            const measure::LevelReading level = take(c);
            const auto at = static_cast<std::size_t>(c);
            if (level.peak >= 1) clipped[at] = true;
            read.channels.push_back({sample_peak_of(level.peak), to_db({level.ppm}).value, {}, clipped[at]});
        }
        return read;
    }
    [[nodiscard]] ui::MeterReading mains(const session::StripOwner& owner) const {
        measure::LiveMeters& meters = room_.meters();
        const auto& outputs = meters.setup().outputs; // the printmaster is the first
        auto read =
            reading(outputs.front().layout, clipped_[owner], [&](int c) { return meters.levels(0).take(c); });
        const auto peaks = meters.loudness().true_peak_max;
        for (std::size_t c = 0; c < read.channels.size(); ++c)
            if (!std::isnan(peaks[c])) read.channels[c].true_peak_max = {peaks[c]};
        return read;
    }
    static Layout layout_of(const session::Session& session, const session::StripOwner& owner) {
        if (const auto* const bus = owner.bus ? session::find_bus(session, owner.bus) : nullptr)
            return bus->layout;
        if (const auto* const track = owner.track ? session::find_track(session, owner.track) : nullptr)
            return track->layout;
        return {};
    }

    ControlRoom& room_;
    mutable std::map<session::StripOwner, ui::MeterReading> read_; // in this turn
    SessionNow session_;
    mutable std::map<session::StripOwner, std::vector<bool>> clipped_;
    mutable HistoryPoints heard_;
    mutable std::uint64_t shown_ = 0; // of heard_, when the points were made
    mutable std::vector<ui::LoudnessPoint> points_;
};

} // namespace dub::app
