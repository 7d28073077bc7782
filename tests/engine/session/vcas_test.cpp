// VCAs and mix groups as values: what breaks them is named, what they name may go, two people's work joins.

#include <gtest/gtest.h>

#include "engine/session/edits/add_group.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/change.h"
#include "engine/session/edits/remove_bus.h"
#include "engine/session/edits/remove_track.h"
#include "engine/session/edits/remove_vca.h"
#include "engine/session/edits/rename_vca.h"
#include "engine/session/edits/set_automation.h"
#include "engine/session/edits/set_output.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_vca_members.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/invariants.h"
#include "engine/session/merge/merge.h"
#include "engine/session/parameters/strip.h"
#include "engine/session/transfer/transfer.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using namespace session;

struct Desk {
    Session session = small_session();
    StripOwner one{track_id(session, "DX 1"), {}}, two{track_id(session, "DX 2"), {}},
        effects{{}, bus_id(session, "FX")};

    template <class Edit> void run(const Edit& edit) { session = must(apply(session, edit)); }
    StripOwner vca(std::string name, std::vector<StripOwner> members) {
        run(AddVca{std::move(name), std::move(members), ""});
        return {{}, {}, session.routing->vcas.back()->id};
    }
    [[nodiscard]] const std::vector<StripOwner>& members(StripOwner vca) const {
        return find_vca(session, vca.vca)->members;
    }
};

TEST(Vcas, members_are_sorted_and_each_there_once) {
    Desk desk;
    const StripOwner vca = desk.vca("DX VCA", {desk.effects, desk.two, desk.one, desk.two});
    EXPECT_TRUE(std::ranges::is_sorted(desk.members(vca)));
    EXPECT_EQ(desk.members(vca).size(), 3U);
    EXPECT_EQ(first_error(desk.session), "");
    EXPECT_EQ(title(desk.session, vca), vca.text() + " 'DX VCA'");
    EXPECT_EQ(name_of(desk.session, vca), "DX VCA");
    EXPECT_EQ(vcas_over(desk.session, desk.one).front()->name, "DX VCA");
}

TEST(Vcas, a_circle_and_two_ways_to_a_strip_are_refused_with_their_names) {
    Desk desk;
    const StripOwner inner = desk.vca("inner", {desk.one});
    const StripOwner outer = desk.vca("outer", {inner});
    const Session circle = must(apply(desk.session, SetVcaMembers{inner.vca, {desk.one, outer}}));
    EXPECT_NE(first_error(circle).find("session.vca-circle"), std::string::npos) << first_error(circle);
    EXPECT_NE(first_error(circle).find("'outer' -> "), std::string::npos) << first_error(circle);
    const Session twice = must(apply(desk.session, SetVcaMembers{outer.vca, {desk.one, inner}}));
    EXPECT_NE(first_error(twice).find("session.vca-twice"), std::string::npos) << first_error(twice);
    EXPECT_NE(first_error(twice).find("'DX 1'"), std::string::npos) << first_error(twice);
}

TEST(Vcas, have_a_fader_its_trim_and_a_mute_and_nothing_else) {
    Desk desk;
    const StripOwner vca = desk.vca("all", {desk.one});
    const auto broken = [&](const std::function<void(Strip&)>& change) {
        Strip strip = *find_strip(desk.session, vca);
        change(strip);
        return first_error(with_strip(desk.session, vca, std::move(strip)));
    };
    const auto names = [](const std::string& error) { return error.find("session.vca-strip") == 0; };
    EXPECT_TRUE(names(broken([](Strip& strip) { strip.values.set(strip::pan_x, 0.5); })));
    EXPECT_TRUE(names(broken([](Strip& strip) { strip.inserts.push_back({{5}, "gain", {}, false, {}}); })));
    EXPECT_TRUE(names(broken([](Strip& strip) {
        strip.lanes.push_back(share(Lane{{5}, {{}, {}, "trim"}, {{{0}, 0}}}));
    })));
    EXPECT_FALSE(apply(desk.session, SetParameter{vca, "pan.x", 0.5}));
    const auto output = apply(desk.session, SetOutput{vca, desk.effects.bus});
    ASSERT_FALSE(output);
    EXPECT_NE(output.error().sentence.find("'all' has no sound of its own"), std::string::npos);
}

