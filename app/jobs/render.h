#pragma once
// Renders one bus, or what some roles bring to it, to one wave or a set of mono waves. Nothing is applied
// that the session does not hold; dither where bits are lost. The output appears when it was written, read
// back and found whole. [control; uses worker threads]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/print_source.h"
#include "app/jobs/session_media.h"
#include "app/jobs/wave_output.h"
#include "engine/core/atomic_file.h"
#include "formats/wave/wave_info.h"

namespace dub::app {

// How channels lie in the file. By mask: WAVE_FORMAT_EXTENSIBLE, channels in mask order (7.1: rears first),
// which every reader of masks understands. The others are plain files without mask.
enum class FileOrder : unsigned char { by_mask, smpte, film };

struct RenderFormat {
    wave::SampleType type = wave::SampleType::pcm24;
    wave::LargeForm large = wave::LargeForm::rf64; // what it becomes above 4 GiB
    FileOrder order = FileOrder::by_mask;
    bool split = false; // NAME.L.wav, NAME.R.wav ...
    bool adm = false;   // ADM BWF of the bed in the ITU form; SMPTE order, no mask
};

struct RenderRequest {
    std::filesystem::path session;
    std::filesystem::path out;
    std::string bus = "printmaster"; // or stem:ROLE, m-and-e, a bus by name or id
    std::string version;             // of the mix, by name or id; empty: the mix itself
    std::string language;            // in the place of the version's; may be empty
    std::optional<Layout> layout;    // folded down to it; none: the bus's own
    Source source = Source::live;
    std::optional<std::string> from, to; // timecode, half-open; none: the programme's
    RenderFormat format;
    IfExists if_exists = IfExists::refuse;
    int jobs = 0;
};

struct RenderOutcome {
    std::vector<WaveOutputFile> files;
    std::string version, language; // may be empty
    Layout layout;
    SampleRate rate;
    int bits = 0;
    SampleCount samples;
    std::int64_t clipped_samples = 0; // of all channels; a warning says where
    SamplePos time_reference;         // of the first sample, from midnight
    std::string from, to;             // timecode
    bool media_complete = true;
    Source source = Source::live;
    std::vector<report::StaleRange>
        stale; // of a render from prints: where the session plays something else now
    Diagnostics diagnostics;
};

// Errors: usage (no such bus or version, a range without length, the output exists), unfit (nothing to
// render, a layout the bus cannot be folded to), those of open_session and look_at_media, io, cancelled.
[[nodiscard]] Result<RenderOutcome> render(const RenderRequest& request, Progress& progress);

} // namespace dub::app
