#pragma once
// The lines of a CMX3600 list put in order: its events, each with all that was said about it, and what holds
// for the whole list. Nothing is counted in frames yet. Plain values, any thread.

#include <optional>
#include <string>
#include <vector>

#include "engine/core/timecode.h"
#include "formats/turnover/edl/comment.h"
#include "formats/turnover/edl/event_line.h"
#include "formats/turnover/text/doubts.h"

namespace dub::turnover::edl {

// Of lines, and of what they become on all their channels: a film has a few thousand.
inline constexpr std::size_t events_max = 100'000;

struct Item {
    EventLine event;
    std::size_t line = 0;          // counted from 1
    std::optional<DropFrame> fcm;  // as FCM last said before it
    std::vector<Comment> comments; // that follow it, in order
    std::vector<Motion> motions;
    std::vector<Channel> more; // AUD: further channels
};

struct Scanned {
    std::string title;
    std::vector<Item> items;
    std::vector<ReelName> reels;        // from tables and comments: what a reel is truly called
    std::vector<Comment> head;          // before the first event
    std::optional<DropFrame> first_fcm; // of the record's timecode, as CMX has it
};

[[nodiscard]] Scanned scan(const std::vector<std::string>& lines, Doubts& doubts);

// Which two events are the halves of one transition: the outgoing without length (or up to where the
// other begins), then the incoming, on the same channels. Index of the incoming, for each outgoing; -1 else.
[[nodiscard]] std::vector<int> incoming_of(const std::vector<Item>& items);

} // namespace dub::turnover::edl
