#include "app/jobs/media_condition.h"

#include <fmt/format.h>

#include "app/jobs/session_media.h"
#include "formats/media/identity.h"
#include "formats/media/media.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

bool is_there(const fs::path& file) {
    std::error_code error;
    return fs::is_regular_file(file, error);
}

std::string missing_sentence(std::string_view what, const std::string& name, std::string_view effect) {
    return fmt::format("the {} '{}' is not there; {}. Put the file back, or let `dubstage relink` look for "
                       "it where it lies now.",
                       what, name, effect);
}

// The clips were cut for the shape recorded in the pool. Empty: it has it still.
Result<std::string> other_shape(const session::Media& media, const fs::path& file) {
    TRY(const auto probed, media::probe(file));
    for (const auto& sound : probed.sounds) {
        if (sound.index != media.stream && probed.sounds.size() > 1) continue;
        if (sound.format.layout.channels() == media.layout.channels() && sound.format.rate == media.rate)
            return std::string();
        return fmt::format(
            "{} was exchanged: '{}' was {} at {} Hz, the file is now {} at {} Hz. Put the old file back, or "
            "import the new one.",
            file.string(), media.name, media.layout.name(), media.rate.hz, sound.format.layout.name(),
            sound.format.rate.hz);
    }
    return fmt::format("{} was exchanged: it no longer holds the sound of '{}'. Put the old file back, or "
                       "import the new one.",
                       file.string(), media.name);
}

} // namespace

Result<MediaCondition> condition_of(const session::Media& media, const fs::path& folder) {
    const fs::path file = media_file(folder, media.path);
    if (!is_there(file))
        return MediaCondition{Condition::missing,
                              missing_sentence("recording", media.name, "its clips are silent")};
    TRY(const auto identity, media::identity_of(file));
    if (identity == media::Identity{media.bytes, media.hash}) return MediaCondition{};
    TRY(const std::string unfit, other_shape(media, file));
    if (!unfit.empty()) return MediaCondition{Condition::unfit, unfit};
    return MediaCondition{
        Condition::exchanged,
        fmt::format("the recording '{}' is not the file that was imported: its bytes have changed. What lies "
                    "there now is played; put the old file back, or import the new one.",
                    media.name)};
}

MediaCondition condition_of(const session::Picture& picture, const fs::path& folder) {
    if (is_there(media_file(folder, picture.path))) return {};
    return {Condition::missing, missing_sentence("picture", picture.path, "nothing is shown in its place")};
}

} // namespace dub::app
