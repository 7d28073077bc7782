#include "engine/plan/build/builder.h"

#include <fmt/format.h>

#include "engine/plan/build/levels.h"
#include "engine/session/lookup.h"

namespace dub::plan {

using session::Bus;
using session::Send;
using session::SendTap;

dsp::FoldCoefficients coefficients_of(const session::FoldDown& fold) {
    const bool array = fold.surrounds == session::SurroundPair::array;
    return {array ? dsp::SurroundPair::array : dsp::SurroundPair::sides,
            fold.rear,
            fold.centre,
            fold.surround,
            fold.lfe,
            fold.height};
}

namespace {

// What a tap lets through, as a number.
std::uint64_t variant_of(const Tap& tap) {
    std::uint64_t variant = tap.dips == Dips::bypassed ? 1 : 0;
    for (const session::Role role : session::roles())
        if (tap.roles.has(role)) variant |= std::uint64_t{2} << static_cast<unsigned>(role);
    return variant;
}

} // namespace

Builder::Builder(const session::Session& session, const Flow& flow, std::shared_ptr<MediaDoor> door,
                 const Target& target)
    : session_(session)
    , flow_(flow)
    , door_(std::move(door))
    , fold_(coefficients_of(session.routing->fold))
    , live_(target.live == Live::yes ? std::make_unique<LiveValues>() : nullptr)
    , stand_ins_(target.stand_ins)
    , wiring_(target.live == Live::yes ? live_chunk : max_chunk) {}

Plan::Parts Builder::take() {
    Plan::Parts parts = wiring_.take();
    parts.session = session_;
    parts.door = door_;
    parts.live = std::move(live_);
    parts.outputs = std::move(outputs_);
    return parts;
}

Result<void> Builder::add_output(const Output& output) {
    const Bus* const bus =
        output.tap.bus ? session::find_bus(session_, output.tap.bus) : session::printmaster_of(session_);
    if (bus == nullptr)
        return fail(ErrorCode::unfit,
                    fmt::format("{} asks for a bus that the session does not have.", output.name));
    const Layout layout = output.layout.channels() == 0 ? bus->layout : output.layout;
    TrackSet allowed = output.tap.roles.empty() ? flow_.programme() : flow_.of_roles(output.tap.roles);
    allowed[flow_.dips()] = output.tap.dips == Dips::as_mixed;
    wiring_.set_variant(variant_of(output.tap));
    auto matrix = dsp::route(bus->layout, layout, fold_);
    if (!matrix)
        return std::unexpected(
            in_context(std::move(matrix).error(), "folding " + bus->name + " for " + output.name));
    TRY(const Found node, bus_node(*bus, allowed));
    Level level;
    std::vector<float> gains;
    if (node != nullptr) {
        level = node->before_fader;
        add_fader(level, node->strip);
        gains = channel_gains(node->strip, bus->layout);
    }
    Wire wire;
    if (node == nullptr || level.is_silent()) {
        note({Severity::note, "plan.silent-output", output.name,
              fmt::format("Nothing is heard in {}; it is written as silence.", output.name)});
        wire = wiring_.silence(layout);
    } else if (level.is_unity() && gains.empty() && matrix->is_identity()) {
        wire = node->wire;
    } else {
        std::vector<Feed> feeds;
        feeds.push_back(
            {node->wire,
             {.level = std::move(level), .matrix = std::move(*matrix), .channel_gains = std::move(gains)}});
        wire = wiring_.sum({{}, bus->id}, layout, std::move(feeds));
    }
    outputs_.push_back({output.name, layout, wire.signal, wire.latency});
    return {};
}

Result<Builder::Found> Builder::bus_node(const Bus& bus, const TrackSet& allowed) {
    if (is_empty(common(flow_.heard(bus.id), allowed))) return nullptr;
    auto [at, fresh] = bus_nodes_.try_emplace({bus.id, common(flow_.influences(bus.id), allowed)});
    std::optional<Node>& node = at->second; // std::map: stays where it is while others are added
    if (!fresh) return node ? &*node : nullptr;
    auto feeds = feeds_of(bus, allowed);
    if (!feeds) return std::unexpected(in_context(std::move(feeds).error(), "compiling bus " + bus.name));
    if (feeds->empty() && live_ == nullptr) return nullptr; // live, what rings on is kept
    TRY(Wire wire,
        finish_strip(wiring_.sum({{}, bus.id}, bus.layout, std::move(*feeds)), controls(bus), allowed));
    node = Node{std::move(wire), controls(bus), {}};
    if (bus.strip->inserts.empty()) add_trim(node->before_fader, node->strip);
    return &*node;
}

// The order of every sum: outputs of tracks in the session's order, outputs of buses by id, then the sends
// alike.
Result<std::vector<Feed>> Builder::feeds_of(const Bus& bus, const TrackSet& allowed) {
    std::vector<Origin> origins;
    for (std::size_t t = 0; t < session_.tracks.size(); ++t) {
        const session::Track& track = *session_.tracks[t];
        if (allowed[t] && feeds(*track.strip, track.output, bus.id) && flow_.is_open(t, bus.id))
            origins.push_back(origin_of(t, allowed));
    }
    for (const auto& from : session_.routing->buses)
        if (feeds(*from->strip, from->output, bus.id)) origins.push_back(origin_of(*from, allowed));
    std::vector<Feed> list;
    for (const Origin& origin : origins)
        if (origin.output == bus.id) CHECK(add_main(origin, bus, list));
    for (const Origin& origin : origins)
        CHECK(add_sends(origin, bus, list));
    return list;
}

Controls Builder::controls(const session::Track& track) {
    const session::StripOwner owner{track.id, {}};
    return {*track.strip, owner, live_.get(), vcas_over(owner)};
}

Controls Builder::controls(const Bus& bus) {
    const session::StripOwner owner{{}, bus.id};
    const Controls own{*bus.strip, owner, live_.get(), vcas_over(owner)};
    for (const StandIn& one : stand_ins_) {
        if (one.bus == bus.id) return own.behind_print_as(session::StripOwner{{}, one.of});
        if (one.of == bus.id && session::find_bus(session_, one.bus) != nullptr)
            return own.behind_print_as(std::nullopt);
    }
    return own;
}

Controls::Vcas Builder::vcas_over(session::StripOwner owner) {
    const auto [at, fresh] = vcas_.try_emplace(owner); // std::map: stays where it is
    if (fresh) at->second = session::vcas_over(session_, owner);
    return at->second;
}

Builder::Origin Builder::origin_of(std::size_t track, const TrackSet& allowed) {
    const session::Track& of = *session_.tracks[track];
    return {controls(of), of.output, [this, track, &allowed] { return track_node(track, allowed); }};
}

Builder::Origin Builder::origin_of(const Bus& bus, const TrackSet& allowed) {
    return {controls(bus), bus.output, [this, &bus, &allowed] { return bus_node(bus, allowed); }};
}

Result<void> Builder::add_main(const Origin& origin, const Bus& to, std::vector<Feed>& list) {
    Level heard; // asked before anything is built: what is closed for ever costs nothing
    add_trim(heard, origin.strip);
    add_fader(heard, origin.strip);
    if (heard.is_silent()) return {};
    TRY(const Found node, origin.node());
    if (node == nullptr) return {};
    return add_placed(*node, {to.layout, {origin.strip.owner(), {}, false}}, list);
}

Result<void> Builder::add_placed(const Node& node, const Placing& placing, std::vector<Feed>& list) {
    Level level = node.before_fader;
    add_fader(level, node.strip, placing.mutes);
    TRY(Pan pan, Pan::create(node.strip, node.wire.layout(), placing.to, fold_));
    Feed feed{node.wire,
              {.origin = placing.origin,
               .level = std::move(level),
               .pan = std::move(pan),
               .channel_gains = channel_gains(node.strip, node.wire.layout())}};
    // A closed LFE send is not built for a hand to open: every track would have its low-pass.
    Level planned, lfe;
    add_lfe_level(planned, node.strip.unmoved());
    const bool sends_lfe = placing.to.has(Speaker::LFE) && !planned.is_silent();
    add_lfe_level(lfe, node.strip);
    lfe.add_rest(lfe_filter_share(node.strip));
    if (sends_lfe && !lfe.is_silent()) feed.route.lfe = std::move(lfe);
    list.push_back(std::move(feed));
    return sends_lfe ? add_filtered_lfe(node, placing, list) : Result<void>{};
}

// What goes through the 120 Hz low-pass is its own way: all channels to one, the gains first so that a move
// is filtered too.
Result<void> Builder::add_filtered_lfe(const Node& node, const Placing& placing, std::vector<Feed>& list) {
    Level level = node.before_fader;
    add_fader(level, node.strip, placing.mutes);
    add_lfe_level(level, node.strip);
    level.add_share(lfe_filter_share(node.strip));
    if (level.is_silent()) return {};
    const Layout one{Speaker::M};
    dsp::Matrix together(node.wire.layout(), one);
    for (int c = 0; c < node.wire.layout().channels(); ++c)
        if (!is_lfe(node.wire.layout()[c])) together.set(0, c, 1);
    std::vector<Feed> feeds;
    feeds.push_back({node.wire,
                     {.level = std::move(level),
                      .matrix = std::move(together),
                      .channel_gains = channel_gains(node.strip, node.wire.layout())}});
    Wire low = wiring_.sum(node.strip.owner(), one, std::move(feeds));
    wiring_.low_pass(low, session_.info->rate);
    dsp::Matrix into(one, placing.to);
    into.set(*placing.to.find(Speaker::LFE), 0, 1);
    RouteOrigin origin = placing.origin;
    origin.filtered_lfe = true;
    list.push_back({std::move(low), {.origin = origin, .matrix = std::move(into)}});
    return {};
}

Result<void> Builder::add_sends(const Origin& origin, const Bus& to, std::vector<Feed>& list) {
    for (const Send& send : origin.strip.strip().sends) {
        if (send.to != to.id) continue;
        Level heard;
        add_trim(heard, origin.strip);
        if (send.tap == SendTap::post_fader) add_fader(heard, origin.strip);
        add_send_level(heard, origin.strip, send);
        if (heard.is_silent()) continue;
        TRY(const Found node, origin.node());
        if (node == nullptr) return {};
        Level level = node->before_fader;
        if (send.tap == SendTap::post_fader) add_fader(level, node->strip);
        add_send_level(level, node->strip, send);
        TRY(dsp::Matrix matrix, dsp::route(node->wire.layout(), to.layout, fold_));
        std::vector<float> gains;
        if (send.tap == SendTap::post_fader) gains = channel_gains(node->strip, node->wire.layout());
        list.push_back({node->wire,
                        {.origin = {origin.strip.owner(), send.id, false},
                         .level = std::move(level),
                         .matrix = std::move(matrix),
                         .channel_gains = std::move(gains)}});
    }
    return {};
}

} // namespace dub::plan
