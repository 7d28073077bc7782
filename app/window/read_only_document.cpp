#include <fmt/format.h>

#include "app/jobs/journal_beside.h"
#include "app/jobs/save.h"
#include "app/window/document.h"

namespace dub::app {
namespace {

class ReadOnlyDocument final : public Document {
  public:
    explicit ReadOnlyDocument(OpenedSession opened)
        : opened_(std::move(opened)) {
        opened_.diagnostics.insert(opened_.diagnostics.begin(), // what is said of the opening
                                   {Severity::warning, "session.in-use", opened_.file.string(), why()});
    }

    const session::Session& now() const override { return opened_.session; }
    std::string file_name() const override { return opened_.file.filename().string(); }
    bool read_only() const override { return true; }
    bool has_unsaved() const override { return false; }
    Result<Diagnostics> apply(const std::vector<ui::Edit>&, const std::string&) override { return refused(); }
    Result<void> undo() override { return refused(); }
    Result<void> redo() override { return refused(); }
    std::vector<ui::HistoryEntry> history() const override { return {{"Opened, read-only"}}; }
    std::size_t history_at() const override { return 0; }
    Result<void> go_to(std::size_t) override { return refused(); }
    Result<Diagnostics> save() override { return refused(); }

    std::optional<std::filesystem::path> file() const override { return opened_.file; }
    std::filesystem::path folder() const override { return opened_.folder; }
    const Diagnostics& told() const override { return opened_.diagnostics; }
    Result<Diagnostics> put(session::Session, const std::string&) override { return refused(); }
    // A copy for oneself; this window goes on showing the file it opened.
    Result<Diagnostics> save_as(const std::filesystem::path& file, IfExists if_exists) override {
        CHECK(not_in_use(file));
        const auto folder = std::filesystem::absolute(file).parent_path();
        TRY(auto saved, app::save_as(for_folder(now(), opened_.folder, folder), file, {if_exists}));
        return std::move(saved.diagnostics);
    }
    Result<void> flush() override { return {}; }
    void close(Leave) override {}

  private:
    std::string why() const {
        return fmt::format("{} is being edited by another program; here it is only shown. Close it there and "
                           "open it again, or save a copy under another name.",
                           file_name());
    }
    std::unexpected<Error> refused() const { return fail(ErrorCode::unfit, why()); }

    OpenedSession opened_;
};

} // namespace

Result<std::unique_ptr<Document>> open_read_only(const std::filesystem::path& file) {
    TRY(auto opened, open_saved_state(file));
    return std::make_unique<ReadOnlyDocument>(std::move(opened));
}

} // namespace dub::app
