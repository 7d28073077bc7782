#include "ui/console/strip_choice.h"

#include <algorithm>

namespace dub::ui {

void StripChoice::click(const session::StripOwner& owner, Click click,
                        const std::vector<session::StripOwner>& order) {
    const auto at = std::ranges::find(order, owner);
    const auto from = std::ranges::find(order, anchor_);
    if (click == Click::up_to && at != order.end() && from != order.end()) {
        const auto [first, last] = std::minmax(from, at);
        chosen_ = {first, last + 1};
        return;
    }
    anchor_ = owner;
    if (click == Click::toggled) {
        if (chosen_.erase(owner) == 0) chosen_.insert(owner);
        return;
    }
    chosen_ = {owner};
}

void StripChoice::spill(const session::StripOwner& owner) {
    if (spilled_ == owner)
        spilled_.reset();
    else
        spilled_ = owner;
}

StripWidth StripChoice::width_of(const session::StripOwner& owner) const {
    const auto own = widths_.find(owner);
    return own == widths_.end() ? all_ : own->second;
}

void StripChoice::set_width(const session::StripOwner& owner, StripWidth width) { widths_[owner] = width; }

void StripChoice::set_width(StripWidth all) {
    all_ = all;
    widths_.clear();
}

StripWidth next_width(StripWidth width) {
    return width == StripWidth::wide ? StripWidth::narrow
                                     : static_cast<StripWidth>(static_cast<int>(width) + 1);
}

} // namespace dub::ui
