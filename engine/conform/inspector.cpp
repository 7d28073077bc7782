#include "engine/conform/inspector.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "engine/conform/list_facts.h"
#include "engine/conform/names.h"

namespace dub::conform {
namespace {

const Rational short_handle{1}; // s: less is little to crossfade and to slip with

class Inspection {
  public:
    Inspection(const Turnover& list, const InspectorFacts& facts)
        : list_(list)
        , facts_(facts) {}

    Diagnostics run() {
        overview();
        rate();
        names();
        tracks();
        sounds();
        if (facts_.links != nullptr) {
            recordings();
            handles();
            pulled();
        }
        for (const VideoFacts& video : facts_.videos)
            look_at(video);
        pops();
        for (const VideoFacts& video : facts_.videos)
            if (video.pop) picture_pop(video);
        std::ranges::stable_sort(told_, std::greater{}, [](const Diagnostic& d) { return d.severity; });
        return std::move(told_);
    }

  private:
    void tell(Severity severity, const char* code, std::string where, std::string sentence) {
        told_.push_back({severity, code, std::move(where), std::move(sentence)});
    }
    std::string name() const { return list_.name.empty() ? list_.format : list_.name; }
    std::string at(Rational record) const {
        return to_timecode(frame_at(record, list_.timecode.rate), list_.timecode);
    }
    std::string where(const ListTrack& track, const Event& event) const {
        return fmt::format("{} {} '{}'", track.name, at(event.record.start), event.name);
    }
    template <class Do> void each_heard(const Do& act) const {
        for (const ListTrack& track : list_.tracks)
            for (const Event& event : track.events)
                if (is_heard(track, event)) act(track, event);
    }

    void overview() {
        std::size_t sound = 0, clips = 0, muted = 0;
        for (const ListTrack& track : list_.tracks)
            if (track.kind == TrackKind::sound) ++sound;
        each_heard([&](const ListTrack&, const Event& event) { ++clips, muted += event.muted ? 1 : 0; });
        if (clips == 0)
            return tell(Severity::error, "inspect.no-sound", name(),
                        "it holds no sound: nothing would be placed. Ask for a turnover with sound.");
        tell(Severity::note, "inspect.contents", name(),
             fmt::format("{} sound tracks, {} clips{}, {} recordings.", sound, clips,
                         muted == 0 ? std::string() : fmt::format(" ({} muted)", muted),
                         list_.sources.size()));
    }

    void rate() {
        if (list_.rate == RateIs::unknown)
            tell(
                Severity::warning, "inspect.rate-unknown", name(),
                "its frame rate cannot be told from it; timecodes are as written, lengths in seconds are not "
                "known. Say it with --fps.");
        if (list_.rate == RateIs::guessed)
            tell(Severity::note, "inspect.rate-guessed", name(),
                 fmt::format(
                     "its frame rate is not written in it; {} was guessed from its numbers. Say it with "
                     "--fps if it is another.",
                     dub::name_of(list_.timecode)));
        std::set<std::string_view> others;
        for (const Source& source : list_.sources) {
            if (source.picture_rate && !(*source.picture_rate == list_.timecode.rate))
                others.insert(source.name);
        }
        if (!others.empty())
            tell(Severity::warning, "inspect.mixed-rates", name(),
                 fmt::format(
                     "{} recordings run at other frame rates than the timeline ({} is one); their sync "
                     "is the cutting room's guess. Check lips at their ends.",
                     others.size(), *others.begin()));
    }

    // Names that cannot be told apart, and names cut off.
    void names() {
        std::map<std::string, std::set<std::string>> files;
        std::size_t short_names = 0;
        for (const Source& source : list_.sources) {
            const std::string_view file =
                source.locators.empty() ? std::string_view(source.name) : file_name(source.locators.front());
            if (!source.locators.empty()) files[lower(file)].insert(source.locators.front());
            const std::string& tape = source.tape;
            if (source.locators.empty() && (tape.size() == 8 || tape.size() == 32) && source.name != tape)
                ++short_names;
        }
        for (const auto& [file, paths] : files)
            if (paths.size() > 1)
                tell(Severity::warning, "inspect.same-name", std::string(file),
                     fmt::format(
                         "{} different files are called so; without their folders they are one. Keep the "
                         "folders when you copy them.",
                         paths.size()));
        if (short_names > 0)
            tell(Severity::note, "inspect.short-names", name(),
                 fmt::format("{} reels have 8 or 32 letters and may be cut off there; export with long reel "
                             "names, or with the file names as comments.",
                             short_names));
    }

