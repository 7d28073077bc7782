#pragma once
// The files of a delivery that a spec asks for: recognised by the names it gives them, failing that by their
// layout; mono files of a set put together. [control, disk]

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "formats/delivery/spec.h"
#include "formats/report/delivery_report.h"

namespace dub::app {

// Files found for one set: one interleaved, or one for each speaker.
struct FoundSet {
    const delivery::Deliverable* wanted = nullptr;
    std::string name; // relative, '*' for the channel
    std::vector<std::filesystem::path> files;
    std::map<Speaker, std::filesystem::path> split;
    std::optional<Layout> layout = {}; // of a split set: the spec's, else what its files make
};

struct FoundSets {
    std::vector<FoundSet> sets;
    std::vector<report::MeasuredFile> missing; // with the verdict that says so
    Diagnostics diagnostics;                   // "check.unknown-file": not looked at
};

// `what`: a file, or a folder (of several specs' folders the one called like the spec). Errors: not_found;
// unfit: no file of that spec lies there (the sentence says which were found), or the file is none of its.
[[nodiscard]] Result<FoundSets> find_sets(const std::vector<delivery::Spec>& known,
                                          const delivery::Spec& spec, const std::filesystem::path& what);

enum class Depth : unsigned char {
    folder, // it alone
    below,  // and the folders in it
};
// Its waves, sorted.
[[nodiscard]] Result<std::vector<std::filesystem::path>> find_waves(const std::filesystem::path& folder,
                                                                    Depth depth);

} // namespace dub::app
