#include "engine/conform/track_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "engine/conform/names.h"
#include "engine/conform/role_words.h"
#include "engine/conform/timeline.h"

namespace dub::conform {
namespace {

const TrackRule* rule_of(const ListTrack& track, const PlaceWish& wish) {
    const std::string role = list_role(track);
    const auto at = std::ranges::find_if(wish.rules.tracks, [&](const TrackRule& rule) {
        return fits(rule.name, track.name) && fits(rule.role, role) &&
               (rule.colour.empty() || lower(rule.colour) == lower(track.colour)) &&
               fits(rule.department, wish.department);
    });
    return at == wish.rules.tracks.end() ? nullptr : &*at;
}

class Rows {
  public:
    Rows(const session::Session& session, const Turnover& list, std::span<const FoundFile> files,
         const Links& links, const PlaceWish& wish)
        : session_(session)
        , list_(list)
        , files_(files)
        , links_(links)
        , wish_(wish)
        , timeline_(list, session, wish.at) {}

    std::vector<TrackRow> run() {
        claim_alike();
        for (std::size_t i = 0; i < list_.tracks.size(); ++i)
            if (list_.tracks[i].kind == TrackKind::sound) rows_.push_back(row(i));
        name_new_tracks();
        return std::move(rows_);
    }

  private:
    TrackRow row(std::size_t i) {
        const ListTrack& track = list_.tracks[i];
        TrackRow row{i, Take::yes, {}, track.name, Layout{Speaker::M}, {}, {}};
        const auto events = heard(track);
        if (events.empty()) return left_out(row, "nothing on it is heard");
        const TrackRule* const rule = rule_of(track, wish_);
        if (rule != nullptr && rule->take == Take::no)
            return left_out(row, fmt::format("rule {} leaves it out", number_of(*rule)));
        if (const auto same = same_as_before(events))
            return left_out(row, fmt::format("dual mono: the same as {}", *same));
        auto [role, why] = role_of(track, wish_);
        row.role = role;
        row.why = std::move(why);
        row.layout = layout_of_events(track, events);
        find_place(row, rule, events);
        if (row.onto) taken_.insert(row.onto);
        return row;
    }

    static TrackRow left_out(TrackRow row, std::string why) {
        row.take = Take::no;
        row.why = std::move(why);
        return row;
    }

    std::size_t number_of(const TrackRule& rule) const {
        return static_cast<std::size_t>(&rule - wish_.rules.tracks.data()) + 1;
    }

    static std::vector<const Event*> heard(const ListTrack& track) {
        std::vector<const Event*> events;
        for (const Event& event : track.events)
            if (is_heard(track, event)) events.push_back(&event);
        return events;
    }

    const FoundFile* file_of(const Event& event) const {
        const LinkCandidate* const link = links_.of(event);
        return link == nullptr ? nullptr : &files_[link->file];
    }

    // The other channel of the same recording in which the same sound lies, or the very same once more.
    bool same_sound(const Event& a, const Event& b) const {
        if (a.record != b.record || a.source != b.source || a.played != b.played || a.speed != b.speed ||
            a.gain != b.gain || a.muted != b.muted)
            return false;
        if (a.channels == b.channels) return true;
        const FoundFile* const file = file_of(a);
        return file != nullptr && (file->channels == 1 || file->dual_mono.value_or(false));
    }

    std::optional<std::string> same_as_before(const std::vector<const Event*>& events) const {
        if (wish_.rules.dual_mono == DualMono::keep) return std::nullopt;
        for (const TrackRow& before : rows_) {
            if (before.take == Take::no) continue;
            const auto others = heard(list_.tracks[before.list]);
            const bool same = std::ranges::equal(
                events, others, [&](const Event* a, const Event* b) { return same_sound(*a, *b); });
            if (same) return list_.tracks[before.list].name;
        }
        return std::nullopt;
    }

    // As the list says; where it says nothing, as the recordings are.
    Layout layout_of_events(const ListTrack& track, const std::vector<const Event*>& events) const {
        const bool told = std::ranges::any_of(events, [](const Event* e) { return !e->channels.empty(); });
        int channels = std::max(track.channels, 1);
        bool all_dual_mono = channels == 2 && wish_.rules.dual_mono == DualMono::fix;
        std::optional<Layout> of_files;
        for (const Event* event : events) {
            const FoundFile* const file = file_of(*event);
            all_dual_mono = all_dual_mono && file != nullptr && file->dual_mono.value_or(false);
            if (file == nullptr) continue;
            if (!of_files) of_files = file->layout;
            if (of_files->channels() != file->channels) of_files = Layout{};
        }
        if (all_dual_mono) return Layout{Speaker::M};
        if (of_files && of_files->channels() > 1 &&
            ((!told && channels == 1) || of_files->channels() == channels))
            return session_layout(*of_files);
        return layout_by_count(channels).value_or(Layout{Speaker::M});
    }

    static Layout session_layout(const Layout& file) {
        return dub::layout_of(file.speakers()).value_or(file);
    }

    void find_place(TrackRow& row, const TrackRule* rule, const std::vector<const Event*>& events) {
        if (const auto claim = claims_.find(row.list); claim != claims_.end()) {
            const session::Track& track = *session::find_track(session_, claim->second);
            row.onto = track.id;
            row.role = track.role;
            row.why = "most of its clips are there";
            return;
        }
        if (rule != nullptr && !rule->to_track.empty()) {
            row.name = rule->to_track;
            if (const auto* track = called(rule->to_track, row.layout, events)) {
                row.onto = track->id;
                if (!row.role) row.role = track->role;
            }
            row.why = fmt::format("rule {}", number_of(*rule));
            return;
        }
        if (!wish_.track.empty()) return;
        if (const auto* track = own_name(row, events)) {
            row.onto = track->id;
            if (!row.role) row.role = track->role;
            row.why = "its name";
            return;
        }
        if (!row.role) return;
        for (const auto& track : session_.tracks)
            if (track->role == row.role && fits_row(*track, row.layout, events)) {
                row.onto = track->id;
                return;
            }
    }

