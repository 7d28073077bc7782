#include "engine/plan/changes/clip_changes.h"

#include <algorithm>
#include <map>

#include "engine/plan/signal.h"

namespace dub::plan {
namespace {

using session::Clip;
using session::Media;
using Voices = std::vector<const ClipVoice*>;

bool same_recording(const Media& a, const Media& b) {
    const bool known = !a.hash.empty() || !b.hash.empty();
    const bool same_file = known ? a.hash == b.hash && a.bytes == b.bytes : a.path == b.path;
    return same_file && a.layout == b.layout && a.rate == b.rate && a.length == b.length &&
           a.speed == b.speed && a.stream == b.stream;
}

bool same_clip(const ClipVoice& a, const ClipVoice& b) {
    const Clip &x = *a.clip, &y = *b.clip;
    return x.place == y.place && x.source_start == y.source_start && x.in == y.in && x.out == y.out &&
           x.gain == y.gain && x.gain_envelope == y.gain_envelope && a.channels == b.channels &&
           same_recording(*a.media, *b.media);
}

// What is in both lists goes: two that overlap are added, and which comes first changes no bit of a sum of
// two.
void leave_changed(Voices& before, Voices& after) {
    std::multimap<SamplePos, std::size_t> places;
    for (std::size_t i = 0; i < after.size(); ++i)
        places.emplace(after[i]->place().start, i);
    for (const ClipVoice*& voice : before) {
        const auto [first, last] = places.equal_range(voice->place().start);
        const auto at =
            std::find_if(first, last, [&](const auto& one) { return same_clip(*voice, *after[one.second]); });
        if (at == last) continue;
        after[at->second] = nullptr;
        places.erase(at);
        voice = nullptr;
    }
    std::erase(before, nullptr);
    std::erase(after, nullptr);
}

SamplePos faded_in(const Clip& clip) { return clip.place.start + clip.in.length; }
SamplePos fading_out(const Clip& clip) { return clip.place.end - clip.out.length; }

void add_edges(const ClipVoice& voice, std::vector<SamplePos>& edges) {
    const Clip& clip = *voice.clip;
    edges.insert(edges.end(), {clip.place.start, clip.place.end, faded_in(clip), fading_out(clip)});
    for (const SamplePos bend : voice.level.bends())
        if (clip.place.contains(bend)) edges.push_back(bend);
}

// Within a window that no edge divides.
bool same_sound(const ClipVoice& a, const ClipVoice& b, SampleRange window) {
    const Clip &x = *a.clip, &y = *b.clip;
    if (!same_recording(*a.media, *b.media) || a.channels != b.channels ||
        a.source_at(window.start) != b.source_at(window.start))
        return false;
    const bool in = window.start < faded_in(x), in_too = window.start < faded_in(y);
    const bool out = window.start >= fading_out(x) && x.out.length.value > 0;
    const bool out_too = window.start >= fading_out(y) && y.out.length.value > 0;
    if (in != in_too || out != out_too) return false;
    if (in && (x.place.start != y.place.start || x.in != y.in)) return false;
    if (out && (x.place.end != y.place.end || x.out != y.out)) return false;
    return a.level.same_in(window, b.level);
}

// Sorted voices, walked from front to back.
class Sounding {
  public:
    explicit Sounding(const Voices& all)
        : all_(all) {}
    const Voices& at(SamplePos now) {
        std::erase_if(now_, [&](const ClipVoice* voice) { return voice->place().end <= now; });
        for (; next_ < all_.size() && all_[next_]->place().start <= now; ++next_)
            if (all_[next_]->place().end > now) now_.push_back(all_[next_]);
        return now_;
    }

  private:
    const Voices& all_;
    Voices now_;
    std::size_t next_ = 0;
};

bool same_sounds(const Voices& before, const Voices& after, SampleRange window) {
    if (before.size() != after.size()) return false;
    return std::ranges::all_of(before, [&](const ClipVoice* a) {
        return std::ranges::any_of(after, [&](const ClipVoice* b) { return same_sound(*a, *b, window); });
    });
}

Voices list(std::span<const ClipVoice> voices) {
    Voices all;
    for (const ClipVoice& voice : voices)
        all.push_back(&voice);
    return all;
}

} // namespace

Busy changes(std::span<const ClipVoice> before, std::span<const ClipVoice> after) {
    Voices old_voices = list(before), new_voices = list(after);
    leave_changed(old_voices, new_voices);
    std::vector<SamplePos> edges;
    Busy changed;
    for (const Voices* const voices : {&old_voices, &new_voices})
        for (const ClipVoice* const voice : *voices) {
            add_edges(*voice, edges);
            if (voice->level.is_fixed()) continue;
            // An envelope is straight between the edges of quanta and of its clip.
            for (const SamplePos edge : {voice->place().start, voice->place().end})
                changed.push_back({edge - SampleCount{quantum}, edge + SampleCount{quantum}});
        }
    std::ranges::sort(edges);
    Sounding old_sounding(old_voices), new_sounding(new_voices);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const SampleRange window{edges[i], edges[i + 1]};
        if (window.empty()) continue;
        if (!same_sounds(old_sounding.at(window.start), new_sounding.at(window.start), window))
            changed.push_back({window.start - SampleCount{quantum}, window.end + SampleCount{quantum}});
    }
    return tidy(std::move(changed));
}

} // namespace dub::plan
