#pragma once
// Makes the demo scene from nothing and takes it through the doors anybody's material goes through: a
// picture, two sessions (7.1 and native 5.1) by new, import and edit, and their deliveries with reports.
// [control; uses worker threads]

#include <filesystem>
#include <optional>
#include <vector>

#include "app/demo/material.h"
#include "engine/core/atomic_file.h"
#include "engine/core/io.h"
#include "formats/report/delivery_report.h"

namespace dub::app {

struct DemoRequest {
    std::filesystem::path out;                   // made when missing
    std::vector<std::filesystem::path> material; // folders like /usr/share, searched in order
    std::optional<double> length_seconds;        // of the action; the scene is repeated or cut; none: once
    IfExists if_exists = IfExists::refuse;       // of all that is made
    int jobs = 0;
};

struct DemoOutcome {
    std::vector<report::Delivery> deliveries; // paths relative to `out`
    std::vector<std::filesystem::path> sessions;
    std::filesystem::path picture, credits, married;
    std::vector<FoundMaterial> material;
    [[nodiscard]] bool passed() const;
};

// Errors: usage (something exists and may not be replaced, a length outside 30 s to 6 h), io, cancelled.
[[nodiscard]] Result<DemoOutcome> make_demo(const DemoRequest& request, Progress& progress);

} // namespace dub::app