    bool fits_row(const session::Track& track, const Layout& layout,
                  const std::vector<const Event*>& events) const {
        if (track.layout != layout || taken_.contains(track.id)) return false;
        if (!track.department.empty() && track.department != wish_.department) return false;
        if (!wish_.department.empty() && track.department == wish_.department) return true;
        const SampleRange span{timeline_(events.front()->record.start), timeline_(last_end(events))};
        return std::ranges::none_of(track.clips,
                                    [&](const auto& clip) { return clip->place.overlaps(span); });
    }

    // Of the same department: where an earlier turnover put these clips. The pair with most in common first:
    // editors put in tracks, so that numbers say little.
    void claim_alike() {
        if (wish_.department.empty()) return;
        std::vector<std::tuple<std::ptrdiff_t, std::size_t, TrackId>> pairs;
        for (std::size_t i = 0; i < list_.tracks.size(); ++i) {
            const auto events = heard(list_.tracks[i]);
            if (list_.tracks[i].kind != TrackKind::sound || events.empty()) continue;
            const Layout layout = layout_of_events(list_.tracks[i], events);
            std::set<std::pair<SamplePos, std::string>> known;
            for (const Event* event : events)
                known.emplace(timeline_(event->record.start), event->name);
            for (const auto& track : session_.tracks) {
                if (track->department != wish_.department || track->layout != layout) continue;
                const auto alike = std::ranges::count_if(track->clips, [&](const auto& clip) {
                    return known.contains({clip->place.start, clip->name});
                });
                if (alike > 0) pairs.emplace_back(-alike, i, track->id);
            }
        }
        std::ranges::sort(pairs);
        for (const auto& [alike, i, track] : pairs)
            if (!claims_.contains(i) && taken_.insert(track).second) claims_.emplace(i, track);
    }

    static Rational last_end(const std::vector<const Event*>& events) {
        return std::ranges::max(events, {}, [](const Event* e) { return e->record.end; })->record.end;
    }

    const session::Track* own_name(const TrackRow& row, const std::vector<const Event*>& events) const {
        for (const auto& track : session_.tracks)
            if (lower(track->name) == lower(row.name) && fits_row(*track, row.layout, events))
                return track.get();
        return nullptr;
    }

    // Of exactly that name, else the first free one that begins with it and goes on with a number.
    const session::Track* called(const std::string& name, const Layout& layout,
                                 const std::vector<const Event*>& events) const {
        const session::Track* first = nullptr;
        for (const auto& track : session_.tracks) {
            if (!fits_row(*track, layout, events)) continue;
            if (lower(track->name) == lower(name)) return track.get();
            const std::string own = lower(track->name);
            const bool numbered = own.starts_with(lower(name)) && own.size() > name.size() &&
                                  own.find_first_not_of(" 0123456789", name.size()) == std::string::npos;
            if (numbered && first == nullptr) first = track.get();
        }
        return first;
    }

    // Names of the session stay unique; "A1" of a department says whose.
    void name_new_tracks() {
        std::set<std::string> used;
        for (const auto& track : session_.tracks)
            used.insert(track->name);
        int number = 0;
        const auto coming =
            std::ranges::count_if(rows_, [](const TrackRow& r) { return r.take == Take::yes && !r.onto; });
        for (TrackRow& row : rows_) {
            if (row.take == Take::no || row.onto) continue;
            ++number;
            std::string name = row.name;
            if (!wish_.track.empty() && !row.why.starts_with("rule"))
                name = coming == 1 ? wish_.track : fmt::format("{} {}", wish_.track, number);
            else if (!wish_.department.empty() && !row.why.starts_with("rule"))
                name = fmt::format("{} {}", wish_.department, row.name);
            row.name = name;
            for (int n = 2; !used.insert(row.name).second; ++n)
                row.name = fmt::format("{} {}", name, n);
        }
    }

    const session::Session& session_;
    const Turnover& list_;
    std::span<const FoundFile> files_;
    const Links& links_;
    const PlaceWish& wish_;
    Timeline timeline_;
    std::vector<TrackRow> rows_;
    std::set<TrackId> taken_;
    std::map<std::size_t, TrackId> claims_; // of tracks of the list
};

} // namespace

std::string list_role(const ListTrack& track) {
    if (!track.role.empty()) return track.role;
    std::string shared;
    for (const Event& event : track.events) {
        if (!is_heard(track, event)) continue;
        if (event.role.empty() || (!shared.empty() && shared != event.role)) return {};
        shared = event.role;
    }
    return shared;
}

ToldRole role_of(const ListTrack& track, const PlaceWish& wish) {
    if (const TrackRule* const rule = rule_of(track, wish); rule != nullptr && rule->to_role)
        return {rule->to_role, fmt::format("rule {}", rule - wish.rules.tracks.data() + 1)};
    if (wish.role) return {wish.role, "as asked"};
    if (const auto role = role_in(list_role(track)))
        return {role, fmt::format("role '{}' of the list", list_role(track))};
    if (const auto role = role_in(track.name)) return {role, "the words in its name"};
    if (const auto role = role_in(wish.department)) return {role, "its department"};
    return {std::nullopt, "nothing says what it is for"};
}

std::vector<TrackRow> plan_tracks(const session::Session& session, const Turnover& list,
                                  std::span<const FoundFile> files, const Links& links,
                                  const PlaceWish& wish) {
    return Rows(session, list, files, links, wish).run();
}

} // namespace dub::conform
