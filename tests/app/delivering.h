#pragma once
// A delivery as the tests ask for it, and its files as sound.

#include <set>

#include <gtest/gtest.h>

#include "app/jobs/deliver.h"
#include "formats/wave/wave_reader.h"
#include "tests/app/scene_on_disk.h"
#include "tests/support/unwatched.h"

namespace dub::test {

inline app::DeliverRequest asked(const SceneOnDisk& scene, std::vector<std::string> specs) {
    app::DeliverRequest request;
    request.sessions = {scene.file()};
    request.specs = std::move(specs);
    request.out = scene.out();
    return request;
}

inline report::Delivery delivered(const app::DeliverRequest& request) {
    test::Unwatched progress;
    auto outcome = app::deliver(request, progress);
    if (!outcome) throw std::logic_error(outcome.error().text());
    return std::move(outcome->deliveries.front());
}

inline Error refused(const app::DeliverRequest& request) {
    test::Unwatched progress;
    auto outcome = app::deliver(request, progress);
    return outcome ? Error{} : outcome.error();
}

// The first file of which `fits` is true.
template <class Fits> const report::DeliveredFile& file_where(const report::Delivery& delivery, Fits fits) {
    for (const auto& file : delivery.files)
        if (fits(file)) return file;
    throw std::logic_error("no such file was delivered");
}

inline std::set<std::string> files_below(const std::filesystem::path& folder) {
    std::set<std::string> files;
    if (!std::filesystem::exists(folder)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.insert(entry.path().lexically_relative(folder).generic_string());
    return files;
}

// All of a file, in the order of its layout.
inline AudioBuffer sound_of(const std::filesystem::path& path) {
    auto reader = wave::WaveReader::open(path);
    if (!reader) throw std::logic_error(reader.error().text());
    AudioBuffer sound((*reader)->format().layout.channels(),
                      static_cast<int>((*reader)->format().length.value));
    if (!(*reader)->read({}, sound.block())) throw std::logic_error("the file could not be read");
    return sound;
}

// The peak of a - b over [from, to).
inline double difference(const AudioBuffer& a, const AudioBuffer& b, int from, int to) {
    double peak = 0;
    for (int c = 0; c < a.channels(); ++c)
        for (int n = from; n < to; ++n)
            peak = std::max(peak, std::abs(static_cast<double>(a.block().data(c)[n]) - b.block().data(c)[n]));
    return peak;
}

} // namespace dub::test
