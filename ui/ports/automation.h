#pragma once
// Writing automation, for all strips: what hands write, preview, snapshots, what stands written over a
// stretch. The modes of strips are the session's (set_automation). [window thread]

#include <optional>
#include <vector>

#include "engine/core/result.h"
#include "engine/session/passes/pass_settings.h"
#include "engine/session/passes/writing.h"

namespace dub::ui {

enum class HandsOn : unsigned char { nothing, held, writing, previewing }; // a strip's controls, the most

class AutomationPort {
  public:
    virtual ~AutomationPort() = default;
    [[nodiscard]] virtual const session::PassSettings& settings() const = 0;
    virtual void set(const session::PassSettings& settings) = 0;
    // Which version of the session is heard; none: the mix itself. Errors: not while a print is recorded.
    [[nodiscard]] virtual VersionId version() const = 0;
    virtual Result<void> hear(VersionId version) = 0;
    // Controls that are touched next are held and heard, and nothing is written; off: the lanes play again.
    virtual void preview(bool on) = 0;
    [[nodiscard]] virtual bool previewing() const = 0;
    virtual void punch_preview() = 0; // what it holds is written from here on
    // The values that are heard now; of all strips when none are given.
    virtual void capture(const std::vector<session::StripOwner>& owners) = 0;
    [[nodiscard]] virtual bool has_capture() const = 0;
    virtual void punch_capture(std::optional<SampleRange> range) = 0; // none: from here on
    virtual void write_to(session::Extent extent) = 0;
    virtual void match_now() = 0; // all that writes glides back to its lane
    [[nodiscard]] virtual HandsOn doing(const session::StripOwner& owner) const = 0;
};

} // namespace dub::ui
