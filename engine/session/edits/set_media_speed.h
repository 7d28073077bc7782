#pragma once
// Sets how fast recordings play: pull-up, pull-down, film to television, restamp. Their clips keep their
// places on the timeline and the moment of the recording they begin with. Pure, any thread.

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"

namespace dub::session {

struct SetMediaSpeed {
    std::vector<MediaId> media;
    Speed speed;
};
[[nodiscard]] Result<Session> apply(const Session& session, const SetMediaSpeed& edit);

extern const EditDeclaration set_media_speed_edit;

} // namespace dub::session
