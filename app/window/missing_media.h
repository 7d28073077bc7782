#pragma once
// The media of the open session that are not what was imported: looked at in the background, searched for by
// jobs, found again by edits. [window thread]

#include <map>
#include <set>

#include "app/jobs/media_watch.h"
#include "app/jobs/moved_media.h"
#include "app/window/jobs.h"
#include "ui/ports/missing.h"

namespace dub::app {

class MissingMedia final : public ui::MissingPort {
  public:
    MissingMedia(Document& document, Jobs& jobs)
        : document_(document)
        , jobs_(jobs)
        , watch_([] {}) {} // the window asks with every tick

    void follow(); // after every change of the document
    // What was found out since the last call; ids of media to be opened anew.
    [[nodiscard]] std::vector<std::string> collect();
    void look() { watch_.look(); }                   // a recording could not be read
    [[nodiscard]] std::set<MediaId> offline() const; // missing or unusable: nothing of them is to be shown

    [[nodiscard]] const std::vector<ui::MissingMedia>& list() const override { return list_; }
    [[nodiscard]] std::uint64_t revision() const override { return revision_; }
    int search(const std::filesystem::path& folder) override;
    int choose(const std::string& id, const std::filesystem::path& file) override;
    Result<void> take_offer(const std::string& id) override;
    void refuse_offer(const std::string& id) override;

  private:
    // On the window's thread, when a job has ended: what is sure is taken, the rest is offered.
    Result<Diagnostics> found(std::vector<Moved> moved);
    Result<Diagnostics> take(const std::vector<Moved>& moved);
    void make_list();

    Document& document_;
    Jobs& jobs_;
    std::vector<ui::MissingMedia> list_;
    std::uint64_t revision_ = 0, seen_ = 0;
    std::vector<TroubledMedia> troubled_;
    std::map<std::string, Moved> offers_;
    MediaWatch watch_;
};

} // namespace dub::app
