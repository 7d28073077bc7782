#include "engine/plan/steps/reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/dsp/mix_kernels.h"
#include "engine/plan/steps/trim.h"

namespace dub::plan {
namespace {

int offset(const Window& window, SamplePos at) { return static_cast<int>((at - window.start).value); }

} // namespace

Reader::Reader(Signal& out, std::vector<ClipVoice> voices, std::shared_ptr<MediaDoor> door, std::string track)
    : out_(out)
    , voices_(std::move(voices))
    , door_(std::move(door))
    , track_(std::move(track)) {
    int chosen = 0;
    bool overlaps = false;
    std::size_t most = 2;
    for (const ClipVoice& voice : voices_) {
        overlaps = overlaps || (!ends_.empty() && voice.place().start < ends_.back());
        auto& last = last_heard_.try_emplace(voice.media, voice.place().end).first->second;
        last = std::max(last, voice.place().end);
        ends_.push_back(ends_.empty() ? voice.place().end : std::max(ends_.back(), voice.place().end));
        if (!voice.channels.empty()) chosen = std::max(chosen, voice.media->layout.channels());
        std::vector<const Curve*> curves;
        voice.level.append_moving(curves);
        moments_.reserve(curves, SampleCount{out.longest()});
        most = std::max(most, curves.size());
    }
    if (chosen > 0) media_ = AudioBuffer(chosen, out.longest());
    if (overlaps) overlap_ = AudioBuffer(out.layout.channels(), out.longest());
    moving_.reserve(most);
    gains_.resize(moments_.capacity());
    scratch_.resize(moments_.capacity());
}

Result<void> Reader::run(const Window& window, int) {
    out_.sound.clear();
    const auto first = std::ranges::upper_bound(ends_, window.start);
    SamplePos written = window.start; // up to here the buffer holds what it should
    for (auto v = static_cast<std::size_t>(first - ends_.begin()); v < voices_.size(); ++v) {
        if (voices_[v].place().start >= window.range().end) break;
        const Piece piece{voices_[v], voices_[v].place().clipped(window.range())};
        if (piece.range.empty()) continue;
        if (auto placed = place(window, piece, written); !placed)
            return std::unexpected(
                in_context(std::move(placed).error(),
                           fmt::format("playing clip {} of track {}", voices_[v].clip->id.text(), track_)));
    }
    silence(window, written, quantum_after(written));
    close_done(window.range().end);
    return {};
}

Result<void> Reader::place(const Window& window, const Piece& piece, SamplePos& written) {
    const SampleRange range = piece.range;
    const AudioBlock out = out_.buffer.block();
    const int from = offset(window, range.start), length = static_cast<int>(range.length().value);
    out_.sound.set(from / quantum, (from + length + quantum - 1) / quantum);
    if (range.start >= written) {
        silence(window, written, std::min(quantum_after(written), range.start));
        silence(window, std::max(written, quantum_at(range.start)), range.start);
        written = range.end;
        return play(piece, out.part(from, length));
    }
    const AudioBlock other = overlap_.block(length);
    CHECK(play(piece, other));
    const int shared = std::min(length, offset(window, written) - from);
    for (int c = 0; c < out.channels(); ++c) {
        dsp::kernels().add(other.data(c), out.data(c) + from, shared);
        std::copy(other.data(c) + shared, other.data(c) + length, out.data(c) + from + shared);
    }
    written = std::max(written, range.end);
    return {};
}

void Reader::silence(const Window& window, SamplePos from, SamplePos to) {
    const AudioBlock out = out_.buffer.block();
    if (from >= to) return;
    for (int c = 0; c < out.channels(); ++c)
        std::fill(out.data(c) + offset(window, from), out.data(c) + offset(window, to), 0.0F);
}

Result<void> Reader::play(const Piece& piece, AudioBlock to) {
    CHECK(read(piece, to));
    moving_.clear();
    piece.voice.level.append_moving(moving_);
    moments_.find(piece.range, moving_);
    const auto moments = moments_.all();
    const auto gains = std::span(gains_).first(moments.size());
    piece.voice.level.values(moments, gains, std::span(scratch_).first(moments.size()));
    apply_gains(to, moments, gains);
    apply_fades(*piece.voice.clip, piece.range.start, to);
    return {};
}

Result<void> Reader::read(const Piece& piece, AudioBlock to) {
    const ClipVoice& voice = piece.voice;
    AudioSource* source = voice.resident;
    if (source == nullptr) {
        TRY(source, source_of(*voice.media));
    }
    const SamplePos at = voice.source_at(piece.range.start);
    if (voice.channels.empty()) return source->read(at, to);
    AudioBlock whole = media_.block(to.samples());
    // A view of as many channels as the media has; the buffer may have more.
    std::array<float*, Layout::max_channels> rows{};
    for (int c = 0; c < voice.media->layout.channels(); ++c)
        rows[static_cast<std::size_t>(c)] = whole.data(c);
    CHECK(source->read(at, AudioBlock(rows.data(), voice.media->layout.channels(), to.samples())));
    for (int c = 0; c < to.channels(); ++c) {
        const int from = voice.channels[static_cast<std::size_t>(c)];
        if (from < 0)
            std::ranges::fill(to.channel(c), 0.0F);
        else
            std::ranges::copy(whole.channel(from), to.channel(c).begin());
    }
    return {};
}

// A run goes forward; one that begins further back opens the source again.
void Reader::close_done(SamplePos now) {
    for (OpenSource& held : open_)
        if (held.media != nullptr && last_heard_.at(held.media) <= now) held = {};
}

Result<AudioSource*> Reader::source_of(const session::Media& media) {
    const auto held = std::ranges::find(open_, &media, &OpenSource::media);
    if (held != open_.end()) {
        held->used = ++clock_;
        return held->source.get();
    }
    OpenSource& place = *std::ranges::min_element(open_, {}, &OpenSource::used);
    place = {};
    TRY(place.source, door_->open(media));
    place.media = &media;
    place.used = ++clock_;
    return place.source.get();
}

} // namespace dub::plan
