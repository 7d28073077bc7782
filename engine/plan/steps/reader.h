#pragma once
// Plays a track's clips: reads their media, applies clip gain and fades, adds overlaps (crossfades).
// Remembers nothing of the sound, so that it may start anywhere. Sources are opened when they are first
// heard and closed when no later clip of the track plays them; at most two are held open for each track: a
// session of thousands of recordings does not run out of file handles. [disk]

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/core/io.h"
#include "engine/plan/automation/moments.h"
#include "engine/plan/media_door.h"
#include "engine/plan/step.h"
#include "engine/plan/steps/clip_voice.h"

namespace dub::plan {

class Reader final : public Step {
  public:
    // Voices sorted by place; two may overlap. `track` names it in errors.
    Reader(Signal& out, std::vector<ClipVoice> voices, std::shared_ptr<MediaDoor> door, std::string track);

    [[nodiscard]] const Signal& out() const { return out_; }
    [[nodiscard]] std::span<const ClipVoice> voices() const { return voices_; }

    [[nodiscard]] Result<void> run(const Window& window, int part) override;

  private:
    struct OpenSource {
        const session::Media* media = nullptr;
        std::unique_ptr<AudioSource> source;
        std::int64_t used = 0;
    };
    struct Piece {
        const ClipVoice& voice;
        SampleRange range; // of the timeline, within one window
    };
    [[nodiscard]] Result<void> place(const Window& window, const Piece& piece, SamplePos& written);
    [[nodiscard]] Result<void> play(const Piece& piece, AudioBlock to);
    [[nodiscard]] Result<void> read(const Piece& piece, AudioBlock to);
    [[nodiscard]] Result<AudioSource*> source_of(const session::Media& media);
    void close_done(SamplePos now);
    void silence(const Window& window, SamplePos from, SamplePos to);

    Signal& out_;
    std::vector<ClipVoice> voices_;
    std::vector<SamplePos> ends_; // for each voice, the latest end so far: finds the first still sounding
    std::unordered_map<const session::Media*, SamplePos> last_heard_; // the end of its last clip
    std::shared_ptr<MediaDoor> door_;
    std::string track_;
    std::vector<OpenSource> open_{2};
    std::int64_t clock_ = 0;
    AudioBuffer media_;   // as read, where channels are chosen
    AudioBuffer overlap_; // the second of two overlapping clips
    std::vector<const Curve*> moving_;
    Moments moments_;
    std::vector<double> gains_, scratch_;
};

} // namespace dub::plan
