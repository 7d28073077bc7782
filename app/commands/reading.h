#pragma once
// From the text of an option to a value. Errors are of wrong usage and name the option. Pure. [control]

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/layout.h"
#include "engine/core/result.h"
#include "engine/core/timecode.h"
#include "engine/session/role.h"

namespace dub::app {

[[nodiscard]] inline std::unexpected<Error> bad_option(std::string_view option, std::string_view sentence) {
    return fail(ErrorCode::usage, std::string(option) + ": " + std::string(sentence));
}

// The same error as one of usage, with the option's name before it.
template <class T> [[nodiscard]] Result<T> for_option(std::string_view option, Result<T> result) {
    if (result) return result;
    return bad_option(option, result.error().text());
}

[[nodiscard]] Result<Layout> layout_option(std::string_view option, std::string_view text);
[[nodiscard]] Result<session::Role> role_option(std::string_view option, std::string_view text);
[[nodiscard]] Result<FramePos> timecode_option(std::string_view option, std::string_view text,
                                               const TimecodeFormat& format);
[[nodiscard]] std::vector<std::string> comma_list(std::string_view text); // without empty items

// Where a person keeps delivery specs of their own: $XDG_CONFIG_HOME/dubstage/specs, else
// ~/.config/dubstage/specs; empty when there is no such folder.
[[nodiscard]] std::filesystem::path user_spec_folder();
// The same for templates of sessions: …/dubstage/templates.
[[nodiscard]] std::filesystem::path user_template_folder();
// Learned MIDI controllers: …/dubstage/controllers.json, whether it is there or not; empty without a home.
[[nodiscard]] std::filesystem::path user_controllers_file();

} // namespace dub::app
