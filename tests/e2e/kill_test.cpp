// kill -9 at random moments: the session opens, what was saved is there, what was acknowledged comes back,
// and no half file stands under a file's name. DUBSTAGE_FULL=1 makes it a thousand kills; DUBSTAGE_SEED
// repeats one.

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <random>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/document/store.h"
#include "app/jobs/backups.h"
#include "formats/project/project.h"
#include "tests/e2e/program.h"
#include "tests/e2e/sound_files.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using namespace dub::test;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

int kills(int of_a_thousand) {
    return std::getenv("DUBSTAGE_FULL") != nullptr ? of_a_thousand : of_a_thousand * 60 / 1000;
}

std::uint64_t new_seed() {
    const char* const wanted = std::getenv("DUBSTAGE_SEED");
    const std::uint64_t seed =
        wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : std::random_device{}();
    std::cout << "DUBSTAGE_SEED=" << seed << std::endl;
    return seed;
}

// The program with a pipe to and from it.
class Conversation {
  public:
    Conversation(const std::vector<std::string>& words, const fs::path& folder) {
        int in[2]{}, out[2]{};
        if (::pipe(in) != 0 || ::pipe(out) != 0) throw std::runtime_error("no pipe");
        std::vector<const char*> arguments{DUB_BINARY_DIR "/dubstage"};
        for (const auto& word : words)
            arguments.push_back(word.c_str());
        arguments.push_back(nullptr);
        pid_ = ::fork();
        if (pid_ == 0) { // only async-signal-safe calls from here on
            ::dup2(in[0], STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            for (const int fd : {in[0], in[1], out[0], out[1]})
                ::close(fd);
            ::dup2(::open("/dev/null", O_WRONLY), STDERR_FILENO);
            if (::chdir(folder.c_str()) != 0) ::_exit(126);
            ::execv(arguments[0], const_cast<char* const*>(arguments.data()));
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        to_ = in[1];
        from_ = out[0];
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;
    ~Conversation() {
        kill();
        ::close(to_);
        ::close(from_);
    }

    void say(const std::string& line) const {
        [[maybe_unused]] const auto n = ::write(to_, (line + "\n").data(), line.size() + 1);
    }
    // Its next line; nothing when the moment came first or it ended.
    std::optional<std::string> answer(Clock::time_point until) {
        while (buffer_.find('\n') == std::string::npos) {
            const auto left =
                std::chrono::duration_cast<std::chrono::microseconds>(until - Clock::now()).count();
            const timespec wait{std::max<long>(left, 0) / 1'000'000,
                                std::max<long>(left, 0) % 1'000'000 * 1000};
            pollfd ready{from_, POLLIN, 0};
            if (::ppoll(&ready, 1, &wait, nullptr) <= 0) return std::nullopt;
            char part[4096];
            const ssize_t n = ::read(from_, part, sizeof part);
            if (n <= 0) return std::nullopt;
            buffer_.append(part, static_cast<std::size_t>(n));
        }
        const std::size_t end = buffer_.find('\n');
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        return line;
    }
    void kill() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(std::exchange(pid_, 0), nullptr, 0);
    }

  private:
    pid_t pid_ = 0;
    int to_ = -1, from_ = -1;
    std::string buffer_;
};

class Killed : public testing::Test {
  protected:
    Killed()
        : dice_(new_seed()) {
        std::signal(SIGPIPE, SIG_IGN); // the other end of the pipe is killed
        const TempFolder folder;
        EXPECT_EQ(dubstage({"new", "film.dub", "--layout", "5.1"}, folder.path()).exit, 0);
        write_tone(folder.path() / "tone.wav");
        tone_ = bytes_of(folder.path() / "tone.wav");
        EXPECT_EQ(dubstage({"import", "film.dub", "tone.wav", "--role", "dialogue"}, folder.path()).exit, 0);
        session_ = bytes_of(folder.path() / "film.dub");
    }

    void prepare(const fs::path& folder) const {
        write_bytes(folder / "film.dub", session_);
        write_bytes(folder / "tone.wav", tone_);
    }

    // Runs to a random moment of its usual time; false: it was done before.
    bool run_until_a_random_moment(const std::vector<std::string>& words, const fs::path& folder,
                                   Clock::duration usual) {
        const auto until =
            Clock::now() + std::chrono::duration_cast<Clock::duration>(usual * dice_.number(0, 1.05));
        Conversation program(words, folder);
        const bool killed = !program.answer(until).has_value() && Clock::now() >= until;
        program.kill();
        return killed;
    }

    static Clock::duration time_of(const std::vector<std::string>& words, const fs::path& folder) {
        const auto begun = Clock::now();
        EXPECT_EQ(dubstage(words, folder).exit, 0);
        return Clock::now() - begun;
    }

    static void expect_whole_backups(const fs::path& file) {
        for (const auto& backup : app::backups_of(file))
            EXPECT_TRUE(project::load(backup.file)) << backup.file;
    }

    Dice dice_;
    std::string session_, tone_;
};

int number_in(const session::Session& session) { return std::atoi(session.info->name.c_str()); }

// A session whose name counts its edits; what was acknowledged until the kill.
struct Heard {
    int sent = 0, edits = 0, saved = 0;
};

Heard talk_until(Conversation& program, Clock::time_point until, Dice& dice) {
    Heard heard;
    while (true) {
        program.say(R"({"edit":"set_info","name":")" + std::to_string(++heard.sent) + "\"}");
        if (!program.answer(until)) return heard;
        heard.edits = heard.sent;
        if (!dice.chance(0.2)) continue;
        program.say(R"({"save":true})");
        const auto answer = program.answer(until);
        if (!answer) return heard;
        if (answer->find("\"saved\"") != std::string::npos) heard.saved = heard.sent;
    }
}

TEST_F(Killed, an_editing_session_loses_nothing_it_acknowledged) {
    int edits = 0, saves = 0;
    for (int round = 0; round < kills(600); ++round) {
        const TempFolder folder;
        prepare(folder.path());
        const fs::path file = folder.path() / "film.dub";
        Heard heard;
        {
            Conversation program({"edit", "film.dub", "--stream"}, folder.path());
            program.say(R"({"edit":"set_info","name":"0"})");
            ASSERT_TRUE(program.answer(Clock::now() + std::chrono::seconds(60))); // it is up
            heard =
                talk_until(program, Clock::now() + std::chrono::microseconds(dice_.whole(0, 150'000)), dice_);
            program.kill();
        }
        const auto opened = app::open_session(file);
        ASSERT_TRUE(opened) << "round " << round << ": " << opened.error().text();
        EXPECT_GE(number_in(opened->session), heard.saved) << "round " << round;
        EXPECT_LE(number_in(opened->session), heard.sent) << "round " << round;
        const std::string before = bytes_of(file);
        const auto store = app::Store::open(file, app::Unsaved::recover);
        ASSERT_TRUE(store) << "round " << round << ": " << store.error().text();
        EXPECT_GE(number_in(store->now()), heard.edits) << "round " << round;
        EXPECT_LE(number_in(store->now()), heard.sent) << "round " << round;
        EXPECT_EQ(bytes_of(file), before) << "recovering touched the named file";
        for (const auto& told : store->told())
            EXPECT_NE(told.code, "journal.stopped") << told.sentence;
        expect_whole_backups(file);
        edits += heard.edits;
        saves += heard.saved > 0 ? 1 : 0;
    }
    EXPECT_GT(edits, kills(600)) << "the program was always killed before it did anything";
    EXPECT_GT(saves, 0);
}

TEST_F(Killed, a_script_leaves_the_old_session_or_the_new_one) {
    std::string script = "[";
    for (int i = 0; i < 300; ++i)
        script += R"({"edit":"add_marker","at":"01:00:00:10","name":"m)" + std::to_string(i) + "\"},";
    script.back() = ']';
    const std::vector<std::string> words{"edit", "film.dub", "--apply", "e.json", "--json"};
    const TempFolder whole;
    prepare(whole.path());
    write_bytes(whole.path() / "e.json", script);
    const auto usual = time_of(words, whole.path());
    const std::string after = bytes_of(whole.path() / "film.dub");
    int killed = 0;
    for (int round = 0; round < kills(250); ++round) {
        const TempFolder folder;
        prepare(folder.path());
        write_bytes(folder.path() / "e.json", script);
        killed += run_until_a_random_moment(words, folder.path(), usual) ? 1 : 0;
        const std::string there = bytes_of(folder.path() / "film.dub");
        EXPECT_TRUE(there == session_ || there == after) << "round " << round;
        expect_whole_backups(folder.path() / "film.dub");
        for (const auto& name : files_below(folder.path())) // what a kill may leave is named as unfinished
            EXPECT_TRUE(name == "film.dub" || name == "tone.wav" || name == "e.json" ||
                        name.starts_with("film.dub.part-"))
                << name;
    }
    EXPECT_GT(killed, 0);
}

TEST_F(Killed, a_render_or_delivery_leaves_the_session_and_only_whole_files) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"render", "film.dub", "--out", "out.wav", "--json"},
          std::vector<std::string>{"deliver", "film.dub", "--spec", "stems", "--out", "delivery",
                                   "--json"}}) {
        const TempFolder whole;
        prepare(whole.path());
        const auto usual = time_of(words, whole.path());
        int killed = 0;
        for (int round = 0; round < kills(75); ++round) {
            const TempFolder folder;
            prepare(folder.path());
            killed += run_until_a_random_moment(words, folder.path(), usual) ? 1 : 0;
            EXPECT_EQ(bytes_of(folder.path() / "film.dub"), session_);
            for (const auto& name : files_below(folder.path()))
                if (name.ends_with(".wav")) {
                    EXPECT_EQ(bytes_of(folder.path() / name).size(), bytes_of(whole.path() / name).size())
                        << words.front() << ": " << name;
                }
        }
        EXPECT_GT(killed, 0) << words.front();
    }
}

} // namespace
