#pragma once
// The sections of a Pro Tools session text as tables of cells, before anything is understood. Any thread.

#include <map>
#include <string>
#include <vector>

#include "formats/turnover/text/doubts.h"

namespace dub::turnover::pt_text {

struct FileRow {
    std::string name, folder;
    bool offline = false;
};
struct ClipRow {
    std::string name, file;
    int channel = -1; // of the file, from 0; -1: not told
};
struct EventRow {
    int channel = 1, event = 0;
    std::string name, start, end, timestamp, state;
    std::size_t line = 0;
};
struct TrackTable {
    std::string name, comments, state, plug_ins;
    std::vector<EventRow> events;
};
struct MarkerRow {
    std::string place, reference, units, name, track, track_type, comments;
    std::size_t line = 0;
};
struct SessionTables {
    std::map<std::string, std::string> head; // "SESSION NAME" …
    std::vector<FileRow> files;
    std::vector<ClipRow> clips;
    std::vector<TrackTable> tracks;
    std::vector<MarkerRow> markers;
};

[[nodiscard]] SessionTables tables_of(const std::vector<std::string>& lines, Doubts& doubts);

} // namespace dub::turnover::pt_text
