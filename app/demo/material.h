#pragma once
// The recordings of the demo scene: which file of which Debian package each is, under what licence, and what
// is synthesised in its place where the package cannot be had. Nothing of it is part of this repository.
// [control, disk]

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/io.h"
#include "engine/core/result.h"

namespace dub::app {

// What stands in for a recording: made from a fixed seed, recognisable, never mistaken for it.
enum class StandIn : unsigned char { speech, step, rain, thunder, door, fire, wheels, water, music };

struct Material {
    std::string_view id;      // "rain", "line-hello"
    std::string_view package; // Debian package
    std::string_view path;    // below /usr/share
    std::string_view licence; // as the package's copyright file has it
    std::string_view holder;
    StandIn stand_in;
    double stand_in_seconds;
    double trim_db = 0; // of the recording, so that all voices stand at one level; a stand-in needs none
};

[[nodiscard]] std::span<const Material> materials();
[[nodiscard]] const Material* find_material(std::string_view id);

enum class Origin : unsigned char { recorded, synthesised };

struct FoundMaterial {
    const Material* material = nullptr;
    std::filesystem::path path;
    Origin origin = Origin::recorded;
    [[nodiscard]] double trim_db() const { return origin == Origin::recorded ? material->trim_db : 0; }
};
[[nodiscard]] const FoundMaterial& found_as(std::span<const FoundMaterial> found,
                                            std::string_view id); // asserts

// Looks below each root (a folder that holds `games/…` as /usr/share does), the first that has the file wins.
// What none has is synthesised into `made`. Errors: `made` cannot be written.
[[nodiscard]] Result<std::vector<FoundMaterial>> gather_material(std::span<const std::filesystem::path> roots,
                                                                 const std::filesystem::path& made);

// A table of what was used: file, package, licence, holder. Tab-separated with a heading.
[[nodiscard]] std::string credits_of(std::span<const FoundMaterial> found);

} // namespace dub::app
