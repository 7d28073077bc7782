// Tracks, inserts and keys: what a strip does before its fader.
#include <fmt/format.h>

#include "engine/plan/build/builder.h"
#include "engine/plan/build/levels.h"
#include "engine/plan/steps/reader.h"

namespace dub::plan {

using session::Insert;
using session::Track;

Result<Builder::Found> Builder::track_node(std::size_t index, const TrackSet& allowed) {
    if (!allowed[index]) return nullptr;
    auto [at, fresh] = track_nodes_.try_emplace({index, common(flow_.influences(index), allowed)});
    std::optional<Node>& node = at->second;
    if (!fresh) return node ? &*node : nullptr;
    const Track& track = *session_.tracks[index];
    std::vector<ClipVoice> voices = voices_of(track);
    if (voices.empty() && live_ == nullptr) return nullptr; // live, what rings on is kept
    Busy busy;
    for (const ClipVoice& voice : voices)
        busy.push_back(voice.place());
    Signal& signal = wiring_.new_signal(track.layout);
    auto reader = std::make_unique<Reader>(signal, std::move(voices), door_, track.name);
    auto wire = finish_strip(wiring_.source({track.id, {}}, signal, std::move(reader), std::move(busy)),
                             controls(track), allowed);
    if (!wire) return std::unexpected(in_context(std::move(wire).error(), "compiling track " + track.name));
    node = Node{std::move(*wire), controls(track), {}};
    if (track.strip->inserts.empty()) add_trim(node->before_fader, node->strip);
    return &*node;
}

Result<Wire> Builder::finish_strip(Wire wire, const Controls& strip, const TrackSet& allowed) {
    if (strip.strip().inserts.empty()) return wire;
    Level trim;
    add_trim(trim, strip);
    wiring_.trim(wire, std::move(trim));
    for (const Insert& insert : strip.strip().inserts) {
        if (auto added = add_insert(wire, strip, insert, allowed); !added)
            return std::unexpected(
                in_context(std::move(added).error(), "preparing insert " + insert.processor));
    }
    return wire;
}

Result<void> Builder::add_insert(Wire& wire, const Controls& strip, const Insert& insert,
                                 const TrackSet& allowed) {
    const ProcessorDeclaration* const declared = find_processor(insert.processor);
    if (declared == nullptr)
        return fail(ErrorCode::invalid,
                    fmt::format("There is no processor '{}'; remove the insert or choose another.",
                                insert.processor));
    InsertSetup setup;
    setup.processor = declared->make();
    Spec spec{session_.info->rate, wire.layout(), {}, wire.signal->longest()};
    const bool bypassed = insert.bypassed || (insert.dip && !allowed[flow_.dips()]);
    std::optional<Wire> key;
    if (insert.key && declared->keyed == Keyed::yes && !bypassed) {
        TRY(key, key_wire(*insert.key, allowed));
        spec.key = key->layout();
        wiring_.delay(wire, key->latency); // whichever is earlier waits
        wiring_.delay(*key, wire.latency);
    }
    CHECK(setup.processor->prepare(spec));
    if (bypassed) {
        wiring_.delay(wire, wire.latency + setup.processor->latency());
        return {};
    }
    for (const session::Parameter& parameter : declared->parameters)
        setup.parameters.push_back(strip.of(insert, parameter));
    wiring_.insert(wire, insert.id, std::move(setup), key ? &*key : nullptr);
    return {};
}

// The insert's own copy of what it listens to. Where the key's source is left out (an M&E), a key that works
// there still hears all of it; another hears what is left, or silence.
Result<Wire> Builder::key_wire(const session::Key& key, const TrackSet& allowed) {
    TrackSet heard = key.in_music_and_effects ? flow_.programme() : allowed;
    heard[flow_.dips()] = allowed[flow_.dips()];
    Found node = nullptr;
    Layout layout{Speaker::M};
    for (std::size_t t = 0; key.track && t < session_.tracks.size(); ++t) {
        if (session_.tracks[t]->id != key.track) continue;
        layout = session_.tracks[t]->layout;
        TRY(node, track_node(t, heard));
    }
    if (const session::Bus* bus = key.bus ? session::find_bus(session_, key.bus) : nullptr) {
        layout = bus->layout;
        TRY(node, bus_node(*bus, heard));
    }
    if (node == nullptr) return wiring_.silence(layout);
    Level level = node->before_fader;
    add_fader(level, node->strip);
    std::vector<Feed> feeds;
    feeds.push_back({node->wire,
                     {.level = std::move(level),
                      .matrix = dsp::by_name(layout, layout),
                      .channel_gains = channel_gains(node->strip, layout)}});
    return wiring_.sum({key.track, key.bus}, layout, std::move(feeds));
}

std::vector<ClipVoice> Builder::voices_of(const Track& track) {
    std::vector<ClipVoice> voices;
    for (const auto& clip : track.clips) {
        const session::Media* const media = session::find_media(session_, clip->media);
        if (clip->muted || media == nullptr || !can_be_opened(*media)) continue;
        voices.push_back(make_voice(clip, *media, track, session_.info->rate));
        voices.back().resident = door_->resident(*media);
        const auto& map = voices.back().channels;
        if (!clip->channels.empty() || std::ranges::find(map, -1) == map.end()) continue;
        note({Severity::warning, "plan.channel-silent",
              fmt::format("track {}, clip {}", track.name, clip->id.text()),
              fmt::format("{} ({}) has not all speakers of the track ({}); those it lacks are silent. Choose "
                          "the clip's channels.",
                          media->name, media->layout.name(), track.layout.name())});
    }
    return voices;
}

bool Builder::can_be_opened(const session::Media& media) {
    const auto [known, fresh] = opened_.try_emplace(media.id, true);
    if (!fresh) return known->second;
    if (door_->resident(media) != nullptr) return true; // what cannot be opened is found later, by its pool
    auto source = door_->open(media);
    known->second = source.has_value();
    if (!source)
        note({Severity::warning, "plan.media-silent", media.path,
              fmt::format("{} Its clips play as silence.", source.error().text())});
    return known->second;
}

} // namespace dub::plan
