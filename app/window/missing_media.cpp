#include "app/window/missing_media.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/jobs/session_media.h"
#include "ui/edit_values.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

ui::MediaFault fault_of(Condition condition) {
    switch (condition) {
    case Condition::exchanged: return ui::MediaFault::exchanged;
    case Condition::unfit: return ui::MediaFault::unusable;
    case Condition::as_imported:
    case Condition::missing: break;
    }
    return ui::MediaFault::missing;
}

// Of what is missing, with the cures that a window has.
std::string sentence_of(const TroubledMedia& one) {
    if (one.condition != Condition::missing) return one.sentence;
    return fmt::format("{} is not there. Put the file back, search a folder for it, or choose the file.",
                       one.path);
}

ui::Edit edit_of(const session::RelinkMedia& edit) {
    session::Arguments arguments{{"media", ui::value(edit.media)}, {"path", ui::value(edit.path)}};
    if (edit.bytes) arguments.emplace("bytes", ui::value(static_cast<double>(*edit.bytes)));
    if (edit.hash) arguments.emplace("hash", ui::value(*edit.hash));
    return {"relink_media", std::move(arguments)};
}

ui::Edit edit_of(const session::RelinkPicture& edit) {
    return {"relink_picture", {{"picture", ui::value(edit.picture)}, {"path", ui::value(edit.path)}}};
}

// Meanwhile it may have left the session, or been found by hand.
bool still_wanted(const session::Session& session, const Moved& moved) {
    const auto is_it = [&](const auto& one) { return one->id.text() == moved.id && one->path == moved.from; };
    return std::ranges::any_of(session.pool->media, is_it) ||
           std::ranges::any_of(session.pool->pictures, is_it);
}

std::string found_sentence(const MovedMedia& found, const fs::path& folder) {
    const auto sure = std::ranges::count(found.moved, FoundBy::identity, &Moved::by);
    const auto offered = std::ssize(found.moved) - sure;
    const std::size_t all = found.moved.size() + found.missing.size();
    std::string text = fmt::format("{} of {} found in {}", sure, all, folder.string());
    if (offered > 0)
        text += fmt::format("; for {} another file of the name is offered, to be confirmed", offered);
    return text + ".";
}

} // namespace

void MissingMedia::follow() { watch_.follow(document_.now().pool, document_.folder()); }

std::vector<std::string> MissingMedia::collect() {
    if (watch_.number() == seen_) return {};
    auto seen = watch_.seen();
    seen_ = seen.number;
    troubled_ = std::move(seen.troubled);
    std::erase_if(offers_, [&](const auto& offer) {
        return std::ranges::find(troubled_, offer.first, &TroubledMedia::id) == troubled_.end();
    });
    make_list();
    return watch_.take_renewed();
}

void MissingMedia::make_list() {
    list_.clear();
    for (const TroubledMedia& one : troubled_) {
        ui::MissingMedia shown{one.id, one.name, one.path, fault_of(one.condition), sentence_of(one), {}, {}};
        if (const auto offer = offers_.find(one.id); offer != offers_.end()) {
            shown.offer = media_file(document_.folder(), offer->second.to);
            shown.doubt = offer->second.doubt;
        }
        list_.push_back(std::move(shown));
    }
    ++revision_;
}

std::set<MediaId> MissingMedia::offline() const {
    std::set<MediaId> media;
    for (const TroubledMedia& one : troubled_)
        if (const auto id = MediaId::parse(one.id); id && one.condition != Condition::exchanged)
            media.insert(*id);
    return media;
}

int MissingMedia::search(const fs::path& folder) {
    return jobs_.begin(
        "Search " + folder.filename().string(),
        [this, session = document_.now(), home = document_.folder(), folder](Progress& progress) {
            auto moved = find_moved(session, home, {{folder}}, progress);
            if (!moved) return end_of(moved.error());
            Job::End end;
            end.state = moved->missing.empty() ? ui::JobState::done : ui::JobState::did_not_pass;
            end.sentence = found_sentence(*moved, folder);
            end.diagnostics = std::move(moved->diagnostics);
            end.hand_over = [this, all = std::move(moved->moved)] { return found(all); };
            return end;
        });
}

int MissingMedia::choose(const std::string& id, const fs::path& file) {
    return jobs_.begin("Look at " + file.filename().string(),
                       [this, session = document_.now(), home = document_.folder(), id, file](Progress&) {
                           const auto moved = moved_to(session, home, id, file);
                           if (!moved) return end_of(moved.error());
                           Job::End end;
                           end.sentence =
                               moved->by == FoundBy::identity
                                   ? file.string() + " is it."
                                   : file.string() + " is offered, to be confirmed: " + moved->doubt;
                           end.hand_over = [this, one = *moved] { return found({one}); };
                           return end;
                       });
}

Result<Diagnostics> MissingMedia::found(std::vector<Moved> moved) {
    std::erase_if(moved, [&](const Moved& one) { return !still_wanted(document_.now(), one); });
    for (const Moved& one : moved)
        if (one.by == FoundBy::name) offers_[one.id] = one;
    std::erase_if(moved, [](const Moved& one) { return one.by == FoundBy::name; });
    make_list();
    if (moved.empty()) return Diagnostics{};
    return take(moved);
}

Result<Diagnostics> MissingMedia::take(const std::vector<Moved>& moved) {
    std::vector<ui::Edit> gesture;
    for (const Moved& one : moved)
        gesture.push_back(std::visit([](const auto& edit) { return edit_of(edit); }, one.edit));
    return document_.apply(gesture, moved.size() == 1 ? "Relink " + moved.front().name
                                                      : fmt::format("Relink {} media", moved.size()));
}

Result<void> MissingMedia::take_offer(const std::string& id) {
    const auto offer = offers_.find(id);
    if (offer == offers_.end() || !still_wanted(document_.now(), offer->second))
        return fail(ErrorCode::unfit, "This file is not offered any more. Search or choose again.");
    CHECK(take({offer->second}));
    refuse_offer(id);
    return {};
}

void MissingMedia::refuse_offer(const std::string& id) {
    if (offers_.erase(id) > 0) make_list();
}

} // namespace dub::app
