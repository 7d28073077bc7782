#include "app/jobs/look_turnover.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/jobs/consolidate.h"
#include "app/jobs/import_place.h"
#include "app/jobs/session_media.h"
#include "engine/conform/settle.h"
#include "formats/media/identity.h"
#include "formats/turnover/format.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

// All files of one call are one timeline: reels that go on, or an EDL's four tracks and the next four.
Result<conform::Turnover> read_lists(const TurnoverLook& look) {
    turnover::ReadOptions options;
    options.timecode = look.fps;
    options.sequence = look.sequence;
    std::vector<conform::Part> parts;
    for (const fs::path& file : look.lists) {
        TRY(auto list, turnover::read_turnover(file, options));
        parts.push_back({std::move(list), {}});
    }
    if (parts.size() == 1) return conform::heard(std::move(parts.front().list));
    TRY(auto joined, conform::join(std::move(parts)));
    return conform::heard(std::move(joined));
}

Result<void> check_sound(const conform::Turnover& list, const fs::path& file) {
    for (const auto& track : list.tracks)
        for (const auto& event : track.events)
            if (is_heard(track, event)) return {};
    return fail(ErrorCode::unfit,
                fmt::format("{} holds no sound: its tracks are picture or empty. Ask for a turnover "
                            "with sound, or import its video as a picture.",
                            file.string()));
}

// A file chosen by hand may lie anywhere: it is looked at when the search has not come by it.
Result<void> take_chosen(const TurnoverLook& look, const conform::Turnover& list, TurnoverMedia& found) {
    for (const auto& [source, path] : look.chosen) {
        if (source >= list.sources.size()) continue;
        const fs::path whole = fs::weakly_canonical(path);
        auto at = std::ranges::find(found.files, whole.string(), &conform::FoundFile::path);
        if (at == found.files.end()) {
            auto looked = look_at(whole);
            if (!looked)
                return fail(
                    ErrorCode::invalid,
                    fmt::format("{} holds no sound that can be read; choose another.", whole.string()));
            found.files.push_back(std::move(looked->file));
            found.sounds.push_back(std::move(looked->sound));
            at = std::prev(found.files.end());
        }
        found.facts.chosen.resize(list.sources.size());
        found.facts.chosen[source] = static_cast<std::size_t>(at - found.files.begin());
    }
    return {};
}

} // namespace

Diagnostics LookedTurnover::diagnostics() const {
    Diagnostics all = list.diagnostics;
    append(all, Diagnostics(found.diagnostics));
    append(all, Diagnostics(links.diagnostics));
    return all;
}

Result<LookedTurnover> look_at_turnover(const TurnoverLook& look, MediaCopies* extracted,
                                        Progress& progress) {
    LookedTurnover looked;
    TRY(looked.list, read_lists(look));
    CHECK(check_sound(looked.list, look.lists.front()));
    const MediaHunt hunt{looked.list, look.lists.front(),
                         search_folders(look.session_folder, look.lists, look.media), extracted};
    TRY(looked.found, find_media_of(hunt, progress));
    CHECK(take_chosen(look, looked.list, looked.found));
    looked.links = conform::link(looked.list, looked.found.files, looked.found.facts);
    return looked;
}

Result<void> pool_recordings(LookedTurnover& looked, const fs::path& session_folder, MediaTaken how,
                             MediaCopies& copies, Progress& progress, std::optional<Rational> handles) {
    std::set<std::size_t> taken;
    for (const auto& link : looked.links.sources)
        if (link.taken) taken.insert(link.taken->file);
    TurnoverMedia& found = looked.found;
    looked.media.assign(found.files.size(), {});
    std::size_t done = 0;
    for (const std::size_t i : taken) {
        fs::path file = found.files[i].path;
        if (!progress.at(static_cast<double>(done++) / static_cast<double>(taken.size()),
                         file.filename().string()))
            return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
        const bool embedded =
            std::ranges::find(found.facts.embedded, std::optional(i)) != found.facts.embedded.end();
        if (how == MediaTaken::copied && !embedded) {
            TRY(file, handles ? consolidate(looked.list, looked.links, found, i, *handles, copies, progress)
                              : copies.add(file));
        }
        TRY(const auto identity, media::identity_of(file));
        looked.media[i] = media_of(found.sounds[i], file, identity);
        looked.media[i].path = pool_path(session_folder, file);
    }
    return {};
}

Result<PlacedTurnover> place_turnover(const session::Session& session, const LookedTurnover& looked,
                                      const PlacingOrder& order) {
    PlacedTurnover out;
    out.rows = order.rows;
    if (out.rows.empty())
        out.rows = conform::plan_tracks(session, looked.list, looked.found.files, looked.links, order.wish);
    const conform::PlaceSources sources{looked.found.files, looked.links, looked.media};
    if (order.update == Update::yes) {
        TRY(out.updated,
            conform::update_department(session, looked.list, sources, out.rows, order.wish, order.range));
        out.session = out.updated->session;
        out.diagnostics = std::move(out.updated->diagnostics);
        return out;
    }
    TRY(auto placed, conform::place(session, looked.list, sources, out.rows, order.wish));
    out.session = std::move(placed.session);
    out.tracks = std::move(placed.tracks);
    out.clips = placed.clips;
    out.markers = placed.markers;
    out.lanes = placed.lanes;
    out.diagnostics = std::move(placed.diagnostics);
    return out;
}

} // namespace dub::app
