#pragma once
// The name and version of the session file. The major number rises when an older program could misread the
// file; the minor one when it would only lose something.

#include <cstdint>
#include <string_view>

namespace dub::project {

inline constexpr std::string_view format_name = "dubstage-session";
inline constexpr std::int64_t version_major = 1;
inline constexpr std::int64_t version_minor = 3;

} // namespace dub::project
