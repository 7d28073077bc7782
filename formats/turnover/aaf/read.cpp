#include <algorithm>

#include <fmt/format.h>

#include "formats/turnover/aaf/aaf.h"
#include "formats/turnover/aaf/timeline.h"

namespace dub::turnover::aaf {
namespace {

// "Avid Technology, Inc. Avid Media Composer 23.12": of the program that wrote last.
std::string producer_of(const Object& header) {
    const auto list = header.children(pid::identifications);
    if (list.empty()) return {};
    std::string text = list.back()->text(pid::company);
    for (const Pid part : {pid::product, pid::product_version})
        if (const std::string more = list.back()->text(part);
            !more.empty() && more != "Unknown version" && more != text)
            text += (text.empty() ? "" : " ") + more;
    return text;
}

void doubt_the_whole(const conform::Turnover& turnover, Store& store, Doubts& doubts) {
    if (store.damage() > 0)
        doubts.add(
            Severity::warning, "aaf.damaged", "", store.file().name(),
            fmt::format("{} places of the file are damaged or missing and were left out. Compare the tracks "
                        "with the editor's sequence, or ask for the file again.",
                        store.damage()));
    if (!turnover.others.empty())
        doubts.add(Severity::note, "aaf.other-sequences", "", turnover.name,
                   fmt::format("The file holds {} more: \"{}\". Name one to read it instead.",
                               turnover.others.size() == 1 ? "one sequence" : "sequences",
                               fmt::join(turnover.others, "\", \"")));
    const bool sound = std::ranges::any_of(turnover.tracks, [](const conform::ListTrack& track) {
        return track.kind == conform::TrackKind::sound && !track.events.empty();
    });
    if (!sound)
        doubts.add(Severity::warning, "aaf.no-sound", "", turnover.name,
                   "The sequence has no sound. Ask for an export with its audio tracks.");
}

// Files of master clips alone have no timeline; their recordings are told all the same.
void list_masters(const Mobs& mobs, Sources& sources, Doubts& doubts, std::string_view name) {
    for (const Mob& mob : mobs.all())
        for (const Slot& slot : mob.slots)
            if (mob.kind == Class::master_mob && slot.segment && slot.rate > Rational{} &&
                (is_sound(slot.data) || is_picture(slot.data))) [[maybe_unused]]
                const Played played = sources.play({&mob, &slot, {}});
    doubts.add(
        Severity::warning, "aaf.no-sequence", "", std::string(name),
        "The file holds master clips, but no sequence: there is no timeline to place them on. Export the "
        "sequence, not the bin.");
}

void read_tracks(const Mob& composition, const Clock& clock, const Dictionary& dictionary, Sources& sources,
                 Doubts& doubts, conform::Turnover& turnover) {
    Walk walk(dictionary, sources, doubts);
    std::unordered_map<std::uint32_t, int> indices;
    int sounds = 0, pictures = 0;
    for (const Slot& slot : composition.slots) {
        const bool picture = is_picture(slot.data);
        if (!slot.segment || (!picture && !is_sound(slot.data)) || slot.kind != Class::timeline_mob_slot)
            continue;
        const int number = ++(picture ? pictures : sounds);
        if (slot.rate == Rational{}) {
            doubts.add(Severity::error, "aaf.no-rate", slot.name, slot.name,
                       "A track has no edit rate; its positions mean nothing, so it is left out.");
            continue;
        }
        indices[slot.id] = static_cast<int>(turnover.tracks.size());
        turnover.tracks.push_back(track_of(slot, number, clock, dictionary, walk));
        if (!picture) unrender_fades(turnover.tracks.back(), sources, doubts);
        name_places(turnover.tracks.back());
        if (!picture && slot.rate.whole() && slot.rate >= Rational{8000})
            turnover.sound_rate = SampleRate{slot.rate.num()};
    }
    turnover.markers = markers_of(composition, clock, dictionary, indices);
}

} // namespace

Result<conform::Turnover> read(std::unique_ptr<wave::ByteSource> bytes, const ReadOptions& options) {
    TRY(const auto store, Store::open(std::move(bytes)));
    const std::string& file = store->file().name();
    const Object* header = store->root().child(pid::root_header);
    const Object* content = header ? header->child(pid::content) : nullptr;
    if (!content)
        return fail(
            ErrorCode::invalid,
            fmt::format("{} has no header or no content: the file is damaged or was cut off. Ask for it "
                        "again.",
                        file));
    const Dictionary dictionary(store->root(), header);
    const Mobs mobs(*content, dictionary);
    const Chosen chosen = choose_composition(mobs, *header, options.sequence);
    if (!chosen.mob && !options.sequence.empty())
        return fail(ErrorCode::unfit, fmt::format("{} has no sequence \"{}\"; it has \"{}\".", file,
                                                  options.sequence, fmt::join(chosen.others, "\", \"")));
    conform::Turnover turnover;
    turnover.format = "aaf";
    turnover.producer = producer_of(*header);
    Doubts doubts;
    Sources sources(mobs, dictionary, *content, *store, doubts);
    if (chosen.mob) {
        const Clock clock = clock_of(*chosen.mob, dictionary, doubts);
        turnover.name = chosen.mob->name;
        turnover.others = chosen.others;
        turnover.timecode = clock.format;
        turnover.rate = clock.rate;
        turnover.start = clock.start;
        read_tracks(*chosen.mob, clock, dictionary, sources, doubts, turnover);
    } else {
        turnover.rate = conform::RateIs::unknown;
        list_masters(mobs, sources, doubts, file);
    }
    turnover.sources = sources.take();
    if (chosen.mob) doubt_the_whole(turnover, *store, doubts);
    turnover.diagnostics = doubts.take();
    return turnover;
}

Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options) {
    TRY(auto bytes, wave::open_bytes(file));
    return read(std::move(bytes), options);
}

} // namespace dub::turnover::aaf
