#include "ui/timeline/gesture.h"

#include <fmt/format.h>

#include "engine/session/edits/catalogue.h"
#include "engine/session/lookup.h"
#include "ui/edit_values.h"

namespace dub::ui::timeline {

Result<session::Session> with(const session::Session& session, const Gesture& gesture) {
    session::Session next = session;
    for (const Edit& edit : gesture.edits) {
        const auto* declared = session::find_edit(edit.name);
        if (declared == nullptr)
            return fail(ErrorCode::usage, fmt::format("There is no edit '{}'.", edit.name));
        TRY(next, declared->apply(next, edit.arguments));
    }
    return next;
}

session::Value envelope_value(const session::Clip& clip, const std::vector<session::LanePoint>& points,
                              SampleCount by) {
    session::Value::List list;
    for (const session::LanePoint& point : points) {
        session::Value::List pair;
        pair.push_back(value(clip.place.start + by + (point.at - clip.source_start)));
        pair.push_back(value(point.value));
        list.emplace_back(std::move(pair));
    }
    return {std::move(list)};
}

std::string named(std::string_view verb, const session::Session& session, const std::vector<ClipId>& clips) {
    if (clips.size() != 1) return fmt::format("{} {} clips", verb, clips.size());
    const auto place = session::find_clip(session, clips.front());
    if (!place) return fmt::format("{} clip", verb);
    return fmt::format("{} {}", verb, session.tracks[place->track]->clips[place->clip]->name);
}

} // namespace dub::ui::timeline
