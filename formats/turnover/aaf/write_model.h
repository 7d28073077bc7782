#pragma once
// What an AAF must say about itself so that others can read it: the classes, properties and types it uses
// (the meta dictionary) and the definitions its objects name (the dictionary). Facts of the AAF Object
// Specification 1.1; the extensions are Avid's, under pids of ours.

#include "formats/turnover/aaf/write_tree.h"

namespace dub::turnover::aaf {

// pids of extensions in the files that are written here
namespace own {
inline constexpr Pid component_attributes = 0xffff, slot_attributes = 0xfffe, marker_attributes = 0xfffd;
}
namespace container {
inline constexpr Auid aaf = auid("4313b571-d8ba-11d2-809b-006008143e6f");      // in the AAF
inline constexpr Auid external = auid("4313b572-d8ba-11d2-809b-006008143e6f"); // in a file of its own
} // namespace container

// One class, property or type a line:
//   type AUID NAME integer BYTES signed|unsigned | strong CLASS | weak CLASS PATH… | fixed TYPE COUNT |
//     variable TYPE | set TYPE | string TYPE | rename TYPE | record MEMBER:TYPE… | enum TYPE NAME=NUMBER… |
//     names NAME=AUID… | indirect | opaque | character | stream
//   class NUMBER NAME PARENT concrete|abstract
//     PID NAME AUID TYPE required|optional [unique]
// Classes are given by the part of their AUID that differs, types by their first half.
[[nodiscard]] std::string_view model_text();

[[nodiscard]] Node meta_dictionary();
[[nodiscard]] PropertyNames property_names();
[[nodiscard]] Node dictionary();

} // namespace dub::turnover::aaf
