#pragma once
// What items show becomes events of the list.

#include "formats/turnover/fcpxml/scope.h"

namespace dub::turnover::fcpxml {

void lay_generated(Reading& reading, xml::Node node, const Scope& inside); // titles, and what cannot be read
// A recording's picture and sound as far as they are seen and heard; `asset` may be missing (a warning).
void lay_recording(Reading& reading, xml::Node node, xml::Node asset, const Scope& inside);

} // namespace dub::turnover::fcpxml
