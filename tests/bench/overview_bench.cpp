// Builds the overview of a wave file, or reads it only, to be timed beside other programs:
//   dub_bench_overview build|read FILE

#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string_view>

#include "engine/core/audio_buffer.h"
#include "formats/media/media.h"
#include "formats/overview/overview.h"
#include "tests/support/unwatched.h"

namespace {
using namespace dub;

Result<double> nanoseconds_a_sample(std::string_view what, const char* file) {
    TRY(const auto source, media::open_sound(file, -1));
    const AudioFormat format = source->format();
    const std::clock_t begun = std::clock();
    if (what == "build") {
        test::Unwatched progress;
        CHECK(overview::build_overview(*source, std::filesystem::temp_directory_path() / "bench.peaks",
                                       "bench", progress));
    } else {
        AudioBuffer buffer(format.layout.channels(), 8192);
        for (std::int64_t at = 0; at < format.length.value; at += 8192)
            CHECK(source->read({at}, buffer.block()));
    }
    const double seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    return seconds * 1e9 / static_cast<double>(format.length.value * format.layout.channels());
}

} // namespace

int main(int count, char** arguments) {
    if (count != 3) return 2;
    const auto took = nanoseconds_a_sample(arguments[1], arguments[2]);
    if (!took) return std::fprintf(stderr, "%s\n", took.error().text().c_str()), 1;
    std::printf("%s: %.2f ns a sample\n", arguments[1], *took);
}
