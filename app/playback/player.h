#pragma once
// Plays a session: compiles it, reads its media ahead, drives the live engine with the chosen device, and
// knows which place is heard. Without a device, and when one dies, it goes on by the machine's clock, silent.
// One for each open session; no window library. [control: one thread, and none of it waits for a device, a
// disk or a compile]

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/playback/callback_times.h"
#include "app/playback/device_link.h"
#include "app/playback/listening.h"
#include "engine/core/diagnostics.h"
#include "engine/plan/compile.h"
#include "engine/render/live.h"
#include "engine/render/stream_pool.h"

namespace dub::app {

struct PlayerParts {
    std::shared_ptr<AudioDevices> devices;
    Listening* listening = nullptr;           // outlives the player; nullptr: the printmaster
    plan::OpenMedia open;                     // media_opener() of the session's folder
    render::StreamPool::Options streams = {}; // with no threads, service() reads the media
    // A clock that never goes back, read by the audio thread, too: no call to the system. Empty: the
    // machine's.
    std::function<std::int64_t()> now_ns;
};

struct PlayerState {
    SamplePos heard;      // of the session, now
    double speed = 0;     // 0: stands
    bool waiting = false; // play was asked for, media are being read ahead
    std::optional<SampleRange> loop;
    DeviceHealth health = DeviceHealth::none;
    bool connecting = false;     // a device is being opened
    std::string device;          // "JACK: system, 48000 Hz, 8 outputs"
    std::string device_sentence; // what is wrong with it and the cure
    std::uint64_t underruns = 0; // pieces of media the disk was too slow for
    double load = 0;             // of the callback, 0..1 of its period
    bool compiling = false;      // what plays is not yet the session as it is
};

class Player {
  public:
    Player(PlayerParts parts, const session::Session& session);
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;
    ~Player();

    // What follows plays as soon as it is compiled; of several only the newest is. The rate stays. `moves`:
    // kept, while a hand is still on a parameter and the edit was of something else.
    void session_changed(const session::Session& session, render::Moves moves = render::Moves::released);
    // The files of these recordings are others now, or are there again: they are opened and read anew.
    void open_again(const std::vector<MediaId>& media);
    // What the listening wants of the session is another thing now. Files that could not be read are tried
    // again.
    void listening_changed();

    void play(double speed = 1);
    void stop();
    void locate(SamplePos to); // while playing it goes on from there
    void loop(std::optional<SampleRange> range);
    // Plays the sound of the range once, to the sample, and stands at its start again.
    void audition(SampleRange range);

    // A hand on a parameter: heard with the next block, until the session says so itself. False: there is no
    // such parameter.
    bool move(const session::StripOwner& owner, const session::ParameterAddress& address, double value);
    // Back to what the session says, within that time or a few milliseconds.
    bool release(const session::StripOwner& owner, const session::ParameterAddress& address,
                 SampleCount within = {});

    // Opens a device; state() tells how it went. An empty layout is the session's.
    void connect(DeviceChoice choice);
    void reconnect(); // the same again
    void disconnect();

    // Every 20 ms or sooner; at the latest every 50 ms.
    void service();
    [[nodiscard]] PlayerState state();
    // The place that comes out of the loudspeakers now. Counts on smoothly between callbacks, and goes back
    // only where the transport does.
    [[nodiscard]] SamplePos heard();
    // Of the session that was compiled last: what plays as silence, and why ("live.media-silent": found out
    // when it was first read). Or an error, "player.cannot-play": what plays is an older state.
    [[nodiscard]] Diagnostics diagnostics() const;
    [[nodiscard]] std::size_t unreadable() const; // recordings of which that is told
    // Why the session as it is cannot be played, and an older state is; empty: it can.
    [[nodiscard]] std::string unplayable() const;
    // Recordings that were found to be silent since the last call, each as often as it was found out.
    [[nodiscard]] Diagnostics take_failures();
    // What plays is the session as it was given last; or cannot be (unplayable()).
    [[nodiscard]] bool up_to_date() const;
    [[nodiscard]] const CallbackTimes& times() const;
    [[nodiscard]] render::LiveState engine() const;
    [[nodiscard]] render::LiveLog take_log();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace dub::app
