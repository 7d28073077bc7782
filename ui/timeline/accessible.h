#pragma once
// The timeline as a screen reader meets it: the lanes hold tracks, tracks hold clips ("Clip DX 01 take 3,
// 01:00:10:12 to 01:00:14:00"); the headers hold each track's mute and solo. [window thread]

namespace dub::ui::timeline {

class Lanes;

// Makes Qt's accessibility know the parts of timelines; more than once does nothing.
void install_timeline_accessibility();
// Says that another clip has the focus now.
void tell_focus(Lanes& lanes);

} // namespace dub::ui::timeline
