// The contract of every edit in the catalogue: documented, refuses what it does not know, pure, and it works
// in an example.

#include <set>

#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_group.h"
#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_marker.h"
#include "engine/session/edits/add_picture.h"
#include "engine/session/edits/add_playlist.h"
#include "engine/session/edits/add_segment.h"
#include "engine/session/edits/add_send.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/group_clips.h"
#include "engine/session/edits/record_print.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/invariants.h"
#include "formats/project/edit_script.h"
#include "formats/project/project.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

// small_session() with one of everything that an edit can name.
Session full_session() {
    Session session = small_session();
    put(session, "DX 1", 0, 48000, "line 1");
    put(session, "DX 1", 48000, 96000, "line 2");
    put(session, "FX 1", 0, 48000, "door");
    session = must(apply(session, GroupClips{{find_track(session, "DX 1")->clips[1]->id,
                                              find_track(session, "FX 1")->clips[0]->id}}));
    const StripOwner track{track_id(session, "DX 1"), {}};
    session = must(apply(session, AddBus{"SPARE", BusKind::stem, {}, {}, {}}));
    session = must(apply(session, AddBus{"REV", BusKind::returns, {}, bus_id(session, "DX"), {}}));
    session = must(apply(session, AddInsert{track, "filter", {}, {}, false}));
    session = must(apply(session, AddInsert{track, "gain", {}, {}, false}));
    session = must(apply(session, AddSend{track, bus_id(session, "REV"), -12, SendTap::post_fader}));
    session = must(
        apply(session, WriteLane{track, {{}, {}, "fader"}, {{from_start(0), 0}, {from_start(96000), -6}}}));
    session = must(apply(session, AddVca{"DX VCA", {track}, ""}));
    const StripOwner vca{{}, {}, session.routing->vcas.back()->id};
    session = must(apply(session, SetParameter{vca, "fader", -3}));
    session = must(apply(session, SetParameter{track, "fader.trim", -1}));
    session = must(apply(session, AddGroup{"dialogue", {track, {track_id(session, "DX 2"), {}}}}));
    session = must(apply(session, AddPlaylist{track_id(session, "DX 2"), "old cut", false}));
    session = must(apply(session, AddPlaylist{track_id(session, "DX 2"), "new cut", false}));
    put(session, "DX 2", 0, 48000, "line 3");
    session = must(apply(session, AddVersion{"nearfield", {}, "", "", {}}));
    session = must(apply(session, AddVersion{"airline", {}, "", "", {}}));
    session = must(
        apply(session, SetVersionStrip{session.versions.back()->id, {track}, Db{-3}, {}, {}, {}, false}));
    RecordPrint print{.bus = bus_id(session, "DX"), .name = "DX print"};
    print.media = find_track(session, "DX 1")->clips.front()->media;
    print.range = {from_start(0), from_start(96000)};
    session = must(apply(session, print));
    session = must(apply(session, AddMarker{session.info->start, "FFOA", ""}));
    session = must(apply(session, AddPicture{{{}, "picture.mov", session.info->start, {240}, {24, 1}}}));
    return must(apply(
        session,
        AddSegment{
            {{}, "R1", {session.info->start, session.info->start + FrameCount{240}}, {}, false, false}}));
}

