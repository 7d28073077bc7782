#include "app/playback/solo_listening.h"

#include "engine/session/edits/change.h"

namespace dub::app {

using session::SoloMode;

SoloListening::SoloListening(const session::Session& session)
    : mode_(session.info->solo)
    , in_mix_(mode_ == SoloMode::in_place) {
    follow(session);
}

void SoloListening::follow(const session::Session& session) {
    mode_ = session.info->solo;
    auto soloed = session::strips_that_are(session, &session::Strip::soloed);
    leaves_ = false;
    if (mode_ == SoloMode::in_place) {
        in_mix_ = true;
        leaves_ = hears_ && !soloed.empty();
        hears_ = leaves_;
    } else if (soloed.empty()) {
        hears_ = in_mix_ = false;
    } else {
        if (!hears_) newest_ = 1 - newest_;
        hears_ = true;
        solos_[newest_].point = mode_;
        solos_[newest_].strips = std::move(soloed);
    }
}

SoloListening::Next SoloListening::settle(bool plays, bool turned) {
    if (!plays) return Next::nothing;
    if (leaves_) {
        hears_ = leaves_ = false;
        return Next::another_source;
    }
    if (!in_mix_ || mode_ == SoloMode::in_place || !turned) return Next::nothing;
    in_mix_ = false;
    return Next::another_plan;
}

session::Session SoloListening::mix_of(const session::Session& session) const {
    if (in_mix_ == (session.info->solo == SoloMode::in_place)) return session;
    session::Info info = *session.info;
    info.solo = in_mix_ ? SoloMode::in_place : SoloMode::after_fader;
    return session::with_info(session, std::move(info));
}

std::vector<plan::SoloOutput> SoloListening::outputs(const Layout& layout) const {
    std::vector<plan::SoloOutput> outputs;
    for (std::size_t s = 0; s < solos_.size(); ++s) {
        if (solos_[s].strips.empty()) continue;
        outputs.push_back(solos_[s]);
        outputs.back().name = names[s];
        outputs.back().layout = layout;
    }
    return outputs;
}

} // namespace dub::app
