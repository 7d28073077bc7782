#pragma once
// What of a session can be listened to, and which outputs of a plan that takes. Pure.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/plan/target.h"

namespace dub::app {

inline constexpr const char* mains_name = "printmaster";
inline constexpr const char* speech_name = "speech"; // what dialogue loudness listens to; no source

// Parts of the printmaster, which cost next to nothing: it, the stems, and the speech. Always compiled.
[[nodiscard]] std::vector<plan::Output> sources_of_mix(const session::Session& session);
[[nodiscard]] bool is_in_mix(const session::Session& session, std::string_view source);
// "M&E", "minus dialogue": each needs buses of its own and is compiled only while it is listened to.
[[nodiscard]] std::optional<plan::Output> source_beside_mix(const session::Session& session,
                                                            std::string_view source);
[[nodiscard]] const session::Print* print_named(const session::Session& session, std::string_view source);

// For the selector: the mix's parts, what is beside them, the prints.
[[nodiscard]] std::vector<std::string> source_names(const session::Session& session);
// The print of a source as it is mixed now, or what a print is of; empty: there is none.
[[nodiscard]] std::string print_or_live(const session::Session& session, std::string_view source);

// The outputs there are while `source` is listened to, with their layouts.
[[nodiscard]] std::vector<std::pair<std::string, Layout>> layouts_of_sources(const session::Session& session,
                                                                             std::string_view source);

} // namespace dub::app
