#include "engine/session/edits/relink_media.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array relink_media_arguments{
    ArgumentDeclaration{"media", "media", "id, name or path", Need::required, "the recording"},
    ArgumentDeclaration{"path", "text", "relative to the session file", Need::required,
                        "where the file lies now"},
    ArgumentDeclaration{"bytes", "number", "0 …", Need::optional, "the file's size, when it is another file"},
    ArgumentDeclaration{"hash", "text", "any", Need::optional, "its identity, when it is another file"},
};
constexpr EditText about_relink_media{"relink_media", "Say where a recording lies now.",
                                      relink_media_arguments};

Result<RelinkMedia> read_relink_media(const ArgumentReader& in) {
    RelinkMedia edit;
    std::optional<std::int64_t> bytes;
    CHECK(in.read("media", edit.media));
    CHECK(in.read("path", edit.path));
    CHECK(in.read("bytes", bytes));
    CHECK(in.read("hash", edit.hash));
    if (bytes.value_or(0) < 0) return in.refuse(fmt::format("'bytes' is {}; expected 0 or more.", *bytes));
    if (bytes) edit.bytes = static_cast<std::uint64_t>(*bytes);
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const RelinkMedia& edit) {
    MediaPool pool = *session.pool;
    const auto at = std::ranges::find(pool.media, edit.media, [](const auto& media) { return media->id; });
    if (at == pool.media.end()) return missing("recording", edit.media.text());
    Media media = **at;
    media.path = edit.path;
    media.bytes = edit.bytes.value_or(media.bytes);
    media.hash = edit.hash.value_or(media.hash);
    *at = share(std::move(media));
    return with_pool(session, std::move(pool));
}

const EditDeclaration relink_media_edit = declare<about_relink_media, read_relink_media>();

} // namespace dub::session
