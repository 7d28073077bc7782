#pragma once
// AAF, as Avid Media Composer, Premiere, Resolve and Pro Tools write it (AAF Object Specification 1.1, Edit
// Protocol; docs/turnovers.md says what is kept). Little-endian compound files. Whatever a file holds,
// reading ends, in bounded memory. [worker, disk]

#include <memory>

#include "formats/turnover/format.h"
#include "formats/wave/bytes.h"

namespace dub::turnover::aaf {

// A compound file whose root is an AAF: not a text document, not an OMF.
[[nodiscard]] bool sniff(std::string_view head, const std::filesystem::path& file);
// Errors (invalid): no AAF, damaged beyond use, no sequence of the name that is asked for.
[[nodiscard]] Result<conform::Turnover> read(const std::filesystem::path& file, const ReadOptions& options);
[[nodiscard]] Result<conform::Turnover> read(std::unique_ptr<wave::ByteSource> bytes,
                                             const ReadOptions& options);

// format.h says how; `source` came from reading this file.
[[nodiscard]] Result<void> extract(const std::filesystem::path& file, const conform::Source& source,
                                   const std::filesystem::path& to, Progress& progress);

// What a file is that looks like an AAF to a person but is none that can be read, as a whole sentence: an
// OMF, a KLV-wrapped AAF, an MXF recording, an office document. Empty for anything else.
[[nodiscard]] std::string mistaken_for_aaf(std::string_view head, const std::filesystem::path& file);

} // namespace dub::turnover::aaf
