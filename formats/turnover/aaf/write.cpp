#include "formats/turnover/aaf/write.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "formats/turnover/aaf/write_parts.h"

namespace dub::turnover::aaf {
namespace {

constexpr std::uint64_t widely_read_max = 2'000'000'000; // bytes

Node product(std::string_view version) {
    constexpr Pid product_id = 0x3c05, date = 0x3c06, platform = 0x3c08, generation = 0x3c09;
    constexpr Auid dubstage = auid("6f1d7a52-0c6e-4b0d-9d0e-64756273746e");
    Node node(Class::identification);
    node.text(pid::company, "Dubstage").text(pid::product, "Dubstage").text(pid::product_version, version);
    node.id(product_id, dubstage).bytes(date, time_now()).text(platform, "Linux");
    const MobId fresh = MobIds{}.fresh();
    node.id(generation, auid_at(std::as_bytes(std::span(fresh.bytes)).subspan(16)));
    return node;
}

Node marker_node(const conform::ListMarker& marker, Rational origin, Rational frames,
                 const std::vector<std::uint32_t>& slot_ids) {
    Node node = component(Class::descriptive_marker, data::descriptive, (marker.length * frames).nearest());
    std::string text = marker.comment;
    if (!marker.name.empty()) text = text.empty() ? marker.name : marker.name + ": " + text;
    node.number(pid::event_position, ((marker.at - origin) * frames).nearest())
        .text(pid::event_comment, text);
    const auto track = static_cast<std::size_t>(marker.track);
    if (marker.track >= 0 && track < slot_ids.size() && slot_ids[track] != 0)
        node.number(pid::described_slots, slot_ids[track]);
    std::vector<Node> attributes;
    attributes.push_back(tagged("_ATN_CRM_COM", text));
    if (!marker.user.empty()) attributes.push_back(tagged("_ATN_CRM_USER", marker.user));
    if (!marker.colour.empty()) attributes.push_back(tagged("_ATN_CRM_COLOR", marker.colour));
    if (marker.length > Rational{})
        attributes.push_back(
            tagged("_ATN_CRM_LENGTH", static_cast<std::int32_t>((marker.length * frames).nearest())));
    node.list(own::marker_attributes, std::move(attributes));
    return node;
}

// Whole wave and AIFF files that are to be embedded; empty paths stay linked.
Result<std::vector<std::filesystem::path>> media_of(const conform::Turnover& turnover,
                                                    const WriteOptions& options, Doubts& doubts) {
    std::vector<std::filesystem::path> media(turnover.sources.size());
    if (options.essence == EssencePlace::linked) return media;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < media.size() && i < options.media.size(); ++i) {
        if (options.media[i].empty()) continue;
        std::error_code error;
        const auto size = std::filesystem::file_size(options.media[i], error);
        if (error) return std::unexpected(io_error("read", options.media[i], error.value()));
        sum += size;
        media[i] = options.media[i];
    }
    if (sum > widely_read_max)
        doubts.add(
            Severity::warning, "aaf.large", "", turnover.name,
            fmt::format(
                "The AAF holds {:.1f} GB of recordings; some programs read no more than 2 GB. Link them "
                "instead if it does not open.",
                static_cast<double>(sum) / 1e9));
    return media;
}

struct Content {
    std::vector<Node> mobs, essence;
};

std::vector<WrittenSource> write_sources(const conform::Turnover& turnover,
                                         const std::vector<std::filesystem::path>& media, MobIds& ids,
                                         Content& content) {
    std::vector<bool> sounds(turnover.sources.size());
    std::vector<Rational> played_to(turnover.sources.size());
    for (const conform::ListTrack& track : turnover.tracks)
        for (const conform::Event& event : track.events) {
            const auto i = static_cast<std::size_t>(event.source);
            if (event.source < 0 || i >= sounds.size() || track.kind == conform::TrackKind::picture) continue;
            sounds[i] = true;
            played_to[i] = std::max(played_to[i], event.played.end);
        }
    std::vector<WrittenSource> written(turnover.sources.size());
    for (std::size_t i = 0; i < written.size(); ++i)
        if (sounds[i] || !turnover.sources[i].moving)
            written[i] =
                write_source(turnover.sources[i], media[i], played_to[i], ids, content.mobs, content.essence);
    return written;
}

Node composition_of(const conform::Turnover& turnover, const std::vector<WrittenSource>& sources,
                    const MobId& id, Doubts& doubts) {
    const Rational frames{turnover.timecode.rate.num, turnover.timecode.rate.den};
    TrackPlace place{seconds_at(turnover.start, turnover.timecode.rate), turnover.timecode.rate,
                     turnover.sound_rate.value_or(SampleRate{}), 2};
    Rational end = place.origin;
    std::vector<Node> sound;
    std::vector<std::uint32_t> slot_ids;
    for (const conform::ListTrack& track : turnover.tracks) {
        slot_ids.push_back(track.kind == conform::TrackKind::sound ? place.first_id : 0);
        if (track.kind != conform::TrackKind::sound) {
            if (!track.events.empty())
                doubts.add(Severity::note, "aaf.picture-left-out", track.name, track.name,
                           "Picture tracks are not written into the AAF.");
            continue;
        }
        for (const conform::Event& event : track.events)
            end = std::max(end, event.record.end);
        for (Node& slot : write_track(track, place, turnover, sources, doubts)) {
            sound.push_back(std::move(slot));
            ++place.first_id;
        }
    }
    Node mob = mob_node(Class::composition_mob, id, turnover.name);
    mob.id(pid::usage, usage::top_level);
    std::vector<Node> slots;
    const std::int64_t length = ((end - place.origin) * frames).ceil();
    slots.push_back(
        timeline_slot(1, "TC1", 1, frames, timecode_node(turnover.timecode, turnover.start, length)));
    std::ranges::move(sound, std::back_inserter(slots));
    std::ranges::move(write_markers(turnover, place.origin, slot_ids, place.first_id + 1000),
                      std::back_inserter(slots));
    mob.list(pid::slots, std::move(slots));
    return mob;
}

} // namespace

