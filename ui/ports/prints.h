#pragma once
// Prints of the open session: stems are armed and recorded in the run, or printed faster than real time; and
// which prints no longer sound like the session. [window thread]

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/ids.h"
#include "engine/core/result.h"
#include "engine/core/time.h"

namespace dub::ui {

struct PrintRow {
    PrintId id;
    std::string name, bus, version;   // version: empty for the mix itself
    std::vector<SampleRange> heard;   // where it holds sound
    std::vector<SampleRange> stale;   // where it is out of date; sorted
    std::vector<SampleRange> unknown; // where nobody can say
    friend bool operator==(const PrintRow&, const PrintRow&) = default;
};

enum class Armed : unsigned char { no, yes };

class PrintPort {
  public:
    virtual ~PrintPort() = default;

    [[nodiscard]] virtual Armed armed(BusId stem) const = 0;
    // Errors: something is being recorded.
    virtual Result<void> arm(BusId stem, Armed armed) = 0;

    // In the run: what armed stems sound like from here on, at the programme's speed, until punch_out() or
    // the transport stops. It is laid onto the prints when the transport stands. Errors: nothing is armed,
    // the disk.
    virtual Result<void> punch_in() = 0;
    virtual void punch_out() = 0;
    [[nodiscard]] virtual bool recording() const = 0;

    // Takes that could not be laid, because the disk was full or somebody stopped it: they are kept while the
    // session is open.
    [[nodiscard]] virtual std::size_t unlaid() const = 0;
    virtual void lay_again() = 0;
    virtual void give_up() = 0;

    // Faster than real time, as a job: the armed stems, all when none is armed. No range: the programme.
    virtual int print(std::optional<SampleRange> range) = 0;

    [[nodiscard]] virtual const std::vector<PrintRow>& prints() const = 0; // as far as is known by now
    [[nodiscard]] virtual bool looking() const = 0; // they are being compared with the session as it is
    [[nodiscard]] virtual std::uint64_t revision() const = 0;
};

} // namespace dub::ui
