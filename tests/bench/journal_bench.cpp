// What a journalled edit costs, and opening a session with 10,000 of them unsaved. Prints milliseconds.

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "app/document/store.h"
#include "formats/project/project.h"
#include "tests/support/random_session.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point begun) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

void measure(const char* name, test::SessionSize size, int edits) {
    const test::TempFolder folder;
    const auto file = folder.path() / "film.dub";
    session::Session session = test::random_session(1, size);
    for (int track = 0; track < size.tracks; ++track)
        session = *session::find_edit("add_track")
                       ->apply(session, {{"name", {fmt::format("bench {}", track)}}, {"layout", {"mono"}}});
    test::must(app::save_as(session, file, {}));
    const auto bytes = std::filesystem::file_size(file);
    auto store = test::must(app::Store::open(file, app::Unsaved::recover));
    std::vector<project::EditCall> calls;
    for (int i = 0; i < edits; ++i)
        calls.push_back({"set_parameter",
                         {{"strip", {fmt::format("bench {}", i % size.tracks)}},
                          {"parameter", {"fader"}},
                          {"value", {-(i % 60) / 2.0}}},
                         0});
    auto plain = session;
    auto begun = Clock::now();
    for (const auto& call : calls)
        plain = *session::find_edit(call.edit)->apply(plain, call.arguments);
    const double without = milliseconds_since(begun) / edits;
    begun = Clock::now();
    for (const auto& call : calls)
        test::must(store.apply({call}, "bench"));
    const double with = milliseconds_since(begun) / edits;
    store = test::must(app::Store::open(
        (test::must(app::save_as(session, folder.path() / "x.dub", {})), folder.path() / "x.dub"),
        app::Unsaved::recover));
    const auto journal = std::filesystem::file_size(app::journal_of(file));
    begun = Clock::now();
    const auto saved = test::must(app::open_session(folder.path() / "x.dub"));
    const double opening = milliseconds_since(begun);
    begun = Clock::now();
    const auto again = test::must(app::Store::open(file, app::Unsaved::recover));
    const double recovering = milliseconds_since(begun);
    fmt::print(
        "{}: session {} KB, journal {} KB; edit {:.4f} ms, journalled {:.4f} ms; opening {:.0f} ms, with {} "
        "unsaved edits {:.0f} ms\n",
        name, bytes / 1000, journal / 1000, without, with, opening, again.recovered(), recovering);
}

} // namespace

int main() {
    measure("small", {8, 10, 60}, 10'000);
    measure("400 tracks, 10,000 clips", {400, 25, 600}, 10'000);
}
