#pragma once
// The ports a window asks, without a program behind them: a document that applies the catalogue's own edits
// and keeps their history, a transport that goes where it is told, sounds made of a formula.

#include <cmath>
#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "engine/core/io.h"
#include "engine/session/edits/catalogue.h"
#include "engine/session/passes/writing.h"
#include "ui/ports/ports.h"

namespace dub::test {

class FakeDocument : public ui::DocumentPort {
  public:
    explicit FakeDocument(session::Session first)
        : entries_{{"opened", std::move(first)}} {}

    const session::Session& now() const override { return entries_[at_].second; }
    std::string file_name() const override { return "scene.dub"; }
    bool read_only() const override { return locked; }
    bool has_unsaved() const override { return at_ != 0; }
    Result<Diagnostics> apply(const std::vector<ui::Edit>& gesture, const std::string& name) override {
        session::Session next = now();
        for (const ui::Edit& edit : gesture) {
            const auto* declared = session::find_edit(edit.name);
            if (declared == nullptr) return fail(ErrorCode::usage, "no edit " + edit.name);
            TRY(next, declared->apply(next, edit.arguments));
        }
        entries_.resize(at_ + 1);
        entries_.emplace_back(name, std::move(next));
        ++at_;
        changed(now());
        return Diagnostics{};
    }
    Result<void> undo() override { return at_ == 0 ? nothing() : go_to(at_ - 1); }
    Result<void> redo() override { return at_ + 1 == entries_.size() ? nothing() : go_to(at_ + 1); }
    std::vector<ui::HistoryEntry> history() const override {
        std::vector<ui::HistoryEntry> names;
        for (const auto& [name, session] : entries_)
            names.push_back({name});
        return names;
    }
    std::size_t history_at() const override { return at_; }
    Result<void> go_to(std::size_t entry) override {
        at_ = entry;
        changed(now());
        return {};
    }
    Result<Diagnostics> save() override { return Diagnostics{}; }

    std::function<void(const session::Session&)> changed = [](const session::Session&) {};
    bool locked = false;

  private:
    static Result<void> nothing() { return fail(ErrorCode::unfit, "nothing to go to"); }
    std::vector<std::pair<std::string, session::Session>> entries_;
    std::size_t at_ = 0;
};

class FakeTransport : public ui::TransportPort {
  public:
    ui::TransportState state() const override { return now; }
    void play(double speed) override { now.speed = speed; }
    void stop() override { now.speed = 0; }
    void locate(SamplePos to) override { now.heard = to; }
    void audition(SampleRange range) override { auditioned = range; }
    void loop(std::optional<SampleRange> range) override { now.loop = range; }
    Result<void> reconnect() override { return {}; }

    ui::TransportState now;
    SampleRange auditioned;
};

class FakeMeters : public ui::MeterPort {
  public:
    ui::MeterReading strip(const session::StripOwner& owner) const override {
        if (const auto reading = readings.find(owner); reading != readings.end()) return reading->second;
        const auto level = levels.find(owner);
        if (level == levels.end()) return {};
        return {Layout{Speaker::M}, {{{level->second}, level->second, {}, level->second >= 0}}};
    }
    ui::MeterReading monitor() const override { return {}; }
    ui::LoudnessReading loudness() const override { return loud; }
    std::vector<ui::StemLoudness> stems() const override { return stem_readings; }
    ui::ScopeReading scope() const override {
        ++scopes_asked;
        return scope_reading;
    }
    ui::SpectrumReading spectrum() const override {
        ++scopes_asked;
        return spectrum_reading;
    }
    std::span<const ui::LoudnessPoint> history() const override { return points; }
    void clear_overloads() override { ++cleared; }
    void reset_loudness() override { ++reset; }

    std::map<session::StripOwner, double> levels;             // dBFS, of a mono strip
    std::map<session::StripOwner, ui::MeterReading> readings; // whole ones
    std::vector<ui::LoudnessPoint> points;
    ui::LoudnessReading loud;
    std::vector<ui::StemLoudness> stem_readings;
    ui::ScopeReading scope_reading;
    ui::SpectrumReading spectrum_reading;
    int cleared = 0, reset = 0;
    mutable int scopes_asked = 0;
};

// Words between pauses: a waveform one can tell apart by its recording and follow through zooms.
class FakeOverviews : public ui::OverviewPort {
  public:
    std::optional<std::vector<ui::WaveColumn>> columns(MediaId media, int channel, SampleRange range,
                                                       int count) override {
        ++asked;
        if (!ready) return std::nullopt;
        if (media == missing) return std::vector<ui::WaveColumn>{};
        std::vector<ui::WaveColumn> made(static_cast<std::size_t>(count));
        const double step = static_cast<double>(range.length().value) / count;
        for (std::size_t i = 0; i < made.size(); ++i) {
            const double at = static_cast<double>(range.start.value) + static_cast<double>(i) * step;
            if (step <= 1)
                made[i].max = made[i].min = static_cast<float>(level(media, channel, at) * std::sin(at / 9));
            else
                made[i] = column(level(media, channel, at), at);
        }
        return made;
    }
    std::uint64_t revision() const override { return revised; }
    std::uint64_t renewed() const override { return renewals; }
    std::string sentence() const override { return trouble; }
    double building() const override { return ready ? 1 : 0; }

    MediaId missing;
    bool ready = true;
    std::uint64_t revised = 1, renewals = 0;
    std::string trouble;
    int asked = 0;

