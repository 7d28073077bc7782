#pragma once
// A few seconds of session with its recordings in a folder: what the tests of the deliver job are told in. 24
// fps from 01:00:00:00; a dialogue track (mono), effects (2.0) and music (2.0), noise of fixed seeds. Of no
// seconds: without tracks.

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_track.h"
#include "formats/media/identity.h"
#include "formats/project/project.h"
#include "formats/wave/wave_writer.h"
#include "tests/support/signals.h"
#include "tests/support/temp_folder.h"

namespace dub::test {

struct SceneOptions {
    std::string name = "scene";
    std::string home = "5.1";
    std::string timecode = "24";
    int seconds = 4;
    double music = 0.05; // peak of its noise
    double gap = 0.01;   // of the dialogue, between syllables
    double fall_db = 0;  // the dialogue falls by so much each second
};

class SceneOnDisk {
  public:
    explicit SceneOnDisk(const SceneOptions& options = {}) {
        session::Info info;
        info.name = options.name;
        info.timecode = *timecode_format(options.timecode);
        info.start = *parse_timecode("01:00:00:00", info.timecode);
        info.home = *layout_named(options.home);
        session_ = session::new_session(std::move(info));
        if (options.seconds > 0) add_three_tracks(options);
        save(options.name);
    }

    [[nodiscard]] std::filesystem::path file() const { return file_; }
    [[nodiscard]] std::filesystem::path out() const { return folder_.path() / "out"; }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] session::Session& session() { return session_; }
    void save(const std::string& name) {
        file_ = folder_.path() / (name + ".dub");
        const auto saved = project::save(session_, file_, IfExists::replace);
        if (!saved) throw std::logic_error(saved.error().text());
    }
    // As a reel of four seconds with eight of leader and both pops: "reel.dub".
    void save_as_reel() {
        const FramePos start = session_.info->start;
        session::Segment reel{
            .id = SegmentId{900}, .name = "R1", .action = {start, start + FrameCount{96}}, .leader = {192}};
        reel.two_pop = reel.tail_pop = true;
        session_.segments = std::make_shared<const std::vector<session::Segment>>(std::vector{reel});
        auto info = *session_.info;
        info.next_id = 1000;
        session_.info = std::make_shared<const session::Info>(info);
        save("reel");
    }

    // A recording of its own on a track of its own, from the session's start.
    void add(const std::string& track, session::Role role, const std::vector<Row>& rows) {
        const std::string path = track.substr(0, 2) + ".wav";
        const Layout layout = *layout_named(rows.size() == 1 ? "mono" : "2.0");
        wave::WriteOptions options;
        options.layout = layout;
        options.rate = {48000};
        auto writer = must(wave::WaveWriter::create(folder_.path() / path, options));
        const AudioBuffer sound = buffer_of(rows);
        if (!writer->write(sound.block()) || !writer->finish())
            throw std::logic_error("the recording was not written");
        const auto identity = must(media::identity_of(folder_.path() / path));
        session::AddMedia media;
        media.media = {.id = {},
                       .name = track,
                       .path = path,
                       .layout = layout,
                       .rate = {48000},
                       .length = {sound.samples()},
                       .bits = 24,
                       .timestamp = {},
                       .bytes = identity.bytes,
                       .hash = identity.hash,
                       .speed = {}};
        session_ = must(session::apply(session_, media));
        session_ = must(session::apply(session_, session::AddTrack{track, layout, role, {}, {}, ""}));
        session::AddClip clip;
        clip.track = session::find_track(session_, track)->id;
        clip.media = session_.pool->media.back()->id;
        clip.at = session::sample_of(session_, session_.info->start);
        session_ = must(session::apply(session_, clip));
    }

  private:
    template <class T> static T must(Result<T> result) {
        if (!result) throw std::logic_error(result.error().text());
        return std::move(*result);
    }

    void add_three_tracks(const SceneOptions& options) {
        const int samples = options.seconds * 48000;
        Row speech = band_noise(1, {}, {48000}, samples);
        for (int n = 0; n < samples; ++n) { // syllables: four a second
            float& sample = speech[static_cast<std::size_t>(n)];
            if (n % 12000 > 8000) sample *= static_cast<float>(options.gap);
            sample *= static_cast<float>(std::pow(10.0, -options.fall_db * n / 48000 / 20));
        }
        add("DX 1", session::Role::dialogue, {speech});
        add("FX 1", session::Role::effects, {noise(2, 0.03, samples), noise(3, 0.03, samples)});
        add("MX 1", session::Role::music,
            {noise(4, options.music, samples), noise(5, options.music, samples)});
    }

    TempFolder folder_;
    session::Session session_;
    std::filesystem::path file_;
};

} // namespace dub::test
