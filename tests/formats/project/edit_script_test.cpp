#include "formats/project/edit_script.h"

#include "tests/support/small_session.h"

namespace dub::test {
namespace {

using project::apply_script;
using project::parse_edit_script;

Result<session::Session> run(const session::Session& session, std::string_view text) {
    TRY(const auto script, parse_edit_script(text, "mix.json"));
    return apply_script(session, script, "mix.json");
}

TEST(EditScript, a_list_is_applied_in_order) {
    const auto session = must(run(small_session(), R"([
        {"edit": "add_track", "name": "RAIN", "layout": "2.0", "role": "ambience"},
        {"edit": "add_clip", "track": "RAIN", "media": "2.0 recording", "at": "01:00:02:00", "length": "00:00:01:00", "fade_in": "12f"},
        {"edit": "set_parameter", "strip": "RAIN", "parameter": "fader", "value": -6.5}])"));
    EXPECT_EQ(places(session, "RAIN"), "96000-144000");
    EXPECT_EQ(session::find_bus(session, session::find_track(session, "RAIN")->output)->name, "BG");
    EXPECT_EQ(session::find_track(session, "RAIN")->clips[0]->in.length.value, 24000);
}

TEST(EditScript, an_object_with_edits_is_a_script_too) {
    EXPECT_TRUE(
        run(small_session(), R"({"edits": [{"edit": "rename_track", "track": "DX 1", "name": "BOOM"}]})"));
}

TEST(EditScript, times_are_timecode_feet_or_samples_and_lengths_have_units) {
    const auto put_at = [](std::string_view at, std::string_view length) {
        return places(
            must(run(small_session(),
                     std::string(R"([{"edit":"add_clip","track":"DX 1","media":"mono recording","at":)") +
                         std::string(at) + R"(,"length":)" + std::string(length) + "}]")),
            "DX 1");
    };
    EXPECT_EQ(put_at("\"01:00:00:12\"", "\"12f\""), "24000-48000");
    EXPECT_EQ(put_at("\"f:1+08\"", "\"1.5s\""), "48000-120000"); // 24 frames
    EXPECT_EQ(put_at("172800100", "\"20ms\""), "100-1060");
    EXPECT_EQ(put_at("\"01:00:01:00\"", "7"), "48000-48007");
}

TEST(EditScript, an_error_names_script_line_edit_and_argument_and_nothing_happens) {
    const auto result =
        run(small_session(),
            "[\n{\"edit\": \"rename_track\", \"track\": \"DX 1\", \"name\": \"X\"},\n"
            "{\"edit\": \"set_parameter\", \"strip\": \"X\", \"parameter\": \"fader\", \"value\": 99}]");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().text(), "set_parameter: 'value' is 99; expected a number from -144 to 12 dB. "
                                     "(while applying set_parameter in line 3 of mix.json)");
}

TEST(EditScript, what_is_no_script_is_said_so) {
    const auto error = [](std::string_view text) {
        return parse_edit_script(text, "mix.json").error().sentence;
    };
    EXPECT_NE(error("{}").find("expected a list of edits"), std::string::npos);
    EXPECT_NE(error("[3]").find("entry 1 is no edit"), std::string::npos);
    EXPECT_NE(error("[\n{\"edit\":\"mov_clips\"}]").find("line 2: there is no edit 'mov_clips'"),
              std::string::npos);
    EXPECT_NE(error("[").find("not valid JSON"), std::string::npos);
}

TEST(EditScript, a_name_that_two_tracks_have_asks_for_the_id) {
    const auto result = run(small_session(), R"([{"edit":"rename_track","track":"DX 2","name":"DX 1"},
                                                 {"edit":"remove_track","track":"DX 1"}])");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().sentence.find("give the id of the one you mean"), std::string::npos);
}

TEST(EditScript, an_edit_that_would_close_a_circle_is_refused) {
    const auto result = run(small_session(), R"([{"edit":"add_bus","name":"A","kind":"predub","output":"FX"},
                                                 {"edit":"set_output","strip":"FX","to":"A"}])");
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().sentence.find("runs in a circle"), std::string::npos);
}

TEST(EditScript, the_list_names_every_edit_with_its_arguments) {
    const std::string text = project::edit_catalogue_text();
    for (const auto& edit : session::edits()) {
        EXPECT_NE(text.find(std::string(edit.name) + "\n"), std::string::npos);
        EXPECT_NE(project::edit_catalogue_json().find("\"" + std::string(edit.name) + "\""),
                  std::string::npos);
    }
}

} // namespace
} // namespace dub::test
