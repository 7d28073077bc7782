// The stage's commands of prints: PEC and DIRECT, recording in the run, printing faster than real time.

#include "ui/jobs/jobs_panel.h"
#include "ui/prints/prints_panel.h"
#include "ui/stage/stage.h"
#include "ui/timeline/timeline.h"

namespace dub::ui {

void Stage::make_prints_panel() {
    if (ports_.prints == nullptr) return;
    prints_ = new PrintsPanel(*ports_.prints, ports_.document, panels_);
    prints_->go_to = [this](SamplePos at) {
        control_.go_to(at);
        timeline_->reveal(at);
    };
    prints_->print_all = [this] { print({}); };
    prints_->print_selection = [this] { print_selection(); };
    panels_->addTab(prints_, QStringLiteral("Prints"));
}

Commands Stage::print_commands() {
    const auto writable = [this] { return ports_.prints != nullptr && !ports_.document.read_only(); };
    return {
        {"prints.record", "Print armed stems from here, or end it", "Go", [this] { punch(); }, writable},
        {"prints.all", "Print stems over the whole programme", "File", [this] { print({}); }, writable},
        {"prints.selection", "Print stems over the selection", "File", [this] { print_selection(); },
         writable},
        {"prints.pec", "All stems: print or direct (PEC/DIRECT)", "Monitor",
         [this] { turn_all(*ports_.pec_direct); }, [this] { return ports_.pec_direct != nullptr; }},
        {"view.prints", "Prints", "Window", [this] { panels_->setCurrentWidget(prints_); },
         [this] { return prints_ != nullptr; }},
    };
}

// Punched in while the session stands, it begins where play begins.
void Stage::punch() {
    if (ports_.prints->recording()) {
        ports_.prints->punch_out();
        outside_.say("Punched out; the print is laid when the session stands.");
        return;
    }
    const auto done = ports_.prints->punch_in();
    outside_.say(done ? std::string(ports_.transport.state().speed == 0
                                        ? "The armed stems are printed from here as soon as it plays."
                                        : "Printing the armed stems.")
                      : done.error().text());
}

void Stage::print(std::optional<SampleRange> range) {
    ports_.prints->print(range);
    panels_->setCurrentWidget(jobs_);
}

void Stage::print_selection() {
    const auto& range = timeline_->selection().range;
    if (range && !range->empty())
        print(range);
    else
        outside_.say("Select the range to be printed first.");
}

} // namespace dub::ui
