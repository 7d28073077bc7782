#pragma once
// What a delivery and a measurement came to, as values, and the forms they are told in: JSON for scripts
// (keys in docs/cli.md), one HTML page that needs nothing else, and a table for the terminal. Pure, any
// thread.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/layout.h"
#include "engine/core/time.h"
#include "engine/core/units.h"
#include "engine/measure/measurement.h"
#include "formats/delivery/judge.h"
#include "formats/delivery/spec.h"
#include "formats/report/reel_sheet.h"

namespace dub::report {

// One measured file and what a spec says to it (none asked: no verdicts).
struct MeasuredFile {
    std::string file;
    measure::Measurement measured;
    std::vector<delivery::Verdict> verdicts;
};

// A place where the limiter took something away. Positions count from the delivered file's first sample.
struct LimitedRange {
    std::string file;
    SampleRange at;
    std::string from, to; // the same as timecode of the session
    Db reduction;         // the deepest, above 0
};

// Of a delivery from prints: where the session plays something else by now, or where nobody can say.
struct StaleRange {
    std::string print;
    std::string from, to; // timecode of the frames that hold the range
    SampleRange at;       // of the session
    bool known = true;    // false: the session this was printed from is missing
};

// A stretch in which a file's audio is not that of the same file of an earlier delivery.
struct ChangedRange {
    std::string file;
    std::string from, to; // timecode of the frames that hold the range
    SampleRange at;       // in the file
    double duration_s = 0;
    double peak_db = 0; // of the difference, dBFS
};

struct DeliveredFile {
    std::string path; // relative to the delivery's folder, '/' between
    std::string set;  // files that are judged as one (split mono) share it; else the same as path
    std::string spec;
    delivery::FileRole role = delivery::FileRole::printmaster;
    std::string segment;           // name of the segment, empty for the whole programme
    std::string stem;              // name of the stem, empty for the others
    Layout layout;                 // of the set; a split mono file carries one of its speakers
    std::vector<Speaker> channels; // in the order they lie in the file
    SampleRate rate;
    int bits = 0;
    SampleCount samples;
    SamplePos time_reference; // of the first sample, from midnight
    std::string sha256;
    Db offset;                        // static, of the whole set
    Db limited;                       // deepest reduction of the limiter, 0 when it did not work
    std::int64_t clipped_samples = 0; // of the whole set
    SampleRange programme;            // in the file: what lies outside is leader
    std::vector<SampleRange> pops;    // in the file
    measure::Measurement measured;    // of this very file, read back from the disk
};

// The sums proved. An exact null is -200; nullopt: there was nothing to compare.
struct NullTest {
    std::optional<double> buses_dbfs; // stems minus printmaster in float before limiting
    std::optional<double> files_dbfs; // peak of the delivered files' difference where no limiter worked
    std::vector<LimitedRange> limited;
};
inline constexpr double exact_null_dbfs = -200;

struct SetOffset {
    std::string spec;
    Db offset;
    std::string sentence; // from what to what
};

// A set's loudness over time, as delivered: the curves of the page.
struct MeasuredSet {
    std::string set, spec;
    delivery::FileRole role = delivery::FileRole::printmaster;
    measure::Measurement measured;
};

struct Delivery {
    std::string session;           // file name of the session
    std::string name;              // its title
    std::string version, language; // of the mix; may be empty
    std::string fps;               // "23.976"
    std::string speed;             // how the files came to that rate, in words; empty: they are the session's
    std::string method;            // "resample", "restamp"; empty likewise
    std::vector<Reel> reels;       // as the files are stamped; empty without segments
    std::string start, end;        // timecodes of the programme
    std::string made;              // "2026-11-21 12:00", UTC
    double duration_s = 0;
    int media_passes = 1;       // how often the media were read
    double realtime_factor = 0; // programme seconds per second of work
    bool media_complete = true; // every recording was there, as it was imported
    std::vector<DeliveredFile> files;
    std::vector<MeasuredSet> sets;
    std::vector<std::string> reports; // relative paths
    std::vector<delivery::Verdict> verdicts;
    std::vector<delivery::Spec> specs; // as they were applied
    std::vector<SetOffset> offsets;    // only of `--level meet`
    NullTest null_test;
    std::string source = "live"; // or "prints"
    std::vector<StaleRange> stale;
    std::string against; // folder of the delivery this one was compared with; empty: with none
    std::vector<ChangedRange> changed;
    std::vector<std::string> not_compared; // sentences: missing, of another rate, length …
    Diagnostics diagnostics;
};

// A session of several that was not delivered, and why.
struct Undelivered {
    std::string session; // file name
    std::string sentence;
};

// False when any verdict is a fail; what was not judged does not count.
[[nodiscard]] bool passed(std::span<const delivery::Verdict> verdicts);

// {"files":[…],"diagnostics":[…]}
[[nodiscard]] std::string measurement_json(std::span<const MeasuredFile> files,
                                           const Diagnostics& diagnostics = {});
// One delivery: its document. Several sessions: the same keys taken together (each file names its session)
// and "sessions", the documents one by one; "undelivered" when some were not delivered.
[[nodiscard]] std::string delivery_json(std::span<const Delivery> deliveries,
                                        std::span<const Undelivered> undelivered = {});
// {"specs":[…]}
[[nodiscard]] std::string specs_json(std::span<const delivery::Spec> specs);

// One page: no script, no link to anything outside.
[[nodiscard]] std::string delivery_html(const Delivery& delivery);

// Aligned columns, one line a file: file, layout, length, LUFS, dialogue, dBTP, verdict.
[[nodiscard]] std::string delivery_table(const Delivery& delivery);
// One line a range: file, from, to, seconds, difference.
[[nodiscard]] std::string changed_table(const Delivery& delivery);
[[nodiscard]] std::string measurement_table(std::span<const MeasuredFile> files);
// One line a rule: rule, file, value, limit, pass.
[[nodiscard]] std::string verdict_table(std::span<const delivery::Verdict> verdicts);
// One spec in full: source, files, rules with limits.
[[nodiscard]] std::string spec_text(const delivery::Spec& spec);
[[nodiscard]] std::string specs_table(std::span<const delivery::Spec> specs);

} // namespace dub::report
