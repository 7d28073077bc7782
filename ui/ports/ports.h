#pragma once
// All that a window may ask for. app/window implements them over the document, the player and the jobs; a
// test gives fakes. References outlive every view.

#include "ui/ports/automation.h"
#include "ui/ports/document.h"
#include "ui/ports/hands.h"
#include "ui/ports/jobs.h"
#include "ui/ports/media.h"
#include "ui/ports/meters.h"
#include "ui/ports/missing.h"
#include "ui/ports/monitor.h"
#include "ui/ports/panner.h"
#include "ui/ports/pec_direct.h"
#include "ui/ports/prints.h"
#include "ui/ports/transport.h"
#include "ui/ports/turnovers.h"
#include "ui/ports/watch.h"

namespace dub::ui {

struct Ports {
    DocumentPort& document;
    TransportPort& transport;
    MeterPort& meters;
    OverviewPort& overviews;
    PicturePort& pictures;
    JobPort& jobs;
    MonitorPort* monitor = nullptr;       // none: nothing is heard, there is nothing to set
    MissingPort* missing = nullptr;       // none: nobody looks whether media are there
    WatchPort* watch = nullptr;           // likewise
    TurnoverPort* turnovers = nullptr;    // none: lists cannot be imported here
    HandsPort* hands = nullptr;           // none: controls are looked at only
    PecDirectPort* pec_direct = nullptr;  // none: nothing is heard
    PrintPort* prints = nullptr;          // none: nothing can be printed here
    AutomationPort* automation = nullptr; // none: no passes are written here
    PannerPort* panner = nullptr;         // none: what speakers play of a source is not shown
};

} // namespace dub::ui
