#include "app/jobs/run_take.h"

#include <algorithm>

#include "engine/core/audio_buffer.h"
#include "engine/session/punch.h"

namespace dub::app {
namespace {

constexpr int copied_at_once = 16384;     // samples
constexpr SampleCount transport_fade{64}; // with which the driver begins and ends its sound

// What of the take can be crossfaded at both ends.
SampleRange usable(const RunTake& take, SampleCount crossfade) {
    const SampleCount margin = transport_fade + crossfade;
    return {take.held.start + margin, take.held.end - margin};
}

PassWanted pass_for(const session::Session& session, const RunTake& take, BusId bus, SampleRange part) {
    const SampleCount crossfade{print_crossfade_ms * session.info->rate.hz / 1000};
    const SampleCount half{crossfade.value / 2};
    PassWanted pass;
    pass.print.bus = bus;
    if (const auto* known = session::find_print(session.prints, pass.print)) pass.print = *known;
    pass.layout = session::find_bus(session, bus)->layout;
    pass.heard = session::punch_range(pass.print, part, crossfade);
    const SampleRange all = usable(take, half);
    if (pass.heard.start < all.start || pass.heard.end > all.end) pass.heard = part; // no sound for more
    pass.file = {pass.heard.start - half, pass.heard.end + half};
    return pass;
}

Result<void> copy(const FloatStore& store, SampleRange held, SampleRange file, AudioSink& to) {
    AudioBuffer buffer(store.format().layout.channels(), copied_at_once);
    for (SamplePos at = file.start; at < file.end;) {
        const auto samples = static_cast<int>(std::min<std::int64_t>(copied_at_once, (file.end - at).value));
        CHECK(store.read({(at - held.start).value}, buffer.block(samples)));
        CHECK(to.write(std::as_const(buffer).block().part(0, samples)));
        at += SampleCount{samples};
    }
    return {};
}

} // namespace

Result<std::vector<std::unique_ptr<PrintLaying>>> lay_take(const RunTake& take,
                                                           const std::vector<HeardSession>& sessions,
                                                           PrintLaying::Place place, Progress& progress) {
    const SampleRate rate = sessions.front().session.info->rate;
    const SampleRange whole = take.wanted.clipped(usable(take, {print_crossfade_ms * rate.hz / 1000 / 2}));
    std::vector<std::unique_ptr<PrintLaying>> all;
    for (std::size_t s = 0; s < sessions.size(); ++s) {
        SampleRange part = whole;
        if (s > 0) part.start = std::max(part.start, sessions[s].from);
        if (s + 1 < sessions.size()) part.end = std::min(part.end, sessions[s + 1].from);
        if (part.end <= part.start) continue;
        std::vector<PassWanted> wanted;
        for (const BusId bus : take.stems)
            if (session::find_bus(sessions[s].session, bus) == nullptr)
                return fail(ErrorCode::unfit, "Nothing was printed: a stem that was recorded is gone.");
        for (const BusId bus : take.stems)
            wanted.push_back(pass_for(sessions[s].session, take, bus, part));
        TRY(auto laying, PrintLaying::create(sessions[s].session, place, std::move(wanted)));
        for (std::size_t pass = 0; pass < laying->count(); ++pass) {
            if (!progress.at(static_cast<double>(s) / static_cast<double>(sessions.size()),
                             "writing the prints"))
                return fail(ErrorCode::cancelled, "Stopped; the session is unchanged.");
            CHECK(copy(*take.stores[pass], take.held, laying->wanted(pass).file, laying->output(pass)));
            place.taken.insert(laying->path(pass)); // none of these files has its name yet
        }
        CHECK(laying->finish());
        all.push_back(std::move(laying));
    }
    if (all.empty())
        return fail(ErrorCode::unfit, "Nothing was printed: the punch is shorter than its crossfades.");
    return all;
}

} // namespace dub::app
