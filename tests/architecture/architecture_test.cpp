// Reads the #include lines of the tree against the table of docs/architecture.md, and a few rules of size and
// habit.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {
namespace fs = std::filesystem;

struct Module {
    std::vector<std::string> may; // folders (or single headers) it may include, its own always
};

// The longest folder that matches a file decides.
const std::map<std::string, Module>& table() {
    static const std::map<std::string, Module> modules{
        {"engine/core", {{}}},
        {"engine/session", {{"engine/core"}}},
        {"engine/dsp", {{"engine/core"}}},
        {"engine/measure", {{"engine/core", "engine/dsp"}}},
        {"engine/conform", {{"engine/core", "engine/session", "engine/dsp", "engine/measure"}}},
        {"engine/plan", {{"engine/core", "engine/session", "engine/dsp", "engine/measure"}}},
        {"engine/monitor", {{"engine/core", "engine/dsp", "engine/measure", "engine/plan", "engine/render"}}},
        {"engine/render", {{"engine/core", "engine/plan", "engine/session"}}},
        {"formats/json", {{"engine/core"}}},
        {"formats/xml", {{"engine/core"}}},
        {"formats/wave", {{"engine/core", "formats/xml"}}},
        {"formats/adm", {{"engine/core", "engine/session", "engine/conform", "formats/xml", "formats/wave"}}},
        {"formats/media", {{"engine/core", "engine/session", "engine/conform", "formats/wave"}}},
        {"formats/overview", {{"engine/core", "engine/session"}}},
        {"formats/encode", {{"engine/core", "engine/session"}}},
        {"formats/project", {{"engine/core", "engine/session", "engine/conform", "formats/json"}}},
        {"formats/delivery", {{"engine/core", "engine/session", "engine/measure", "formats/json"}}},
        {"formats/report",
         {{"engine/core", "engine/session", "engine/measure", "formats/json", "formats/delivery"}}},
        {"formats/turnover", {{"engine/core", "engine/session", "engine/conform"}}},
        {"formats/turnover/edl",
         {{"engine/core", "engine/conform", "formats/turnover/format.h", "formats/turnover/text"}}},
        {"formats/turnover/text", {{"engine/core", "engine/conform", "formats/turnover/format.h"}}},
        {"formats/turnover/xmeml",
         {{"engine/core", "engine/conform", "formats/xml", "formats/turnover/format.h"}}},
        {"formats/turnover/fcpxml",
         {{"engine/core", "engine/conform", "formats/xml", "formats/turnover/format.h"}}},
        {"formats/turnover/otio",
         {{"engine/core", "engine/conform", "formats/json", "formats/turnover/format.h"}}},
        {"formats/turnover/aaf",
         {{"engine/core", "engine/conform", "formats/wave", "formats/turnover/format.h"}}},
        {"ui", {{"engine/core", "engine/session", "engine/conform", "engine/monitor/settings.h"}}},
        {"app", {{"engine", "formats"}}},
        {"app/surfaces", {{"engine/core", "engine/session", "formats/json", "ui/ports", "ui/edit_values.h"}}},
        {"app/window", {{"engine", "formats", "ui", "app"}}},
        {"tests", {{"engine", "formats", "ui", "app"}}},
    };
    return modules;
}

// Whose headers may be seen where; a header of none of these is the standard library's or the system's.
struct Library {
    std::string prefix;
    std::vector<std::string> folders;
};
const std::vector<Library>& libraries() {
    static const std::vector<Library> list{
        {"soxr.h", {"engine/dsp"}},
        {"fftw3.h", {"engine/dsp"}},
        {"ebur128.h", {"engine/measure"}},
        {"pugixml.hpp", {"formats/xml"}},
        {"nlohmann/", {"formats/json"}},
        {"sndfile.h", {"formats/media"}},
        {"libav", {"formats/media", "formats/encode"}},
        {"libsw", {"formats/media", "formats/encode"}},
        {"zip.h", {"formats/turnover/otio"}},
        {"CLI/", {"app/commands"}},
        {"spdlog/", {"app"}},
        {"portaudio.h", {"app/device"}},
        {"pa_", {"app/device"}},
        {"RtMidi.h", {"app/device"}},
        {"lo/", {"app/device"}},
        {"jack/", {"tests"}},
        {"Q", {"ui", "app/window"}},
        {"gtest/", {"tests"}},
        {"benchmark/", {"tests/bench"}},
    };
    return list;
}

struct Source {
    std::string path; // from the root, '/' between
    std::vector<std::string> lines;
};