    void tracks() {
        for (const ListTrack& track : list_.tracks) {
            if (track.kind != TrackKind::sound) continue;
            if (track.events.empty())
                tell(Severity::note, "inspect.empty-track", track.name, "nothing is on it.");
            if (track.muted)
                tell(Severity::note, "inspect.muted-track", track.name, "it is muted; its clips come muted.");
        }
        for (std::size_t a = 0; a < list_.tracks.size(); ++a)
            for (std::size_t b = a + 1; b < list_.tracks.size(); ++b)
                if (same_sound(list_.tracks[a], list_.tracks[b])) {
                    tell(Severity::warning, "inspect.dual-mono", list_.tracks[b].name,
                         fmt::format(
                             "it is {} once more: dual mono. One of the two is enough; import leaves it "
                             "out.",
                             list_.tracks[a].name));
                    break;
                }
    }

    bool same_sound(const ListTrack& a, const ListTrack& b) const {
        if (a.kind != TrackKind::sound || b.kind != TrackKind::sound || a.events.empty()) return false;
        return std::ranges::equal(a.events, b.events, [&](const Event& x, const Event& y) {
            if (x.record != y.record || x.source != y.source || x.played != y.played || x.source < 0)
                return false;
            if (x.channels == y.channels) return true;
            const FoundFile* const file = file_of(x);
            return file != nullptr && (file->channels == 1 || file->dual_mono.value_or(false));
        });
    }

    void sounds() {
        std::size_t effects = 0, generated = 0, speeds = 0;
        std::string first_speed;
        std::set<std::string> rendered;
        for (const ListTrack& track : list_.tracks) {
            if (track.kind != TrackKind::sound) continue;
            for (const Event& event : track.events) {
                effects += event.effects.size();
                if (event.kind == EventKind::generated) ++generated;
                if (event.speed != Rational{1} && speeds++ == 0) first_speed = where(track, event);
                const std::string called = lower(event.name);
                for (const std::string_view word : {"nested", "compound", "mixdown", "rendered", "sync map"})
                    if (called.find(word) != std::string::npos) rendered.insert(event.name);
            }
        }
        if (effects > 0)
            tell(Severity::warning, "inspect.effects", name(),
                 fmt::format(
                     "{} effects on clips are not kept. Ask for them to be rendered where they matter.",
                     effects));
        if (generated > 0)
            tell(Severity::note, "inspect.generated", name(),
                 fmt::format("{} events are generated (tones, slugs) and have no recording.", generated));
        if (speeds > 0)
            tell(Severity::warning, "inspect.speed", first_speed,
                 fmt::format(
                     "{} clips are played at another speed, this is the first. Listen to their pitch and "
                     "sync.",
                     speeds));
        for (const std::string& one : rendered)
            tell(
                Severity::warning, "inspect.rendered", one,
                "by its name it is nested or rendered: a mix inside, without tracks and handles. Ask for the "
                "tracks inside.");
    }

    const FoundFile* file_of(const Event& event) const {
        const LinkCandidate* const link = facts_.links == nullptr ? nullptr : facts_.links->of(event);
        return link == nullptr ? nullptr : &facts_.files[link->file];
    }

    void recordings() {
        std::size_t wanted = 0, missing = 0, embedded = 0;
        for (std::size_t i = 0; i < facts_.links->sources.size(); ++i) {
            const SourceLink& link = facts_.links->sources[i];
            if (!link.wanted) continue;
            ++wanted;
            const bool inside = list_.sources[i].essence.has_value();
            if (inside) ++embedded;
            if (!link.taken && !inside) ++missing;
        }
        if (missing > 0)
            tell(Severity::warning, "inspect.media-missing", name(),
                 fmt::format("{} of {} recordings were not found. Name their folder with --media, or ask for "
                             "them.",
                             missing, wanted));
        else if (wanted > 0)
            tell(Severity::note, "inspect.media", name(),
                 fmt::format("all {} recordings are there{}.", wanted,
                             embedded > 0 ? fmt::format(", {} of them inside it", embedded) : std::string()));
    }

    void handles() {
        std::size_t clips = 0, few = 0, past = 0;
        std::optional<Rational> least;
        std::string least_at, past_at;
        each_heard([&](const ListTrack& track, const Event& event) {
            const auto handles = handles_of(list_, event, *facts_.links, facts_.files);
            if (!handles) return;
            ++clips;
            const Rational least_here = std::min(handles->before, handles->after);
            if (least_here < -Rational(1, 20) && past++ == 0) past_at = where(track, event);
            if (least_here < short_handle) ++few;
            if (!least || least_here < *least) least = least_here, least_at = where(track, event);
        });
        if (past > 0)
            tell(Severity::warning, "inspect.beyond-media", past_at,
                 fmt::format("{} clips play past their recordings, this is the first: silence there.", past));
        if (few > 0)
            tell(Severity::note, "inspect.handles", least_at,
                 fmt::format("{} of {} clips have less than {} of handle at one end; here it is {}. Ask for "
                             "handles of a second or more.",
                             few, clips, seconds_text(short_handle),
                             seconds_text(std::max(*least, Rational{}))));
    }

