#pragma once
// The parts of session::check, by what they look at. Pure, any thread.

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "engine/core/diagnostics.h"
#include "engine/session/lookup.h"

namespace dub::session {

// What the parts share: the session, its things by id, and the list that grows.
struct Inspection {
    explicit Inspection(const Session& checked);

    const Session& session;
    std::unordered_map<BusId, const Bus*> buses;
    Diagnostics found;

    [[nodiscard]] const Bus* bus(BusId id) const;
    [[nodiscard]] bool has_track(TrackId id);
    void error(std::string_view code, std::string where, std::string sentence);
    void warning(std::string_view code, std::string where, std::string sentence);

  private:
    std::unordered_set<TrackId> tracks_; // from the first question on: most edits ask none
};

void check_info(Inspection& inspection);
void check_ids(
    Inspection& inspection); // given once, sorted where lists are sorted by id, smaller than next_id
void check_pool(Inspection& inspection);
void check_marks(Inspection& inspection);                     // markers and segments
void check_routing(Inspection& inspection);                   // outputs, sends, keys, cycles, the printmaster
void check_roles(Inspection& inspection);                     // warnings: roles, stems, returns
void check_track(Inspection& inspection, const Track& track); // all of the track; its parts:
void check_track_head(Inspection& inspection, const Track& track);
void check_playlists(Inspection& inspection, const Track& track);
// What clips lie on: a track, one of its playlists, a print.
struct ClipHolder {
    std::string title;
    int channels;
};
void check_clips(Inspection& inspection, const ClipHolder& holder, const std::vector<Shared<Clip>>& clips);
void check_versions(Inspection& inspection);
void check_prints(Inspection& inspection);
void check_bus(Inspection& inspection, const Bus& bus);
void check_vca(Inspection& inspection, const Vca& vca); // its strip
void check_members(Inspection& inspection);             // of VCAs and mix groups
// `owner` is the title of its track, bus or VCA.
void check_strip(Inspection& inspection, const Strip& strip, const std::string& owner);

// Shared tests of single values; each adds its finding. `where` as in Diagnostic.
void check_text(Inspection& inspection, const std::string& text, const std::string& where);
void check_layout(Inspection& inspection, const Layout& layout, const std::string& where);
// Sorted, inside the positions a session can hold, values numbers up to `max`.
void check_points(Inspection& inspection, const std::vector<LanePoint>& points, double max,
                  const std::string& where);
[[nodiscard]] bool possible(FrameRate rate);
[[nodiscard]] bool possible(FramePos frame);
[[nodiscard]] bool possible(SamplePos position); // |position| <= 2^47, the range in which time.h is exact

} // namespace dub::session
