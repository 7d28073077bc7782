#include "formats/project/project.h"

#include <fstream>

#include "engine/session/edits/change.h"
#include "engine/session/edits/set_fold_down.h"
#include "engine/session/invariants.h"
#include "formats/json/json.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace dub::test {
namespace {

using project::from_text;
using project::to_text;
using namespace session;

// `text` with the first `from` replaced; the test is void when it is not there.
std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

std::string error_of(const std::string& text) {
    const auto loaded = from_text(text, "reel.dub");
    return loaded ? "no error" : loaded.error().sentence;
}

std::string example() {
    Session session = small_session();
    put(session, "DX 1", 0, 1000, "line 1");
    put(session, "FX 1", 0, 1000, "door");
    return to_text(session);
}

// In the order of the text, at every level.
void expect_sorted_keys(const nlohmann::ordered_json& json) {
    std::string last;
    for (const auto& [key, value] : json.items()) {
        if (json.is_object()) {
            EXPECT_LT(last, key);
        }
        last = key;
        if (value.is_structured()) expect_sorted_keys(value);
    }
}

// Points are written by hand, for speed; every line must still be what the JSON library makes of it.
TEST(SessionFile, each_line_is_written_as_its_document_would_be) {
    std::size_t lanes = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const std::string text = to_text(test::random_session(seed));
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t end = std::min(text.find('\n', from), text.size());
            std::string line = text.substr(from, end - from);
            from = end + 1;
            if (line.ends_with(',')) line.pop_back();
            if (!line.starts_with('{') || !line.ends_with('}')) continue;
            if (line.find("\"points\"") != std::string::npos) ++lanes;
            EXPECT_EQ(json::to_text(*json::parse(line, "line"), json::Form::one_line), line);
        }
    }
    EXPECT_GT(lanes, 50U);
}

// Lists of pairs are packed while they are read; whatever is not one comes as it was written.
TEST(PackedPairs, only_lists_of_pairs_are_packed_and_all_else_stays) {
    for (const std::string stays :
         {"[]", "[[]]", "[1,2]", "[[1]]", "[[1,2,3]]", "[[1.5,2]]", "[[1,\"-inf\"]]", "[[1,2],[3,\"-inf\"]]",
          "[[1,2],3]", "[[1,2],[3]]", "[[1,2],[]]", "[[1,2],{}]", "[[1,2],null]", "[[[1,2]],true]",
          "[[18446744073709551615,1]]", "[[1,[2,3]]]", "{\"a\":[[1,2,3]],\"b\":[1,[2]]}",
          "[[1,2],[3,4,5]]"}) {
        const auto packed = json::parse(stays, "packed", json::Pairs::packed);
        ASSERT_TRUE(packed) << stays;
        if (stays == "[[[1,2]],true]") continue; // the inner list is one
        EXPECT_EQ(*packed, *json::parse(stays, "plain")) << stays;
    }
    const auto document =
        json::parse(R"({"a":[[-1,2],[3,4.5]],"b":[[[7,8]],true]})", "x", json::Pairs::packed);
    ASSERT_TRUE(document);
    const auto pairs = json::packed_pairs((*document)["a"]);
    ASSERT_TRUE(pairs);
    ASSERT_EQ(pairs->size(), 2U);
    EXPECT_EQ((*pairs)[0].first, -1);
    EXPECT_EQ((*pairs)[1].second, 4.5);
    EXPECT_FALSE(json::packed_pairs((*document)["b"]));
    EXPECT_FALSE(json::parse("[[1,2],[3,", "cut", json::Pairs::packed));
}

TEST(SessionFile, save_load_save_gives_the_same_bytes) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const Session session = random_session(seed);
        const std::string text = to_text(session);
        const auto loaded = from_text(text, "random.dub");
        ASSERT_TRUE(loaded) << loaded.error().sentence;
        EXPECT_TRUE(equal(session, loaded->session));
        EXPECT_EQ(to_text(loaded->session), text);
    }
}

TEST(SessionFile, numbers_survive_exactly) {
    for (const double value : {-144.0, 1e-9, 0.1, -3.0102999566398, 1.0 / 3, minus_infinity, -0.0, 5e-324}) {
        FoldDown fold;
        fold.lfe = {value};
        const Session session = must(apply(small_session(), SetFoldDown{fold}));
        const auto loaded = from_text(to_text(session), "x");
        ASSERT_TRUE(loaded) << loaded.error().sentence;
        EXPECT_EQ(loaded->session.routing->fold.lfe.value, value);
        EXPECT_EQ(to_text(loaded->session), to_text(session));
    }
    EXPECT_NE(to_text(small_session()).find("\"lfe\":\"-inf\""), std::string::npos);
}

