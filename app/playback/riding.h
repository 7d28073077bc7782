#pragma once
// Hands on controls, over the player and the document: decides what stays of them. While the session stands,
// or a strip does not write, a hand is one edit when it lets go; while it plays and the strip writes, it is a
// pass (engine/session/passes/pass.h) that becomes one entry of the history when the pass ends: at a stop, a
// jump, a loop's turn. One for each open session; no window library. [control]
//
// Where a move lies in time is what the engine's log says: the place of the timeline at which it began to be
// heard, on the grid of 64 samples. So the lanes play again what was heard. A value stays in the place of the
// plan's until the plan that holds its lane has taken over; nothing jumps.

#include <functional>
#include <optional>
#include <string>

#include "app/playback/heard_version.h"
#include "app/playback/player.h"
#include "engine/session/passes/pass.h"

namespace dub::app {

class Riding {
  public:
    struct Parts {
        Player* player = nullptr; // outlives it; none: nothing is heard, every hand is an edit
        std::function<const session::Session&()> session;
        // One entry of the history; the session is another one when it returns.
        std::function<Result<Diagnostics>(const std::vector<session::WrittenEdit>&, const std::string& title)>
            apply;
        std::function<void(const render::LiveEntry&)> log = {}; // sees what the engine's log says
        std::function<void(VersionId)> hears = {};              // told before another version is heard
        std::function<bool()> session_is_heard = {}; // none: always; else nothing is written meanwhile
    };
    explicit Riding(Parts parts)
        : parts_(std::move(parts)) {}

    // Hands: ui/ports/hands.h says what they mean.
    void touch(const session::Control& control);
    void move(const session::Control& control, double value);
    void let_go(const session::Control& control);
    void let_go(const std::vector<session::Control>& controls); // one entry
    [[nodiscard]] double value(const session::Control& control, SamplePos heard) const;

    // Before the transport is told to play: strips in write take all of their controls.
    void before_play();
    // Before it is told to play a frame or a piece to listen to: that is no pass.
    void before_audition() { auditions_ = true; }
    // Now, whatever goes on: the pass is in the history, and what hands are on is let go of.
    void finish();
    // After the player was served: follows the engine, ends passes, gives controls back.
    void service();
    // The session as it is to be heard: the version, and without lanes while they are suspended.
    [[nodiscard]] session::Session heard_of(const session::Session& session) const;
    // Which version is heard; none: the mix itself. A pass ends where it changes.
    [[nodiscard]] VersionId version() const { return version_.in(parts_.session()); }
    void hear(VersionId version);

    [[nodiscard]] const session::PassSettings& settings() const { return settings_; }
    void set(session::PassSettings settings);

    // Controls that are touched next are held and heard, and nothing is written; off: the lanes play again.
    void preview(bool on);
    [[nodiscard]] bool previewing() const { return preview_; }
    // What the preview holds is written from here on, to the end of the pass.
    void punch_preview();
    // The values of enabled controls as they are heard now; of all strips when none are given.
    void capture(std::vector<session::StripOwner> owners);
    [[nodiscard]] bool has_capture() const { return !captured_.empty(); }
    // Over the range as one entry; none: held and, while it plays, written from here on.
    void punch_capture(std::optional<SampleRange> range);
    // What is being written, or held, over the extent as one entry; the pass begins anew behind it.
    void write_to(session::Extent extent);
    // Everything that writes glides back to its lane.
    void match_now();

    enum class Doing : unsigned char { nothing, held, writing, previewing };
    [[nodiscard]] Doing doing(const session::StripOwner& owner) const;
    // What happened by itself and is to be said, once; empty: nothing.
    [[nodiscard]] std::string take_sentence() { return std::exchange(said_, {}); }

  private:
    enum class Fate : unsigned char {
        edit,    // the strip's own value, when it is let go
        lane,    // nothing: its lane plays on
        pass,    // it is written
        preview, // held until the preview ends
    };
    struct Hand {
        Fate fate = Fate::edit;
        bool touching = false, moved = false;
        bool returns = false;        // a pass in touch: let go, it glides back
        bool gliding = false;        // that has been asked for
        bool leaving = false;        // given back as soon as the plan says it, too
        double value = 0;            // as it was sent last
        int unheard = 0;             // moves sent that the log has not told of
        bool unsent = false;         // the way to the engine was full
        SamplePos heard_from, until; // the last move's place; where the glide arrives
    };
    using Hands = std::map<session::Control, Hand>;

