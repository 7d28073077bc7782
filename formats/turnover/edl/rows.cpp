#include "formats/turnover/edl/rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "formats/turnover/text/lines.h"

namespace dub::turnover::edl {
namespace {

using conform::EventKind;

bool is_black(const EventLine& event) {
    const std::string reel = upper(event.reel);
    return reel == "BL" || reel == "BLACK";
}
// No tape: the clip's name is all there is.
bool is_auxiliary(std::string_view reel) { return reel.empty() || upper(reel) == "AX"; }

// A reel is the first letters of its whole name, with '_' for what it may not hold.
bool could_be(std::string_view full, std::string_view reel) {
    const auto plain = [](std::string_view text) {
        std::string letters;
        for (const char c : upper(text))
            if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) letters += c;
        return letters;
    };
    const std::string start = plain(reel);
    return !start.empty() && plain(full).starts_with(start);
}

std::int64_t transition_frames(const EventLine& event) {
    return event.transition == Transition::cut || event.transition == Transition::key_background
               ? 0
               : event.duration.value_or(0);
}

// Two halves of a transition, or one event alone (outgoing == nullptr).
class Pair {
  public:
    Pair(Row* outgoing, Row& incoming)
        : out_(outgoing)
        , in_(incoming) {}

    void take() {
        if (out_) take_comments(*out_, true);
        take_comments(in_, false);
        settle_names();
        if (out_) take_motions(*out_);
        take_motions(in_);
    }

  private:
    void take_comments(Row& at, bool of_first_line) {
        for (const Comment& comment : at.item->comments)
            take_comment(comment, at, of_first_line);
    }
    void take_comment(const Comment& comment, Row& at, bool of_first_line) {
        take_said(comment, at, of_first_line);
        named_ = comment.says == Says::from_clip && !of_first_line ? Named::out
                 : comment.says == Says::to_clip                   ? Named::in
                                                                   : Named::none;
    }
    void take_said(const Comment& comment, Row& at, bool of_first_line) {
        switch (comment.says) {
        case Says::from_clip: from_clip(comment.text, out_ && !of_first_line ? *out_ : at); break;
        case Says::to_clip: to_ = comment.text; break;
        case Says::key_clip: key_ = comment.text; break;
        case Says::source_file: source_file(comment.text, at, of_first_line); break;
        case Says::from_file: (out_ && !of_first_line ? *out_ : at).files.push_back(comment.text); break;
        case Says::level:
            if (auto level = parse_level(comment.text)) give_level(std::move(*level), at);
            break;
        case Says::gain: at.gain = parse_gain(comment.text); break;
        case Says::patch:
            if (const auto patch = parse_patch(comment.text)) at.patches.push_back(*patch);
            break;
        case Says::effect: at.effects.push_back(comment.text); break;
        case Says::freeze: at.freeze = true; break;
        case Says::note: at.notes.push_back(comment.text); break;
        case Says::fact: at.facts.push_back(comment); break;
        case Says::locator:
        case Says::real_reel: break; // markers of the timeline; the table of reels
        }
    }
    void from_clip(const std::string& name, Row& of) { (of.name.empty() ? of.name : second_from_) = name; }
    void give_level(Level&& level, Row& at) {
        const bool other = out_ && &at == &in_ && upper(level.reel) == upper(out_->item->event.reel) &&
                           upper(level.reel) != upper(in_.item->event.reel);
        (other ? *out_ : at).levels.push_back(std::move(level));
    }
    void source_file(const std::string& full, Row& at, bool of_first_line) {
        if (upper(full) == "(NULL)" || upper(full) == "NULL") return;
        if (!out_ || of_first_line) {
            at.tape = full;
            return;
        }
        const bool fits_in = could_be(full, in_.item->event.reel);
        const bool fits_out = could_be(full, out_->item->event.reel);
        if (named_ == Named::out) // it follows that name
            (fits_in && !fits_out ? in_ : *out_).tape = full;
        else if (named_ == Named::in && !out_->tape.empty())
            in_.tape = full;
        else if (fits_out && !fits_in)
            out_->tape = full;
        else if (fits_in && fits_out && out_->tape.empty() && in_.tape.empty())
            out_->tape = in_.tape = full;
        else if (!in_.tape.empty()) // of two the first is the outgoing's
            out_->tape = std::exchange(in_.tape, full);
        else
            in_.tape = full;
    }
    void settle_names() {
        if (!key_.empty()) in_.name = key_;
        if (!to_.empty() && (out_ || in_.item->event.transition != Transition::cut)) in_.name = to_;
        if (out_ && in_.name.empty()) in_.name = second_from_;
    }
    // By reel; where both halves have it, by the time of the source; else the later half.
    void take_motions(Row& at) {
        for (const Motion& motion : at.item->motions) {
            const auto fits = [&](const Row& row) {
                return upper(row.item->event.reel) == upper(motion.reel);
            };
            Row* to = &at;
            if (out_ && fits(*out_) != fits(in_))
                to = fits(*out_) ? out_ : &in_;
            else if (out_ && fits(in_) && motion.at.readable())
                to = motion.at == out_->item->event.source_in && !(motion.at == in_.item->event.source_in)
                         ? out_
                         : &in_;
            to->motion = motion;
        }
    }

