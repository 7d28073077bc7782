#pragma once
// The journal beside a session, `NAME.dub.journal`: what was done since a saved state, as data. One record a
// line,
//   CRC LENGTH SEQUENCE JSON\n
// CRC: eight hexadecimal digits of CRC-32C over "LENGTH SEQUENCE JSON"; LENGTH: bytes of the JSON; SEQUENCE
// counts from 0, the header. Edits are pure functions of the catalogue: the saved state and the records give
// the same session again. Nothing here touches a disk. Pure, any thread.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/session/history.h"
#include "formats/project/edit_script.h"

namespace dub::project {

struct JournalHeader {
    std::string continues; // state_hash of the session file the first record goes on from
    std::string lineage;   // Info::lineage of that session
};

enum class Deed : unsigned char {
    edits,   // one gesture: one or more edits, one entry of the history
    undo,    // of the history since the saved state
    redo,    // of what was undone
    session, // a whole session takes the place of the present one: undo of what was done before the save
    saved,   // not a change: the state at this point was saved
};

struct JournalRecord {
    Deed deed = Deed::edits;
    std::string time;            // UTC, for people: "2026-11-21T12:55:06Z"
    std::vector<EditCall> edits; // of Deed::edits
    std::string text;            // session: the file's text; saved: its state_hash
};

[[nodiscard]] std::string journal_begin(const JournalHeader& header);
[[nodiscard]] std::string journal_line(std::uint64_t sequence, const JournalRecord& record);
// The record as it will be read back: what is applied must be what is written down (numbers that JSON lacks
// become words).
[[nodiscard]] EditCall as_journalled(const EditCall& call);

enum class JournalEnd : unsigned char {
    whole,  // the last byte ends a record
    torn,   // the last record is not whole or not true: a crash while it was written
    damaged // a record before the last is not true; nothing after it can be trusted to fit
};

struct JournalRead {
    JournalHeader header;
    std::vector<JournalRecord> records; // record i has the sequence i + 1
    std::vector<std::uint64_t> ends;    // the byte after record i
    std::uint64_t header_bytes = 0;
    JournalEnd end = JournalEnd::whole;

    // The byte after the first `count` records.
    [[nodiscard]] std::uint64_t bytes_to(std::size_t count) const {
        return count == 0 ? header_bytes : ends[count - 1];
    }
};

// As many records as are true, from the first. Errors: the header is not one, or of a newer major version.
[[nodiscard]] Result<JournalRead> read_journal(std::string_view text, std::string_view name);

// The index of the first record after the state with that hash: the header's, or the last `saved` one that
// matches. Nothing when the journal does not know the state.
[[nodiscard]] std::optional<std::size_t> continues_from(const JournalRead& journal, std::string_view hash);

struct Replay {
    session::History history;
    std::size_t applied = 0;      // records; fewer than given when one did not suit
    std::optional<Error> refused; // what that one said
};
[[nodiscard]] Replay replay(session::Session base, std::span<const JournalRecord> records);

// "move clips by '12f', clips a list of 2": a record in words.
[[nodiscard]] std::string in_words(const JournalRecord& record);

} // namespace dub::project
