#pragma once
// The demo scene as a picture editor would hand it over: cuts in whole frames by department, and CMX3600
// lists of them.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace dub::test {

inline constexpr std::int64_t fps = 24;
[[nodiscard]] std::int64_t frames(double seconds);
[[nodiscard]] std::string tc(std::int64_t frame);

// A placement of the scene in whole frames.
struct Cut {
    std::string clip;
    std::int64_t at, from, length, fade_in, fade_out;
    double gain_db;
};
using Cuts = std::vector<Cut>;
using Lengths = std::map<std::string, std::int64_t>; // of recordings, in whole frames

struct Department {
    std::string name;
    std::vector<std::string> tracks, onto; // of the scene, of the template
};
[[nodiscard]] const std::vector<Department>& departments();

// The scene's clips on those tracks, in order.
[[nodiscard]] std::map<std::string, Cuts> cuts_of(const std::vector<std::string>& tracks,
                                                  const Lengths& files);
// CMX3600 as Avid writes it: cuts, dissolves in pairs, fades from and to black, levels as comments.
[[nodiscard]] std::string edl_of(const Department& one, const Lengths& files);

} // namespace dub::test
