#pragma once
// Finished files opened to be measured: what they hold, in the order of a named layout where there is one.
// [control, disk]

#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "app/jobs/set_reader.h"
#include "engine/core/diagnostics.h"
#include "formats/delivery/spec.h"
#include "formats/report/delivery_report.h"

namespace dub::app {

struct OpenedSet {
    std::unique_ptr<SetReader> reader;
    int bits = 0;            // 0: lossy or unknown
    Diagnostics diagnostics; // of the files
};

// The first sound of one file; `layout` overrides what the file says of its channels.
[[nodiscard]] Result<OpenedSet> open_file(const std::filesystem::path& file,
                                          const std::optional<Layout>& layout);
// Mono files in the order of the layout.
[[nodiscard]] Result<OpenedSet> open_split(std::span<const std::filesystem::path> files,
                                           const Layout& layout);

// The wanted file that a file of that name and layout fits best: by name, else by layout; nullptr when none.
[[nodiscard]] const delivery::Deliverable* best_fit(const delivery::Spec& spec, const std::string& name,
                                                    const Layout& layout);

struct JudgeSet {
    std::string file;                     // what reports call it
    const delivery::Spec* spec = nullptr; // none: only measured
    const delivery::Deliverable* wanted = nullptr;
    const std::vector<bool>* speech_100ms = nullptr;
    std::optional<SampleCount> length_expected;
    std::optional<SampleRange> range = {};      // what is measured of the file; none: all
    std::span<const SampleRange> silenced = {}; // pops within: they lie outside loudness
};
// Speech, range and pops are those of the first entry.
[[nodiscard]] Result<report::MeasuredFile> measure_and_judge(OpenedSet& set, const std::vector<JudgeSet>& by,
                                                             const std::function<bool(double)>& progress);

} // namespace dub::app
