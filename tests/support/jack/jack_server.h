#pragma once
// A JACK server with the dummy driver for a test: its own name, no sound card, eight channels both ways. It
// is the default server of this process while it lives. Killed for good in every case.

#include <optional>
#include <string>
#include <sys/types.h>

namespace dub::test {

struct JackServing {
    int rate = 48000;
    int period = 256; // samples
    int channels = 8;
};

class JackServer {
  public:
    // Why there can be none here; nullopt: there can.
    [[nodiscard]] static std::optional<std::string> missing();
    // May threads of this user run before all others? Without it callbacks come late at times.
    [[nodiscard]] static bool real_time();

    explicit JackServer(JackServing serving = {});
    JackServer(const JackServer&) = delete;
    JackServer& operator=(const JackServer&) = delete;
    ~JackServer();

    [[nodiscard]] bool ready() const { return pid_ > 0; } // it runs and takes clients
    void kill();                                          // kill -9
    void start();                                         // again, under the same name

    // Takes all connections from every port of the first client called `client` and plugs each of its outputs
    // into its own input of the same number. False: there is no such client.
    [[nodiscard]] bool loop_back(const std::string& client);
    // Takes all connections from both ports and joins them.
    [[nodiscard]] bool plug(const std::string& output, const std::string& input);

  private:
    [[nodiscard]] bool takes_clients() const;

    JackServing serving_;
    std::string name_;
    pid_t pid_ = -1;
};

} // namespace dub::test
