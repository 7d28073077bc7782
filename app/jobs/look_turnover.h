#pragma once
// The slow half of importing a turnover, and the quick one. Looking reads the lists, searches the disk for
// their recordings and makes ready what the pool says of them; placing is pure, so a window can do it to the
// session as it is by then. [look, pool: worker, disk; place: any]

#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "app/jobs/import_copy.h"
#include "app/jobs/turnover_media.h"
#include "engine/conform/department.h"

namespace dub::app {

enum class Update : unsigned char { no, yes };

struct TurnoverLook {
    std::vector<std::filesystem::path> lists; // of one department: reels, or split lists of one timeline
    std::optional<TimecodeFormat> fps;        // for lists that do not say; none: it is guessed
    std::vector<std::filesystem::path> media; // folders, beside those of list and session
    std::filesystem::path session_folder;
    std::string sequence;                                              // of several in a file
    std::vector<std::pair<std::size_t, std::filesystem::path>> chosen; // by hand: source, file
};

struct LookedTurnover {
    conform::Turnover list; // as it is heard
    TurnoverMedia found;
    conform::Links links;
    std::vector<session::Media> media; // one for each found file; empty before pool_recordings()
    // What was doubtful of reading, searching and linking, in this order.
    [[nodiscard]] Diagnostics diagnostics() const;
};

// `extracted`: where what the turnover brings along is put; none: it stays in there, as a missing recording.
// Errors: the list cannot be read; it holds no sound (unfit); frame rates that cannot be one timeline; a
// folder or chosen file is missing; cancelled; io.
[[nodiscard]] Result<LookedTurnover> look_at_turnover(const TurnoverLook& look, MediaCopies* extracted,
                                                      Progress& progress);

enum class MediaTaken : unsigned char {
    linked, // they stay where they are
    copied, // whole, with `copies`
};
// What the pool is to say of each recording that was taken. `handles`, with copied: only what is played, and
// so many seconds around it. Errors: io; cancelled.
[[nodiscard]] Result<void> pool_recordings(LookedTurnover& looked,
                                           const std::filesystem::path& session_folder, MediaTaken how,
                                           MediaCopies& copies, Progress& progress,
                                           std::optional<Rational> handles = {});

struct PlacingOrder {
    std::vector<conform::TrackRow> rows; // empty: as plan_tracks proposes
    conform::PlaceWish wish;
    Update update = Update::no;
    std::optional<SampleRange> range; // of an update
};

struct PlacedTurnover {
    session::Session session;
    std::vector<conform::TrackRow> rows;
    std::vector<conform::PlacedTrack> tracks; // of a first import
    std::optional<conform::Updated> updated;  // of an update
    std::size_t clips = 0, markers = 0, lanes = 0;
    Diagnostics diagnostics; // of placing
};
[[nodiscard]] Result<PlacedTurnover> place_turnover(const session::Session& session,
                                                    const LookedTurnover& looked, const PlacingOrder& order);

} // namespace dub::app
