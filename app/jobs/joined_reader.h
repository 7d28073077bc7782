#pragma once
// The files of a programme read as one: whatever is asked of it comes from the file that holds it, whether
// that is the long-play or a segment. Positions are those of the joined programme. One thread at a time.

#include <memory>
#include <vector>

#include "app/jobs/set_reader.h"

namespace dub::app {

class JoinedReader final : public AudioSource {
  public:
    struct Part {
        std::unique_ptr<SetReader> file;
        SampleRange joined; // what of the programme it holds
        SampleCount lead;   // before that
    };
    // At least one part; `length` is the programme's. What no part holds is silence.
    JoinedReader(std::vector<Part> parts, SampleCount length);

    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override;

  private:
    std::vector<Part> parts_;
    AudioFormat format_;
};

} // namespace dub::app
