#include "ui/timeline/accessible.h"

#include <map>
#include <unordered_map>

#include <QAccessibleWidget>

#include "ui/text.h"
#include "ui/timeline/found_clip.h"
#include "ui/timeline/headers.h"
#include "ui/timeline/lanes.h"

namespace dub::ui::timeline {
namespace {

using Interface = QAccessibleInterface;

// Interfaces of things that are no QObject: made when asked for, kept by their id, deleted with their parent.
template <class Key> class Children {
  public:
    ~Children() {
        for (const auto& [key, id] : ids_)
            QAccessible::deleteAccessibleInterface(id);
    }
    template <class Make> Interface* get(Key key, const Make& make) {
        if (const auto known = ids_.find(key); known != ids_.end())
            if (Interface* found = QAccessible::accessibleInterface(known->second)) return found;
        Interface* made = make();
        ids_[key] = QAccessible::registerAccessibleInterface(made);
        return made;
    }

  private:
    std::map<Key, QAccessible::Id> ids_;
};

// What all such interfaces share.
class Part : public Interface {
  public:
    explicit Part(QWidget* widget)
        : widget_(widget) {}
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return widget_->window()->windowHandle(); }
    void setText(QAccessible::Text, const QString&) override {}
    Interface* childAt(int x, int y) const override {
        for (int i = 0; i < childCount(); ++i)
            if (child(i)->rect().contains(x, y)) return child(i);
        return nullptr;
    }
    Interface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const Interface*) const override { return -1; }
    Interface* parent() const override { return QAccessible::queryAccessibleInterface(widget_); }

  protected:
    [[nodiscard]] QRect on_screen(const QRect& place) const {
        return {widget_->mapToGlobal(place.topLeft()), place.size()};
    }

  private:
    QWidget* widget_;
};

class ClipPart : public Part, public QAccessibleActionInterface {
  public:
    ClipPart(Lanes& lanes, ClipId clip)
        : Part(&lanes)
        , lanes_(lanes)
        , clip_(clip) {}
    bool isValid() const override { return static_cast<bool>(clip()); }
    Interface* parent() const override;
    QRect rect() const override { return on_screen(lanes_.place_of(clip_)); }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QString text(QAccessible::Text kind) const override {
        const FoundClip one = clip();
        if (!one || kind != QAccessible::Name) return {};
        const Scene& scene = lanes_.scene();
        std::string name = "Clip " + one.clip->name + ", " + scene.timecode(one.clip->place.start) + " to " +
                           scene.timecode(one.clip->place.end);
        if (one.clip->muted) name += ", muted";
        if (one.clip->locked) name += ", locked";
        if (one.clip->group) name += ", in a group";
        return text_of(name);
    }
    QAccessible::State state() const override {
        QAccessible::State state;
        const Selection& selection = lanes_.scene().selection;
        state.selectable = state.focusable = true;
        state.selected = selection.clips.contains(clip_);
        state.focused = selection.focus == clip_ && lanes_.hasFocus();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString&) override {
        Scene& scene = lanes_.scene();
        scene.selection.clips = with_groups(scene.session, {clip_});
        scene.selection.focus = clip_;
        lanes_.setFocus();
        scene.changed(Changed::selection);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

  private:
    [[nodiscard]] FoundClip clip() const { return found(lanes_.scene().session, clip_); }
    Lanes& lanes_;
    ClipId clip_;
};

class TrackPart : public Part {
  public:
    TrackPart(Lanes& lanes, TrackId track)
        : Part(&lanes)
        , lanes_(lanes)
        , track_(track) {}
    bool isValid() const override { return track() != nullptr; }
    QAccessible::Role role() const override { return QAccessible::List; }
    QAccessible::State state() const override { return {}; }
    QString text(QAccessible::Text kind) const override {
        if (kind != QAccessible::Name || track() == nullptr) return {};
        return QStringLiteral("Track ") + text_of(track()->name);
    }
    QRect rect() const override {
        const auto& tracks = lanes_.scene().session.tracks;
        for (std::size_t t = 0; t < tracks.size(); ++t)
            if (const Row* row = tracks[t]->id == track_ ? lanes_.scene().rows.of(t) : nullptr)
                return on_screen({0, row->top - lanes_.scene().view.top, lanes_.width(), row->height});
        return {};
    }
    int childCount() const override {
        return track() == nullptr ? 0 : static_cast<int>(track()->clips.size());
    }
    Interface* child(int index) const override {
        if (index < 0 || index >= childCount()) return nullptr;
        return of(track()->clips[static_cast<std::size_t>(index)]->id);
    }
    int indexOfChild(const Interface* one) const override {
        for (int i = 0; i < childCount(); ++i)
            if (child(i) == one) return i;
        return -1;
    }
    Interface* of(ClipId clip) const {
        return clips_.get(clip, [&] { return new ClipPart(lanes_, clip); });
    }

