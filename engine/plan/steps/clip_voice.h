#pragma once
// One clip made ready to be played: where its sound lies in the media, and how loud it is over time.

#include <span>
#include <vector>

#include "engine/core/io.h"
#include "engine/plan/automation/level.h"
#include "engine/session/session.h"

namespace dub::plan {

struct ClipVoice {
    session::Shared<session::Clip> clip;
    const session::Media* media = nullptr;
    AudioSource* resident = nullptr; // always open; none: opened when it is heard
    Level level;                     // clip gain and its envelope, on the timeline
    std::vector<int> channels;       // media channel for each track channel, -1 silence; empty: one to one

    [[nodiscard]] SampleRange place() const { return clip->place; }
    // The media's sample (at the session's rate) heard at a place of the timeline.
    [[nodiscard]] SamplePos source_at(SamplePos at) const {
        return clip->source_start + (at - clip->place.start);
    }
};

// The clip's envelope moves with the sound: its points lie on the media's own grid and are brought to the
// timeline.
[[nodiscard]] ClipVoice make_voice(const session::Shared<session::Clip>& clip, const session::Media& media,
                                   const session::Track& track, SampleRate rate);

// Multiplies the piece of the clip that begins at `start` by its fades.
void apply_fades(const session::Clip& clip, SamplePos start, AudioBlock audio);

} // namespace dub::plan
