#pragma once
// The document of a window: what ui/ asks of it, and what only the program itself does with it. [window
// thread]

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/document/store.h"
#include "ui/ports/document.h"

namespace dub::app {

class Document : public ui::DocumentPort {
  public:
    // Where it is saved; none: a recovered copy.
    [[nodiscard]] virtual std::optional<std::filesystem::path> file() const = 0;
    [[nodiscard]] virtual std::filesystem::path folder() const = 0; // where relative media paths count from
    [[nodiscard]] virtual const Diagnostics& told() const = 0;      // of the opening
    // What a job made of the session, as one entry of the history.
    virtual Result<Diagnostics> put(session::Session next, const std::string& name) = 0;
    virtual Result<Diagnostics> save_as(const std::filesystem::path& file, IfExists if_exists) = 0;
    virtual Result<void> flush() = 0; // unsaved work, to the disk
    virtual void close(Leave leave) = 0;

    std::function<void()> changed; // after every change of now() or of what is saved
};

// What is edited here.
[[nodiscard]] Result<std::unique_ptr<Document>> open_document(const std::filesystem::path& file,
                                                              Unsaved unsaved);
// What another program is editing: shown, never changed.
[[nodiscard]] Result<std::unique_ptr<Document>> open_read_only(const std::filesystem::path& file);

} // namespace dub::app
