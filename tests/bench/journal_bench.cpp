// What a journalled edit costs, and opening a session with 10,000 of them unsaved, on a small and on a
// film-sized session. Prints milliseconds.

#include <chrono>
#include <filesystem>

#include <fmt/format.h>

#include "app/document/store.h"
#include "tests/bench/big_session.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace {

using namespace dub;
using test::must;
using Clock = std::chrono::steady_clock;

constexpr int edits = 10'000;

double milliseconds_since(Clock::time_point begun) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

// A fader here, a clip there.
std::vector<project::EditCall> calls_for(const session::Session& session) {
    std::vector<project::EditCall> calls;
    for (int i = 0; i < edits; ++i) {
        const auto& track = *session.tracks[static_cast<std::size_t>(i) % session.tracks.size()];
        if (i % 2 == 0 || track.clips.empty())
            calls.push_back(
                {"set_parameter",
                 {{"strip", {track.id.text()}}, {"parameter", {"fader"}}, {"value", {i % 60 / -2.0}}},
                 0});
        else
            calls.push_back({"set_clip_gain",
                             {{"clips", {session::Value::List{{track.clips.back()->id.text()}}}},
                              {"by", {i % 4 < 2 ? -0.5 : 0.5}}},
                             0});
    }
    return calls;
}

void measure(const char* name, const session::Session& made) {
    const test::TempFolder folder;
    const auto file = folder.path() / "film.dub";
    must(app::save_as(made, file, {}));
    auto begun = Clock::now();
    const auto opened = must(app::open_session(file));
    const double opening = milliseconds_since(begun);
    const auto calls = calls_for(opened.session);

    session::History plain(opened.session);
    begun = Clock::now();
    for (const auto& call : calls)
        plain.push(call.edit, must(session::find_edit(call.edit)->apply(plain.now(), call.arguments)));
    const double without = milliseconds_since(begun) / edits;

    {
        auto store = must(app::Store::open(file, app::Unsaved::recover));
        begun = Clock::now();
        for (const auto& call : calls)
            must(store.apply({call}, "bench"));
        fmt::print("{}: an edit {:.4f} ms, journalled {:.4f} ms; ", name, without,
                   milliseconds_since(begun) / edits);
    }
    begun = Clock::now();
    const auto again = must(app::Store::open(file, app::Unsaved::recover));
    fmt::print("opening {:.0f} ms, with {} unsaved edits ({} KB of journal) {:.0f} ms\n", opening,
               again.recovered(), std::filesystem::file_size(app::journal_of(file)) / 1000,
               milliseconds_since(begun));
}

} // namespace

int main() {
    measure("small", test::small_session());
    measure("400 tracks, 10,000 clips, 500,000 points", bench::make_big_session());
}
