#include "engine/monitor/chain.h"

#include <algorithm>
#include <cmath>

#include "engine/dsp/mix_kernels.h"

namespace dub::monitor {
namespace {

const Layout lo_ro{Speaker::L, Speaker::R};

Layout layout_of(Listen listen) {
    switch (listen) {
    case Listen::as_it_is: return {};
    case Listen::seven_one: return *layout_named("7.1");
    case Listen::five_one: return *layout_named("5.1");
    case Listen::lo_ro: return lo_ro;
    case Listen::mono: return {Speaker::M};
    }
    return {};
}

void silence(AudioBlock block) noexcept {
    for (int c = 0; c < block.channels(); ++c)
        std::ranges::fill(block.channel(c), 0.0F);
}

// Where patched twice by speakers and headphones, both are heard.
void patch_to(AudioBlock device, int channel, std::span<const float> sound) noexcept {
    if (channel >= 0 && channel < device.channels())
        dsp::kernels().add(sound.data(), device.data(channel), static_cast<int>(sound.size()));
}

} // namespace

FixedMix::FixedMix(const dsp::Matrix& matrix, LinearGain trim)
    : inputs_(matrix.from().channels())
    , outputs_(matrix.to().channels()) {
    for (int i = 0; i < inputs_; ++i)
        for (int o = 0; o < outputs_; ++o) {
            const auto gain = static_cast<float>(matrix.gain(o, i) * trim.value);
            gains_.push_back({gain, gain});
        }
}

void FixedMix::apply(ConstAudioBlock in, AudioBlock out) const noexcept {
    silence(out);
    const std::array edges{0, out.samples()};
    std::array<dsp::MixLeg, Layout::max_channels> legs;
    for (int i = 0; i < inputs_; ++i) {
        int count = 0;
        for (int o = 0; o < outputs_; ++o) {
            const auto& gain = gains_[static_cast<std::size_t>(i * outputs_ + o)];
            if (gain[0] != 0) legs[static_cast<std::size_t>(count++)] = {out.data(o), gain.data()};
        }
        if (count > 0)
            dsp::kernels().mix(in.data(i), {legs.data(), count, edges.data(), 2}, 0, out.samples());
    }
}

Crossover::Crossover(Hz frequency, SampleRate rate, int speakers)
    : highs_(static_cast<std::size_t>(speakers))
    , sum_(1, piece_max) {
    const double g = dsp::svf_g(frequency, static_cast<double>(rate.hz));
    high_ = dsp::SvfSteps(dsp::svf_high_pass(g, dsp::butterworth_12));
    low_ = dsp::SvfSteps(dsp::svf_low_pass(g, dsp::butterworth_12));
}

void Crossover::process(AudioBlock speakers, int sub) noexcept {
    const std::span<float> sum = sum_.block(speakers.samples()).channel(0);
    std::ranges::fill(sum, 0.0F);
    for (int c = 0; c < speakers.channels(); ++c) {
        if (c == sub) continue;
        dsp::kernels().add(speakers.data(c), sum.data(), speakers.samples());
        Pair& high = highs_[static_cast<std::size_t>(c)];
        for (float& sample : speakers.channel(c))
            sample = static_cast<float>(high.next(high_, sample));
    }
    const std::span<float> bass = speakers.channel(sub);
    for (std::size_t i = 0; i < bass.size(); ++i)
        bass[i] += static_cast<float>(low_pass_.next(low_, sum[i]));
}

Gains gains_of(const MonitorSettings& settings) {
    Gains gains{};
    for (std::size_t s = 0; s < settings.sets.size(); ++s)
        gains.sets[s] = speaker_gains(settings, settings.sets[s]);
    const Headphones& phones = settings.headphones;
    gains.headphones = phones.on == Switch::on ? static_cast<float>(to_gain(phones.level).value) : 0.0F;
    return gains;
}

Result<std::unique_ptr<Chain>> Chain::create(const MonitorSettings& settings, const ChainSource& from,
                                             const Room& room,
                                             std::shared_ptr<const std::vector<float>> noise) {
    std::unique_ptr<Chain> chain(new Chain);
    const Layout& source = from.layout;
    chain->source_name_ = from.name;
    chain->source_ = source;
    chain->set_ = static_cast<std::size_t>(settings.set);
    const SpeakerSet& set = settings.sets[chain->set_];
    chain->layout_ = set.layout;
    Layout heard = source;
    const Layout wanted = layout_of(settings.mono == Switch::on ? Listen::mono : settings.listen);
    if (wanted.channels() > 0 && wanted.channels() < source.channels()) {
        TRY(const dsp::Matrix fold, dsp::route(source, wanted, room.fold));
        chain->fold_.emplace(fold);
        chain->folded_ = AudioBuffer(wanted.channels(), piece_max);
        heard = wanted;
    }
    if (heard.channels() > 0) {
        TRY(const dsp::Matrix speakers, dsp::route(heard, set.layout, room.fold));
        TRY(const dsp::Matrix headphones, dsp::route(heard, lo_ro, room.fold));
        chain->to_speakers_ = FixedMix(speakers, to_gain(from.trim));
        chain->to_headphones_ = FixedMix(headphones, to_gain(from.trim));
    }
    if (settings.noise) chain->noise_channel_ = set.layout.find(*settings.noise).value_or(-1);
    chain->noise_ = std::move(noise);
    chain->sub_ = set.layout.find(Speaker::LFE);
    chain->lfe_ = static_cast<float>(to_gain(set.lfe).value);
    const auto ms = [&](double value) {
        return static_cast<int>(std::lround(value * static_cast<double>(room.rate.hz) / 1000));
    };
    if (set.crossover) {
        chain->crossover_.emplace(*set.crossover, room.rate, set.layout.channels());
        chain->warm_up_ = ms(50); // at 40 Hz the filters have then rung out by 60 dB
    }
    for (const SpeakerControl& control : set.controls) {
        const int delay = ms(control.delay_ms);
        chain->delays_.emplace_back(1, SampleCount{delay});
        chain->warm_up_ = std::max(chain->warm_up_, delay + (set.crossover ? ms(50) : 0));
    }
    chain->patch_ = set.patch;
    chain->headphones_patch_ = settings.headphones.patch;
    chain->glides_.resize(set.controls.size());
    chain->speakers_ = AudioBuffer(set.layout.channels(), piece_max);
    chain->headphones_ = AudioBuffer(2, piece_max);
    return chain;
}

void Chain::start(const Gains& gains) noexcept {
    for (int s = 0; s < layout_.channels(); ++s)
        glides_[static_cast<std::size_t>(s)].rest_at(gains.sets[set_][static_cast<std::size_t>(layout_[s])]);
    headphones_glide_.rest_at(gains.headphones);
}

void Chain::aim(const Gains& gains, int samples) noexcept {
    for (int s = 0; s < layout_.channels(); ++s)
        glides_[static_cast<std::size_t>(s)].run_to(gains.sets[set_][static_cast<std::size_t>(layout_[s])],
                                                    samples);
    headphones_glide_.run_to(gains.headphones, samples);
}

// What is listened to; no channels: nothing.
ConstAudioBlock Chain::heard(std::span<const OutputAudio> sources, int from, int samples) noexcept {
    if (noise_channel_ || source_.channels() == 0) return {};
    const OutputAudio* const source = find_output(sources, source_name_, source_);
    if (source == nullptr) return {};
    const ConstAudioBlock sound = source->audio.part(from, samples);
    if (!fold_) return sound;
    fold_->apply(sound, folded_.block(samples));
    return std::as_const(folded_).block().part(0, samples);
}

void Chain::play_noise(AudioBlock speakers) noexcept {
    for (float& sample : speakers.channel(*noise_channel_)) {
        sample = (*noise_)[noise_at_];
        if (++noise_at_ == noise_->size()) noise_at_ = 0;
    }
}

void Chain::play_headphones(ConstAudioBlock heard, AudioBlock device) noexcept {
    const AudioBlock both = headphones_.block(device.samples());
    silence(both);
    if (heard.channels() > 0) to_headphones_.apply(heard, both);
    Glide glide = headphones_glide_; // the same run for both ears
    for (int ear = 0; ear < 2; ++ear) {
        glide = headphones_glide_;
        glide.apply(both.data(ear), both.samples());
        patch_to(device, headphones_patch_[static_cast<std::size_t>(ear)], both.channel(ear));
    }
    headphones_glide_ = glide;
}

void Chain::process(std::span<const OutputAudio> sources, int from, AudioBlock device) noexcept {
    const int samples = device.samples();
    const AudioBlock speakers = speakers_.block(samples);
    const ConstAudioBlock sound = heard(sources, from, samples);
    silence(device);
    silence(speakers);
    if (noise_channel_ && *noise_channel_ >= 0 && noise_)
        play_noise(speakers);
    else if (sound.channels() > 0)
        to_speakers_.apply(sound, speakers);
    if (sub_ && lfe_ != 1) dsp::kernels().apply_gain(speakers.data(*sub_), samples, lfe_);
    if (crossover_) crossover_->process(speakers, *sub_);
    for (int s = 0; s < speakers.channels(); ++s) {
        const auto at = static_cast<std::size_t>(s);
        glides_[at].apply(speakers.data(s), samples);
        float* const row = speakers.data(s);
        delays_[at].process({&row, 1, samples});
        patch_to(device, patch_[at], speakers.channel(s));
    }
    play_headphones(sound, device);
}

} // namespace dub::monitor