// An example of each, as somebody would write it in a script; full_session() is what it is applied to.
constexpr std::string_view examples = R"([
{"edit":"add_bus","name":"FX B","kind":"predub","output":"FX"},
{"edit":"add_clip","track":"DX 2","media":"mono recording","at":"01:00:10:00","from":"1s","length":"00:00:02:00","gain":-3,"channels":[0],"fade_out":"20ms"},
{"edit":"add_group","name":"effects","members":["FX 1","FX"]},
{"edit":"add_insert","strip":"FX 1","processor":"filter","values":{"low-cut":120,"low-cut.slope":"24 dB/oct"}},
{"edit":"add_marker","at":"01:00:05:00","name":"door slams"},
{"edit":"add_media","path":"audio/rain.wav","layout":"5.1","rate":48000,"length":480000,"bits":24},
{"edit":"add_picture","path":"reel 2.mov","at":"01:00:10:00","length":"00:00:10:00","rate":"24"},
{"edit":"add_playlist","track":"DX 1","name":"lavalier","copy":false},
{"edit":"add_segment","name":"R2","from":"01:00:10:00","to":"01:00:20:00","leader":"00:00:08:00","two_pop":true},
{"edit":"add_send","strip":"DX 2","to":"REV","level":-10,"tap":"pre"},
{"edit":"add_track","name":"RAIN","layout":"2.0","role":"ambience"},
{"edit":"add_vca","name":"FX VCA","members":["FX 1","DX VCA"],"colour":"#E4685D"},
{"edit":"add_version","name":"DCP","like":"airline","notes":"24 fps","language":"de","rate":"25","method":"stretch"},
{"edit":"bypass_insert","strip":"DX 1","insert":"filter"},
{"edit":"clear_key","strip":"DX 1","insert":"gain"},
{"edit":"clear_lane","strip":"DX 1","parameter":"fader"},
{"edit":"clear_range","from":"01:00:00:12","to":"01:00:00:18","tracks":["DX 1"]},
{"edit":"coalesce_trim","strips":["DX 1"]},
{"edit":"coalesce_vca","vca":"DX VCA"},
{"edit":"crossfade","first":"line 1","second":"line 2","length":"12f"},
{"edit":"duplicate_clips","clips":["door"],"times":3},
{"edit":"group_clips","clips":["line 1","door"]},
{"edit":"lock_clips","clips":["door"]},
{"edit":"move_clips","clips":["line 1","line 2"],"by":"00:00:05:00","automation":"follows"},
{"edit":"move_insert","strip":"DX 1","insert":"gain","slot":0},
{"edit":"mute_clips","clips":["door"]},
{"edit":"play_playlist","track":"DX 2","playlist":"old cut"},
{"edit":"promote_range","track":"DX 2","playlist":"old cut","from":"01:00:00:00","to":"01:00:00:12"},
{"edit":"punch_lane","strip":"DX 1","parameter":"fader","from":"01:00:00:10","to":"01:00:01:00","points":[["01:00:00:12",-20]]},
{"edit":"record_print","bus":"DX","media":"mono recording","from":"01:00:00:12","to":"01:00:01:00","handle":"100ms","crossfade":"20ms","snapshot":"b"},
{"edit":"relink_media","media":"mono recording","path":"audio/new place.wav"},
{"edit":"relink_picture","picture":"picture.mov","path":"picture/new place.mov"},
{"edit":"remove_bus","bus":"SPARE"},
{"edit":"remove_clips","clips":["line 1"]},
{"edit":"remove_group","group":"dialogue"},
{"edit":"remove_insert","strip":"DX 1","insert":"gain"},
{"edit":"remove_marker","marker":"FFOA"},
{"edit":"remove_media","media":"2.0 recording"},
{"edit":"remove_picture","picture":"picture.mov"},
{"edit":"remove_playlist","track":"DX 2","playlist":"old cut"},
{"edit":"remove_print","print":"DX print"},
{"edit":"remove_segment","segment":"R1"},
{"edit":"remove_send","strip":"DX 1","send":"REV"},
{"edit":"remove_track","track":"FX 1"},
{"edit":"remove_vca","vca":"DX VCA"},
{"edit":"remove_version","version":"nearfield"},
{"edit":"rename_bus","bus":"FX","name":"EFFECTS"},
{"edit":"rename_clip","clip":"door","name":"door slam"},
{"edit":"rename_playlist","track":"DX 2","playlist":"old cut","name":"v6"},
{"edit":"rename_track","track":"DX 1","name":"BOOM"},
{"edit":"rename_vca","vca":"DX VCA","name":"DIALOGUE"},
{"edit":"reorder_track","track":"FX 1","index":0},
{"edit":"ripple_delete","from":"01:00:00:12","to":"01:00:00:18"},
{"edit":"ripple_insert","at":"01:00:00:12","length":"00:00:01:00"},
{"edit":"set_automation","strips":["DX 1","DX VCA"],"mode":"touch","safe_parameters":["fader","pan.x"]},
{"edit":"set_bus_roles","bus":"FX","roles":["effects","pfx","foley"]},
{"edit":"set_clip_channels","clips":["line 1"],"channels":[-1]},
{"edit":"set_clip_envelope","clip":"line 1","points":[["01:00:00:00",0],["01:00:00:12",-6]]},
{"edit":"set_clip_gain","clips":["line 1","line 2"],"by":-2.5},
{"edit":"set_colour","strips":["DX 1","FX","DX VCA"],"colour":"#66B58A"},
{"edit":"set_department","tracks":["DX 2"],"department":"dialogue"},
{"edit":"set_facts","show":"The Ferry","episode":"204"},
{"edit":"set_fades","clips":["door"],"in":"10ms","out":"12f","out_curve":"s-curve"},
{"edit":"set_fold_down","surrounds":"array","lfe":-10},
{"edit":"set_group","group":"dialogue","members":["DX 2"],"active":false},
{"edit":"set_info","name":"reel 1 v2"},
{"edit":"set_insert_dip","strip":"DX 1","insert":"gain"},
{"edit":"set_insert_parameter","strip":"DX 1","insert":"filter","parameter":"low-cut.slope","value":"12 dB/oct"},
{"edit":"set_key","strip":"DX 1","insert":"gain","source":"FX 1"},
{"edit":"set_marker","marker":"FFOA","at":"01:00:00:02","colour":"#66B58A","comment":"checked"},
{"edit":"set_media_speed","media":["mono recording"],"speed":"25/24","method":"stretch"},
{"edit":"set_mute","strips":["DX 1","FX"]},
{"edit":"set_output","strip":"FX 1","to":"SPARE"},
{"edit":"set_parameter","strip":"DX 1","parameter":"pan.x","value":-0.3},
{"edit":"set_role","tracks":["DX 2"],"role":"adr"},
{"edit":"set_segment","segment":"R1","kind":"act","leader":"00:00:08:00","ffoa_timecode":"02:00:00:00"},
{"edit":"set_send","strip":"DX 1","send":"REV","level":-20},
{"edit":"set_solo","strips":["DX 1"]},
{"edit":"set_solo_mode","mode":"afl"},
{"edit":"set_solo_safe","strips":["DX 1"]},
{"edit":"set_vca_members","vca":"DX VCA","members":["DX 1","DX 2"]},
{"edit":"set_version","version":"nearfield","name":"home","rate":"25"},
{"edit":"set_version_fold_down","version":"nearfield","lfe":-10},
{"edit":"set_version_strip","version":"nearfield","strips":["DX","FX"],"surrounds":-3,"muted":false},
{"edit":"slip_clip","clip":"line 1","by":"-1f"},
{"edit":"split_clips","clips":["line 1"],"at":"01:00:00:12"},
{"edit":"switch_version_insert","version":"nearfield","strip":"DX 1","insert":"filter","state":"bypassed"},
{"edit":"trim_clip","clip":"line 1","end":"01:00:00:20"},
{"edit":"ungroup_clips","clips":["line 2"]},
{"edit":"write_lane","strip":"DX 1","insert":"filter","parameter":"bell.gain","points":[{"at":"01:00:00:00","value":0},{"at":"01:00:01:00","value":3}]},
{"edit":"write_version_trim","version":"nearfield","strip":"FX","points":[["01:00:00:00",0],["01:00:00:12",-4]],"from":"01:00:00:00","to":"01:00:01:00"}
])";

