#pragma once
// What a recording looks like from afar: a file of least, greatest and root mean square at several
// resolutions (peak_file.h), so that a film is drawn without reading its sound. Cache files: whoever finds
// one damaged, foreign or of an older version builds it again.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/io.h"
#include "engine/session/media.h"
#include "formats/overview/column.h"
#include "formats/overview/peak_file.h"

namespace dub::overview {

class Overview;

// What an overview is of: these bytes, heard like that in a session of this rate. Two recordings of one key
// look the same.
[[nodiscard]] std::string key_of(const session::Media& media, SampleRate session_rate);
// The file of that key in a cache folder.
[[nodiscard]] std::filesystem::path file_of(const std::filesystem::path& folder, std::string_view key);

// Of a recording as it is heard.
[[nodiscard]] Shape shape_of(const AudioFormat& format);

// Reads `source` from front to back and writes `file`, which appears when it is whole and replaces what was
// there. `source` is the recording as it is heard, at the session's rate: opened through plan::MediaDoor.
// Errors: what the source says, a disk that cannot be written, cancelled. [disk]
[[nodiscard]] Result<void> build_overview(AudioSource& source, const std::filesystem::path& file,
                                          std::string_view key, Progress& progress);

// The same without a file: what it takes is memory, shape_of(format).file_bytes() of it.
[[nodiscard]] Result<std::shared_ptr<const Overview>> hold_overview(AudioSource& source, std::string_view key,
                                                                    Progress& progress);

class Overview {
  public:
    // Errors: there is none (not_found), it is damaged or of another key (invalid), it cannot be read (io).
    [[nodiscard]] static Result<std::shared_ptr<const Overview>> open(const std::filesystem::path& file,
                                                                      std::string_view key);
    // Of an open file, which it closes; `name` is for sentences.
    [[nodiscard]] static Result<std::shared_ptr<const Overview>> adopt(int fd, std::filesystem::path name,
                                                                       std::string_view key);
    Overview(const Overview&) = delete;
    Overview& operator=(const Overview&) = delete;
    ~Overview();

    [[nodiscard]] const Shape& shape() const { return shape_; }
    // The step on which the edges of columns lie when `range` is drawn by `count` columns: at most half a
    // column, but never below finest_step.
    [[nodiscard]] SampleCount grid(SampleRange range, int count) const;
    // `count` columns of one channel over `range`, counted from the recording's start; column c is that of
    // the samples column_range(range, count, c, grid(range, count)), min and max exactly. What lies outside
    // the recording is left out. Where columns are narrower than finest_step, ask read_columns: here each is
    // as wide as that. Errors: a damaged block (invalid), a disk that cannot be read (io). [any but audio]
    [[nodiscard]] Result<std::vector<Column>> columns(int channel, SampleRange range, int count) const;

  private:
    Overview(std::filesystem::path file, int fd)
        : file_(std::move(file))
        , fd_(fd) {}
    class Blocks;
    [[nodiscard]] int level_for(SampleRange range, int count) const;

    std::filesystem::path file_;
    int fd_;
    Shape shape_;
};

// Columns from the samples themselves, for each channel: at any zoom, edges exactly where they fall; fewer
// samples than columns: each column is that of the sample at its left edge. [disk]
[[nodiscard]] Result<std::vector<std::vector<Column>>> read_columns(AudioSource& source, SampleRange range,
                                                                    int count);

} // namespace dub::overview
