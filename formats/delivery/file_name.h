#pragma once
// Names of delivered files: a template with places in braces.
//   {session} {lang} {spec} {role} {stem} {layout} {channels} {fps} {rate} {bits} {channel}
// become  scene_3   nl-NL  ebu-r128-5.1  printmaster  DX  5.1  6ch  23976  48k  24b  Lss
//   {show} {season} {episode} {cut} {version} {language} {reel}
// become  Harbour  S01  E02  lock-3  nearfield  nl-NL  R2: what the session, its version and its segment say.
// A place that is empty takes the '_', '-' or '.' before it along, at the beginning the one behind it. What
// no file system likes becomes '_'. There is no place for a date: the same session gives the same names.
// Pure, any thread.

#include <optional>
#include <string>
#include <string_view>

#include "engine/session/session.h"
#include "formats/delivery/spec.h"

namespace dub::delivery {

struct NameParts {
    std::string session, language, stem, fps; // fps as "23.976"; the dot is dropped
    Layout layout;
    std::optional<Speaker> channel;
    std::string show = {}, season = {}, episode = {}, cut = {}; // session::Facts
    std::string version = {};                                   // name of the version of the mix
    std::string segment = {};            // of the reel, act or part; "*": of all together
    std::optional<SampleRate> rate = {}; // when it is not what the spec wants
};

// What the session says of itself: facts, their language and the frame rate. The rest is the caller's.
[[nodiscard]] NameParts parts_of(const session::Info& info);

// A note for each part in which characters had to be replaced.
[[nodiscard]] Diagnostics replaced_characters(const NameParts& parts);

// Text as part of a name: letters above ASCII stay; blanks and what a file system may refuse become '_'.
[[nodiscard]] std::string tame(std::string text);

// The name with ".wav" behind it. A version or a segment that the template has no place for stands behind the
// session: scene_3_nearfield_R1.
[[nodiscard]] std::string file_name(const Spec& spec, const Deliverable& wanted, const NameParts& parts);

// True when `name` could have come from the template of `wanted`; what the template does not fix may be
// anything. For a split mono file the channel it names.
struct NameMatch {
    std::optional<Speaker> channel;
    std::string set; // the name with '*' in place of the channel
};
[[nodiscard]] std::optional<NameMatch> matches(const Spec& spec, const Deliverable& wanted,
                                               std::string_view name);

// The first place in braces that is not known, for the parser's sentence.
[[nodiscard]] std::optional<std::string> unknown_place(std::string_view name_template);

} // namespace dub::delivery
