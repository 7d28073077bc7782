#include "app/window/composition.h"

#include <QGuiApplication>

#include "app/commands/reading.h"
#include "app/jobs/session_media.h"
#include "app/window/no_meters.h"
#include "app/window/silent_transport.h"
#include "formats/media/media.h"

namespace dub::app {
namespace {

SamplePos start_of(const session::Session& session) { return sample_of(session, session.info->start); }

PictureFeed::Open opener_or(PictureFeed::Open open) {
    if (open) return open;
    return [](const std::filesystem::path& file, const std::function<bool(double)>& go_on) {
        return media::open_picture(file, go_on);
    };
}

} // namespace

Composition::Composition(std::unique_ptr<Document> document, Machine machine,
                         std::function<std::string(const std::string&)> kept_monitor)
    : document_(std::move(document))
    , folder_(std::make_shared<Folder>())
    , overview_feed_(user_overview_folder(), [] {}) // the window asks with every tick
    , overviews_(overview_feed_)
    , pictures_(user_overview_folder(), opener_or(std::move(machine.open_picture)))
    , jobs_(*document_, user_spec_folder())
    , turnovers_(*document_, jobs_)
    , missing_(*document_, jobs_) {
    look_beside(document_->folder());
    const auto now = [this]() -> const session::Session& { return document_->now(); };
    const auto apply = [this](const std::vector<session::WrittenEdit>& edits, const std::string& title) {
        std::vector<ui::Edit> gesture;
        for (const session::WrittenEdit& edit : edits)
            gesture.push_back({edit.name, edit.arguments});
        return document_->apply(gesture, title);
    };
    auto sound =
        Sound::create({now, open_media(), std::move(machine.devices), std::move(kept_monitor), apply});
    if (sound) {
        sound_ = std::move(*sound);
        watching_ = std::make_unique<Watching>(
            *sound_, Watching::Session{[this]() -> const session::Session& { return document_->now(); },
                                       [this] { return document_->file_name(); }});
    } else {
        silence_ = sound.error().text();
        silent_ = std::make_unique<SilentTransport>(document_->now().info->rate, start_of(document_->now()));
        no_meters_ = std::make_unique<NoMeters>();
        unheard_.emplace(Riding::Parts{nullptr, now, apply});
        unheard_hands_.emplace(*unheard_);
    }
    prints_ = std::make_unique<Prints>(*document_, jobs_, sound_.get());
    hands().may_hear = [this]() -> Result<void> {
        if (!prints_->recording()) return {};
        return fail(ErrorCode::unfit, "A print is being recorded: stop it before another version is heard.");
    };
    together_.emplace(ui::HandsTogether::Parts{
        hands(), now, [this] { return (sound_ ? sound_->transport() : *silent_).state().heard; },
        [] { return QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier); }});
    follow();
}

plan::OpenMedia Composition::open_media() const {
    return [folder = folder_](const session::Media& media) {
        plan::OpenMedia open;
        {
            const std::scoped_lock lock(folder->mutex);
            open = folder->open;
        }
        return open(media);
    };
}

void Composition::look_beside(const std::filesystem::path& folder) {
    const std::scoped_lock lock(folder_->mutex);
    if (folder_->open && folder_->path == folder) return;
    folder_->path = folder;
    folder_->open = media_opener(folder);
}

ui::Ports Composition::ports() {
    return {*document_,
            sound_ ? sound_->transport() : *silent_,
            sound_ ? sound_->meters() : *no_meters_,
            overviews_,
            pictures_,
            jobs_,
            sound_ ? &sound_->monitor() : nullptr,
            &missing_,
            watching_.get(),
            &turnovers_,
            &*together_,
            sound_ ? &sound_->pec_direct() : nullptr,
            prints_.get(),
            &hands(),
            &panner_};
}

RidingPorts& Composition::hands() { return sound_ ? sound_->hands() : *unheard_hands_; }

void Composition::follow() {
    const session::Session& now = document_->now();
    look_beside(document_->folder());
    if (sound_) sound_->follow(now);
    overview_feed_.show(now, {document_->folder(), open_media(), now.info->rate});
    pictures_.follow(now, document_->folder());
    missing_.follow();
    prints_->follow();
}

void Composition::follow_files() {
    if (sound_ && sound_->unreadable() != unreadable_) {
        unreadable_ = sound_->unreadable();
        missing_.look();
    }
    const auto renewed = missing_.collect();
    if (missing_.revision() == missing_revision_) return;
    missing_revision_ = missing_.revision();
    overviews_.set_offline(missing_.offline());
    std::vector<MediaId> recordings;
    for (const std::string& id : renewed)
        if (const auto media = MediaId::parse(id)) recordings.push_back(*media);
    for (const MediaId media : recordings)
        overview_feed_.again(media);
    if (sound_ && !recordings.empty()) sound_->open_again(recordings);
    if (recordings.size() < renewed.size()) pictures_.open_again();
}

void Composition::service() {
    const auto made = jobs_.collect();
    follow_files();
    if (sound_) sound_->service();
    prints_->service();
    if (!sound_) return unheard_->service();
    watching_->made_anew(made);
    watching_->service();
}

void Composition::finish() {
    if (sound_)
        sound_->finish();
    else
        unheard_->finish();
    prints_->finish();
}

std::string Composition::take_sentence() {
    if (std::string of_prints = prints_->take_sentence(); !of_prints.empty()) return of_prints;
    if (!sound_) return unheard_->take_sentence();
    const std::string sentence = sound_->take_sentence();
    return sentence.empty() ? watching_->take_sentence() : sentence;
}

} // namespace dub::app