TEST(SessionFile, every_entity_has_a_line_of_its_own_with_sorted_keys) {
    const std::string text = to_text(random_session(3));
    std::size_t lines = 0;
    for (std::size_t at = text.find("\n{\""); at != std::string::npos; at = text.find("\n{\"", at + 1)) {
        const std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
        const bool of_version =
            line.find("\"strip\":") != std::string::npos && line.find("\"version\":") != std::string::npos;
        EXPECT_TRUE(of_version || line.find("\"id\":") != std::string::npos) << line;
        ++lines;
    }
    const Session session = random_session(3);
    std::size_t clips = 0;
    for (const auto& track : session.tracks)
        clips += track->clips.size();
    EXPECT_GT(lines, clips + session.tracks.size() + session.routing->buses.size());
    expect_sorted_keys(nlohmann::ordered_json::parse(text));
}

TEST(SessionFile, the_example_of_the_documentation_is_what_is_written) {
    const std::string page = must(read_text_file(DUB_SOURCE_DIR "/docs/session-format.md", 1'000'000));
    const auto start = page.find("```json\n") + 8;
    const std::string text = page.substr(start, page.find("```", start) - start);
    const auto loaded = from_text(text, "session-format.md");
    ASSERT_TRUE(loaded) << loaded.error().sentence;
    EXPECT_TRUE(loaded->diagnostics.empty());
    EXPECT_EQ(to_text(loaded->session), text);
}

TEST(SessionFile, one_changed_clip_changes_one_line) {
    const std::string before = example();
    Session session = must(from_text(before, "x")).session;
    Track track = *session.tracks[0];
    Clip clip = *track.clips[0];
    clip.gain = {-3};
    track.clips[0] = share(std::move(clip));
    const std::string after = to_text(with_track(session, std::move(track)));
    std::size_t differing = 0;
    std::istringstream a(before), b(after);
    for (std::string x, y; std::getline(a, x) && std::getline(b, y);)
        differing += x != y ? 1 : 0;
    EXPECT_EQ(differing, 1U);
}

TEST(SessionFile, lines_in_another_order_are_the_same_session) {
    const std::string text = example();
    const auto first = text.find("{\"id\":\"c", text.find("\"clips\""));
    const auto comma = text.find(",\n", first);
    const auto end = text.find("\n]", comma);
    const std::string swapped = text.substr(0, first) + text.substr(comma + 2, end - comma - 2) + ",\n" +
                                text.substr(first, comma - first) + text.substr(end);
    EXPECT_NE(swapped, text);
    EXPECT_EQ(to_text(must(from_text(swapped, "x")).session), text);
}

TEST(SessionFile, a_newer_version_is_refused_with_a_sentence) {
    EXPECT_EQ(error_of(replaced(example(), "\"version\":[1,3]", "\"version\":[2,0]")),
              "reel.dub is of version 2, this program reads version 1; open it with a newer program.");
    EXPECT_TRUE(from_text(replaced(example(), "\"version\":[1,3]", "\"version\":[1,7]"), "x"));
}

TEST(SessionFile, unknown_keys_are_reported_with_their_line) {
    const std::string text = replaced(example(), "\"name\":\"line 1\"", "\"mood\":3,\"name\":\"line 1\"");
    const auto loaded = must(from_text(text, "reel.dub"));
    ASSERT_EQ(loaded.diagnostics.size(), 1U);
    EXPECT_EQ(loaded.diagnostics[0].code, "project.unknown-key");
    EXPECT_NE(loaded.diagnostics[0].sentence.find("'mood'"), std::string::npos);
    EXPECT_NE(loaded.diagnostics[0].where.find("reel.dub, line "), std::string::npos);
    EXPECT_EQ(loaded.unknown_keys, std::vector<std::string>{"mood"});
}

TEST(SessionFile, a_wrong_value_names_line_entity_and_what_was_expected) {
    const std::string text = replaced(example(), "\"name\":\"line 1\"", "\"muted\":3,\"name\":\"line 1\"");
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("line 1")), '\n');
    EXPECT_NE(error_of(text).find("reel.dub, line " + std::to_string(line) + ": c"), std::string::npos)
        << error_of(text);
    EXPECT_NE(error_of(text).find("muted should be true or false"), std::string::npos);
}

