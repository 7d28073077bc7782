#pragma once
// The keys of a control surface that belong to no strip, under the numbers that Logic Control gave them: its
// user's guide, appendix C "Control Surface Layout and IDs". Whoever speaks another protocol says which of
// these is meant. Plain values, any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace dub::app {

enum class Key : std::uint8_t {
    track = 0x28, // assignment of the pots
    send,
    pan,
    plug_in,
    equalizer,
    instrument,
    bank_left,
    bank_right,
    channel_left,
    channel_right,
    flip,
    global_view,
    name_value,
    smpte_beats,
    f1,
    f2,
    f3,
    f4,
    f5,
    f6,
    f7,
    f8,
    midi_tracks,
    inputs,
    audio_tracks,
    audio_instruments,
    aux,
    busses,
    outputs,
    user,
    shift,
    option,
    control,
    alt,
    read_off,
    write,
    trim,
    touch,
    latch,
    group,
    save,
    undo,
    cancel,
    enter,
    marker,
    nudge,
    cycle,
    drop,
    replace,
    click,
    solo,
    rewind,
    forward,
    stop,
    play,
    record,
    up,
    down,
    left,
    right,
    zoom,
    scrub,
    user_a,
    user_b,
};
inline constexpr Key first_key = Key::track, last_key = Key::user_b;

// Lamps that are no keys.
enum class Light : std::uint8_t { smpte = 0x71, beats = 0x72, any_solo = 0x73 };

} // namespace dub::app
