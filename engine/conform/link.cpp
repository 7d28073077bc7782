#include "engine/conform/link.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/conform/list_facts.h"
#include "engine/conform/match_files.h"
#include "engine/conform/names.h"

namespace dub::conform {
namespace {

template <class T> const T* entry(const std::vector<T>& list, std::size_t i) {
    return i < list.size() ? &list[i] : nullptr;
}

std::string where_of(const Source& source) {
    return fmt::format("recording \"{}\"", source.name.empty() ? source.tape : source.name);
}

class Linker {
  public:
    Linker(const Turnover& list, std::span<const FoundFile> files, const LinkFacts& facts)
        : list_(list)
        , files_(files)
        , facts_(facts)
        , matcher_(list, files) {}

    Links run() {
        links_.sources.resize(list_.sources.size());
        for (const auto& track : list_.tracks)
            for (const auto& event : track.events)
                if (is_heard(track, event))
                    links_.sources[static_cast<std::size_t>(event.source)].wanted = true;
        for (std::size_t i = 0; i < list_.sources.size(); ++i)
            if (links_.sources[i].wanted) look_for(i);
        return std::move(links_);
    }

  private:
    void look_for(std::size_t i) {
        if (const auto* by_hand = entry(facts_.chosen, i); by_hand && *by_hand)
            return take(i, {{**by_hand, LinkBy::hand, 1}});
        if (const auto* brought = entry(facts_.embedded, i); brought && *brought)
            return take(i, {{**brought, LinkBy::essence, 1}});
        std::vector<LinkCandidate> all;
        if (const auto* there = entry(facts_.at_locator, i))
            for (const std::size_t file : *there)
                all.push_back({file, LinkBy::path, 0.98});
        for (const LinkCandidate& one : matcher_.like(i))
            if (std::ranges::find(all, one.file, &LinkCandidate::file) == all.end()) all.push_back(one);
        refuse_misfits(i, all);
        std::ranges::stable_sort(all, std::greater{}, &LinkCandidate::sure);
        take(i, std::move(all));
    }

    // What is called right and holds something else is worse than nothing.
    void refuse_misfits(std::size_t i, std::vector<LinkCandidate>& all) {
        std::erase_if(all, [&](const LinkCandidate& one) {
            const std::string why = misfit(list_, i, files_[one.file]);
            if (why.empty()) return false;
            const bool called_right = one.by == LinkBy::path || one.by == LinkBy::name;
            if (called_right)
                tell(
                    Severity::warning, "link.wrong-content", i,
                    fmt::format("{} has the name, but {}; it was not taken. Look for the right file and name "
                                "its folder with --media.",
                                files_[one.file].path, why));
            return true;
        });
    }

    void take(std::size_t i, std::vector<LinkCandidate> all) {
        SourceLink& link = links_.sources[i];
        const bool offered_only = !all.empty() && all.front().by == LinkBy::timecode;
        if (all.empty() || offered_only || ambiguous(i, all)) {
            link.others = std::move(all);
            if (link.others.empty() || offered_only) missing(i, link);
            return;
        }
        link.taken = all.front();
        link.others.assign(all.begin() + 1, all.end());
        if (link.taken->sure < 0.75)
            tell(Severity::warning, "link.unsure", i,
                 fmt::format("{} was taken for it by {}; listen whether it is the recording.",
                             files_[link.taken->file].path, name_of(link.taken->by)));
    }

    // Two that are as sure and not alike: which one it is must be said by hand. Two that look like copies:
    // the first, with a word.
    bool ambiguous(std::size_t i, std::vector<LinkCandidate>& all) {
        if (all.size() < 2 || all[0].sure != all[1].sure || all[0].sure >= 0.98) return false;
        const FoundFile& a = files_[all[0].file];
        const FoundFile& b = files_[all[1].file];
        if (a.length == b.length && a.rate == b.rate && a.channels == b.channels && a.begins == b.begins) {
            tell(Severity::note, "link.copies", i,
                 fmt::format("{} and {} look alike; the first was taken.", a.path, b.path));
            return false;
        }
        tell(Severity::warning, "link.ambiguous", i,
             fmt::format("{} and {} could both be it by {}; neither was taken. Name a folder that holds one "
                         "of them with --media.",
                         a.path, b.path, name_of(all[0].by)));
        return true;
    }

    void missing(std::size_t i, const SourceLink& link) {
        const Source& source = list_.sources[i];
        const std::string_view called =
            source.locators.empty() ? std::string_view(source.name) : file_name(source.locators.front());
        std::string sentence = fmt::format("its file{} was not found; its clips are silent. Name its folder "
                                           "with --media, or run relink later.",
                                           called.empty() ? "" : fmt::format(" ({})", called));
        if (!link.others.empty())
            sentence = fmt::format("its file was not found; {} covers its timecode, but nothing else agrees. "
                                   "If it is the recording, rename it and import again.",
                                   files_[link.others.front().file].path);
        tell(Severity::warning, "link.missing", i, std::move(sentence));
    }

