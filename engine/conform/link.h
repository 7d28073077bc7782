#pragma once
// Which file is which recording of a list. Every link says how it was made and how sure it is, and what else
// it could have been; a file of the right name and the wrong content is refused and said. Pure, any thread.

#include "engine/conform/source_time.h"

namespace dub::conform {

enum class LinkBy : unsigned char {
    hand,              // somebody chose it
    essence,           // the turnover brought it along
    path,              // it lies where the list says
    umid,              // MobID, UMID or the file's own id
    name,              // the file's name
    short_name,        // the name as old lists cut it: its first 8 or 32 letters
    tape_and_timecode, // sound roll, and the timecode it covers
    scene_and_take,    // scene, take and timecode
    timecode,          // it covers the timecode, nothing else agrees: only offered
};
[[nodiscard]] std::string_view name_of(LinkBy by); // "path", "tape and timecode" …

struct LinkCandidate {
    std::size_t file = 0; // index in the files
    LinkBy by = LinkBy::name;
    double sure = 0; // 0 … 1
    friend bool operator==(const LinkCandidate&, const LinkCandidate&) = default;
};

struct SourceLink {
    std::optional<LinkCandidate> taken;
    std::vector<LinkCandidate> others; // for choosing, the surest first
    bool wanted = false;               // something that is heard plays it
};

// What is known before any comparing, one entry for each source of the list; shorter lists are none.
struct LinkFacts {
    std::vector<std::optional<std::size_t>> chosen;   // by hand
    std::vector<std::optional<std::size_t>> embedded; // written out of the turnover
    std::vector<std::vector<std::size_t>> at_locator; // files that lie at its locators, the preferred first
};

struct Links {
    std::vector<SourceLink> sources; // one for each of the list
    Diagnostics diagnostics;         // "link.missing", "link.ambiguous", "link.wrong-content", "link.unsure"
    [[nodiscard]] bool complete() const;
    [[nodiscard]] const LinkCandidate* of(const Event& event) const; // nullptr: none
};

// `files` in an order that does not depend on chance: of equals the first is taken.
[[nodiscard]] Links link(const Turnover& list, std::span<const FoundFile> files, const LinkFacts& facts = {});

// Why the file cannot be that recording: a sentence's end ("it has 1 channel, the list plays channel 4");
// empty: it can.
[[nodiscard]] std::string misfit(const Turnover& list, std::size_t source, const FoundFile& file);

} // namespace dub::conform
