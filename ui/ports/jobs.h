#pragma once
// Long work beside the editing: import, deliver, overviews. [window thread]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/ids.h"
#include "engine/core/result.h"
#include "engine/core/time.h"

namespace dub::ui {

enum class JobState : unsigned char { running, done, did_not_pass, failed, cancelled };

struct JobStatus {
    int id = 0;
    std::string name; // "Deliver netflix-5.1"
    JobState state = JobState::running;
    double done = 0;  // 0..1
    std::string what; // it does now
    std::optional<double> seconds_left;
    std::string sentence;                       // of the end: what was made, or what failed and the cure
    std::vector<std::filesystem::path> reports; // to open
    std::vector<std::filesystem::path> files;   // made
    Diagnostics diagnostics;
};

struct ImportWish {
    std::vector<std::filesystem::path> files;
    std::optional<TrackId> track; // dropped onto it; none: new tracks
    std::optional<SamplePos> at;  // none: by each file's timecode stamp, else the session's start
    std::string role;             // of new tracks; empty: found from the name, or none
};

enum class DeliverFrom : unsigned char { live, prints };
enum class StemLimiting : unsigned char { off, safe, each }; // not; by the printmaster's gain; each by itself

struct DeliverWish {
    std::vector<std::string> specs; // ids
    std::filesystem::path out;
    bool meet_level = false;
    DeliverFrom from = DeliverFrom::live;
    StemLimiting stem_limiting = StemLimiting::off;
    std::filesystem::path against; // an earlier delivery to compare with; empty: none
    std::string version, language;
    std::vector<std::string> segments;
    bool replace = false;
};

struct SpecChoice {
    std::string id, name;
    std::string fits; // empty: it can be delivered from this session; else why not
};

class JobPort {
  public:
    virtual ~JobPort() = default;
    virtual int import(const ImportWish& wish) = 0;   // its result arrives as one entry of the history
    virtual int deliver(const DeliverWish& wish) = 0; // of the session as it is now; editing goes on
    [[nodiscard]] virtual std::vector<SpecChoice> specs() const = 0;
    // The files a wish would make, relative to its folder. Errors: why it cannot be, with the cure.
    [[nodiscard]] virtual Result<std::vector<std::string>> preview(const DeliverWish& wish) const = 0;
    [[nodiscard]] virtual std::vector<JobStatus> jobs() const = 0; // newest first
    virtual void cancel(int id) = 0;
    virtual void forget(int id) = 0; // an ended one
};

} // namespace dub::ui
