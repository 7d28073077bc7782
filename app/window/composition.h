#pragma once
// The composition root of a window: which implementation stands behind each port of ui/, for one open
// session. Made when a session is opened, gone when it is closed. [window thread]

#include "app/window/document.h"
#include "app/window/jobs.h"
#include "ui/ports/ports.h"

namespace dub::app {

class Composition {
  public:
    explicit Composition(std::unique_ptr<Document> document);

    [[nodiscard]] Document& document() { return *document_; }
    [[nodiscard]] Jobs& jobs() { return jobs_; }
    [[nodiscard]] ui::Ports ports();

  private:
    // In the order of their use: what comes later sees what comes before.
    std::unique_ptr<Document> document_;
    std::unique_ptr<ui::TransportPort> transport_;
    std::unique_ptr<ui::MeterPort> meters_;
    std::unique_ptr<ui::OverviewPort> overviews_;
    std::unique_ptr<ui::PicturePort> pictures_;
    Jobs jobs_;
};

} // namespace dub::app
