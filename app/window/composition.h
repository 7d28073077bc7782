#pragma once
// The composition root of a window: which implementation stands behind each port of ui/, for one open
// session. Made when a session is opened, gone when it is closed. [window thread]

#include "app/device/midi_ports.h"
#include "app/playback/overview_feed.h"
#include "app/window/document.h"
#include "app/window/fed_overviews.h"
#include "app/window/fed_pictures.h"
#include "app/window/machine.h"
#include "app/window/missing_media.h"
#include "app/window/plan_panner.h"
#include "app/window/prints.h"
#include "app/window/sound.h"
#include "app/window/turnovers.h"
#include "app/window/watching.h"
#include "ui/automation/hands_together.h"
#include "ui/ports/ports.h"

namespace dub::app {

class Composition {
  public:
    // `kept_monitor`: its settings as they were kept for a device, as Sound::Parts says.
    Composition(std::unique_ptr<Document> document, Machine machine,
                std::function<std::string(const std::string&)> kept_monitor);

    [[nodiscard]] Document& document() { return *document_; }
    [[nodiscard]] Jobs& jobs() { return jobs_; }
    [[nodiscard]] Sound* sound() { return sound_.get(); }                 // nullptr: it could not be set up
    [[nodiscard]] const std::string& silence() const { return silence_; } // why
    [[nodiscard]] ui::Ports ports();

    void follow();  // after every change of the document
    void service(); // every 20 ms or sooner
    // Before it is left: stops, and what was ridden and recorded is in the history or on its way there.
    void finish();
    [[nodiscard]] const Prints& prints() const { return *prints_; }
    // What happened by itself since the last call; empty: nothing.
    [[nodiscard]] std::string take_sentence();

  private:
    // Media are looked for beside the session, wherever it is saved next. One opener for as long as it stays
    // there: it keeps what it stretched.
    struct Folder {
        std::mutex mutex;
        std::filesystem::path path;
        plan::OpenMedia open;
    };
    [[nodiscard]] plan::OpenMedia open_media() const;
    void follow_files(); // of media: what went, what came back
    void look_beside(const std::filesystem::path& folder);
    [[nodiscard]] RidingPorts& hands();

    // In the order of their use: what comes later sees what comes before.
    std::unique_ptr<Document> document_;
    std::shared_ptr<Folder> folder_;
    std::unique_ptr<Sound> sound_;
    std::unique_ptr<Watching> watching_; // with the sound
    std::string silence_;
    std::unique_ptr<ui::TransportPort> silent_; // in the place of the sound that could not be set up
    std::unique_ptr<ui::MeterPort> no_meters_;
    std::optional<Riding> unheard_; // likewise
    std::optional<RidingPorts> unheard_hands_;
    std::optional<ui::HandsTogether> together_; // in front of either
    OverviewFeed overview_feed_;
    FedOverviews overviews_;
    FedPictures pictures_;
    Jobs jobs_;
    Turnovers turnovers_;
    std::unique_ptr<Prints> prints_; // with or without sound
    MissingMedia missing_;
    PlanPanner panner_{[this]() -> const session::Session& { return document_->now(); }};
    std::uint64_t missing_revision_ = 0; // as it was followed last
    std::size_t unreadable_ = 0;         // recordings that the player could not read, as it told last
};

} // namespace dub::app
