#pragma once
// One input as axml through the ADM reader.

#include <string_view>

#include "formats/adm/bed.h"
#include "formats/adm/summary.h"
#include "formats/wave/chna_speakers.h"

namespace dub::test {

inline bool try_adm(std::string_view axml) {
    static const std::vector<wave::ChnaEntry> chna{{1, "ATU_00000001", "AT_00010001_01", "AP_00010002"},
                                                   {2, "ATU_00000002", "AT_00010002_01", "AP_00010002"}};
    return adm::read_adm(axml, chna, "input").has_value();
}

} // namespace dub::test