  private:
    [[nodiscard]] const session::Track* track() const {
        return session::find_track(lanes_.scene().session, track_);
    }
    Lanes& lanes_;
    TrackId track_;
    mutable Children<ClipId> clips_;
};

class LanesPart : public QAccessibleWidget {
  public:
    explicit LanesPart(Lanes* lanes)
        : QAccessibleWidget(lanes, QAccessible::Tree, QStringLiteral("Clips"))
        , lanes_(*lanes) {}
    int childCount() const override { return static_cast<int>(lanes_.scene().session.tracks.size()); }
    Interface* child(int index) const override {
        if (index < 0 || index >= childCount()) return nullptr;
        return of(lanes_.scene().session.tracks[static_cast<std::size_t>(index)]->id);
    }
    int indexOfChild(const Interface* one) const override {
        for (int i = 0; i < childCount(); ++i)
            if (child(i) == one) return i;
        return -1;
    }
    Interface* childAt(int x, int y) const override {
        for (int i = 0; i < childCount(); ++i)
            if (child(i)->rect().contains(x, y)) return child(i);
        return nullptr;
    }
    Interface* of(TrackId track) const {
        return tracks_.get(track, [&] { return new TrackPart(lanes_, track); });
    }

  private:
    Lanes& lanes_;
    mutable Children<TrackId> tracks_;
};

Interface* clip_part(Lanes& lanes, ClipId clip) {
    const FoundClip one = found(lanes.scene().session, clip);
    auto* part = dynamic_cast<LanesPart*>(QAccessible::queryAccessibleInterface(&lanes));
    auto* track = one && part != nullptr ? dynamic_cast<TrackPart*>(part->of(one.track->id)) : nullptr;
    return track == nullptr ? nullptr : track->of(clip);
}

Interface* ClipPart::parent() const {
    const FoundClip one = clip();
    auto* part = dynamic_cast<LanesPart*>(QAccessible::queryAccessibleInterface(&lanes_));
    return one && part != nullptr ? part->of(one.track->id) : part;
}

enum class Button : unsigned char { mute, solo };

class ButtonPart : public Part, public QAccessibleActionInterface {
  public:
    ButtonPart(Headers& headers, TrackId track, Button button)
        : Part(&headers)
        , headers_(headers)
        , track_(track)
        , button_(button) {}
    bool isValid() const override { return index().has_value(); }
    QAccessible::Role role() const override { return QAccessible::CheckBox; }
    QRect rect() const override {
        const Row* row = index() ? headers_.scene().rows.of(*index()) : nullptr;
        if (row == nullptr) return {};
        const HeaderParts parts = parts_of(headers_.place_of(*row), false);
        return on_screen(button_ == Button::mute ? parts.mute : parts.solo);
    }
    QString text(QAccessible::Text kind) const override {
        if (kind != QAccessible::Name || !index()) return {};
        return (button_ == Button::mute ? QStringLiteral("Mute ") : QStringLiteral("Solo ")) +
               text_of(track().name);
    }
    QAccessible::State state() const override {
        QAccessible::State state;
        state.checkable = true;
        if (index()) state.checked = button_ == Button::mute ? muted(track()) : track().strip->soloed;
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {toggleAction()}; }
    void doAction(const QString&) override {
        if (!index()) return;
        if (button_ == Button::mute)
            headers_.press_mute(*index(), {});
        else
            headers_.press_solo(*index(), {});
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

  private:
    [[nodiscard]] std::optional<std::size_t> index() const {
        const auto& tracks = headers_.scene().session.tracks;
        for (std::size_t t = 0; t < tracks.size(); ++t)
            if (tracks[t]->id == track_) return t;
        return std::nullopt;
    }
    [[nodiscard]] const session::Track& track() const { return *headers_.scene().session.tracks[*index()]; }
    Headers& headers_;
    TrackId track_;
    Button button_;
};

class HeadersPart : public QAccessibleWidget {
  public:
    explicit HeadersPart(Headers* headers)
        : QAccessibleWidget(headers, QAccessible::Grouping, QStringLiteral("Tracks"))
        , headers_(*headers) {}
    int childCount() const override { return 2 * static_cast<int>(headers_.scene().session.tracks.size()); }
    Interface* child(int index) const override {
        if (index < 0 || index >= childCount()) return nullptr;
        const TrackId track = headers_.scene().session.tracks[static_cast<std::size_t>(index / 2)]->id;
        const Button button = index % 2 == 0 ? Button::mute : Button::solo;
        return buttons_.get({track, button}, [&] { return new ButtonPart(headers_, track, button); });
    }
    int indexOfChild(const Interface* one) const override {
        for (int i = 0; i < childCount(); ++i)
            if (child(i) == one) return i;
        return -1;
    }

  private:
    Headers& headers_;
    mutable Children<std::pair<TrackId, Button>> buttons_;
};

Interface* make_part(const QString&, QObject* object) {
    if (auto* lanes = dynamic_cast<Lanes*>(object)) return new LanesPart(lanes);
    if (auto* headers = dynamic_cast<Headers*>(object)) return new HeadersPart(headers);
    return nullptr;
}

} // namespace

void install_timeline_accessibility() { QAccessible::installFactory(&make_part); }

void tell_focus(Lanes& lanes) {
    if (!QAccessible::isActive() || !lanes.scene().selection.focus) return;
    Interface* part = clip_part(lanes, lanes.scene().selection.focus);
    if (part == nullptr) return;
    QAccessibleEvent event(part, QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

} // namespace dub::ui::timeline
