#pragma once
// What the lines between the events of a list say. Programs differ in blanks, asterisks, colons and capitals;
// all of that is taken. Plain values, any thread.

#include <optional>
#include <string>
#include <string_view>

#include "formats/turnover/edl/event_line.h"

namespace dub::turnover::edl {

enum class Says : unsigned char {
    from_clip,   // text: name of the outgoing or only clip
    to_clip,     // name of the incoming clip
    key_clip,    // name of the foreground
    source_file, // full name of the reel or file
    from_file,   // path of the file
    real_reel,   // FINAL CUT PRO REEL: text is the true name, key what the list has instead
    locator,     // a marker; text is what follows "LOC:"
    level,       // AUDIO LEVEL AT …
    gain,        // one gain for the event, dB: "AN VOL = …"
    patch,       // PATCH REEL: FROM SOURCE 1 TO RECORD 3
    effect,      // name of a transition or effect
    freeze,      // FREEZE FRAME
    note,        // COMMENT: or free text
    fact,        // "KEY: value", a key of some program
};

struct Comment {
    Says says = Says::note;
    std::string text, key;
    std::size_t line = 0;
};
// A line that begins with an asterisk, or one of the keys above without it; nullopt: neither.
[[nodiscard]] std::optional<Comment> parse_comment(std::string_view line);

// "M2   REEL   048.0   00:00:43:09": how fast a source plays, in its frames a second; negative backwards.
struct Motion {
    std::string reel;
    Rational frames_a_second;
    WrittenTime at;
    std::size_t line = 0;
};
[[nodiscard]] std::optional<Motion> parse_motion(std::string_view line);

// "00:00:00:00 IS -6.00 DB  (REEL AX A1)", what follows AUDIO LEVEL AT. At a time of the source.
struct Level {
    WrittenTime at;
    Db gain;
    std::string reel;
    std::optional<Channel> channel;
};
[[nodiscard]] std::optional<Level> parse_level(std::string_view text);
// "AN VOL = -3.5 DB PAN L 20", "-3.5 dB": the first number before DB.
[[nodiscard]] std::optional<Db> parse_gain(std::string_view text);

// Which channel of the source lies on which track, both from 1.
struct Patch {
    int source = 0, track = 0;
};
[[nodiscard]] std::optional<Patch> parse_patch(std::string_view text);

// "01:01:03:00 YELLOW  YA0010"
struct Locator {
    WrittenTime at;
    std::string colour, text;
};
[[nodiscard]] std::optional<Locator> parse_locator(std::string_view text);

// ">>> SOURCE 106770   full name   id" and ">>> SOURCE full name -> 003".
struct ReelName {
    std::string reel, full;
};
[[nodiscard]] std::optional<ReelName> parse_reel_name(std::string_view line);

} // namespace dub::turnover::edl
