#pragma once
// A delivery specification as data (formats/delivery/specs/ID.json, schema docs/delivery-spec.schema.json):
// which files are wanted and what is asked of them. Every contract overrides these; a user's folder overrides
// ours. Values, any thread.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/layout.h"
#include "engine/core/result.h"
#include "engine/core/time.h"
#include "engine/core/units.h"
#include "engine/session/role.h"

namespace dub::delivery {

enum class FileRole : unsigned char {
    printmaster,
    stem,
    music_and_effects,
    adm_bed,
    undipped_music, // only of a session that dips its music
};
// "printmaster", "stem", "m-and-e", "adm-bed", "undipped-music"
[[nodiscard]] std::string_view name_of(FileRole role);
// Does such a file hold all that is mixed?
[[nodiscard]] inline bool is_whole_mix(FileRole role) {
    return role == FileRole::printmaster || role == FileRole::adm_bed;
}

enum class FileForm : unsigned char { interleaved, split_mono };
enum class Leader : unsigned char {
    none,
    pops
}; // pops: 2-pop and tail pop with the segment's leader, where it has one

// Inserts that dip their strip under another sound: as in the mix, or bypassed.
enum class Dips : unsigned char { as_mixed, bypassed };
// Of a session with segments: their actions joined, or a file for each segment.
enum class Segments : unsigned char { longplay, each };

// One wanted file (stem: one for each stem of the session).
struct Deliverable {
    FileRole role = FileRole::printmaster;
    std::optional<Layout> layout; // none: the session's home width
    session::RoleSet roles;       // allow-list of m-and-e and undipped-music
    Dips dips = Dips::as_mixed;
    bool archive = false; // never limited, whatever is asked of other stems
    int bits = 24;        // 16, 24, 32 (float)
    SampleRate rate{48000};
    FileForm form = FileForm::interleaved;
    ChannelOrder order = ChannelOrder::smpte;
    bool mask = false;              // WAVE_FORMAT_EXTENSIBLE
    bool adm = false;               // ADM BWF: chna and axml in the ITU form
    std::string container = "rf64"; // what it becomes above 4 GiB: "rf64" or "bw64"
    std::string name;               // template: see file_name.h
};

enum class RuleKind : unsigned char {
    // These compare a measured number with the rule's window or limits.
    integrated_loudness,
    dialogue_loudness,
    short_term_max,
    momentary_max,
    loudness_range,
    true_peak,
    sample_peak,
    // These compare with what the file was wanted as and need no numbers.
    sample_rate,
    bit_depth,
    layout,
    length,
    sound_present, // fails for digital silence
};
[[nodiscard]] std::string_view name_of(RuleKind kind); // "integrated-loudness"
[[nodiscard]] std::string_view
unit_of(RuleKind kind); // "LUFS", "LU", "dBTP", "Hz" …; empty where there is none

enum class Weight : unsigned char {
    required, // outside is a fail
    advice,   // best practice: told, never judged
};

struct Rule {
    std::string id; // "programme-loudness": stable, in reports
    RuleKind kind = RuleKind::true_peak;
    Weight weight = Weight::required;
    std::vector<FileRole> applies_to;  // empty: every file
    std::optional<double> target;      // middle of the window …
    std::optional<double> minus, plus; // … and how far from it
    std::optional<double> min, max;    // or plain limits
    std::optional<double> fallback_target, fallback_minus,
        fallback_plus;    // dialogue below 15 %: programme loudness instead
    std::string sentence; // for people
};

struct Spec {
    std::string id, name, version, date, source;
    bool verified = false; // read in the platform's own text
    std::vector<Deliverable> files;
    std::vector<Rule> rules;
    std::optional<Dbtp> limiter_ceiling; // true-peak limiting when a file would exceed it; none: never limit
    std::optional<Lufs> level_target;    // what `--level meet` aims at; none: meet does nothing
    bool level_by_dialogue = false;      // the target is dialogue loudness
    Leader leader = Leader::none;
    Segments segments = Segments::longplay;
    std::vector<FrameRate> frame_rates; // the file must run at one of them; empty: at any
};

// Ours and those of `user_folder` (may be empty), sorted by id. A bad user file is an error naming file and
// place.
[[nodiscard]] Result<std::vector<Spec>> load_specs(const std::filesystem::path& user_folder);
// Unknown keys, missing ones and values out of range are refused; the sentence names `name` and the place in
// it (/rules/2/plus).
[[nodiscard]] Result<Spec> parse_spec(std::string_view json, std::string_view name);
[[nodiscard]] const Spec* find_spec(const std::vector<Spec>& specs, std::string_view id);
// The named specs in the order asked; an id that does not exist is a usage error that lists those that do.
[[nodiscard]] Result<std::vector<Spec>> choose_specs(const std::vector<Spec>& specs,
                                                     const std::vector<std::string>& ids);

} // namespace dub::delivery