    void tell(Severity severity, const char* code, std::size_t i, std::string sentence) {
        links_.diagnostics.push_back({severity, code, where_of(list_.sources[i]), std::move(sentence)});
    }

    const Turnover& list_;
    std::span<const FoundFile> files_;
    const LinkFacts& facts_;
    FileMatcher matcher_;
    Links links_;
};

struct Use {
    TimeSpan span; // from the file's first sample
    int channel = -1;
    bool any = false;
};

Use use_of(const Turnover& list, std::size_t source, const FoundFile& file) {
    Use use;
    for (const auto& track : list.tracks)
        for (const auto& event : track.events) {
            if (!is_heard(track, event) || event.source != static_cast<int>(source)) continue;
            const TimeSpan played = played_of(list, event, file);
            use.span.start = use.any ? std::min(use.span.start, played.start) : played.start;
            use.span.end = use.any ? std::max(use.span.end, played.end) : played.end;
            use.any = true;
            for (const int channel : event.channels)
                use.channel = std::max(use.channel, channel);
        }
    return use;
}

// Nearer than that is the rounding of lists: a picture frame, and what encoders add.
const Rational close_enough{1, 8};

bool close(Rational a, Rational b) { return a - b < close_enough && b - a < close_enough; }

// Where the list tells no length, what it plays must lie in the file, give or take a second of handle.
std::string outside(const Turnover& list, std::size_t source, const FoundFile& file) {
    const Use use = use_of(list, source, file);
    if (!use.any) return {};
    const Rational slack{1};
    if (use.span.start >= -slack && use.span.end <= file.seconds() + slack) return {};
    return fmt::format("the list plays it from {} to {} after its first sample, and it has {}",
                       seconds_text(use.span.start), seconds_text(use.span.end),
                       seconds_text(file.seconds()));
}

std::string wrong_clock(const Source& source, const Turnover& list, const FoundFile& file) {
    if (!source.start || !file.begins || *file.begins == Rational{} || source.start->value == 0) return {};
    const TimecodeFormat& clock = source.timecode.value_or(list.timecode);
    const Rational told = seconds_at(*source.start, clock.rate);
    const Rational begins = same_label(*file.begins, file.timecode.value_or(clock), clock);
    if (close(told, begins)) return {};
    return fmt::format("it begins at {}, the list says {}", to_timecode(frame_at(begins, clock.rate), clock),
                       to_timecode(*source.start, clock));
}

} // namespace

std::string_view name_of(LinkBy by) {
    switch (by) {
    case LinkBy::hand: return "hand";
    case LinkBy::essence: return "essence";
    case LinkBy::path: return "path";
    case LinkBy::umid: return "umid";
    case LinkBy::name: return "name";
    case LinkBy::short_name: return "shortened name";
    case LinkBy::tape_and_timecode: return "tape and timecode";
    case LinkBy::scene_and_take: return "scene and take";
    case LinkBy::timecode: return "timecode";
    }
    return "name";
}

std::string misfit(const Turnover& list, std::size_t index, const FoundFile& file) {
    const Source& source = list.sources[index];
    const int wanted = use_of(list, index, file).channel + 1;
    // Lists number the channels of tracks, too: a mono file may well be what A2 plays.
    const bool mono_for_each = file.channels == 1 && source.channels <= 1;
    if (file.channels < wanted && !mono_for_each)
        return fmt::format("it has {} channels, the list plays channel {}", file.channels, wanted);
    if (source.rate && *source.rate != file.rate && !source.moving)
        return fmt::format("it has {} Hz, the list says {} Hz", file.rate.hz, source.rate->hz);
    if (source.channels > 1 && source.channels != file.channels && !source.moving)
        return fmt::format("it has {} channels, the list says {}", file.channels, source.channels);
    if (std::string clock = wrong_clock(source, list, file); !clock.empty()) return clock;
    if (!source.length || *source.length <= Rational{}) return outside(list, index, file);
    if (close(*source.length, file.seconds())) return {};
    // Lists round a recording to whole frames, and some name only the part they use: longer is no doubt.
    if (file.seconds() > *source.length) return outside(list, index, file);
    return fmt::format("it is {} long, the list says {}", seconds_text(file.seconds()),
                       seconds_text(*source.length));
}

bool Links::complete() const {
    return std::ranges::all_of(sources, [](const SourceLink& one) { return !one.wanted || one.taken; });
}

const LinkCandidate* Links::of(const Event& event) const {
    if (event.source < 0 || static_cast<std::size_t>(event.source) >= sources.size()) return nullptr;
    const auto& taken = sources[static_cast<std::size_t>(event.source)].taken;
    return taken ? &*taken : nullptr;
}

Links link(const Turnover& list, std::span<const FoundFile> files, const LinkFacts& facts) {
    return Linker(list, files, facts).run();
}

} // namespace dub::conform