    Row* out_;
    Row& in_;
    std::string to_, key_, second_from_;
    enum class Named : unsigned char { none, out, in } named_ = Named::none; // by the comment just before
};

Row row_of(const Item& item) {
    Row row;
    row.item = &item;
    row.channels = item.event.channels;
    for (const Channel channel : item.more)
        if (std::ranges::find(row.channels, channel) == row.channels.end()) row.channels.push_back(channel);
    if (is_black(item.event))
        row.kind = EventKind::black;
    else if (item.event.transition == Transition::key)
        row.kind = EventKind::key;
    row.fade_in = transition_frames(item.event);
    row.wipe = item.event.transition == Transition::wipe;
    return row;
}

void settle_channels(Row& row, Doubts& doubts) {
    if (!row.channels.empty()) return;
    for (const Level& level : row.levels)
        if (level.channel && std::ranges::find(row.channels, *level.channel) == row.channels.end())
            row.channels.push_back(*level.channel);
    if (row.channels.empty())
        doubts.add(Severity::warning, "edl.channel-unknown", row.item->line,
                   fmt::format("Event {} is on channel NONE and no AUD line names another; it is on a track "
                               "of its own. Ask for lists with four sound tracks each.",
                               row.item->event.number));
}

// AUD after the second half holds for both.
void share_channels(Row& out, Row& in) {
    for (Row* const to : {&out, &in})
        for (const Channel channel : (to == &out ? in : out).channels)
            if (std::ranges::find(to->channels, channel) == to->channels.end())
                to->channels.push_back(channel);
}

class RowReels {
  public:
    RowReels(const Scanned& list, const std::vector<int>& incoming) {
        for (const ReelName& name : list.reels)
            full_.emplace(upper(name.reel), name.full);
        // Only a dissolve from a tape to itself needs a second copy: elsewhere a B is part of a name.
        for (std::size_t i = 0; i < incoming.size(); ++i) {
            if (incoming[i] < 0) continue;
            const std::string from = upper(list.items[i].event.reel);
            const std::string to = upper(list.items[static_cast<std::size_t>(incoming[i])].event.reel);
            if (to == from + "B") copies_.insert(to);
            if (from == to + "B") copies_.insert(from);
        }
    }
    // A SOURCE FILE that stands with one event of a reel holds for the others: of the same clip, or of all
    // when it is the only one. The first half of a dissolve has none.
    void learn(const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            const std::string& reel = row.item->event.reel;
            if (row.tape.empty() || is_auxiliary(reel)) continue;
            by_clip_.emplace(std::pair{upper(reel), row.name}, row.tape);
            const auto [found, fresh] = by_reel_.emplace(upper(reel), row.tape);
            if (!fresh && found->second != row.tape) found->second.clear();
        }
    }
    [[nodiscard]] std::string told_of(const Row& row) const {
        const std::string reel = upper(row.item->event.reel);
        if (const auto clip = by_clip_.find({reel, row.name}); clip != by_clip_.end()) return clip->second;
        const auto whole = by_reel_.find(reel);
        return whole == by_reel_.end() ? std::string{} : whole->second;
    }
    // The whole name of a reel: from a table, or without the B of a second copy that was made for a dissolve.
    [[nodiscard]] std::string full_of(std::string_view reel, std::size_t line, Doubts& doubts) {
        if (is_auxiliary(reel)) return {};
        const std::string capitals = upper(reel);
        if (const auto found = full_.find(capitals); found != full_.end()) return found->second;
        const std::string base = capitals.substr(0, capitals.size() - 1);
        if (!copies_.contains(capitals) || base.empty()) return std::string(reel);
        if (told_.insert(capitals).second)
            doubts.add(Severity::note, "edl.b-roll", line,
                       fmt::format("Reel {} is taken for the second copy (B-roll) of {}.", reel, base));
        return full_of(reel.substr(0, reel.size() - 1), line, doubts);
    }

  private:
    std::map<std::string, std::string, std::less<>> full_, by_reel_;
    std::map<std::pair<std::string, std::string>, std::string> by_clip_;
    std::set<std::string, std::less<>> copies_, told_;
};

} // namespace

std::vector<Row> rows_of(const Scanned& list, Doubts& doubts) {
    std::vector<Row> rows;
    rows.reserve(list.items.size());
    for (const Item& item : list.items)
        rows.push_back(row_of(item));
    const std::vector<int> incoming = incoming_of(list.items);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (incoming[i] < 0) {
            Pair(nullptr, rows[i]).take();
            rows[i].alone = rows[i].fade_in > 0 && rows[i].kind != EventKind::key;
            continue;
        }
        Row& out = rows[i];
        Row& in = rows[static_cast<std::size_t>(incoming[i])];
        Pair(&out, in).take();
        share_channels(out, in);
        if (in.kind != EventKind::key) {
            in.alone = !(out.item->event.record_in == out.item->event.record_out);
            if (!in.alone) out.kind = EventKind::outgoing, out.fade_out = in.fade_in;
        }
        ++i;
    }
    RowReels reels(list, incoming);
    reels.learn(rows);
    for (Row& row : rows) {
        settle_channels(row, doubts);
        if (row.tape.empty()) row.tape = reels.told_of(row);
        if (row.tape.empty() && !is_black(row.item->event))
            row.tape = reels.full_of(row.item->event.reel, row.item->line, doubts);
    }
    return rows;
}

} // namespace dub::turnover::edl
