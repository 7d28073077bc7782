#include "tests/support/random_session.h"

#include <array>
#include <stdexcept>

#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_group.h"
#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_marker.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_picture.h"
#include "engine/session/edits/add_playlist.h"
#include "engine/session/edits/add_segment.h"
#include "engine/session/edits/add_send.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/crossfade.h"
#include "engine/session/edits/group_clips.h"
#include "engine/session/edits/record_print.h"
#include "engine/session/edits/set_automation.h"
#include "engine/session/edits/set_facts.h"
#include "engine/session/edits/set_insert_dip.h"
#include "engine/session/edits/set_key.h"
#include "engine/session/edits/set_media_speed.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_version_fold_down.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/switch_version_insert.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/edits/write_version_trim.h"
#include "engine/session/parameters/filter.h"

namespace dub::test {

using namespace session;

namespace {

class Maker {
  public:
    Maker(std::uint64_t seed, SessionSize size)
        : dice_(seed)
        , size_(size) {
        Info info;
        info.name = "random";
        info.rate = {dice_.chance(0.8) ? 48000 : 96000};
        info.timecode = dice_.of(timecode_formats()).format;
        info.start = FramePos{info.timecode.nominal * 3600};
        info.home = *layout_named(dice_.chance(0.5) ? "7.1" : "5.1");
        session_ = new_session(std::move(info));
    }

    Session make() {
        media();
        buses();
        for (int i = 0; i < size_.tracks; ++i)
            track(i);
        key();
        marks();
        versions();
        prints();
        groups();
        vcas();
        return session_;
    }

  private:
    template <class Edit> void run(const Edit& edit) {
        auto next = apply(session_, edit);
        if (!next) throw std::logic_error(next.error().text());
        session_ = std::move(*next);
    }
    SamplePos start() const { return sample_of(session_, session_.info->start); }
    std::int64_t rate() const { return session_.info->rate.hz; }

