#include "engine/session/edits/set_media_speed.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

// "25/24" or "2": a fraction within the limits, without common divisor.
std::optional<Speed> parse_ratio(std::string_view text) {
    const auto whole = [](std::string_view digits) -> std::optional<std::int64_t> {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error != std::errc{} || end != digits.data() + digits.size() || number < 1 || number > 1'000'000)
            return std::nullopt;
        return number;
    };
    const auto slash = text.find('/');
    const auto num = whole(text.substr(0, slash));
    const auto den =
        slash == std::string_view::npos ? std::optional<std::int64_t>(1) : whole(text.substr(slash + 1));
    if (!num || !den || *num > *den * speed_limit || *den > *num * speed_limit) return std::nullopt;
    const std::int64_t common = std::gcd(*num, *den);
    return Speed{*num / common, *den / common, {}};
}

void move_sources(std::vector<Shared<Clip>>& clips, const std::map<MediaId, Speed>& before,
                  const Speed& after, bool& any) {
    for (auto& clip : clips) {
        const auto at = before.find(clip->media);
        if (at == before.end()) continue;
        Clip changed = *clip;
        changed.source_start = at_other_speed(clip->source_start, at->second, after);
        for (LanePoint& point : changed.gain_envelope)
            point.at = at_other_speed(point.at, at->second, after);
        clip = share(std::move(changed));
        any = true;
    }
}

std::optional<Track> with_new_sources(const Track& track, const std::map<MediaId, Speed>& before,
                                      const Speed& after) {
    Track changed = track;
    bool any = false;
    move_sources(changed.clips, before, after, any);
    for (auto& alternative : changed.alternatives) {
        Playlist playlist = *alternative;
        move_sources(playlist.clips, before, after, any);
        alternative = share(std::move(playlist));
    }
    return any ? std::optional(std::move(changed)) : std::nullopt;
}

constexpr std::array set_media_speed_arguments{
    ArgumentDeclaration{"media", "media", "ids, names or paths", Need::required, "the recordings"},
    ArgumentDeclaration{"speed", "text", "1/4 … 4, a fraction: 25/24, 1001/1000", Need::required,
                        "played so many times as fast; 1 as recorded"},
    ArgumentDeclaration{"method", "speed method", "resample, stretch, restamp", Need::optional,
                        "resample: pitch follows; stretch: pitch is kept; restamp: not one sample changes"},
};
constexpr EditText about_set_media_speed{
    "set_media_speed", "Set how fast recordings play, and by which method.", set_media_speed_arguments};

Result<SetMediaSpeed> read_set_media_speed(const ArgumentReader& in) {
    SetMediaSpeed edit;
    std::string ratio;
    CHECK(in.read("media", edit.media));
    CHECK(in.read("speed", ratio));
    CHECK(in.read("method", edit.speed.method, speed_method_names));
    const auto parsed = parse_ratio(ratio);
    if (!parsed)
        return in.refuse(
            fmt::format("'speed' is '{}'; expected a fraction from 1/4 to 4: 25/24, 1001/1000.", ratio));
    edit.speed.num = parsed->num;
    edit.speed.den = parsed->den;
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetMediaSpeed& edit) {
    Session next = session;
    MediaPool pool = *session.pool;
    std::map<MediaId, Speed> before;
    for (const MediaId id : edit.media) {
        const auto at = std::ranges::find(pool.media, id, [](const auto& one) { return one->id; });
        if (at == pool.media.end()) return missing("recording", id.text());
        Media media = **at;
        before.emplace(id, media.speed);
        media.speed = edit.speed;
        *at = share(std::move(media));
    }
    next.pool = share(std::move(pool));
    for (auto& track : next.tracks)
        if (auto moved = with_new_sources(*track, before, edit.speed)) track = share(std::move(*moved));
    return next;
}

const EditDeclaration set_media_speed_edit = declare<about_set_media_speed, read_set_media_speed>();

} // namespace dub::session
