#include "app/window/document.h"

namespace dub::app {
namespace {

class StoreDocument final : public Document {
  public:
    StoreDocument(Store store, std::filesystem::path opened)
        : store_(std::move(store))
        , opened_(std::move(opened)) {}

    const session::Session& now() const override { return store_.now(); }
    std::string file_name() const override {
        const auto file = store_.file();
        return file ? file->filename().string() : opened_.stem().string() + " (recovered copy)";
    }
    bool read_only() const override { return false; }
    bool has_unsaved() const override { return !store_.file() || store_.has_unsaved(); }

    Result<Diagnostics> apply(const std::vector<ui::Edit>& gesture, const std::string& name) override {
        std::vector<project::EditCall> calls;
        for (const ui::Edit& edit : gesture)
            calls.push_back({edit.name, edit.arguments, static_cast<int>(calls.size()) + 1});
        auto done = store_.apply(calls, name, name);
        // A line of a script means nothing to who moved a mouse.
        if (!done) done.error().contexts.clear();
        return told_of(std::move(done));
    }
    Result<void> undo() override { return without_words(store_.undo()); }
    Result<void> redo() override { return without_words(store_.redo()); }
    std::vector<ui::HistoryEntry> history() const override {
        std::vector<ui::HistoryEntry> entries;
        for (std::string& name : store_.history().names())
            entries.push_back({std::move(name)});
        entries.front().name = store_.recovered() > 0 ? "Recovered" : "Opened";
        return entries;
    }
    std::size_t history_at() const override { return store_.history().at(); }
    Result<void> go_to(std::size_t entry) override { return without_words(store_.go_to(entry)); }
    Result<Diagnostics> save() override { return saved(store_.save(IfExists::refuse)); }

    std::optional<std::filesystem::path> file() const override { return store_.file(); }
    std::filesystem::path folder() const override { return store_.folder(); }
    const Diagnostics& told() const override { return store_.told(); }
    Result<Diagnostics> put(session::Session next, const std::string& name) override {
        return told_of(store_.put(std::move(next), name));
    }
    Result<Diagnostics> save_as(const std::filesystem::path& file, IfExists if_exists) override {
        return saved(store_.save_as(file, if_exists));
    }
    Result<void> flush() override { return store_.flush(); }
    void close(Leave leave) override { store_.close(leave); }

  private:
    Result<Diagnostics> told_of(Result<Acknowledged> done) {
        if (!done) return std::unexpected(std::move(done).error());
        if (changed) changed();
        return std::move(done->diagnostics);
    }
    Result<void> without_words(Result<Acknowledged> done) {
        CHECK(told_of(std::move(done)));
        return {};
    }
    Result<Diagnostics> saved(Result<Diagnostics> done) {
        if (done && changed) changed();
        return done;
    }

    Store store_;
    std::filesystem::path opened_;
};

} // namespace

Result<std::unique_ptr<Document>> open_document(const std::filesystem::path& file, Unsaved unsaved) {
    StoreRules rules;
    rules.claim = Claim::at_once;
    TRY(Store store, Store::open(file, unsaved, std::move(rules)));
    return std::make_unique<StoreDocument>(std::move(store), file);
}

} // namespace dub::app
