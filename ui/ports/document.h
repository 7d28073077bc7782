#pragma once
// The open session as windows see it: its value now, and the edits of the catalogue by name, as data, so that
// whatever a mouse does the command line could do. [window thread]

#include <string>
#include <vector>

#include "engine/core/diagnostics.h"
#include "engine/core/result.h"
#include "engine/session/edits/arguments.h"
#include "engine/session/session.h"

namespace dub::ui {

struct Edit {
    std::string name; // of the catalogue: "move_clips"
    session::Arguments arguments;
};

struct HistoryEntry {
    std::string name; // of the gesture that led here; the first is the session as it was opened
};

// Views are told of a new value by View::show; nobody needs to listen here.
class DocumentPort {
  public:
    virtual ~DocumentPort() = default;
    [[nodiscard]] virtual const session::Session& now() const = 0;
    [[nodiscard]] virtual std::string file_name() const = 0; // without folder; "recovered copy" has none yet
    [[nodiscard]] virtual bool read_only() const = 0;        // another program is editing the file
    [[nodiscard]] virtual bool has_unsaved() const = 0;

    // One gesture, one entry of the history called `name`: all of its edits or none. Errors name the cure;
    // the window shows them in the status line.
    virtual Result<Diagnostics> apply(const std::vector<Edit>& gesture, const std::string& name) = 0;
    virtual Result<void> undo() = 0;
    virtual Result<void> redo() = 0;
    // What was done, oldest first, and which entry is now.
    [[nodiscard]] virtual std::vector<HistoryEntry> history() const = 0;
    [[nodiscard]] virtual std::size_t history_at() const = 0;
    virtual Result<void> go_to(std::size_t entry) = 0;
    virtual Result<Diagnostics> save() = 0;
};

// What shows something of a session. It keeps the value it was last given, compares pointers and repaints
// only what changed.
class View {
  public:
    virtual ~View() = default;
    virtual void show(const session::Session& now) = 0;
};

} // namespace dub::ui