TEST(SessionFile, a_dangling_id_names_the_line) {
    const std::string bus = "\"output\":\"" + bus_id(small_session(), "DX").text() + "\"";
    EXPECT_NE(
        error_of(replaced(example(), bus, "\"output\":\"b99\"")).find("feeds bus b99, which does not exist"),
        std::string::npos);
    EXPECT_NE(error_of(replaced(example(), "\"track\":\"" + track_id(small_session(), "DX 1").text(),
                                "\"track\":\"t99"))
                  .find("lies on track t99"),
              std::string::npos);
    EXPECT_NE(
        error_of(replaced(example(), "\"media\":\"m", "\"media\":\"m9")).find("which is not in the pool"),
        std::string::npos);
}

TEST(SessionFile, a_circle_is_refused_and_named) {
    const Session session = small_session();
    const std::string fx = bus_id(session, "FX").text();
    const std::string line =
        "{\"id\":\"" + fx + "\",\"kind\":\"stem\",\"layout\":\"7.1\",\"name\":\"FX\",\"output\":\"";
    const std::string text = replaced(to_text(session), line + bus_id(session, "PM").text(), line + fx);
    EXPECT_NE(error_of(text).find("circle: " + fx + " 'FX' -> " + fx + " 'FX'"), std::string::npos)
        << error_of(text);
}

TEST(SessionFile, numbers_out_of_range_are_refused) {
    for (const char* number :
         {"140737488355329", "-140737488355329", "1e30", "18446744073709551615", "1.5", "null", "\"1\""})
        EXPECT_NE(error_of(replaced(example(), "\"length\":2880000", "\"length\":" + std::string(number)))
                      .find("length should be"),
                  std::string::npos)
            << number;
    EXPECT_NE(error_of(replaced(example(), "\"rate\":48000", "\"rate\":1")).find("1 Hz"), std::string::npos);
}

TEST(SessionFile, what_is_no_session_is_said_so) {
    EXPECT_NE(error_of("").find("not valid JSON"), std::string::npos);
    EXPECT_NE(error_of("{}").find("not a session"), std::string::npos);
    EXPECT_NE(error_of("[1]").find("not a session"), std::string::npos);
    EXPECT_NE(error_of("{\n\"a\": }").find("line 2, column 6"), std::string::npos) << error_of("{\n\"a\": }");
    EXPECT_NE(error_of(std::string(100000, '[')).find("nested deeper than 64"), std::string::npos);
    EXPECT_NE(error_of("{\"a\":1e999}").find("not valid JSON"), std::string::npos);
}

TEST(SessionFile, truncation_at_any_byte_is_an_error) {
    const std::string text = example();
    for (std::size_t size = 0; size + 2 < text.size(); ++size)
        EXPECT_FALSE(from_text(std::string_view(text).substr(0, size), "x")) << size;
}

TEST(SessionFile, a_flipped_bit_gives_an_error_or_a_session_that_passes_its_checks) {
    const std::string text = example();
    Dice dice(5);
    int read = 0;
    for (int i = 0; i < 4000; ++i) {
        std::string damaged = text;
        damaged[static_cast<std::size_t>(dice.whole(0, std::ssize(text) - 1))] ^=
            static_cast<char>(1 << dice.whole(0, 7));
        const auto loaded = from_text(damaged, "x");
        if (!loaded) continue;
        ++read;
        EXPECT_FALSE(has_error(check(loaded->session)));
        EXPECT_TRUE(from_text(to_text(loaded->session), "x"));
    }
    EXPECT_GT(read, 100) << "most flips inside names are harmless";
}

TEST(SessionFile, saving_replaces_the_file_only_when_asked_and_leaves_nothing_else) {
    const TempFolder folder;
    const auto path = folder.path() / "reel.dub";
    ASSERT_TRUE(project::save(small_session(), path, IfExists::refuse));
    EXPECT_FALSE(project::save(small_session(), path, IfExists::refuse));
    EXPECT_TRUE(project::save(small_session(), path, IfExists::replace));
    EXPECT_TRUE(equal(must(project::load(path)).session, small_session()));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    EXPECT_EQ(project::load(folder.path() / "none.dub").error().code, ErrorCode::not_found);
}

TEST(SessionFile, a_session_with_a_fault_is_not_saved) {
    const TempFolder folder;
    Track track = *small_session().tracks[0];
    track.output = {99};
    const auto result = project::save(with_track(small_session(), std::move(track)),
                                      folder.path() / "reel.dub", IfExists::refuse);
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().sentence.find("was not written"), std::string::npos);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

} // namespace
} // namespace dub::test