    void media() {
        for (const char* layout : {"mono", "mono", "2.0", "5.1", "7.1"}) {
            AddMedia add;
            add.media.path = "audio/recording " + std::to_string(session_.pool->media.size()) + ".wav";
            add.media.layout = *layout_named(layout);
            add.media.rate = {dice_.of(std::array{44100, 48000, 96000})};
            add.media.length = {add.media.rate.hz * (size_.seconds + 30)};
            add.media.bits = 24;
            if (dice_.chance(0.5)) add.media.timestamp = SamplePos{dice_.whole(0, 1'000'000'000)};
            run(add);
        }
        run(SetMediaSpeed{{session_.pool->media.back()->id}, {25, 24, SpeedMethod::resample}});
    }
    void buses() {
        const BusId effects = find_bus(session_, "FX")->id;
        run(AddBus{"FX PREDUB", BusKind::predub, {}, effects, {}});
        run(AddBus{"DOORS", BusKind::predub, *layout_named("5.1"), find_bus(session_, "FX PREDUB")->id, {}});
        run(AddBus{"FX RETURN", BusKind::returns, *layout_named("5.1"), effects, {}});
        run(AddBus{"DX RETURN", BusKind::returns, *layout_named("2.0"), find_bus(session_, "DX")->id, {}});
        run(AddInsert{{{}, find_bus(session_, "FX RETURN")->id}, "filter", {}, {}, false});
    }
    void track(int index) {
        static constexpr std::array kinds{Role::dialogue, Role::effects, Role::foley, Role::ambience,
                                          Role::music};
        AddTrack add;
        add.role = dice_.of(kinds);
        add.name = std::string(name_of(*add.role)) + " " + std::to_string(index + 1);
        add.layout = *layout_named(dice_.of(std::array{"mono", "mono", "2.0", "5.1", "7.1"}));
        if (*add.role == Role::effects && dice_.chance(0.6))
            add.output = find_bus(session_, dice_.chance(0.5) ? "DOORS" : "FX PREDUB")->id;
        run(add);
        const TrackId id = session_.tracks.back()->id;
        clips(id);
        if (dice_.chance(0.3)) {
            run(AddPlaylist{id, "alternative", dice_.chance(0.5)});
            clips(id);
        }
        strip({id, {}}, *add.role);
    }
    void clips(TrackId track) {
        SamplePos at = start();
        ClipId last;
        for (int i = 0; i < size_.clips_per_track; ++i) {
            AddClip add;
            add.track = track;
            add.media = dice_.of(session_.pool->media)->id;
            add.from = {dice_.whole(rate(), rate() * 5)};
            add.length = SampleCount{dice_.whole(rate() / 2, rate() * size_.seconds / size_.clips_per_track)};
            const bool adjoins = i > 0 && dice_.chance(0.5);
            if (!adjoins) at += SampleCount{dice_.whole(0, rate())};
            add.at = at;
            add.gain = {dice_.number(-12, 6)};
            add.in = {{dice_.whole(0, 500)}, FadeCurve::s_curve};
            add.out = {{dice_.whole(0, 500)}, FadeCurve::linear};
            at += *add.length;
            const std::uint64_t id = session_.info->next_id;
            run(add);
            if (adjoins)
                run(Crossfade{last, ClipId{id}, {dice_.whole(2, rate() / 8)}, FadeCurve::equal_power});
            last = ClipId{id};
        }
    }
    std::vector<LanePoint> points(double min, double max) {
        std::vector<LanePoint> list;
        SamplePos at = start();
        for (int i = 0; i < 5; ++i)
            list.push_back({at += SampleCount{dice_.whole(0, rate() * 4)}, dice_.number(min, max)});
        return list;
    }
    void strip(StripOwner owner, Role role) {
        run(SetParameter{owner, "fader", dice_.number(-20, 6)});
        run(SetParameter{owner, "pan.x", dice_.number(-1, 1)});
        run(WriteLane{owner, {{}, {}, "fader"}, points(-30, 6)});
        if (dice_.chance(0.5)) run(WriteLane{owner, {{}, {}, "pan.y"}, points(-1, 1)});
        if (dice_.chance(0.5)) {
            const InsertId insert{session_.info->next_id};
            ParameterValues values;
            values.set(filter::low_cut, dice_.number(40, 400));
            run(AddInsert{owner, "filter", values, {}, dice_.chance(0.2)});
            run(WriteLane{owner, {insert, {}, "bell.gain"}, points(-6, 6)});
        }
        if (role != Role::effects && role != Role::dialogue) return;
        const SendId send{session_.info->next_id};
        const BusId to = find_bus(session_, role == Role::effects ? "FX RETURN" : "DX RETURN")->id;
        run(AddSend{owner, to, dice_.number(-30, 0),
                    dice_.chance(0.5) ? SendTap::pre_fader : SendTap::post_fader});
        if (dice_.chance(0.5)) run(WriteLane{owner, {{}, send, "level"}, points(-60, 0)});
    }
    void groups() { // the first clips of all tracks, the second ones
        for (std::size_t at = 0; at < 2; ++at) {
            GroupClips group;
            for (const auto& track : session_.tracks)
                if (at < track->clips.size()) group.clips.push_back(track->clips[at]->id);
            if (group.clips.size() > 1) run(group);
        }
    }
    void vcas() { // one over two tracks, with automation, and one over it and the music
        const auto owner = [&](std::size_t track) {
            return StripOwner{session_.tracks[std::min(track, session_.tracks.size() - 1)]->id, {}};
        };
        run(AddVca{"SOME", {owner(0), owner(1)}, "#4DA3FF"});
        const StripOwner some{{}, {}, session_.routing->vcas.back()->id};
        run(SetParameter{some, "fader", dice_.number(-12, 3)});
        run(WriteLane{some, {{}, {}, "fader.trim"}, points(-6, 3)});
        run(AddVca{"ALL", {some, {{}, find_bus(session_, "MX")->id}}, ""});
        const StripOwner all{{}, {}, session_.routing->vcas.back()->id};
        if (dice_.chance(0.5)) run(WriteLane{all, {{}, {}, "fader"}, points(-20, 3)});
        if (dice_.chance(0.2)) run(SetParameter{all, "mute", 1});
        run(AddGroup{"both", {owner(1), owner(2), all}});
        run(SetAutomation{
            {owner(0)}, AutomationMode::touch, true, {}, {{{{}, {}, "fader"}, {{}, {}, "pan.x"}}}});
        if (dice_.chance(0.3)) run(SetAutomation{{owner(2), some}, AutomationMode::off, {}, true, {}});
        run(WriteLane{owner(1), {{}, {}, "fader.trim"}, points(-6, 3)});
    }
    void key() { // the limiter of the effects listens to the dialogue stem
        const InsertId insert{session_.info->next_id};
        run(AddInsert{{{}, find_bus(session_, "FX")->id}, "limiter", {}, {}, false});
        run(SetKey{insert, {{}, find_bus(session_, "DX")->id}, true});
    }
    void marks() {
        const FramePos first = session_.info->start;
        const FrameCount half{session_.info->timecode.nominal * size_.seconds / 2};
        run(AddMarker{first + FrameCount{100}, "Scene \"2\"", "#aa0000", "Ж: check"});
        run(AddPicture{{{}, "picture/reel 1.mov", first, half + half, session_.info->timecode.rate}});
        run(AddSegment{{.name = "R1",
                        .action = {first, first + half},
                        .leader = {192},
                        .two_pop = true,
                        .tail_pop = true}});
        run(AddSegment{{.name = "R2",
                        .action = {first + half, first + half + half},
                        .kind = SegmentKind::act,
                        .ffoa_timecode = FramePos{172800}}});
    }

    void versions() {
        run(SetFacts{{"The Ferry", "02", "204", "v7", "en"}});
        run(AddVersion{"nearfield", {}, "home", "", {}});
        const VersionId nearfield = session_.versions.back()->id;
        for (const auto& bus : session_.routing->buses)
            if (bus->kind == BusKind::stem)
                run(SetVersionStrip{nearfield, {{{}, bus->id}}, Db{-1.5}, Db{-3}, {}, {}, false});
        run(AddVersion{"DCP 24", nearfield, "", "de", RateChange{{24, 1}, SpeedMethod::resample}});
        const VersionId dcp = session_.versions.back()->id;
        run(SetVersionFoldDown{dcp, FoldDown{.lfe = {-10}}});
        const StripOwner first{session_.tracks.front()->id, {}};
        run(WriteVersionTrim{dcp, first, points(-12, 6)});
        run(SetVersionStrip{dcp, {first}, {}, {}, {}, true, false});
        const auto tracks = session_.tracks; // run() replaces the session
        for (const auto& track : tracks)
            for (const Insert& insert : track->strip->inserts)
                run(SwitchVersionInsert{dcp, insert.id, InsertState::bypassed});
        const auto inserts = find_bus(session_, "FX")->strip->inserts;
        for (const auto& insert : inserts)
            run(SetInsertDip{insert.id, true});
    }
    void prints() {
        const std::int64_t second = rate();
        RecordPrint pass;
        pass.bus = find_bus(session_, "DX")->id;
        pass.media = session_.pool->media.front()->id;
        pass.range = {start(), start() + SampleCount{second * 10}};
        pass.snapshot = "first";
        run(pass);
        pass.media = session_.pool->media[1]->id;
        pass.range = {start() + SampleCount{second * 3}, start() + SampleCount{second * 5}};
        pass.handle = {rate() / 10};
        pass.crossfade = {rate() / 50};
        pass.snapshot = "second";
        run(pass);
        pass.version = session_.versions.front()->id;
        run(pass);
    }

    Dice dice_;
    SessionSize size_;
    Session session_;
};

} // namespace

Session random_session(std::uint64_t seed, SessionSize size) { return Maker(seed, size).make(); }

} // namespace dub::test
