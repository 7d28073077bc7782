#pragma once
// Recordings and pictures of the session whose files are not what was imported, and how they are found
// again. All that is found becomes an edit of the session. [window thread]

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.h"

namespace dub::ui {

enum class MediaFault : unsigned char {
    missing,   // no file: silent, black
    exchanged, // another file lies there, and is played
    unusable,  // another file that cannot be played, or that cannot be read
};

struct MissingMedia {
    std::string id;         // "m3", "p1"
    std::string name, path; // where it was, as the session has it
    MediaFault fault = MediaFault::missing;
    std::string sentence; // what is wrong and the cure
    // Another file that could stand in for it, and what is to be thought of: to be confirmed by a person.
    // Empty: there is none.
    std::filesystem::path offer;
    std::string doubt;
    friend bool operator==(const MissingMedia&, const MissingMedia&) = default;
};

class MissingPort {
  public:
    virtual ~MissingPort() = default;
    // Recordings first, in the order of the pool.
    [[nodiscard]] virtual const std::vector<MissingMedia>& list() const = 0;
    [[nodiscard]] virtual std::uint64_t revision() const = 0; // of list(); 0: nobody has looked yet
    // Both are jobs (ui/ports/jobs.h) and return at once; what is the very file is taken, one entry of the
    // history for all; what is another file that fits is offered.
    virtual int search(const std::filesystem::path& folder) = 0; // with all folders below
    virtual int choose(const std::string& id, const std::filesystem::path& file) = 0;
    // Errors: nothing is offered any more; the session cannot be edited.
    virtual Result<void> take_offer(const std::string& id) = 0;
    virtual void refuse_offer(const std::string& id) = 0;
};

} // namespace dub::ui
