#include "engine/session/edits/set_version_strip.h"

#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/edits/versions.h"

namespace dub::session {
namespace {

Result<void> read_trim(const ArgumentReader& in, std::string_view name, std::optional<Db>& out) {
    if (!in.has(name)) return {};
    return in.read(name, out.emplace(), trim_limits);
}

constexpr std::array set_version_strip_arguments{
    version_argument,
    ArgumentDeclaration{"strips", "strips", "ids or names", Need::required, "tracks and buses"},
    ArgumentDeclaration{"trim", "dB", "-144 … 24 dB", Need::optional, "on top of the fader"},
    ArgumentDeclaration{"surrounds", "dB", "-144 … 24 dB", Need::optional,
                        "side, rear and height speakers only"},
    ArgumentDeclaration{"lfe", "dB", "-144 … 24 dB", Need::optional, "the LFE only"},
    ArgumentDeclaration{"muted", "toggle", "true, false", Need::optional, "whatever the mix says"},
    ArgumentDeclaration{"mute_as_mix", "toggle", "true, false", Need::optional, "muted where the mix is"},
    ArgumentDeclaration{"as_mix", "toggle", "true, false", Need::optional,
                        "forget what the version did here"},
};
constexpr EditText about_set_version_strip{
    "set_version_strip", "Set what a version does to tracks and buses.", set_version_strip_arguments};

Result<SetVersionStrip> read_set_version_strip(const ArgumentReader& in) {
    SetVersionStrip edit;
    CHECK(in.read("version", edit.version));
    CHECK(in.read("strips", edit.strips));
    CHECK(read_trim(in, "trim", edit.trim));
    CHECK(read_trim(in, "surrounds", edit.surrounds));
    CHECK(read_trim(in, "lfe", edit.lfe));
    CHECK(in.read("muted", edit.muted));
    CHECK(in.read("mute_as_mix", edit.mute_as_mix));
    CHECK(in.read("as_mix", edit.as_mix));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetVersionStrip& edit) {
    TRY(Version version, copy_version(session, edit.version));
    for (const StripOwner owner : edit.strips) {
        CHECK(has_sound(session, owner));
        if (find_strip(session, owner) == nullptr) return missing("track or bus", owner.text());
        VersionStrip layer = edit.as_mix ? layer_for(owner) : layer_of(version, owner);
        layer.trim = edit.trim.value_or(layer.trim);
        layer.surrounds = edit.surrounds.value_or(layer.surrounds);
        layer.lfe = edit.lfe.value_or(layer.lfe);
        if (edit.mute_as_mix) layer.muted.reset();
        if (edit.muted) layer.muted = edit.muted;
        put_layer(version, std::move(layer));
    }
    return with_version(session, std::move(version));
}

const EditDeclaration set_version_strip_edit = declare<about_set_version_strip, read_set_version_strip>();

} // namespace dub::session
