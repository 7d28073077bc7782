#pragma once
// Which strips of the console are meant, shown and how wide: view state, kept outside the session. Selected
// as in Pro Tools: a click chooses one, Ctrl and a click puts it to the others or takes it away, Shift and a
// click chooses all up to it. Pure.

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/session/strip.h"

namespace dub::ui {

enum class StripWidth : unsigned char { narrow, usual, wide };
inline constexpr int strip_widths[] = {72, 96, 128}; // pixels

class StripChoice {
  public:
    enum class Click : unsigned char { alone, toggled, up_to };
    // `order`: the strips as they are shown, from the left.
    void click(const session::StripOwner& owner, Click click, const std::vector<session::StripOwner>& order);
    void choose(std::set<session::StripOwner> owners) { chosen_ = std::move(owners); }
    void forget(const session::StripOwner& owner) { chosen_.erase(owner); }
    [[nodiscard]] const std::set<session::StripOwner>& chosen() const { return chosen_; }
    [[nodiscard]] bool has(const session::StripOwner& owner) const { return chosen_.contains(owner); }

    // Again: none.
    void spill(const session::StripOwner& owner);
    void unspill() { spilled_.reset(); }
    [[nodiscard]] const std::optional<session::StripOwner>& spilled() const { return spilled_; }

    [[nodiscard]] StripWidth width_of(const session::StripOwner& owner) const;
    void set_width(const session::StripOwner& owner, StripWidth width);
    void set_width(StripWidth all); // what single ones had is forgotten

  private:
    std::set<session::StripOwner> chosen_;
    session::StripOwner anchor_; // of up_to
    std::optional<session::StripOwner> spilled_;
    StripWidth all_ = StripWidth::usual;
    std::map<session::StripOwner, StripWidth> widths_;
};

[[nodiscard]] StripWidth next_width(StripWidth width); // narrow, usual, wide, narrow

} // namespace dub::ui