Node root_of(std::vector<Node> mobs, std::vector<Node> essence, std::string_view product_version) {
    constexpr Auid edit_protocol = auid("0d011201-0100-0000-060e-2b3404010105");
    Node storage(Class::content_storage);
    storage.set(pid::mobs, pid::mob_id, std::move(mobs));
    if (!essence.empty()) storage.set(pid::essence_data, pid::essence_mob, std::move(essence));
    std::vector<Node> products;
    products.push_back(product(product_version));
    Node header(Class::header);
    header.number(pid::byte_order, std::int16_t{0x4949}).bytes(pid::last_modified, time_now());
    header.child(pid::content, std::move(storage)).child(pid::dictionary, dictionary());
    header.number(pid::version, std::uint16_t{0x0101}).list(pid::identifications, std::move(products));
    header.number(pid::model_version, std::uint32_t{1}).id(pid::operational_pattern, edit_protocol);
    Node root(root_class);
    root.child(pid::meta_dictionary, meta_dictionary()).child(pid::root_header, std::move(header));
    return root;
}

std::vector<Node> write_markers(const conform::Turnover& turnover, Rational origin,
                                const std::vector<std::uint32_t>& slot_ids, std::uint32_t first_id) {
    const Rational frames{turnover.timecode.rate.num, turnover.timecode.rate.den};
    std::map<int, std::vector<Node>> by_track;
    for (const conform::ListMarker& marker : turnover.markers)
        by_track[marker.track].push_back(marker_node(marker, origin, frames, slot_ids));
    std::vector<Node> slots;
    for (auto& [track, nodes] : by_track) {
        Node sequence(Class::sequence);
        sequence.weak(pid::data_definition, Table::data, data::descriptive)
            .list(pid::components, std::move(nodes));
        Node slot(Class::event_mob_slot);
        slot.number(pid::slot_id, first_id++)
            .number(pid::track_number, static_cast<std::uint32_t>(track + 2));
        slot.rational(pid::event_rate, frames).child(pid::segment, std::move(sequence));
        slots.push_back(std::move(slot));
    }
    return slots;
}

Result<Diagnostics> write(const conform::Turnover& turnover, const std::filesystem::path& to,
                          const WriteOptions& options, Progress& progress) {
    Doubts doubts;
    TRY(const auto media, media_of(turnover, options, doubts));
    TRY(auto out, AtomicFile::create(to, options.if_exists));
    MobIds ids;
    Content content;
    const auto sources = write_sources(turnover, media, ids, content);
    content.mobs.push_back(composition_of(turnover, sources, ids.fresh(), doubts));
    const SectorSize sectors = content.essence.empty() ? SectorSize::small : SectorSize::large;
    const Node root = root_of(std::move(content.mobs), std::move(content.essence), options.product_version);
    CHECK(write_tree(root, property_names(), out, sectors, progress));
    CHECK(out.commit());
    return doubts.take();
}

} // namespace dub::turnover::aaf
