// Every call that changes a disk fails once, in turn and in several ways: the older session stays byte for
// byte, the person is told, and trying again works.

#include <algorithm>
#include <cstdlib>

#include <gtest/gtest.h>

#include "formats/project/project.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub::test;
namespace fs = std::filesystem;

constexpr int calls_max = 200; // a save makes some thirty
constexpr std::string_view edits =
    R"([{"edit":"add_track","name":"FX 1","layout":"2.0","role":"effects"},{"edit":"rename_track","track":"FX 1","name":"Doors"}])";
constexpr std::string_view lines = R"({"edit":"add_track","name":"FX 1","layout":"2.0","role":"effects"}
{"edit":"rename_track","track":"FX 1","name":"Doors"}
{"save":true}
{"edit":"rename_track","track":"Doors","name":"Gates"}
)";

struct Faulty {
    Ran ran;
    std::string call; // that failed; empty: there was no such call
};

class Faults : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        GTEST_SKIP() << "a sanitizer wants to be loaded first";
#endif
    }

    // In `folder` a session and what the commands read.
    static void prepare(const fs::path& folder) {
        static const std::string session = [] {
            const TempFolder made;
            EXPECT_EQ(dubstage({"new", "film.dub"}, made.path()).exit, 0);
            return bytes_of(made.path() / "film.dub");
        }();
        write_bytes(folder / "film.dub", session);
        write_tone(folder / "tone.wav");
        write_bytes(folder / "edits.json", std::string(edits));
        write_bytes(folder / "lines", std::string(lines));
    }

    static Faulty with_fault(const std::string& command, const fs::path& folder, int at) {
        const TempFolder elsewhere;
        const fs::path log = elsewhere.path() / "log";
        const std::string settings =
            "LD_PRELOAD=" DUB_BINARY_DIR "/libdub_faults.so DUB_FAULT_AT=" + std::to_string(at) +
            " DUB_FAULT_KIND=" + GetParam() + " DUB_FAULT_UNDER=" + fs::canonical(folder).string() +
            " DUB_FAULT_LOG=" + log.string();
        Faulty faulty{
            run("sh", {"-c", "exec env " + settings + " " DUB_BINARY_DIR "/dubstage " + command}, folder),
            {}};
        if (fs::exists(log)) faulty.call = bytes_of(log);
        return faulty;
    }

    static void expect_no_half_file(const fs::path& folder) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            EXPECT_EQ(name.find(".part-"), std::string::npos) << name;
            if (name.ends_with(".dub")) {
                EXPECT_TRUE(dub::project::load(entry.path())) << name;
            }
        }
    }

    // The session file after `command`, undisturbed.
    static std::string expected_after(const std::string& command) {
        const TempFolder folder;
        prepare(folder.path());
        EXPECT_EQ(run("sh", {"-c", DUB_BINARY_DIR "/dubstage " + command}, folder.path()).exit, 0);
        return bytes_of(folder.path() / "film.dub");
    }
};

// The names of what failed, so that the test cannot pass by missing the calls.
using Calls = std::vector<std::string>;
void expect_among(const Calls& calls, std::initializer_list<const char*> names) {
    for (const char* name : names)
        EXPECT_NE(std::ranges::find(calls, name), calls.end()) << name << " was never made to fail";
}

TEST_P(Faults, of_a_script_leave_the_old_session_or_the_new_one) {
    const std::string command = "edit film.dub --apply edits.json";
    const std::string after = expected_after(command);
    Calls calls;
    for (int at = 1; at < calls_max; ++at) {
        const TempFolder folder;
        prepare(folder.path());
        const std::string before = bytes_of(folder.path() / "film.dub");
        const Faulty faulty = with_fault(command, folder.path(), at);
        if (faulty.call.empty()) break;
        calls.push_back(faulty.call);
        SCOPED_TRACE(GetParam() + " at call " + std::to_string(at) + ", " + faulty.call);
        if (faulty.ran.exit == 0) {
            EXPECT_EQ(bytes_of(folder.path() / "film.dub"), after);
        } else {
            EXPECT_EQ(faulty.ran.exit, 4) << faulty.ran.err;
            EXPECT_EQ(bytes_of(folder.path() / "film.dub"), before);
            EXPECT_NE(faulty.ran.err.find("film.dub"), std::string::npos) << faulty.ran.err;
            EXPECT_EQ(dubstage({"edit", "film.dub", "--apply", "edits.json"}, folder.path()).exit, 0);
            EXPECT_EQ(bytes_of(folder.path() / "film.dub"), after);
        }
        expect_no_half_file(folder.path());
    }
    expect_among(calls, {"mkostemp", "pwrite", "fsync", "rename", "link", "mkdir"});
}

TEST_P(Faults, of_a_stream_lose_nothing_that_was_acknowledged) {
    const std::string command = "edit film.dub --stream < lines";
    const std::string after = expected_after(command);
    Calls calls;
    for (int at = 1; at < calls_max; ++at) {
        const TempFolder folder;
        prepare(folder.path());
        const Faulty faulty = with_fault(command, folder.path(), at);
        if (faulty.call.empty()) break;
        calls.push_back(faulty.call);
        SCOPED_TRACE(GetParam() + " at call " + std::to_string(at) + ", " + faulty.call);
        const bool saved =
            faulty.ran.exit != 4; // 1: the save in the middle failed, the one at the end did not
        EXPECT_LE(faulty.ran.exit, 4) << faulty.ran.err;
        if (saved) {
            EXPECT_EQ(bytes_of(folder.path() / "film.dub"), after);
        } else {
            EXPECT_NE(faulty.ran.err.find("dubstage recover film.dub"), std::string::npos) << faulty.ran.err;
            EXPECT_EQ(dubstage({"recover", "film.dub"}, folder.path()).exit, 0);
            EXPECT_EQ(bytes_of(folder.path() / "film (recovered).dub"), after);
        }
        expect_no_half_file(folder.path());
    }
    expect_among(calls, {"open", "pwrite", "fsync", "rename"});
}

TEST_P(Faults, of_an_import_leave_the_old_session_or_the_new_one) {
    const std::string command = "import film.dub tone.wav --role dialogue --copy";
    Calls calls;
    for (int at = 1; at < calls_max; ++at) {
        const TempFolder folder;
        prepare(folder.path());
        const std::string before = bytes_of(folder.path() / "film.dub");
        const Faulty faulty = with_fault(command, folder.path(), at);
        if (faulty.call.empty()) break;
        calls.push_back(faulty.call);
        SCOPED_TRACE(GetParam() + " at call " + std::to_string(at) + ", " + faulty.call);
        if (faulty.ran.exit != 0) {
            EXPECT_EQ(faulty.ran.exit, 4) << faulty.ran.err;
            EXPECT_EQ(bytes_of(folder.path() / "film.dub"), before);
            EXPECT_FALSE(faulty.ran.err.empty());
            EXPECT_EQ(dubstage({"import", "film.dub", "tone.wav", "--copy"}, folder.path()).exit, 0);
        }
        EXPECT_NE(bytes_of(folder.path() / "film.dub"), before);
        expect_no_half_file(folder.path());
    }
    expect_among(calls, {"pwrite", "fsync", "rename"});
}

// The error numbers take the same ways; the long form of the test shows that they do.
std::vector<std::string> kinds() {
    if (std::getenv("DUBSTAGE_FULL") == nullptr) return {"enospc", "short"};
    return {"enospc", "short", "eio", "erofs"};
}

INSTANTIATE_TEST_SUITE_P(Disk, Faults, testing::ValuesIn(kinds()),
                         [](const auto& kind) { return kind.param; });

} // namespace