const std::vector<Source>& sources() {
    static const std::vector<Source> all = [] {
        std::vector<Source> found;
        const fs::path root = DUB_SOURCE_DIR;
        for (const char* top : {"engine", "formats", "app", "ui", "tests"}) {
            if (!fs::exists(root / top)) continue;
            for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
                const auto extension = entry.path().extension();
                if (extension != ".h" && extension != ".cpp" && extension != ".inc") continue;
                Source source{fs::relative(entry.path(), root).generic_string(), {}};
                std::ifstream in(entry.path());
                for (std::string line; std::getline(in, line);)
                    source.lines.push_back(line);
                found.push_back(std::move(source));
            }
        }
        return found;
    }();
    return all;
}

bool within(const std::string& path, const std::string& folder) { return path.starts_with(folder + "/"); }

std::string module_of(const std::string& path) {
    std::string best;
    for (const auto& [folder, module] : table())
        if (within(path, folder) && folder.size() > best.size()) best = folder;
    return best;
}

struct Include {
    std::string what;
    bool own; // "…" and not <…>
};

std::vector<Include> includes_of(const Source& source) {
    std::vector<Include> found;
    for (const auto& line : source.lines) {
        if (!line.starts_with("#include ")) continue;
        const auto open = line.find_first_of("<\"");
        const auto close = line.find_first_of(">\"", open + 1);
        if (open == std::string::npos || close == std::string::npos) continue;
        found.push_back({line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
    return found;
}

TEST(Architecture, the_tree_is_read) { EXPECT_GT(sources().size(), 100U); }

TEST(Architecture, modules_include_only_along_the_table) {
    for (const auto& source : sources()) {
        const std::string own = module_of(source.path);
        ASSERT_FALSE(own.empty()) << source.path << " belongs to no module of the table";
        for (const auto& include : includes_of(source)) {
            if (!include.own || within(include.what, own)) continue;
            const auto& may = table().at(own).may;
            EXPECT_TRUE(std::ranges::any_of(
                may, [&](const auto& place) { return include.what == place || within(include.what, place); }))
                << source.path << " may not include " << include.what;
        }
    }
}

// What the room hears is nobody's file.
TEST(Architecture, nothing_that_writes_files_knows_the_monitor) {
    for (const auto& source : sources())
        for (const char* writer : {"engine/plan", "engine/render", "formats", "app/jobs", "app/commands"})
            for (const auto& include : includes_of(source))
                EXPECT_FALSE(within(source.path, writer) && within(include.what, "engine/monitor"))
                    << source.path;
}

TEST(Architecture, every_library_stays_in_its_folder) {
    for (const auto& source : sources())
        for (const auto& include : includes_of(source)) {
            if (include.own) continue;
            for (const auto& library : libraries()) {
                if (!include.what.starts_with(library.prefix)) continue;
                const bool allowed = std::ranges::any_of(
                    library.folders, [&](const auto& folder) { return within(source.path, folder); });
                EXPECT_TRUE(allowed || within(source.path, "tests"))
                    << source.path << " may not include " << include.what;
            }
        }
}

TEST(Architecture, no_file_is_longer_than_500_lines) {
    for (const auto& source : sources())
        EXPECT_LE(source.lines.size(), 500U) << source.path;
}

TEST(Architecture, headers_begin_with_pragma_once_and_say_what_they_are) {
    for (const auto& source : sources()) {
        if (!source.path.ends_with(".h")) continue;
        ASSERT_GE(source.lines.size(), 2U) << source.path;
        EXPECT_EQ(source.lines[0], "#pragma once") << source.path;
        EXPECT_TRUE(source.lines[1].starts_with("//")) << source.path << " does not say what it is";
        for (const auto& line : source.lines)
            EXPECT_FALSE(line.starts_with("using namespace")) << source.path;
    }
}

TEST(Architecture, a_source_includes_its_own_header_first) {
    for (const auto& source : sources()) {
        if (!source.path.ends_with(".cpp") || within(source.path, "tests")) continue;
        const std::string header = source.path.substr(0, source.path.size() - 4) + ".h";
        if (!fs::exists(fs::path(DUB_SOURCE_DIR) / header)) continue;
        const auto includes = includes_of(source);
        ASSERT_FALSE(includes.empty()) << source.path;
        EXPECT_EQ(includes.front().what, header) << source.path;
    }
}

TEST(Architecture, names_without_a_noun_are_not_used) {
    for (const auto& source : sources())
        for (const char* word : {"manager", "helper", "util", "misc", "common."})
            EXPECT_EQ(source.path.find(word), std::string::npos) << source.path;
}

} // namespace
