#include "app/demo/picture/picture_script.h"

#include <algorithm>

namespace dub::app {
namespace {

// Copies the items of one repetition that still lie inside the film; ranges are cut at its end.
void repeat(const PictureScript& scene, FrameCount by, FramePos end, PictureScript& film) {
    const auto cut = [&](FrameRange place) { return place.moved(by).clipped({scene.ffoa, end}); };
    for (const auto& shot : scene.shots)
        if (shot.place.start >= scene.ffoa && !cut(shot.place).empty())
            film.shots.push_back({shot.kind, shot.name, cut(shot.place)});
    for (const auto& mark : scene.marks)
        if (mark.at >= scene.ffoa && mark.at + by < end)
            film.marks.push_back({mark.at + by, mark.event, mark.label});
    for (const auto& caption : scene.captions)
        if (caption.place.start >= scene.ffoa && !cut(caption.place).empty())
            film.captions.push_back({cut(caption.place), caption.text});
}

} // namespace

PictureScript with_action_length(const PictureScript& scene, FrameCount action) {
    PictureScript film = scene;
    std::erase_if(film.shots, [&](const Shot& shot) { return shot.place.start >= scene.ffoa; });
    std::erase_if(film.marks, [&](const SyncMark& mark) { return mark.at >= scene.ffoa; });
    std::erase_if(film.captions, [&](const Caption& caption) { return caption.place.start >= scene.ffoa; });
    film.film.end = scene.ffoa + action;
    const FrameCount once = scene.film.end - scene.ffoa;
    if (once.value <= 0) return film;
    for (FrameCount by; by < action; by += once)
        repeat(scene, by, film.film.end, film);
    return film;
}

const Shot* shot_at(const PictureScript& script, FramePos frame) {
    const auto found =
        std::ranges::find_if(script.shots, [&](const Shot& shot) { return shot.place.contains(frame); });
    return found == script.shots.end() ? nullptr : &*found;
}

} // namespace dub::app
