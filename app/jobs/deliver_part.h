#pragma once
// One file of a delivery (or the mono files that are judged as one) on its way: black and pops before and
// after, the samples as they come, the header, and what the disk says of it afterwards. [writer]

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/jobs/clipping.h"
#include "app/jobs/deliver_wave.h"
#include "app/jobs/set_reader.h"
#include "engine/dsp/true_peak_limiter.h"
#include "engine/measure/meter.h"
#include "formats/report/delivery_report.h"
#include "formats/wave/wave_writer.h"

namespace dub::app {

struct FinishedPart {
    std::vector<std::unique_ptr<wave::WaveWriter>> writers; // headers closed, not yet under their names
    std::vector<report::DeliveredFile> files;               // as writers
    measure::Measurement measured;                          // of the whole part, read back
    std::vector<report::LimitedRange> limited;
    Layout layout; // read back
};

// The written files, before they have their names.
[[nodiscard]] Result<std::unique_ptr<SetReader>> read_part(const PlannedSet& set, const FinishedPart& part);

class PartWork {
  public:
    // What it refers to lives longer.
    PartWork(const session::Session& session, const DeliverPlan& plan, const PlannedSet& set,
             const PlannedPart& part);

    [[nodiscard]] Result<void> open(const std::filesystem::path& folder, IfExists if_exists, Db offset);
    // The samples of the joined programme from `at` on: as they are, and as the file holds them. What lies
    // outside the part is passed over.
    [[nodiscard]] Result<void> write(SamplePos at, ConstAudioBlock sound, ConstAudioBlock in_file);
    // `whole` is the loudness of the joined programme, for a file that holds all of it.
    [[nodiscard]] Result<void> close(const measure::Measurement& whole, Db offset);
    void note_limited(std::span<const dsp::LimitedRange> joined); // positions of the joined programme
    [[nodiscard]] std::optional<Diagnostic> clipped() const;

    // From here on only what the files say of themselves counts: the verdicts rest on it. `speech` is of the
    // joined programme, none where dialogue is not measured.
    [[nodiscard]] Result<void> read_back(const std::vector<bool>* speech,
                                         const std::function<bool(double)>& progress);
    [[nodiscard]] FinishedPart take() { return std::move(done_); }

  private:
    [[nodiscard]] DeliveredWave wave() const { return {session_, plan_, set_, part_}; }
    [[nodiscard]] bool is_whole() const { return part_.cut.segment.empty(); }
    [[nodiscard]] Result<void> black(SamplePos from, SamplePos to); // of the file
    void stamp(AudioBlock block, SamplePos at) const;
    [[nodiscard]] Result<void> pass_on(ConstAudioBlock block);
    [[nodiscard]] Result<WaveShape> read_shape(std::size_t i) const;
    [[nodiscard]] Layout layout_found(const std::vector<Speaker>& speakers) const;
    [[nodiscard]] Result<void> measure(const std::vector<bool>* speech,
                                       const std::function<bool(double)>& progress);
    [[nodiscard]] Result<void> sum_up(const std::function<bool(double)>& progress);

    const session::Session& session_;
    const DeliverPlan& plan_;
    const PlannedSet& set_;
    const PlannedPart& part_;
    ClipCounter clipped_;
    std::optional<measure::Meter> meter_; // of a segment, whose loudness nobody knows yet
    wave::BextLoudness loudness_;
    std::vector<wave::WriteOptions> meant_; // of each file
    FinishedPart done_;
};

} // namespace dub::app
