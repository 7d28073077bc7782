#pragma once
// What a delivery's own report says of its files and of where the programme lies in each: NAME_delivery.json.
// Pure, any thread.

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/layout.h"
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

// A file of an earlier delivery, as its report names it.
struct EarlierFile {
    std::string path, session, version, spec, role, stem, segment; // what there is none of: empty
    std::vector<std::string> channels;                             // labels
};
// `name` is the report's, for sentences.
[[nodiscard]] Result<std::vector<EarlierFile>> earlier_files(std::string_view json, std::string_view name);

// A delivered file as it is heard: what lies in it, and where.
struct FileToHear {
    std::string path, set, session, spec, role, stem, segment; // what there is none of: empty
    std::vector<Speaker> channels;                             // in the file's order
    SampleRate rate;
    SampleCount samples;
    SamplePos time_reference; // of the first sample, from midnight
    SampleRange programme;    // in the file
};
struct DeliveryToHear {
    std::string fps;           // "23.976"; empty: several sessions with rates of their own
    std::string rate_sentence; // how the files came to another rate than the session's; empty: they did not
    std::vector<FileToHear> files;
};
// `name` is the report's, for sentences. Errors (invalid): no report, or one of before this was said, a file
// whose numbers cannot be.
[[nodiscard]] Result<DeliveryToHear> delivery_to_hear(std::string_view json, std::string_view name);

} // namespace dub::report
