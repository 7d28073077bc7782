#pragma once
// CMX3600 edit decision lists as they are really written: by Avid (8 and 32 letter reels), Premiere, Resolve,
// Final Cut Pro 7, Smoke, and what converters make of them. Every event of the list becomes an event on each
// of its channels (tracks V, V2, A1, A2 …); what is doubtful is said with its line, nothing refuses the list
// but a frame rate that it contradicts. [worker, disk] for read; the others any thread.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "formats/turnover/format.h"

namespace dub::turnover::edl {

[[nodiscard]] bool sniff(std::string_view head, const std::filesystem::path& file);
[[nodiscard]] Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options);
// The same of text in memory; `file` is named in sentences. Errors: no event in it (invalid), a rate that
// does not suit it (unfit).
[[nodiscard]] Result<conform::Turnover> parse_edl(std::string_view text, const std::filesystem::path& file,
                                                  const ReadOptions& options);

enum class Reels : unsigned char { eight, thirty_two }; // letters of a reel's name

struct List {
    std::string name; // of the track: "A1"; a file name is made of it
    std::string text;
};
struct Lists {
    std::vector<List> lists; // one a track that has events, in the turnover's order
    Diagnostics diagnostics; // what an EDL cannot say, by track and event
};
// The turnover as it is heard (conform::heard), one list a track: cross-fades and fades as dissolves in
// pairs, speeds as M2, markers as LOC in the first list, the whole name of a reel as SOURCE FILE. Muted
// events are left out. Errors: the rate is not known (unfit).
[[nodiscard]] Result<Lists> write_edl(const conform::Turnover& turnover, Reels reels);

} // namespace dub::turnover::edl
