#pragma once
// Whether the JACK server that our MIDI clients are with still lives. A client of a server that died may not
// be touched any more: libjack frees it under its owner as soon as anybody opens another one, and RtMidi
// neither notices nor tells. The library is the one RtMidi brought. [any thread]

#include <memory>
#include <string>

namespace dub::app {

class JackWatch {
  public:
    // A client of its own that waits for the end. nullptr: there is no server, or no JACK.
    [[nodiscard]] static std::shared_ptr<const JackWatch> begin();
    JackWatch(const JackWatch&) = delete;
    JackWatch& operator=(const JackWatch&) = delete;
    ~JackWatch();

    [[nodiscard]] bool ended() const;

    // Waits until the server plays a connection between its port `port` and one of ours called `own`. It
    // takes up a connection between two periods and loses what was said before; RtMidi neither waits nor
    // tells of one that was refused. False: none came about. [not the audio thread]
    [[nodiscard]] bool await_connection(const std::string& port, const std::string& own) const;

    // Owns what talks to the server, and leaves it alone for good once that ended. `watch` may be none.
    template <class T>
    [[nodiscard]] static std::shared_ptr<T> guard(std::unique_ptr<T> client,
                                                  std::shared_ptr<const JackWatch> watch) {
        return {client.release(), [watch = std::move(watch)](T* owned) {
                    if (!watch || !watch->ended()) delete owned;
                }};
    }

  private:
    struct State;
    JackWatch(void* client, State* state)
        : client_(client)
        , state_(state) {}
    void* client_;
    State* state_;
};

} // namespace dub::app
