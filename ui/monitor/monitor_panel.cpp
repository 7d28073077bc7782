#include "ui/monitor/monitor_panel.h"

#include <algorithm>

#include <QComboBox>
#include <QPushButton>

#include "ui/monitor/calibration_dialog.h"
#include "ui/monitor/lit_button.h"
#include "ui/monitor/numbers.h"
#include "ui/monitor/settings_dialog.h"
#include "ui/monitor/speaker_grid.h"
#include "ui/theme/look.h"
#include "ui/theme/tokens.h"

namespace dub::ui {
namespace {

using monitor::Listen;
using monitor::MonitorSettings;
using monitor::Switch;

constexpr theme::Metric gap{4}, least_width{340};
constexpr int level_digits = 14, least_letters = 14;

QHBoxLayout* row() {
    auto* const row = new QHBoxLayout;
    row->setSpacing(gap);
    return row;
}

// Returns the keyboard to the timeline once the number is in.
void lets_go(QDoubleSpinBox* box) {
    QObject::connect(box, &QDoubleSpinBox::editingFinished, box, [box] { box->clearFocus(); });
}

QString text_of(const std::string& text) { return QString::fromStdString(text); }

} // namespace

MonitorPanel::MonitorPanel(MonitorPort& port, QWidget* parent)
    : QWidget(parent)
    , control_(port) {
    setAccessibleName(QStringLiteral("Monitor"));
    control_.say = [this](const std::string& sentence) { say(sentence); };
    control_.changed = [this] {
        refresh();
        if (!control_.now().noise) changed();
    };
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(make_badge());
    layout->addLayout(source_row());
    layout->addLayout(level_row());
    layout->addLayout(switch_row());
    layout->addLayout(listen_row());
    layout->addLayout(solo_row());
    grid_ = new SpeakerGrid(control_, this);
    layout->addWidget(grid_);
    layout->addLayout(headphones_row());
    layout->addStretch(1);
    setMinimumWidth(least_width);
    refresh();
}

// Dialogs speak to the control, which goes before a widget's children do.
MonitorPanel::~MonitorPanel() {
    delete calibration_;
    delete settings_;
}

LitButton* MonitorPanel::button(const char* text, const char* name, QRgb colour, std::function<void()> run) {
    auto* const made = new LitButton(QString::fromUtf8(text), QString::fromUtf8(name), colour, this);
    connect(made, &QToolButton::clicked, this, std::move(run));
    return made;
}

// Nobody may take a file for the mix he is working on.
QWidget* MonitorPanel::make_badge() {
    in_place_ = new QPushButton(this);
    in_place_->setAccessibleName(QStringLiteral("Back to the session"));
    in_place_->setToolTip(QStringLiteral("A click: the session is heard again"));
    in_place_->setFocusPolicy(Qt::TabFocus);
    in_place_->setStyleSheet(QStringLiteral("background: %1; color: %2; font-weight: bold; padding: 4px")
                                 .arg(QColor(theme::mute).name(), QColor(theme::on_colour).name()));
    in_place_->hide();
    connect(in_place_, &QPushButton::clicked, this, [this] { leave(); });
    return in_place_;
}

void MonitorPanel::show_in_place(const std::string& what) {
    const QString text = text_of(what).replace(QLatin1Char('&'), QStringLiteral("&&"));
    if (text != in_place_->text()) in_place_->setText(text);
    in_place_->setVisible(!what.empty());
}

QLayout* MonitorPanel::source_row() {
    auto* const line = row();
    source_ = new QComboBox(this);
    source_->setAccessibleName(QStringLiteral("Listen to"));
    source_->setToolTip(QStringLiteral("What is listened to"));
    source_->setFocusPolicy(Qt::TabFocus);
    source_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // names may be long
    source_->setMinimumContentsLength(least_letters);
    connect(source_, &QComboBox::activated, this, [this](int index) {
        const auto at = static_cast<std::size_t>(index);
        if (at >= sources_.size()) return;
        (void)control_.change([&](MonitorSettings& next) { next.source = sources_[at].name; });
    });
    line->addWidget(source_, 1);
    print_ = button("Print", "Print or live: the print of what is listened to", theme::input,
                    [this] { control_.print_or_live(); });
    line->addWidget(print_);
    for (const int set : {0, 1}) {
        speakers_.push_back(button(set == 0 ? "A" : "B", set == 0 ? "Speakers A" : "Speakers B",
                                   theme::accent, [this, set] { control_.use_set(set); }));
        line->addWidget(speakers_.back());
        speakers_.back()->setFixedWidth(theme::click_target + gap);
    }
    return line;
}

QLayout* MonitorPanel::level_row() {
    auto* const line = row();
    level_ = number_box(QStringLiteral("Monitor level"), {lowest_spl, highest_spl, 0.5, 1, " dB SPL"}, this,
                        [this](double spl) {
                            (void)control_.change([spl](MonitorSettings& next) { next.level_spl = spl; });
                        });
    level_->setToolTip(QStringLiteral("What a front speaker gives for pink noise of -20 dBFS"));
    level_->setFont(theme::number_font(level_digits));
    lets_go(level_);
    line->addWidget(level_, 1);
    for (const monitor::LevelPreset& preset : monitor::level_presets()) {
        const std::string name(preset.name);
        presets_.push_back(button(name.substr(0, name.find(' ')).c_str(),
                                  ("Level " + name + " dB SPL").c_str(), theme::accent,
                                  [this, &preset] { control_.use(preset); }));
        line->addWidget(presets_.back());
    }
    return line;
}

QLayout* MonitorPanel::switch_row() {
    auto* const line = row();
    dim_ = button("Dim", "Dim", theme::solo, [this] { control_.toggle(&MonitorSettings::dim); });
    mute_ = button("Mute", "Mute", theme::mute, [this] { control_.toggle(&MonitorSettings::mute); });
    mono_ = button("Mono", "Mono", theme::accent, [this] { control_.toggle(&MonitorSettings::mono); });
    auto* const free =
        button("Clear S M", "No speaker solo or muted", theme::accent, [this] { control_.free_speakers(); });
    free->setCheckable(false);
    for (LitButton* const one : {dim_, mute_, mono_, free})
        line->addWidget(one, 1);
    return line;
}

QLayout* MonitorPanel::listen_row() {
    struct Fold {
        const char *text, *name;
        Listen to;
    };
    constexpr Fold folds[] = {{"As it is", "Listen to the source as it is", Listen::as_it_is},
                              {"7.1", "Listen folded to 7.1", Listen::seven_one},
                              {"5.1", "Listen folded to 5.1", Listen::five_one},
                              {"Lo/Ro", "Listen folded to Lo/Ro", Listen::lo_ro},
                              {"1.0", "Listen folded to mono", Listen::mono}};
    auto* const line = row();
    for (const Fold& fold : folds) {
        listens_.push_back(
            button(fold.text, fold.name, theme::accent, [this, to = fold.to] { control_.listen(to); }));
        line->addWidget(listens_.back(), 1);
    }
    return line;
}

QLayout* MonitorPanel::solo_row() {
    struct Mode {
        const char *text, *name;
        session::SoloMode to;
        QRgb colour;
    };
    using session::SoloMode;
    constexpr Mode modes[] = {
        {"Solo in place", "Solo in place: the rest is muted", SoloMode::in_place, theme::accent},
        {"AFL", "Solo listens after faders: the mix stays whole", SoloMode::after_fader, theme::solo},
        {"PFL", "Solo listens before faders: the mix stays whole", SoloMode::before_fader, theme::solo}};
    auto* const line = row();
    for (const Mode& mode : modes) {
        solos_.push_back(
            button(mode.text, mode.name, mode.colour, [this, to = mode.to] { control_.solo(to); }));
        line->addWidget(solos_.back(), 1);
    }
    pfl_trim_ = number_box(QStringLiteral("PFL trim"), {-40, 20, 0.5, 1, " dB"}, this, [this](double db) {
        (void)control_.change([db](MonitorSettings& next) { next.pfl_trim = {db}; });
    });
    pfl_trim_->setToolTip(QStringLiteral("How much louder PFL is heard"));
    lets_go(pfl_trim_);
    line->addWidget(pfl_trim_, 1);
    return line;
}

QLayout* MonitorPanel::headphones_row() {
    auto* const line = row();
    headphones_ = button("Headphones", "Headphones", theme::accent, [this] { control_.toggle_headphones(); });
    headphones_level_ =
        number_box(QStringLiteral("Headphones level"), {-80, 0, 0.5, 1, " dB"}, this, [this](double db) {
            (void)control_.change([db](MonitorSettings& next) { next.headphones.level = {db}; });
        });
    headphones_level_->setFont(theme::number_font(level_digits - 2));
    lets_go(headphones_level_);
    auto* const set_up =
        button("Set up…", "Set up speakers and headphones", theme::accent, [this] { set_up_room(); });
    auto* const measure =
        button("Calibrate…", "Calibrate the speakers", theme::accent, [this] { calibrate(); });
    for (LitButton* const one : {set_up, measure})
        one->setCheckable(false);
    line->addWidget(headphones_);
    line->addWidget(headphones_level_, 1);
    line->addWidget(set_up);
    line->addWidget(measure);
    return line;
}

void MonitorPanel::refresh() {
    show_sources();
    show_settings();
    grid_->refresh();
    if (settings_) settings_->refresh();
}

void MonitorPanel::show_sources() {
    auto sources = control_.port().sources();
    const std::string& heard = control_.now().source;
    if (std::ranges::find(sources, heard, &MonitorSource::name) == sources.end())
        sources.push_back({heard, heard.empty() ? "Nothing" : heard + " (not in this session)"});
    const QSignalBlocker quiet(source_);
    if (sources != sources_) {
        sources_ = std::move(sources);
        source_->clear();
        for (const MonitorSource& source : sources_)
            source_->addItem(text_of(source.label));
    }
    const auto at = std::ranges::find(sources_, heard, &MonitorSource::name);
    source_->setCurrentIndex(static_cast<int>(at - sources_.begin()));
    print_->setEnabled(!at->other.empty());
    print_->light(!at->other.empty() && heard.starts_with("print of "));
}

void MonitorPanel::show_settings() {
    const MonitorSettings& now = control_.now();
    show_number(level_, now.level_spl);
    show_number(headphones_level_, now.headphones.level.value);
    const auto presets = monitor::level_presets();
    for (std::size_t p = 0; p < presets_.size(); ++p)
        presets_[p]->light(is_at(now, presets[p]));
    for (std::size_t l = 0; l < listens_.size(); ++l)
        listens_[l]->light(now.listen == static_cast<Listen>(l));
    for (std::size_t s = 0; s < solos_.size(); ++s)
        solos_[s]->light(control_.port().solo_mode() == static_cast<session::SoloMode>(s));
    show_number(pfl_trim_, now.pfl_trim.value);
    for (std::size_t s = 0; s < speakers_.size(); ++s) {
        speakers_[s]->light(now.set == static_cast<int>(s));
        speakers_[s]->setToolTip(QStringLiteral("Speakers ") + text_of(now.sets[s].name) +
                                 QStringLiteral(", ") + text_of(now.sets[s].layout.name()));
    }
    dim_->light(now.dim == Switch::on);
    mute_->light(now.mute == Switch::on);
    mono_->light(now.mono == Switch::on);
    headphones_->light(now.headphones.on == Switch::on);
}

void MonitorPanel::set_up_room() {
    if (settings_) return settings_->raise();
    settings_ = new MonitorSettingsDialog(control_, this);
    settings_->setAttribute(Qt::WA_DeleteOnClose);
    settings_->show();
}

void MonitorPanel::calibrate() {
    if (calibration_) return calibration_->raise();
    calibration_ = new CalibrationDialog(control_, this);
    calibration_->setAttribute(Qt::WA_DeleteOnClose);
    calibration_->setModal(true); // each step sets the whole monitor
    calibration_->show();
}

Commands MonitorPanel::commands() {
    Commands commands = control_.commands();
    commands.push_back(
        {"monitor.settings", "Set up speakers and headphones", "Monitor", [this] { set_up_room(); }});
    commands.push_back({"monitor.calibrate", "Calibrate the speakers", "Monitor", [this] { calibrate(); }});
    return commands;
}

} // namespace dub::ui