    [[nodiscard]] const session::Session& seen() const; // by hands
    [[nodiscard]] bool in_version() const { return version_.takes_hands(parts_.session()); }
    // The trim of a trimmed strip, or of the version; what it was when the hand came, until it lets go.
    [[nodiscard]] session::Control meant(const session::Control& control) const;
    [[nodiscard]] session::Control meant_now(const session::Control& control) const;
    [[nodiscard]] std::vector<session::Control> controls_of(const session::StripOwner& owner) const;
    // A title of the history's: of the version, where its layer took the hand.
    [[nodiscard]] std::string titled(std::string_view what, const std::string& rest) const;
    [[nodiscard]] std::vector<session::WrittenEdit>
    as_edits(const std::vector<session::PunchLane>& punches) const;
    void begin_anew(); // what hands are on is another now
    [[nodiscard]] double base_of(const session::Control& control, SamplePos at) const;
    [[nodiscard]] double planned(const session::Control& control, SamplePos at) const;
    [[nodiscard]] SamplePos heard() const;
    [[nodiscard]] const session::Automation* automation(const session::Control& control) const;
    [[nodiscard]] bool may_write(const session::Control& control) const;
    [[nodiscard]] Fate fate_of(const session::Control& control) const;
    [[nodiscard]] Hand& take(const session::Control& control, Fate fate);
    void send(const session::Control& control, Hand& hand, double value);
    void give_back(const session::Control& control, SampleCount within = {});
    void send_again();                                        // what found the way full
    [[nodiscard]] bool lift(const session::Control& control); // what it did is an edit
    [[nodiscard]] std::string why_not(const session::Control& control) const;
    void settle_edits(const std::vector<session::StripOwner>& owners);
    void take_edits(const session::StripOwner& owner, std::vector<session::WrittenEdit>& edits,
                    std::string& title);
    void leave_untouched();
    void leave(Hand& hand);                                    // with the next plan
    void write(const session::Control& control, double value); // held and written from here on

    void follow(const render::LiveEntry& entry);
    void follow_hand(const render::LiveEntry& entry);
    void follow_due(SamplePos due);
    void begin_pass(SamplePos at);
    enum class Then : unsigned char { goes_on, stands };
    void end_pass(SamplePos at, Then then, std::optional<session::Extent> extent = {});
    void stop_pass(SamplePos position, SamplePos due, Then then);
    [[nodiscard]] std::vector<session::WrittenEdit> coalesced() const; // trims that were written
    [[nodiscard]] std::vector<session::WrittenEdit> latched() const;   // strips in write that were written
    void apply_pass(std::vector<session::WrittenEdit> edits, const std::string& title, Then then);
    [[nodiscard]] bool is_heard() const { return !parts_.session_is_heard || parts_.session_is_heard(); }
    void take_write_strips(SamplePos at);
    void serve_hands(SamplePos due);
    [[nodiscard]] bool is_over(const session::Control& control, const Hand& hand, SamplePos due) const;
    void glide(const session::Control& control, Hand& hand);
    [[nodiscard]] SampleCount match() const;
    void apply(const std::vector<session::WrittenEdit>& edits, const std::string& title);

    Parts parts_;
    session::PassSettings settings_;
    HeardVersion version_;
    Hands hands_;
    std::map<session::Control, session::Control> asked_for_; // by fingers that rest: what they are on
    std::vector<std::pair<session::Control, SampleCount>> unreleased_;
    std::optional<session::Pass> pass_;     // while it plays at a speed one can mix at
    std::vector<session::Control> written_; // by passes since it last stood
    session::Snapshot captured_;
    bool preview_ = false, runs_ = false, steady_ = true, auditions_ = false;
    SampleRange loop_{};
    SamplePos due_;
    std::string said_;
};

} // namespace dub::app
