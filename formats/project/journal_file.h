#pragma once
// The journal on the disk. A record is handed to the system at once (a program that dies loses none), and is
// on the disk a second later (BackgroundSync). While it is open no other program may write it. [control]

#include <filesystem>
#include <memory>

#include "formats/project/background_sync.h"
#include "formats/project/journal.h"

namespace dub::project {

inline constexpr std::uint64_t journal_bytes_max = std::uint64_t{1} << 30;

class JournalFile {
  public:
    // A new journal. Errors: there is one already (unfit), the folder cannot be written (io).
    [[nodiscard]] static Result<std::unique_ptr<JournalFile>>
    create(const std::filesystem::path& path, const JournalHeader& header, const SyncRules& rules = {});
    // Goes on after the first `records` of a journal that was read; what follows them is cut off, so it must
    // lie elsewhere by now if it matters. Errors: another program has it open (unfit), io.
    [[nodiscard]] static Result<std::unique_ptr<JournalFile>> go_on(const std::filesystem::path& path,
                                                                    const JournalRead& read,
                                                                    std::size_t records,
                                                                    const SyncRules& rules = {});
    JournalFile(const JournalFile&) = delete;
    JournalFile& operator=(const JournalFile&) = delete;
    ~JournalFile(); // what is written stays

    // Its sequence. After an error (io) the record is kept in memory and written with the next one.
    [[nodiscard]] Result<std::uint64_t> append(const JournalRecord& record);
    [[nodiscard]] std::uint64_t sequence() const { return sequence_; } // of the last record
    [[nodiscard]] bool all_written() const { return unwritten_.empty(); }
    [[nodiscard]] Result<void> flush(); // until it is on the disk
    // All it holds is saved: empty, with another header, and never open to another program meanwhile.
    [[nodiscard]] Result<void> begin_again(const JournalHeader& header);
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    JournalFile(std::filesystem::path path, int fd);
    [[nodiscard]] Result<void> write_out();
    void start(const SyncRules& rules);

    std::filesystem::path path_;
    int fd_;
    std::uint64_t size_ = 0;     // of what is whole
    std::uint64_t sequence_ = 0; // of the last record
    std::string unwritten_;
    std::unique_ptr<BackgroundSync> sync_;
};

// Whether a living program has the journal open.
[[nodiscard]] bool is_in_use(const std::filesystem::path& journal);

} // namespace dub::project