    // Recordings of another sample rate, and the rates that mean pull-up or pull-down.
    void pulled() {
        const SampleRate usual = facts_.session_rate.value_or(list_.sound_rate.value_or(SampleRate{}));
        std::map<std::int64_t, std::size_t> rates;
        for (const SourceLink& link : facts_.links->sources)
            if (link.taken) ++rates[facts_.files[link.taken->file].rate.hz];
        for (const auto& [hz, count] : rates) {
            if (hz == usual.hz) continue;
            const bool pull =
                hz == 47952 || hz == 48048 || hz == 47953 || hz == 44056 || hz == 46080 || hz == 50000;
            tell(pull ? Severity::warning : Severity::note, pull ? "inspect.pull" : "inspect.sample-rate",
                 name(),
                 fmt::format(
                     "{} recordings have {} Hz and not {} Hz{}.", count, hz, usual.hz,
                     pull ? ": a rate of pull-up or pull-down. Ask which speed is meant before you conform"
                          : "; they are converted while they play"));
        }
    }

    void pops() {
        if (facts_.pops.empty()) return;
        const PopFacts& first = facts_.pops.front();
        const Rational frame = seconds_of(FrameCount{1}, list_.timecode.rate);
        tell(Severity::note, "inspect.two-pop", first.track,
             fmt::format("a 2-pop sounds at {}: the first frame of action should lie at {}.",
                         at(first.record), at(first.record + Rational{2})));
        for (const PopFacts& other : facts_.pops)
            if (other.record - first.record >= frame || first.record - other.record >= frame)
                tell(Severity::warning, "inspect.two-pop-apart", other.track,
                     fmt::format("its 2-pop sounds at {}, that of {} at {}. One of them is out of sync.",
                                 at(other.record), first.track, at(first.record)));
    }

    // Where it lies by the video's own timecode; without one, as if the video began with the list.
    void picture_pop(const VideoFacts& video) {
        FramePos start = list_.start;
        if (video.start_timecode)
            if (const auto told = parse_timecode(*video.start_timecode, list_.timecode)) start = *told;
        const Rational record = seconds_at(start, list_.timecode.rate) + seconds_of(*video.pop, video.rate);
        tell(Severity::note, "inspect.picture-pop", video.file,
             fmt::format(
                 "its 2-pop is the picture at {} (frame {} of the file): the first frame of action should "
                 "lie at {}.",
                 at(record), video.pop->value, at(record + Rational{2})));
        if (facts_.pops.empty()) return;
        const PopFacts& heard = facts_.pops.front();
        const Rational frame = seconds_of(FrameCount{1}, list_.timecode.rate);
        if (heard.record - record >= frame || record - heard.record >= frame)
            tell(
                Severity::warning, "inspect.two-pop-apart", video.file,
                fmt::format("its 2-pop is seen at {}, that of {} is heard at {}. One of them is out of sync.",
                            at(record), heard.track, at(heard.record)));
    }

    void look_at(const VideoFacts& video) {
        if (!(video.rate == list_.timecode.rate))
            tell(Severity::warning, "inspect.video-rate", video.file,
                 fmt::format("it runs at {}/{} fps, the list at {}. Ask for one that fits.", video.rate.num,
                             video.rate.den, dub::name_of(list_.timecode)));
        if (video.variable_rate)
            tell(Severity::warning, "inspect.video-variable", video.file,
                 "its frames have no steady rate; sync cannot be trusted. Ask for constant frame rate.");
        if (video.long_gop.value_or(false))
            tell(
                Severity::note, "inspect.video-long-gop", video.file,
                "most of its pictures need others to be shown: jumping is slow. An intra-frame codec (DNxHR, "
                "ProRes) is better to mix to.");
        if (!video.start_timecode)
            return tell(Severity::note, "inspect.video-timecode", video.file,
                        "it carries no timecode; place it by its 2-pop or at the list's start.");
        const auto start = parse_timecode(*video.start_timecode, list_.timecode);
        if (start && *start != list_.start)
            tell(Severity::warning, "inspect.video-start", video.file,
                 fmt::format("it begins at {}, the list at {}. One of them has a leader or another cut.",
                             *video.start_timecode, to_timecode(list_.start, list_.timecode)));
    }

    const Turnover& list_;
    const InspectorFacts& facts_;
    Diagnostics told_;
};

} // namespace

std::optional<Handles> handles_of(const Turnover& list, const Event& event, const Links& links,
                                  std::span<const FoundFile> files) {
    const LinkCandidate* const link = links.of(event);
    if (link == nullptr) return std::nullopt;
    const FoundFile& file = files[link->file];
    const TimeSpan played = played_of(list, event, file);
    return Handles{played.start, file.seconds() - played.end};
}

Diagnostics inspect(const Turnover& list, const InspectorFacts& facts) {
    return Inspection(list, facts).run();
}

} // namespace dub::conform
