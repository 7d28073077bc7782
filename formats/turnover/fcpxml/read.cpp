#include <algorithm>

#include <fmt/format.h>

#include "engine/conform/list_facts.h"
#include "engine/core/atomic_file.h"
#include "formats/turnover/fcpxml/fcpxml.h"
#include "formats/turnover/fcpxml/reading.h"

namespace dub::turnover::fcpxml {
namespace {

constexpr xml::Limits limits{.bytes = std::size_t{128} << 20, .nodes = 5'000'000, .depth = 200};

struct Candidate {
    std::string name;
    xml::Node timeline; // a <sequence>, or a clip that stands alone
};

bool stands_alone(std::string_view name) {
    return name == "asset-clip" || name == "clip" || name == "ref-clip" || name == "sync-clip" ||
           name == "mc-clip";
}

// Projects first; a file without any may hold single clips.
std::vector<Candidate> candidates_of(xml::Node root) {
    std::vector<Candidate> projects, clips;
    std::vector<xml::Node> open{root};
    while (!open.empty()) {
        const xml::Node holder = open.back();
        open.pop_back();
        std::vector<xml::Node> inner;
        for (xml::Node child = holder.first_child(); child; child = child.next()) {
            const std::string_view name = child.name();
            if (name == "library" || name == "event") inner.push_back(child);
            if (name == "project") projects.push_back({text_in(child, "name"), child.child("sequence")});
            if (stands_alone(name)) clips.push_back({text_in(child, "name"), child});
        }
        open.insert(open.end(), inner.rbegin(), inner.rend());
    }
    std::erase_if(projects, [](const Candidate& one) { return !one.timeline; });
    return projects.empty() ? clips : projects;
}

// What tells rate and first timecode: the sequence itself, or the one a compound clip shows.
xml::Node clock_of(const Reading& reading, xml::Node timeline) {
    const xml::Node held = reading.resource(text_in(timeline, "ref"));
    return held.name() == "media" ? held.first_child() : timeline.attribute("format") ? timeline : held;
}

void read_clock(Reading& reading, xml::Node timeline, const ReadOptions& options) {
    conform::Turnover& list = reading.list;
    const xml::Node clock = clock_of(reading, timeline);
    const auto rate = rate_of(reading, clock);
    if (!rate) {
        list.rate = options.timecode ? conform::RateIs::told : conform::RateIs::guessed;
        if (!options.timecode)
            reading.say(
                Severity::warning, "fcpxml.no-rate", list.name,
                "The sequence does not say its frame rate; 24 is taken. Name the rate if that is wrong.");
    }
    const bool drop = clock.attribute("tcFormat") == "DF";
    list.timecode = rate ? conform::counting(*rate, drop ? DropFrame::yes : DropFrame::no)
                         : options.timecode.value_or(TimecodeFormat{});
    if (timeline.name() != "sequence") return; // a clip lies at 0
    const Rational start = time_in(timeline, "tcStart").value_or(Rational{});
    list.start = {(start * Rational{list.timecode.rate.num, list.timecode.rate.den}).nearest()};
    std::string_view hz = timeline.attribute("audioRate").value_or("");
    const bool thousands = hz.ends_with('k');
    if (thousands) hz.remove_suffix(1);
    const auto number = parse_rational(hz);
    const Rational full = number.value_or(Rational{}) * Rational{thousands ? 1000 : 1};
    if (full >= Rational{8000} && full <= Rational{768'000}) list.sound_rate = SampleRate{full.nearest()};
}

void say_what_is_lost(Reading& reading) {
    conform::say_lost_effects(reading.list);
    if (reading.items_left <= 0)
        reading.say(
            Severity::error, "fcpxml.too-many", reading.list.name,
            "The list shows more than 200,000 clips through its compound clips; the rest is left out. Send "
            "the compound clips on their own.");
}

} // namespace

bool sniff(std::string_view head, const std::filesystem::path&) {
    const auto at = head.find("<fcpxml");
    return at != head.npos && at + 7 < head.size() &&
           std::string_view(" \t\r\n>/").find(head[at + 7]) != head.npos;
}

Result<conform::Turnover> read_text(std::string_view text, const std::string& name,
                                    const ReadOptions& options) {
    TRY(const auto document, xml::Document::parse(text, name, limits));
    const xml::Node root = document.root();
    if (root.name() != "fcpxml")
        return fail(ErrorCode::invalid,
                    fmt::format("{} is XML of another kind: its element is <{}>, expected <fcpxml>.", name,
                                root.name()));
    Reading reading{.document = document, .name = name};
    for (const xml::Node resource : root.child("resources").children())
        reading.resources.try_emplace(text_in(resource, "id"), resource);
    auto candidates = candidates_of(root);
    if (candidates.empty())
        return fail(ErrorCode::invalid,
                    fmt::format("{} has neither project nor clip; export the project.", name));
    const auto named = [&](const Candidate& one) { return one.name == options.sequence; };
    const auto chosen =
        options.sequence.empty() ? candidates.begin() : std::ranges::find_if(candidates, named);
    if (chosen == candidates.end())
        return fail(ErrorCode::unfit,
                    fmt::format("{} has no project named \"{}\"; it has \"{}\"{}.", name, options.sequence,
                                candidates.front().name, candidates.size() > 1 ? " and others" : ""));
    conform::Turnover& list = reading.list;
    list.format = "fcpxml";
    list.producer = fmt::format("FCPXML {}", text_in(root, "version"));
    list.name = chosen->name;
    for (auto one = candidates.begin(); one != candidates.end(); ++one)
        if (one != chosen) list.others.push_back(one->name);
    read_clock(reading, chosen->timeline, options);
    lay_timeline(reading, chosen->timeline);
    share_out(reading);
    std::ranges::stable_sort(list.markers, {}, &conform::ListMarker::at);
    say_what_is_lost(reading);
    return std::move(list);
}

Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options) {
    TRY(const auto text, read_text_file(file, limits.bytes));
    return read_text(text, file.string(), options);
}

} // namespace dub::turnover::fcpxml
