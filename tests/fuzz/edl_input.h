#pragma once
// Any bytes as an EDL: what is read can be heard, written and read again.

#include <string_view>

#include "engine/conform/settle.h"
#include "formats/turnover/edl/edl.h"
#include "tests/fuzz/list_input.h"

namespace dub::test {

inline void try_edl(std::string_view text) {
    namespace edl = turnover::edl;
    (void)edl::sniff(text.substr(0, 4096), "input.edl");
    auto list = edl::parse_edl(text, "input.edl", {});
    if (!try_list(list)) return;
    list->rate = conform::RateIs::told;
    const auto heard = conform::heard(*list);
    expect(try_list(heard));
    const auto written = edl::write_edl(*list, edl::Reels::eight);
    expect(written.has_value());
    for (const auto& one : written->lists)
        expect(try_list(edl::parse_edl(one.text, "again.edl", {list->timecode, ""})));
}

} // namespace dub::test
