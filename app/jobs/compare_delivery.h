#pragma once
// What a delivery changed of an earlier one: each file is compared, sample by sample, with the file of the
// same spec, role, stem, layout and channels that lies there by the earlier report. [control, disk]

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/timecode.h"
#include "formats/report/delivery_report.h"
#include "formats/report/read_report.h"

namespace dub::app {

// Differences closer together than this are told as one range.
inline constexpr std::int64_t changed_gap_ms = 100;

struct EarlierDelivery {
    std::filesystem::path folder;
    std::vector<report::EarlierFile> files; // of all reports that lie there
};
// Errors: not_found (no folder, no report in it), invalid (a report that cannot be read).
[[nodiscard]] Result<EarlierDelivery> earlier_delivery(const std::filesystem::path& folder);

struct NewFile {
    const report::DeliveredFile* file = nullptr;
    std::filesystem::path now; // where it lies while it is not yet published
};
struct CompareRequest {
    const EarlierDelivery& earlier;
    std::vector<NewFile> files;
    std::string session, version; // of the new delivery
    TimecodeFormat timecode;
    std::function<bool(double)> progress; // false: stop
};
struct DeliveryChanges {
    std::vector<report::ChangedRange> changed;
    std::vector<std::string> not_compared; // sentences
};
// What cannot be compared is said, not an error. Errors: a new file that cannot be read (io), cancelled.
[[nodiscard]] Result<DeliveryChanges> compare_delivery(const CompareRequest& request);

} // namespace dub::app
