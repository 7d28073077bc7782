#pragma once
// The part of `import` that brings another session. [control]

#include <optional>
#include <string>
#include <vector>

#include "app/commands/verb.h"

namespace dub::app {

// The options that belong to sessions, as they were written.
struct SessionOptions {
    std::optional<std::string> tracks, what;
    std::vector<std::string> map;
    bool make = false, preview = false;
    void declare(Options& options);
    // The first of them that was given, for the sentence that refuses it with sounds and pictures.
    [[nodiscard]] std::optional<std::string> given() const;
};

[[nodiscard]] Result<Exit> run_import_session(const Console& console, const std::string& session,
                                              const std::string& other, const std::optional<std::string>& at,
                                              const SessionOptions& options);

} // namespace dub::app
