#include "app/window/opening.h"

#include <fmt/format.h>

#include "app/window/question.h"

namespace dub::app {
namespace {

enum class Choice : unsigned char { recover, clean, nothing };

Choice about_unsaved(const std::filesystem::path& file, const JournalBeside& journal, QWidget* parent) {
    const Question question{
        "There is unsaved work",
        fmt::format(
            "{} was not saved when the program ended: {}. Recovered, it opens as a copy that overwrites "
            "nothing until you save it. A clean start keeps the unsaved work in a file of its own.",
            file.filename().string(), amount_in_words(journal.work())),
        {"Recover the work", "Start from what was saved", "Cancel"}};
    return static_cast<Choice>(ask(parent, question));
}

Choice after_failure(const Error& error, QWidget* parent) {
    const Question question{
        "The unsaved work could not be recovered", error.text(), {"Start from what was saved", "Cancel"}};
    return ask(parent, question) == 0 ? Choice::clean : Choice::nothing;
}

} // namespace

Result<std::unique_ptr<Document>> open_asking(const std::filesystem::path& file, QWidget* parent) {
    TRY(const auto opened, open_session(file));
    const JournalBeside journal = look_at_journal(journal_of(file), opened.state);
    if (journal.state == JournalState::in_use) return open_read_only(file);
    Choice choice = Choice::clean;
    if (journal.state == JournalState::unsaved && !journal.work().empty())
        choice = about_unsaved(file, journal, parent);
    if (choice == Choice::nothing) return nullptr;
    auto document = open_document(file, choice == Choice::recover ? Unsaved::recover : Unsaved::set_aside);
    if (!document && !not_in_use(file)) return open_read_only(file); // another program was quicker
    if (!document && choice == Choice::recover && after_failure(document.error(), parent) == Choice::clean)
        return open_document(file, Unsaved::set_aside);
    return document;
}

} // namespace dub::app
