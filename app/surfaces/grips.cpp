#include "app/surfaces/grips.h"

#include <algorithm>

namespace dub::app {

const Grips::Grip* Grips::find(int control) const {
    const auto found = std::ranges::find(grips_, control, &Grip::control);
    return found == grips_.end() ? nullptr : &*found;
}

Grips::Grip* Grips::find(int control) {
    return const_cast<Grip*>(static_cast<const Grips&>(*this).find(control));
}

void Grips::touch(int control, const Target& target) {
    if (Grip* const grip = find(control)) {
        grip->touched = true;
        return;
    }
    grips_.push_back({control, target, true, false, {}});
    hands_.touch(target.owner, target.address);
}

void Grips::move(int control, const Target& target, double value, Time now) {
    Grip* grip = find(control);
    if (grip != nullptr && !grip->touched && !(grip->target == target)) {
        let_go(control);
        grip = nullptr;
    }
    if (grip == nullptr) {
        grips_.push_back({control, target, false, false, {}});
        grip = &grips_.back();
        hands_.touch(target.owner, target.address);
    }
    grip->moved = now;
    if (!grip->dead) hands_.move(grip->target.owner, grip->target.address, value);
}

void Grips::let_go(int control) {
    const auto found = std::ranges::find(grips_, control, &Grip::control);
    if (found == grips_.end()) return;
    const Grip grip = *found;
    grips_.erase(found);
    if (!grip.dead) hands_.let_go(grip.target.owner, grip.target.address);
}

void Grips::let_go_all() {
    auto grips = std::move(grips_);
    grips_.clear();
    for (Grip& grip : grips) {
        if (!grip.dead) hands_.let_go(grip.target.owner, grip.target.address);
        grip.dead = true;
        if (grip.touched) grips_.push_back(std::move(grip));
    }
}

void Grips::unplugged() {
    let_go_all();
    grips_.clear();
}

void Grips::tick(Time now) {
    std::vector<int> rested;
    for (const Grip& grip : grips_)
        if (!grip.touched && now - grip.moved >= rest) rested.push_back(grip.control);
    for (const int control : rested)
        let_go(control);
}

} // namespace dub::app