std::vector<project::EditCall> calls() { return must(project::parse_edit_script(examples, "examples")); }

Arguments example_of(std::string_view edit) {
    for (auto& call : calls())
        if (call.edit == edit) return call.arguments;
    ADD_FAILURE() << "no example of " << edit;
    return {};
}

TEST(Edits, every_one_is_documented_and_the_list_is_sorted) {
    std::string_view last;
    for (const EditDeclaration& edit : edits()) {
        EXPECT_LT(last, edit.name);
        last = edit.name;
        EXPECT_TRUE(edit.summary.ends_with('.')) << edit.name;
        std::set<std::string_view> names;
        for (const auto& argument : edit.arguments) {
            EXPECT_TRUE(names.insert(argument.name).second) << edit.name << " " << argument.name;
            EXPECT_FALSE(argument.type.empty() || argument.range.empty() || argument.meaning.empty())
                << edit.name << " " << argument.name;
        }
        EXPECT_EQ(find_edit(edit.name), &edit);
    }
    EXPECT_EQ(find_edit("no_such_edit"), nullptr);
    EXPECT_GE(edits().size(), 30U);
}

TEST(Edits, every_one_succeeds_in_its_example_and_is_pure) {
    const Session session = full_session();
    const std::string before = project::to_text(session);
    for (const EditDeclaration& edit : edits()) {
        const auto result = edit.apply(session, example_of(edit.name));
        EXPECT_EQ(project::to_text(session), before) << edit.name;
        ASSERT_TRUE(result) << edit.name << ": " << result.error().text();
        EXPECT_FALSE(has_error(check(*result))) << edit.name;
        if (edit.name == "clear_key") continue; // nothing to clear: the value stays as it was
        EXPECT_NE(project::to_text(*result), before) << edit.name << " changed nothing";
    }
}

TEST(Edits, every_one_refuses_an_unknown_argument_and_lists_the_known) {
    const Session session = full_session();
    for (const EditDeclaration& edit : edits()) {
        Arguments arguments = example_of(edit.name);
        arguments.emplace("wobble", Value{1.0});
        const auto result = edit.apply(session, arguments);
        ASSERT_FALSE(result) << edit.name;
        EXPECT_NE(result.error().sentence.find("there is no argument 'wobble'; known are: " +
                                               std::string(edit.arguments.front().name)),
                  std::string::npos)
            << result.error().sentence;
    }
}

TEST(Edits, every_one_names_a_missing_argument) {
    const Session session = full_session();
    for (const EditDeclaration& edit : edits())
        for (const auto& argument : edit.arguments) {
            if (argument.need == Need::optional) continue;
            Arguments arguments = example_of(edit.name);
            ASSERT_EQ(arguments.erase(std::string(argument.name)), 1U) << edit.name;
            const auto result = edit.apply(session, arguments);
            ASSERT_FALSE(result) << edit.name;
            EXPECT_NE(result.error().sentence.find("'" + std::string(argument.name) + "' is missing"),
                      std::string::npos)
                << result.error().sentence;
        }
}

TEST(Edits, every_argument_refuses_a_value_of_another_type_and_names_itself) {
    const Session session = full_session();
    for (const EditDeclaration& edit : edits())
        for (const auto& argument : edit.arguments) {
            Arguments arguments = example_of(edit.name);
            arguments[std::string(argument.name)] = Value{}; // null suits nothing
            const auto result = edit.apply(session, arguments);
            ASSERT_FALSE(result) << edit.name << " " << argument.name;
            EXPECT_NE(result.error().sentence.find(std::string(edit.name) + ": '" +
                                                   std::string(argument.name) + "'"),
                      std::string::npos)
                << result.error().sentence;
        }
}

} // namespace
} // namespace dub::test
