#pragma once
// Other people's programs as oracles: run through the shell, output collected.

#include <array>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dub::test {

// Standard output; nullopt when the program is missing or failed.
[[nodiscard]] inline std::optional<std::string> output_of(const std::string& command) {
    std::FILE* pipe = ::popen((command + " 2>/dev/null").c_str(), "r");
    if (pipe == nullptr) return std::nullopt;
    std::string text;
    std::array<char, 65536> part{};
    while (const std::size_t got = std::fread(part.data(), 1, part.size(), pipe))
        text.append(part.data(), got);
    if (::pclose(pipe) != 0) return std::nullopt;
    return text;
}

[[nodiscard]] inline bool has_program(const std::string& name) {
    return output_of("command -v " + name).has_value();
}

// ffmpeg with its usual noise off; `arguments` as on its command line.
inline bool ffmpeg(const std::string& arguments) {
    return output_of("ffmpeg -nostdin -v error -y " + arguments).has_value();
}

// All samples of a stream as ffmpeg decodes them from front to back, interleaved in the file's channel order.
[[nodiscard]] inline std::vector<float> ffmpeg_samples(const std::filesystem::path& path) {
    const auto bytes =
        output_of("ffmpeg -nostdin -v error -i '" + path.string() + "' -map 0:a:0 -c:a pcm_f32le -f f32le -");
    std::vector<float> samples(bytes ? bytes->size() / sizeof(float) : 0);
    if (bytes) std::memcpy(samples.data(), bytes->data(), samples.size() * sizeof(float));
    return samples;
}

} // namespace dub::test
