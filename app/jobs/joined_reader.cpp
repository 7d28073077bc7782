#include "app/jobs/joined_reader.h"

#include <algorithm>

namespace dub::app {

JoinedReader::JoinedReader(std::vector<Part> parts, SampleCount length)
    : parts_(std::move(parts))
    , format_(parts_.front().file->format()) {
    format_.length = length;
}

Result<void> JoinedReader::read(SamplePos start, AudioBlock out) {
    for (int c = 0; c < out.channels(); ++c)
        std::ranges::fill(out.channel(c), 0.0F);
    const SampleRange wanted{start, start + SampleCount{out.samples()}};
    for (const Part& part : parts_) {
        const SampleRange here = wanted.clipped(part.joined);
        if (here.empty()) continue;
        const SamplePos in_file = SamplePos{} + part.lead + (here.start - part.joined.start);
        CHECK(part.file->read(in_file, out.part(static_cast<int>((here.start - start).value),
                                                static_cast<int>(here.length().value))));
    }
    return {};
}

} // namespace dub::app
