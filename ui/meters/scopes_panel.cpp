#include "ui/meters/scopes_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/meters/goniometer.h"
#include "ui/meters/phase_bars.h"
#include "ui/meters/spectrum_view.h"
#include "ui/meters/surround_scope.h"

namespace dub::ui {

ScopesPanel::ScopesPanel(MeterPort& meters, QWidget* parent)
    : QWidget(parent)
    , meters_(meters)
    , surround_(new SurroundScope(this))
    , goniometer_(new Goniometer(this))
    , phase_(new PhaseBars(this))
    , spectrum_(new SpectrumView(this)) {
    setAccessibleName(QStringLiteral("Scopes"));
    auto* const above = new QHBoxLayout;
    above->setSpacing(1);
    above->addWidget(surround_, 1);
    above->addWidget(goniometer_, 1);
    auto* const all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(1);
    all->addLayout(above, 3);
    all->addWidget(phase_);
    all->addWidget(spectrum_, 2);
}

void ScopesPanel::tick() {
    if (!isVisible()) return;
    const ScopeReading scope = meters_.scope();
    if (scope.turn != scope_turn_) {
        scope_turn_ = scope.turn;
        surround_->show_reading(scope);
        goniometer_->show_reading(scope);
        phase_->show_reading(scope);
    }
    spectrum_->show_reading(meters_.spectrum());
}

void ScopesPanel::turn_spectrum() {
    spectrum_->set_kind(spectrum_->kind() == SpectrumKind::bands ? SpectrumKind::lines : SpectrumKind::bands);
}

} // namespace dub::ui
