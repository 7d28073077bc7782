#pragma once
// What is said of prints: by `print --status` and `inspect`, and of what differs where prints are rendered or
// delivered. Pure. [control]

#include "app/commands/answer.h"
#include "app/jobs/print_status.h"

namespace dub::app {

// [{"from","to","from_samples","to_samples"}]; timecodes are the frames that hold the range.
[[nodiscard]] Value describe_ranges(const session::Session& session, const std::vector<SampleRange>& ranges);
[[nodiscard]] Value describe_prints(const session::Session& session, const PrintStatuses& statuses);
// One for each print and each range: "DX: out of date 01:00:10:00 to 01:00:12:05".
[[nodiscard]] std::vector<std::string> as_sentences(const session::Session& session,
                                                    const PrintStatuses& statuses);

} // namespace dub::app
