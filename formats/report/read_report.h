#pragma once
// What a delivery's own report says of where the programme lies in each file: NAME_delivery.json. Pure, any
// thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/time.h"

namespace dub::report {

// Samples of the file.
struct StampedFile {
    std::string path, set; // relative to the report, as it names them
    SampleCount samples;
    SampleRange programme;         // outside lies the leader
    std::vector<SampleRange> pops; // inside the file
};

// `name` is the report's, for sentences. Files of older reports, which do not say it, are left out; ranges
// outside their file are an error (invalid).
[[nodiscard]] Result<std::vector<StampedFile>> stamped_files(std::string_view json, std::string_view name);

} // namespace dub::report