TEST(Vcas, what_goes_is_no_member_any_more) {
    Desk desk;
    const StripOwner inner = desk.vca("inner", {desk.one, desk.effects});
    const StripOwner outer = desk.vca("outer", {desk.two, inner});
    desk.run(AddGroup{"hands", {desk.one, inner}});
    desk.run(RemoveTrack{desk.one.track});
    desk.run(RemoveBus{desk.effects.bus, bus_id(desk.session, "PM")});
    EXPECT_TRUE(desk.members(inner).empty());
    desk.run(RemoveVca{inner.vca});
    EXPECT_EQ(desk.members(outer), std::vector{desk.two});
    EXPECT_TRUE(desk.session.routing->groups.front().members.empty());
    EXPECT_EQ(first_error(desk.session), "");
}

TEST(Vcas, safe_parameters_go_with_what_they_name_and_are_kept_to_what_is_there) {
    Desk desk;
    desk.run(SetAutomation{
        {desk.one}, AutomationMode::latch, true, true, {{{{}, {}, "fader"}, {{99}, {}, "level"}}}});
    const Automation& automation = find_strip(desk.session, desk.one)->automation;
    EXPECT_EQ(automation.mode, AutomationMode::latch);
    EXPECT_EQ(automation.safe_parameters, (std::vector<ParameterAddress>{{{}, {}, "fader"}}));
    Strip strip = *find_strip(desk.session, desk.one);
    strip.automation.safe_parameters = {{{}, {}, "pan.x"}, {{}, {}, "fader"}};
    EXPECT_EQ(first_error(with_strip(desk.session, desk.one, strip)).find("session.order"), 0U);
    strip.automation.safe_parameters = {{{}, {}, "wobble"}};
    EXPECT_EQ(first_error(with_strip(desk.session, desk.one, strip)).find("session.dangling-safe"), 0U);
}

TEST(Vcas, two_people_add_and_take_out_members_without_a_conflict) {
    Desk desk;
    const StripOwner vca = desk.vca("all", {desk.one, desk.two});
    Desk mine = desk, theirs = desk;
    mine.run(SetVcaMembers{vca.vca, {desk.one, desk.two, desk.effects}});
    theirs.run(SetVcaMembers{vca.vca, {desk.two}});
    theirs.run(RenameVca{vca.vca, "some", {}});
    const Merged merged = must(merge(desk.session, mine.session, theirs.session));
    EXPECT_TRUE(merged.conflicts.empty());
    const Vca& joined = *find_vca(merged.session, vca.vca);
    EXPECT_EQ(joined.members, (std::vector{desk.effects, desk.two}));
    EXPECT_EQ(joined.name, "some");
}

TEST(Vcas, memberships_that_are_sound_alone_and_not_together_stay_mine_and_are_said) {
    Desk desk;
    const StripOwner a = desk.vca("a", {desk.one});
    const StripOwner b = desk.vca("b", {desk.two});
    Desk mine = desk, theirs = desk;
    mine.run(SetVcaMembers{a.vca, {desk.one, b}});
    theirs.run(SetVcaMembers{b.vca, {desk.two, a}});
    const Merged merged = must(merge(desk.session, mine.session, theirs.session));
    EXPECT_EQ(first_error(merged.session), "");
    EXPECT_EQ(find_vca(merged.session, a.vca)->members.size(), 2U);
    EXPECT_EQ(find_vca(merged.session, b.vca)->members.size(), 1U);
    EXPECT_EQ(merged.conflicts.size(), 1U);
}

TEST(Vcas, come_along_with_the_buses_of_another_session) {
    Desk from;
    const StripOwner vca = from.vca("DX VCA", {from.one, from.two});
    from.run(SetParameter{vca, "fader", -3});
    from.run(WriteLane{vca, {{}, {}, "fader"}, {{from_start(0), -3}}});
    from.run(AddGroup{"hands", {from.one, from.two}});
    TransferWish wish;
    wish.parts.buses = wish.parts.strips = wish.parts.automation = true;
    wish.tracks = {"DX 1"};
    const Transferred made = must(transfer(small_session(), from.session, wish));
    const Vca* const here = find_vca(made.session, "DX VCA");
    ASSERT_NE(here, nullptr);
    EXPECT_EQ(here->members, std::vector{from.one}); // DX 2 was not asked for
    EXPECT_EQ(here->strip->values.get(strip::fader), -3);
    EXPECT_EQ(here->strip->lanes.size(), 1U);
    EXPECT_EQ(made.session.routing->groups.size(), 1U);
}

} // namespace
} // namespace dub::test