  private:
    // A minute of loudness in steps of 10 ms, the same for all: recordings and channels begin elsewhere in
    // it.
    static const std::vector<float>& minute() {
        static const std::vector<float> made = [] {
            std::vector<float> levels(6000);
            for (std::size_t i = 0; i < levels.size(); ++i) {
                const double second = static_cast<double>(i) / 100;
                const double phrase = std::max(0.0, std::sin(second * 1.3) * 0.7 + 0.3);
                levels[i] = static_cast<float>(phrase * (0.35 + 0.3 * std::abs(std::sin(second * 9.1)) +
                                                         0.2 * std::abs(std::sin(second * 31))));
            }
            return levels;
        }();
        return made;
    }
    static double level(MediaId media, int channel, double at) {
        const auto step =
            static_cast<std::int64_t>(at / 480) + static_cast<std::int64_t>(media.value) * 170 + channel * 11;
        return minute()[static_cast<std::size_t>((step % 6000 + 6000) % 6000)];
    }
    static ui::WaveColumn column(double level, double at) {
        const auto peak = static_cast<float>(level * (0.75 + 0.25 * (std::fmod(at, 1700) / 1700)));
        return {-peak * 0.9F, peak, peak * 0.45F};
    }
};

class FakePictures : public ui::PicturePort {
  public:
    std::shared_ptr<const Picture> at(SamplePos, double, int, int) override { return nullptr; }
    // A sky that grows dark, a ground, and the frame's number as a bar.
    std::shared_ptr<const Picture> thumbnail(PictureId, FrameCount frame) override {
        Picture made{frame, {160, 90}, 160, std::vector<std::uint32_t>(160 * 90)};
        for (int y = 0; y < 90; ++y)
            for (int x = 0; x < 160; ++x) {
                const auto shade = static_cast<std::uint32_t>(y < 60 ? 200 - y * 2 : 70);
                const bool bar = y > 80 && x < frame.value % 160;
                made.pixels[static_cast<std::size_t>(y * 160 + x)] =
                    bar ? 0xFFFFFFFF : 0xFF000000 | (shade / 2) << 16 | (shade * 3 / 4) << 8 | shade;
            }
        return std::make_shared<const Picture>(std::move(made));
    }
    std::vector<FrameCount> shot_cuts(PictureId) override { return cuts; }
    std::uint64_t revision() const override { return revised; }
    std::uint64_t dropped() const override { return 0; }
    std::string sentence() const override { return {}; }
    void set_offset(SampleCount) override {}

    std::vector<FrameCount> cuts;
    std::uint64_t revised = 1;
};

class FakeJobs : public ui::JobPort {
  public:
    int import(const ui::ImportWish& wish) override {
        imported.push_back(wish);
        return 1;
    }
    int deliver(const ui::DeliverWish&) override { return 1; }
    std::vector<ui::SpecChoice> specs() const override { return {}; }
    Result<std::vector<std::string>> preview(const ui::DeliverWish&) const override {
        return std::vector<std::string>{};
    }
    std::vector<ui::JobStatus> jobs() const override { return running; }
    void cancel(int) override {}
    void forget(int) override {}

    std::vector<ui::ImportWish> imported;
    std::vector<ui::JobStatus> running;
};

// A session that stands: what is let go is an edit, all of a strip's controls together.
struct FakeHands : ui::HandsPort {
    struct Move {
        session::StripOwner owner;
        std::string parameter;
        double value;
    };
    explicit FakeHands(ui::DocumentPort& edited)
        : document(edited) {}
    void touch(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        touching.insert({owner, address});
    }
    void move(const session::StripOwner& owner, const session::ParameterAddress& address,
              double value) override {
        moves.push_back({owner, address.parameter, value});
        touching.insert({owner, address});
        moved[{owner, address}] = value;
    }
    void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        ++released;
        touching.erase({owner, address});
        if (!touching.empty()) return;
        std::vector<ui::Edit> edits;
        for (const auto& [control, to] : std::exchange(moved, {})) {
            if (to == session::value_at(document.now(), control, {})) continue;
            const auto edit = session::as_edit(control, to);
            edits.push_back({edit.name, edit.arguments});
        }
        if (edits.empty()) return;
        EXPECT_TRUE(document.apply(edits, "hands"));
    }
    double value(const session::StripOwner& owner, const session::ParameterAddress& address,
                 SamplePos heard) const override {
        const session::Control control{owner, address};
        if (const auto held = moved.find(control); held != moved.end()) return held->second;
        return session::declared(document.now(), control) == nullptr
                   ? 0
                   : session::value_at(document.now(), control, heard);
    }

    ui::DocumentPort& document;
    std::vector<Move> moves;
    std::set<session::Control> touching;
    std::map<session::Control, double> moved;
    int released = 0;
};

// The same picture for whatever is asked, and what was asked last.
struct FakePanner : ui::PannerPort {
    ui::PanPicture picture(const Layout&, const Layout&,
                           const session::ParameterValues& values) const override {
        asked = values;
        return answer;
    }
    ui::PanPicture answer;
    mutable session::ParameterValues asked;
};

struct FakePorts {
    explicit FakePorts(session::Session session)
        : document(std::move(session)) {}
    FakeDocument document;
    FakeTransport transport;
    FakeMeters meters;
    FakeOverviews overviews;
    FakePictures pictures;
    FakeJobs jobs;
    ui::Ports ports{document, transport, meters, overviews, pictures, jobs};
};

} // namespace dub::test
