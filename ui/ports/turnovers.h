#pragma once
// Turnovers: looked at before anything is imported, shown, then placed. Looking and placing are jobs
// (ui/ports/jobs.h shows them); what a person changes between the two is values of engine/conform.
// [window thread]

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/conform/place.h"
#include "engine/conform/place_rules.h"
#include "engine/conform/track_rows.h"

namespace dub::ui {

struct TurnoverAsk {
    std::vector<std::filesystem::path> files;   // several: reels or split lists of one turnover
    std::optional<TimecodeFormat> timecode;     // for lists that do not say it; none: as the session
    std::vector<std::filesystem::path> folders; // searched for recordings, with all below them
    std::string sequence;                       // of several in one file; empty: the one the file means
    std::vector<std::pair<std::size_t, std::filesystem::path>> chosen; // by hand: source, file
};

struct SeenTurnover {
    conform::Turnover list; // as it is heard
    std::vector<conform::FoundFile> files;
    conform::Links links;
    Diagnostics findings; // of the reader, the inspection and the search, in the order they were made
};

enum class MediaTaken : unsigned char {
    linked,       // they stay where they are
    copied,       // whole, into the session's media folder
    consolidated, // what is played with handles around it, into that folder
};

struct PlaceAsk {
    std::vector<conform::TrackRow> rows;
    conform::PlaceWish wish;
    MediaTaken media = MediaTaken::linked;
    double handles_s = 2;             // of a consolidated one
    bool update = false;              // replace what the department has, instead of adding
    std::optional<SampleRange> range; // of an update; none: all the turnover covers
};

class TurnoverPort {
  public:
    virtual ~TurnoverPort() = default;
    // By its name and first bytes: a list or AAF, to be looked at before it is imported.
    [[nodiscard]] virtual bool takes(const std::filesystem::path& file) const = 0;
    virtual int look(const TurnoverAsk& ask) = 0;
    // nullptr until the job is done, or when it failed.
    [[nodiscard]] virtual std::shared_ptr<const SeenTurnover> seen(int job) const = 0;
    // Its end is one entry of the history.
    virtual int place(std::shared_ptr<const SeenTurnover> seen, const PlaceAsk& ask) = 0;
    [[nodiscard]] virtual Result<conform::PlaceRules> read_rules(const std::filesystem::path& file) const = 0;
    [[nodiscard]] virtual Result<void> write_rules(const std::filesystem::path& file,
                                                   const conform::PlaceRules& rules) const = 0;
};

} // namespace dub::ui
