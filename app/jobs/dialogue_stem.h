#pragma once
// The dialogue stem that lies with a finished delivery: where it has speech, dialogue loudness is measured.
// [control, disk]

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs/check_find.h"

namespace dub::app {

// One file, or mono files of one layout.
struct DialogueStem {
    std::vector<std::filesystem::path> files;
    std::optional<Layout> split; // of mono files
    std::string name;            // relative to the delivery's folder; '*' for the channel
};

// The stems beside what is checked: in its folder and those below it; where the folder is called like the
// spec, in the whole delivery around it. Beside a single file only its own folder is searched.
[[nodiscard]] Result<std::vector<DialogueStem>> dialogue_stems(const std::vector<delivery::Spec>& known,
                                                               const delivery::Spec& spec,
                                                               const std::filesystem::path& what);

// The one for a set of that name: whose name begins most like it, since several sessions are delivered into
// one folder. nullptr without any.
[[nodiscard]] const DialogueStem* stem_for(const std::vector<DialogueStem>& stems, const std::string& set);

// Where the stem has speech, from the first sample of `range` on, which counts in samples of the programme
// file `beside`. The two are laid beside each other by their TimeReference; without one they begin together.
[[nodiscard]] Result<std::vector<bool>> speech_of(const DialogueStem& stem,
                                                  const std::filesystem::path& beside, SampleRange range);

} // namespace dub::app
