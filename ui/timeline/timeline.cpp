#include "ui/timeline/timeline.h"

#include <algorithm>
#include <cmath>

#include <QGridLayout>

#include "engine/session/lookup.h"
#include "ui/edit_values.h"
#include "ui/timeline/accessible.h"
#include "ui/timeline/clip_gestures.h"
#include "ui/timeline/clipboard.h"
#include "ui/timeline/fade_gestures.h"
#include "ui/timeline/found_clip.h"

namespace dub::ui {

using namespace timeline;

namespace {

constexpr int frame_ms = 16;
constexpr double revisions_every_s = 0.25; // while overviews are built they grow all the time

// What the horizontal bar runs over: the programme and a minute after it.
SampleRange extent_of(const session::Session& session) {
    const SampleCount air{session.info->rate.hz * 60};
    const FrameRange programme = session::programme(session);
    SampleRange all{session::sample_of(session, programme.start), session::sample_of(session, programme.end)};
    for (const auto& segment : *session.segments)
        all = {std::min(all.start, session::sample_of(session, segment.action.start - segment.leader)),
               std::max(all.end, session::sample_of(session, segment.action.end))};
    for (const auto& track : session.tracks)
        if (!track->clips.empty()) all.start = std::min(all.start, track->clips.front()->place.start);
    return {all.start - SampleCount{session.info->rate.hz * 5}, all.end + air};
}

} // namespace

Timeline::Timeline(Ports& ports, QWidget* parent)
    : QWidget(parent)
    , scene_(ports)
    , clipboard_(std::make_unique<Clipboard>())
    , rulers_(new RulerArea(scene_, strip_, this))
    , headers_(new Headers(scene_, this))
    , lanes_(new Lanes(scene_, this))
    , across_(new QScrollBar(Qt::Horizontal, this))
    , down_(new QScrollBar(Qt::Vertical, this)) {
    install_timeline_accessibility();
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(QStringLiteral("Timeline"));
    setFocusProxy(lanes_);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(rulers_, 0, 0, 1, 2);
    grid->addWidget(headers_, 1, 0);
    grid->addWidget(lanes_, 1, 1);
    grid->addWidget(down_, 0, 2, 2, 1);
    grid->addWidget(across_, 2, 1);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(1, 1);
    across_->setAccessibleName(QStringLiteral("Time"));
    down_->setAccessibleName(QStringLiteral("Tracks"));

    scene_.changed = [this](Changed what) { on_changed(what); };
    scene_.hint = [this](const QString& text) { hint(text); };
    const auto wheel = [this](QWheelEvent& event) { on_wheel(event); };
    rulers_->wheel = headers_->wheel = lanes_->wheel = wheel;
    rulers_->ask_marker = [this](MarkerId marker) { ask_marker(marker); };
    rulers_->ask_reel = [this](SegmentId reel) { ask_reel(reel); };
    headers_->rename = [this](TrackId track) { ask_track_name(track); };
    lanes_->menu = [this](QPoint at) { menu(MenuPlace::clips, at); };
    headers_->menu = [this](QPoint at) { menu(MenuPlace::track, at); };
    rulers_->menu = [this](QPoint at) { menu(MenuPlace::marker, at); };
    lanes_->pointer().spot = [this](ClipId clip) { ask_spot(clip, timestamp_of(clip)); };
    watch_scroll_bars();
    connect(&timer_, &QTimer::timeout, this,
            [this] { tick(static_cast<double>(since_tick_.restart()) / 1000); });
}

Timeline::~Timeline() = default;

void Timeline::show(const session::Session& now) {
    const bool relaid = scene_.session.segments != now.segments || scene_.session.pool != now.pool;
    const bool tracks = scene_.session.tracks != now.tracks;
    const bool marks = scene_.session.markers != now.markers || scene_.session.info != now.info;
    if (scene_.session.info->lineage != now.info->lineage) placed_ = false;
    scene_.session = now;
    extent_ = extent_of(now);
    if (!placed_) {
        placed_ = true;
        scene_.selection.cursor = session::sample_of(now, now.info->start);
        if (!now.tracks.empty()) scene_.selection.tracks = {now.tracks.front()->id};
        scene_.playhead = scene_.ports.transport.state().heard;
        scene_.view.scale = Scale::fitting(extent_, std::max(200, scene_.lanes_width));
    }
    forget_missing();
    scene_.rows = Rows(now, scene_.view);
    if (relaid) rulers_->lay_out();
    sync_scroll_bars();
    if (relaid || marks) rulers_->update();
    if (tracks || relaid) {
        headers_->update();
        lanes_->update();
    }
}

// What the session no longer has is not selected any more.
void Timeline::forget_missing() {
    Selection& selection = scene_.selection;
    std::set<ClipId> there;
    for (const auto& track : scene_.session.tracks)
        for (const auto& clip : track->clips)
            if (selection.clips.contains(clip->id)) there.insert(clip->id);
    std::erase_if(selection.tracks,
                  [&](TrackId id) { return session::find_track(scene_.session, id) == nullptr; });
    if (selection.focus && !session::find_clip(scene_.session, selection.focus)) selection.focus = {};
    if (there == selection.clips) return;
    selection.clips = std::move(there);
    selection_changed();
}

void Timeline::repaint_all() {
    rulers_->update();
    headers_->update();
    lanes_->update();
}

void Timeline::on_changed(Changed what) {
    if (what == Changed::preview) return lanes_->update();
    if (what == Changed::layout) {
        scene_.rows = Rows(scene_.session, scene_.view);
        rulers_->lay_out();
    }
    if (what == Changed::selection) return on_selected();
    sync_scroll_bars();
    rulers_->update();
    lanes_->update();
    if (what != Changed::scroll || painted_top_ != scene_.view.top) headers_->update();
    painted_top_ = scene_.view.top;
}

void Timeline::on_selected() {
    const Selection& now = scene_.selection;
    lanes_->update();
    if (now.range != painted_.range || now.cursor != painted_.cursor) rulers_->update();
    if (now.tracks != painted_.tracks) headers_->update();
    painted_ = now;
    tell_focus(*lanes_);
    selection_changed();
}

void Timeline::set_view_state(ViewState view) {
    scene_.view = std::move(view);
    placed_ = true;
    on_changed(Changed::layout);
}

void Timeline::set_selection(Selection selection) {
    scene_.selection = std::move(selection);
    on_changed(Changed::selection);
}

void Timeline::spot(ClipId clip, SamplePos to) {
    scene_.apply({named("Spot", scene_.session, {clip}),
                  {{"move_clips", {{"clips", value(std::vector{clip})}, {"to", value(to)}}}},
                  {}});
}

void Timeline::repeat(int times) { scene_.apply(duplicate_gesture(scene_.session, scene_.selection, times)); }

void Timeline::fade(const FadeWish& wish) {
    scene_.apply(batch_fades(scene_.session, scene_.selection, wish));
}

// The stamp is of the recording's first sample, at the recording's own rate; the clip may begin later in it.
std::optional<SamplePos> Timeline::timestamp_of(ClipId clip) const {
    const FoundClip one = found(scene_.session, clip);
    const session::Media* media = one ? session::find_media(scene_.session, one.clip->media) : nullptr;
    if (media == nullptr || !media->timestamp || media->rate.hz <= 0) return std::nullopt;
    const double seconds = static_cast<double>(media->timestamp->value) / static_cast<double>(media->rate.hz);
    const SamplePos first =
        media->rate == scene_.session.info->rate
            ? *media->timestamp
            : SamplePos{std::llround(seconds * static_cast<double>(scene_.session.info->rate.hz))};
    return first + (one.clip->source_start - SamplePos{});
}

std::optional<Timeline::Under> Timeline::under(QPoint at) const {
    const QPoint place = lanes_->mapFrom(this, at);
    if (!lanes_->rect().contains(place)) return std::nullopt;
    Under found{std::nullopt, scene_.view.scale.at_x(place.x())};
    if (scene_.view.mode != EditMode::slip)
        found.at = session::sample_of(scene_.session, session::frame_of(scene_.session, found.at));
    if (const Row* const row = scene_.rows.at(place.y() + scene_.view.top))
        found.track = scene_.session.tracks[row->track]->id;
    return found;
}

void Timeline::go_to(SamplePos at) {
    scene_.selection.cursor = at;
    scene_.selection.range.reset();
    scene_.ports.transport.locate(at);
    reveal(at);
    on_changed(Changed::selection);
}

void Timeline::move_playhead(SamplePos to) {
    if (to == scene_.playhead) return;
    const SamplePos from = scene_.playhead;
    scene_.playhead = to;
    if (scene_.view.scale.pixel(from) == scene_.view.scale.pixel(to)) return;
    lanes_->update(lanes_->column(from));
    lanes_->update(lanes_->column(to));
    rulers_->update(rulers_->column(from));
    rulers_->update(rulers_->column(to));
}

void Timeline::tick(double seconds) {
    const TransportState state = scene_.ports.transport.state();
    move_playhead(state.heard);
    follow(state.heard, state.speed != 0);
    headers_->read_meters(seconds);
    since_revisions_ += seconds;
    if (since_revisions_ >= revisions_every_s) look_for_more();
}

void Timeline::look_for_more() {
    since_revisions_ = 0;
    if (const auto revision = scene_.ports.overviews.revision(); revision != scene_.overview_revision) {
        scene_.overview_revision = revision;
        lanes_->update();
    }
    if (const auto revision = scene_.ports.pictures.revision(); revision != picture_revision_) {
        picture_revision_ = revision;
        rulers_->update();
    }
}

void Timeline::resizeEvent(QResizeEvent*) { sync_scroll_bars(); }

void Timeline::showEvent(QShowEvent*) {
    since_tick_.start();
    timer_.start(frame_ms);
}

void Timeline::hideEvent(QHideEvent*) { timer_.stop(); }

} // namespace dub::ui
