#pragma once
// What the ADM metadata of a file says, flattened for people and for comparison: programmes, contents,
// objects, packs, channels and track UIDs with the speaker each one means (common definitions and speaker
// labels). Positions in audioBlockFormats are counted, not kept. BS.2076-0, -1 and -2; element prefixes do
// not matter. Any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/layout.h"
#include "formats/adm/adm_time.h"
#include "formats/adm/bed.h"

namespace dub::adm {

struct AdmProgramme {
    std::string id, name, language;
    std::optional<AdmTime> start, end;
    std::vector<std::string> contents; // ids
    AdmLoudness loudness;
};

struct AdmContent {
    std::string id, name;
    std::vector<std::string> objects; // ids
    std::string dialogue;             // "0", "1", "2", or empty
    std::string dialogue_kind;        // "mixedContentKind=1"
};

struct AdmObject {
    std::string id, name;
    std::optional<AdmTime> start, duration;
    std::vector<std::string> packs, track_uids, objects; // ids
};

struct AdmPack {
    std::string id, name;
    std::string type;                  // "DirectSpeakers", "Objects", …
    std::vector<std::string> channels; // ids
    bool common = false;               // named by id only
};

struct AdmChannel {
    std::string id, name, type, speaker_label;
    std::int64_t blocks = 0;
};

struct AdmTrackUid {
    std::string uid;
    int track = 0; // 1-based channel of the file by chna; 0: none (silent or unused)
    std::optional<std::int64_t> sample_rate, bit_depth;
    std::string track_ref, channel_ref, pack_ref; // channel_ref resolved through track and stream formats
    std::optional<Speaker> speaker;
};

struct AdmSummary {
    std::string version; // "ITU-R_BS.2076-1"; empty in BS.2076-0
    std::vector<AdmProgramme> programmes;
    std::vector<AdmContent> contents;
    std::vector<AdmObject> objects;
    std::vector<AdmPack> packs;
    std::vector<AdmChannel> channels; // the file's own, not the common ones
    std::vector<AdmTrackUid> track_uids;
    std::int64_t blocks = 0;
    Diagnostics diagnostics; // references that lead nowhere, times that cannot be read, UIDs only in axml or
                             // only in chna
};

// `name` is what messages call the text. Errors: axml is not XML or has no audioFormatExtended.
[[nodiscard]] Result<AdmSummary> read_adm(std::string_view axml, std::span<const wave::ChnaEntry> chna,
                                          const std::string& name);

} // namespace dub::adm
