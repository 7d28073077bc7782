#pragma once
// What files agree with a recording of a list in, by indices over both: linear in their number. Pure, any
// thread.

#include <map>

#include "engine/conform/link.h"

namespace dub::conform {

// Scene and take agree, as the list has them apart or in the clip's name: "92C-1*".
[[nodiscard]] bool same_take(const Source& source, const FoundFile& file);

class FileMatcher {
  public:
    FileMatcher(const Turnover& list, std::span<const FoundFile> files);
    // Each file once, by the surest way it agrees; not yet tried whether its content fits.
    [[nodiscard]] std::vector<LinkCandidate> like(std::size_t source) const;

  private:
    using Index = std::multimap<std::string, std::size_t, std::less<>>;
    void add(std::vector<LinkCandidate>& found, const Index& index, const std::string& key, LinkBy by,
             double sure) const;
    void add_shortened(std::vector<LinkCandidate>& found, const std::string& name) const;
    void add_by_timecode(std::vector<LinkCandidate>& found, std::size_t source) const;
    [[nodiscard]] bool covers(std::size_t source, const FoundFile& file) const;

    const Turnover& list_;
    std::span<const FoundFile> files_;
    std::vector<std::vector<const Event*>> uses_; // of each source that is heard
    Index by_name_, by_stem_, by_umid_;
};

} // namespace dub::conform
