#include "app/demo/picture/paint.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/demo/picture/canvas.h"
#include "app/demo/picture/shots.h"
#include "formats/encode/picture_writer.h"

namespace dub::app {
namespace {

constexpr Colour white{255, 255, 255};
constexpr std::int64_t frames_between_reports = 24;

void boxed(Canvas& canvas, std::string_view text, Point at, double size) {
    canvas.rect({at.x - 3 * size, at.y - 2 * size, Canvas::text_width(text, size) + 6 * size, 11 * size},
                {{}, 0.55});
    canvas.text(text, at, size, {white});
}

void burn_in(Canvas& canvas, const PictureScript& script, const Shot* shot, FramePos at) {
    const std::string timecode = to_timecode(at, script.timecode);
    boxed(canvas, timecode, {(design_width - Canvas::text_width(timecode, 7)) / 2, 990}, 7);
    const std::string feet = to_feet(at, script.film.start);
    boxed(canvas, feet, {design_width - 60 - Canvas::text_width(feet, 5), 48}, 5);
    if (shot != nullptr && !shot->name.empty()) boxed(canvas, shot->name, {60, 48}, 5);
    for (const auto& caption : script.captions) {
        if (!caption.place.contains(at)) continue;
        const double size = std::min(6.0, 1760 / std::max(1.0, Canvas::text_width(caption.text, 1)));
        boxed(canvas, caption.text, {(design_width - Canvas::text_width(caption.text, size)) / 2, 900}, size);
    }
    const auto mark = std::ranges::find(script.marks, at, &SyncMark::at);
    if (mark == script.marks.end()) return;
    canvas.rect({design_width - 180, 120, 120, 120}, {white});
    boxed(canvas, mark->label, {design_width - 220 - Canvas::text_width(mark->label, 6), 160}, 6);
}

Result<void> check_script(const PictureScript& script) {
    const auto bad = [](std::string sentence) { return fail(ErrorCode::usage, std::move(sentence)); };
    if (script.film.empty()) return bad("The film of the scene has no frames.");
    FramePos before = script.film.start;
    for (const auto& shot : script.shots) {
        if (shot.place.start < before || shot.place.empty() || shot.place.end > script.film.end)
            return bad(fmt::format("Shot '{}' of the scene's film overlaps its neighbour or leaves the film.",
                                   shot.name));
        before = shot.place.end;
    }
    return {};
}

// Draws frame after frame; the still layer of a shot only when it changes.
class Painter {
  public:
    explicit Painter(const PictureScript& script)
        : script_(script)
        , still_(script.width, script.height)
        , canvas_(script.width, script.height) {}

    const Canvas& frame(FramePos at) {
        const Shot* shot = shot_at(script_, at);
        if (shot == nullptr) {
            canvas_.fill({});
        } else {
            const Moment moment{script_, *shot, at};
            const ShotLook& look = look_of(shot->kind);
            if (shot != drawn_) look.still(still_, moment);
            drawn_ = shot;
            canvas_.copy_from(still_);
            look.moving(canvas_, moment);
        }
        burn_in(canvas_, script_, shot, at);
        return canvas_;
    }

  private:
    const PictureScript& script_;
    Canvas still_, canvas_;
    const Shot* drawn_ = nullptr;
};

} // namespace

Result<void> paint_picture(const std::filesystem::path& out, const PictureScript& script, IfExists if_exists,
                           Progress& progress) {
    CHECK(check_script(script));
    const encode::PictureOptions options{.width = script.width,
                                         .height = script.height,
                                         .timecode = script.timecode,
                                         .start = script.film.start,
                                         .if_exists = if_exists};
    TRY(const auto writer, encode::PictureWriter::create(out, options));
    Painter painter(script);
    const auto length = static_cast<double>(script.film.length().value);
    for (FramePos at = script.film.start; at < script.film.end; at += FrameCount{1}) {
        const Canvas& picture = painter.frame(at);
        CHECK(writer->write({script.width, script.height, picture.pixels()}));
        const std::int64_t done = (at - script.film.start).value;
        if (done % frames_between_reports == 0 &&
            !progress.at(static_cast<double>(done) / length, "painting the picture"))
            return fail(ErrorCode::cancelled, "Stopped; the picture was not written.");
    }
    CHECK(writer->finish());
    progress.at(1, "painting the picture");
    return {};
}

} // namespace dub::app
