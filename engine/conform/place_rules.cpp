#include "engine/conform/place_rules.h"

#include "engine/conform/names.h"

namespace dub::conform {

bool fits(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return true;
    const std::string want = lower(pattern);
    const std::string have = lower(text);
    // Greedy with one place to go back to: linear for one star, never worse than the product of both lengths.
    std::size_t w = 0, h = 0, star = std::string::npos, from = 0;
    while (h < have.size()) {
        if (w < want.size() && (want[w] == '?' || want[w] == have[h]) && want[w] != '*') {
            ++w, ++h;
        } else if (w < want.size() && want[w] == '*') {
            star = w++;
            from = h;
        } else if (star != std::string::npos) {
            w = star + 1;
            h = ++from;
        } else {
            return false;
        }
    }
    while (w < want.size() && want[w] == '*')
        ++w;
    return w == want.size();
}

} // namespace dub::conform
