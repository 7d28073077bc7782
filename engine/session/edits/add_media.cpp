#include "engine/session/edits/add_media.h"

#include <array>

#include <fmt/format.h>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"

namespace dub::session {
namespace {

constexpr std::array add_media_arguments{
    ArgumentDeclaration{"path", "text", "relative to the session file", Need::required,
                        "where the file lies"},
    ArgumentDeclaration{"layout", "layout", "mono … 7.1.4, or speaker labels", Need::required,
                        "its speakers in the file's order"},
    ArgumentDeclaration{"rate", "number", "8000 … 768000 Hz", Need::required, "its sample rate"},
    ArgumentDeclaration{"length", "number", "1 … 2^47", Need::required,
                        "its samples per channel, at its own rate"},
    ArgumentDeclaration{"name", "text", "any", Need::optional, "the path when left out"},
    ArgumentDeclaration{"bits", "number", "0 … 64", Need::optional, "per sample; 0 unknown"},
    ArgumentDeclaration{"timestamp", "number", "0 … 2^47", Need::optional,
                        "its TimeReference, in samples at its own rate"},
    ArgumentDeclaration{"bytes", "number", "0 …", Need::optional, "the file's size, to know it again"},
    ArgumentDeclaration{"hash", "text", "any", Need::optional, "its identity, to know it again"},
    ArgumentDeclaration{"stream", "number", "-1 …", Need::optional,
                        "which sound stream of a container; -1 a sound file"},
};
constexpr EditText about_add_media{"add_media", "Add a recording to the pool.", add_media_arguments};

Result<AddMedia> read_add_media(const ArgumentReader& in) {
    AddMedia edit;
    Media& media = edit.media;
    std::int64_t bits = 0;
    std::int64_t stream = -1;
    std::int64_t bytes = 0;
    std::optional<std::int64_t> timestamp;
    CHECK(in.read("path", media.path));
    CHECK(in.read("layout", media.layout));
    CHECK(in.read("rate", media.rate.hz));
    CHECK(in.read("length", media.length.value));
    CHECK(in.read("name", media.name));
    CHECK(in.read("bits", bits));
    CHECK(in.read("timestamp", timestamp));
    CHECK(in.read("bytes", bytes));
    CHECK(in.read("hash", media.hash));
    CHECK(in.read("stream", stream));
    if (bits < 0 || bits > 64) return in.refuse(fmt::format("'bits' is {}; expected 0 to 64.", bits));
    if (bytes < 0) return in.refuse(fmt::format("'bytes' is {}; expected 0 or more.", bytes));
    if (stream < -1 || stream > 9999)
        return in.refuse(fmt::format("'stream' is {}; expected -1 to 9999.", stream));
    media.bits = static_cast<int>(bits);
    media.bytes = static_cast<std::uint64_t>(bytes);
    media.stream = static_cast<int>(stream);
    if (timestamp) media.timestamp = SamplePos{*timestamp};
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const AddMedia& edit) {
    Session next = session;
    Media media = edit.media;
    media.id = take_id<MediaId>(next);
    if (media.name.empty()) media.name = media.path;
    MediaPool pool = *session.pool;
    pool.media.push_back(share(std::move(media))); // the newest id is the largest: the list stays sorted
    return with_pool(std::move(next), std::move(pool));
}

const EditDeclaration add_media_edit = declare<about_add_media, read_add_media>();

} // namespace dub::session
