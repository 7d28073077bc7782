#include "engine/session/edits/record_print.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/clip_cutting.h"
#include "engine/session/edits/common_arguments.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/punch.h"

namespace dub::session {
namespace {

Print print_for(Session& session, const RecordPrint& edit, const Bus& bus) {
    Print print;
    print.bus = edit.bus;
    print.roles = edit.roles;
    print.undipped = edit.undipped;
    print.version = edit.version;
    if (const Print* const known = find_print(session.prints, print)) return *known;
    print.id = take_id<PrintId>(session);
    print.name = edit.name.empty() ? bus.name : edit.name;
    return print;
}

bool sounds_at(const Print& print, SamplePos at) {
    return std::ranges::any_of(
        print.clips, [&](const auto& clip) { return clip->place.start < at && at < clip->place.end; });
}

// Half the crossfade before `edge` of the old clips and half after: the old one fades while the new one
// comes.
void fade_old(Print& print, const RecordPrint& edit, SampleCount half) {
    for (auto& clip : print.clips) {
        Clip changed = *clip;
        if (clip->place.end == edit.range.start) {
            changed.place.end += half;
            changed.out = {half * 2, FadeCurve::linear};
        } else if (clip->place.start == edit.range.end) {
            changed.place.start -= half;
            changed.source_start -= half;
            changed.in = {half * 2, FadeCurve::linear};
        } else {
            continue;
        }
        fit_fades(changed);
        clip = share(std::move(changed));
    }
}

// A punch that takes the place of an earlier one finds its crossfade cut in two: the half of what is replaced
// goes, the other is what the new one fades with.
void drop_halves(Print& print, SampleRange range) {
    const Print all = print;
    const auto other = [&](const Clip& clip, auto reaches_further) {
        return std::ranges::any_of(
            all.clips, [&](const auto& one) { return one->id != clip.id && reaches_further(one->place); });
    };
    std::erase_if(print.clips, [&](const auto& clip) {
        const SampleRange place = clip->place;
        const bool left = place.end == range.start && other(*clip, [&](SampleRange one) {
                              return one.end == place.end && one.start < place.start;
                          });
        const bool right = place.start == range.end && other(*clip, [&](SampleRange one) {
                               return one.start == place.start && one.end > place.end;
                           });
        return left || right;
    });
}

Result<void> lay(Session& ids, Print& print, const RecordPrint& edit) {
    const SampleCount half{edit.crossfade.value / 2};
    const bool before = half.value > 0 && sounds_at(print, edit.range.start);
    const bool after = half.value > 0 && sounds_at(print, edit.range.end);
    CHECK(clear_range(ids, print.clips, edit.range));
    drop_halves(print, edit.range);
    Clip clip;
    clip.id = take_id<ClipId>(ids);
    clip.media = edit.media;
    clip.place = edit.range;
    clip.source_start = SamplePos{} + edit.handle;
    if (before) {
        clip.place.start -= half;
        clip.source_start -= half;
        clip.in = {half * 2, FadeCurve::linear};
    }
    if (after) {
        clip.place.end += half;
        clip.out = {half * 2, FadeCurve::linear};
    }
    if (before || after) fade_old(print, edit, half);
    print.clips.push_back(share(std::move(clip)));
    settle(print.clips);
    return {};
}

void drop_unheard_passes(Print& print) {
    std::ranges::sort(print.passes, {}, &PrintPass::media);
    std::erase_if(print.passes, [&](const PrintPass& pass) {
        return std::ranges::none_of(print.clips, [&](const auto& clip) { return clip->media == pass.media; });
    });
}

constexpr std::array record_print_arguments{
    bus_argument,
    ArgumentDeclaration{"media", "media", "id, name or path", Need::required, "the pass"},
    ArgumentDeclaration{"from", "time", "any", Need::required, "where the printed range begins"},
    ArgumentDeclaration{"to", "time", "after from", Need::required, "the first sample after it"},
    ArgumentDeclaration{"name", "text", "any", Need::optional, "of a new print; the bus's name"},
    ArgumentDeclaration{"roles", "roles", "dialogue, adr …", Need::optional, "only these roles' share"},
    ArgumentDeclaration{"undipped", "toggle", "true, false", Need::optional, "printed without dips; false"},
    ArgumentDeclaration{"version", "version", "id or name", Need::optional, "printed from that version"},
    ArgumentDeclaration{"handle", "length", "0 … 1 s", Need::optional, "sound before and after the range; 0"},
    ArgumentDeclaration{"crossfade", "length", "0 … 2 handles", Need::optional, "at the ends of a punch; 0"},
    ArgumentDeclaration{"snapshot", "text", "any", Need::optional, "names the session it was printed from"},
};
constexpr EditText about_record_print{"record_print", "Lay a printed pass onto the print of its bus.",
                                      record_print_arguments};

Result<RecordPrint> read_record_print(const ArgumentReader& in) {
    RecordPrint edit;
    CHECK(in.read("bus", edit.bus));
    CHECK(in.read("media", edit.media));
    CHECK(in.read("from", edit.range.start));
    CHECK(in.read("to", edit.range.end));
    CHECK(in.read("name", edit.name));
    CHECK(in.read("roles", edit.roles));
    CHECK(in.read("undipped", edit.undipped));
    CHECK(in.read("version", edit.version));
    CHECK(in.read("handle", edit.handle));
    CHECK(in.read("crossfade", edit.crossfade));
    CHECK(in.read("snapshot", edit.snapshot));
    if (edit.range.empty()) return in.refuse("'to' is not after 'from'.");
    if (edit.handle.value < 0 || edit.handle.value > in.session().info->rate.hz)
        return in.refuse("'handle' is not between 0 and 1 s.");
    if (edit.crossfade.value < 0 || edit.crossfade > edit.handle * 2)
        return in.refuse("'crossfade' is not between 0 and twice the handle.");
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RecordPrint& edit) {
    Session next = session;
    TRY(const Bus bus, copy_bus(session, edit.bus));
    if (find_media(session, edit.media) == nullptr) return missing("recording", edit.media.text());
    Print print = print_for(next, edit, bus);
    CHECK(lay(next, print, edit));
    std::erase_if(print.passes, [&](const PrintPass& pass) { return pass.media == edit.media; });
    print.passes.push_back({edit.media, edit.snapshot});
    drop_unheard_passes(print);
    const auto at = std::ranges::find(next.prints, print.id, [](const auto& one) { return one->id; });
    if (at == next.prints.end())
        next.prints.push_back(share(std::move(print))); // the newest id is the largest
    else
        *at = share(std::move(print));
    return next;
}

const EditDeclaration record_print_edit = declare<about_record_print, read_record_print>();

} // namespace dub::session
