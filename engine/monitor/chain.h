#pragma once
// The way of the sound from one source to the device: fold-down, speakers, bass management, levels, delays,
// patch. Made by the control thread for one set of choices; a change of anything but levels makes another
// chain, and the monitor crosses over. [control makes it; audio runs it]

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/audio_buffer.h"
#include "engine/core/output_audio.h"
#include "engine/dsp/delay_line.h"
#include "engine/dsp/matrix.h"
#include "engine/dsp/svf.h"
#include "engine/monitor/glide.h"
#include "engine/monitor/settings.h"

namespace dub::monitor {

inline constexpr int piece_max = 256; // samples run at a time

// out = matrix * in, computed as the sums of a plan are: the same bits.
class FixedMix {
  public:
    FixedMix() = default;
    explicit FixedMix(const dsp::Matrix& matrix, LinearGain gain = {1});
    void apply(ConstAudioBlock in, AudioBlock out) const noexcept;

  private:
    int inputs_ = 0, outputs_ = 0;
    std::vector<std::array<float, 2>> gains_; // input by input; at both ends of a piece
};

// Linkwitz-Riley, 24 dB an octave: highs and lows add up to the input but for its phase.
class Crossover {
  public:
    Crossover(Hz frequency, SampleRate rate, int speakers);
    // Takes the bass out of every speaker but the sub and adds it to the sub.
    void process(AudioBlock speakers, int sub) noexcept;

  private:
    struct Pair {
        std::array<dsp::SvfState, 2> states{};
        double next(const dsp::SvfSteps& steps, double x) {
            return states[1].next(steps, states[0].next(steps, x));
        }
    };
    dsp::SvfSteps high_, low_;
    std::vector<Pair> highs_; // of each speaker
    Pair low_pass_;           // of their sum: the filter is linear
    AudioBuffer sum_;
};

struct Gains {
    std::array<SpeakerGains, 2> sets;
    float headphones = 0;
};
[[nodiscard]] Gains gains_of(const MonitorSettings& settings);

struct Room {
    SampleRate rate;
    int device_channels = 0;
    dsp::FoldCoefficients fold; // the session's
};

// What is listened to.
struct ChainSource {
    std::string name;
    Layout layout; // no channels: there is no such source, silence
    Db trim;
};

class Chain {
  public:
    // `noise`: for settings.noise. Errors: a source that cannot be folded to where it is wanted (unfit).
    [[nodiscard]] static Result<std::unique_ptr<Chain>>
    create(const MonitorSettings& settings, const ChainSource& source, const Room& room,
           std::shared_ptr<const std::vector<float>> noise);

    std::uint64_t number = 0; // the monitor's, in the order in which they were made

    // How long it must have run before it is heard: until its delays and filters are full.
    [[nodiscard]] int warm_up() const { return warm_up_; }
    // At these levels at once.
    void start(const Gains& gains) noexcept;
    // To these levels within `samples`.
    void aim(const Gains& gains, int samples) noexcept;
    // Its source is among these, or it needs none.
    [[nodiscard]] bool can_hear(std::span<const OutputAudio> sources) const noexcept {
        return noise_channel_ || source_.channels() == 0 ||
               find_output(sources, source_name_, source_) != nullptr;
    }
    // At most piece_max samples, from sample `from` of the sources; `device` is overwritten.
    void process(std::span<const OutputAudio> sources, int from, AudioBlock device) noexcept;

  private:
    Chain() = default;
    [[nodiscard]] ConstAudioBlock heard(std::span<const OutputAudio> sources, int from, int samples) noexcept;
    void play_noise(AudioBlock speakers) noexcept;
    void play_headphones(ConstAudioBlock heard, AudioBlock device) noexcept;

    std::string source_name_;
    Layout source_;
    std::optional<FixedMix> fold_; // source to what is listened to; none: as it is
    AudioBuffer folded_;
    FixedMix to_speakers_, to_headphones_;
    std::size_t set_ = 0;
    Layout layout_; // of the speakers
    std::optional<int> noise_channel_;
    std::shared_ptr<const std::vector<float>> noise_;
    std::size_t noise_at_ = 0;
    float lfe_ = 1;
    std::optional<int> sub_;
    std::optional<Crossover> crossover_;
    std::vector<Glide> glides_;
    Glide headphones_glide_;
    std::vector<dsp::DelayLine> delays_;
    std::vector<int> patch_;
    std::array<int, 2> headphones_patch_{-1, -1};
    AudioBuffer speakers_, headphones_;
    int warm_up_ = 0;
};

} // namespace dub::monitor
