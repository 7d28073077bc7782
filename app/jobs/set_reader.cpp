#include "app/jobs/set_reader.h"

#include <fmt/format.h>

namespace dub::app {

Result<std::unique_ptr<SetReader>> SetReader::interleaved(std::unique_ptr<AudioSource> file,
                                                          const Layout& layout) {
    const AudioFormat& format = file->format();
    std::unique_ptr<SetReader> set(new SetReader);
    for (int place = 0; place < format.layout.channels(); ++place) {
        const auto channel = layout.find(format.layout[place]);
        if (!channel || format.layout.channels() != layout.channels())
            return fail(ErrorCode::unfit, fmt::format("the file holds {}, {} was expected",
                                                      format.layout.name(), layout.name()));
        set->channel_of_place_.push_back(*channel);
    }
    set->format_ = {layout, format.rate, format.length};
    set->files_.push_back(std::move(file));
    return set;
}

Result<std::unique_ptr<SetReader>> SetReader::split(std::vector<std::unique_ptr<AudioSource>> files,
                                                    const Layout& layout) {
    if (static_cast<int>(files.size()) != layout.channels())
        return fail(ErrorCode::unfit,
                    fmt::format("{} mono files do not make {}", files.size(), layout.name()));
    const AudioFormat first = files.front()->format();
    for (std::size_t i = 0; i < files.size(); ++i) {
        const AudioFormat& format = files[i]->format();
        if (format.layout.channels() != 1 || format.rate != first.rate || format.length != first.length)
            return fail(
                ErrorCode::unfit,
                fmt::format(
                    "the file for {} has {} channels of {} samples at {} Hz; 1 of {} at {} Hz was expected",
                    label(layout[static_cast<int>(i)]), format.layout.channels(), format.length.value,
                    format.rate.hz, first.length.value, first.rate.hz));
    }
    std::unique_ptr<SetReader> set(new SetReader);
    set->format_ = {layout, first.rate, first.length};
    set->files_ = std::move(files);
    return set;
}

Result<void> SetReader::read(SamplePos start, AudioBlock out) {
    std::vector<float*> rows(static_cast<std::size_t>(out.channels()));
    if (files_.size() == 1 && !channel_of_place_.empty()) {
        for (std::size_t place = 0; place < rows.size(); ++place)
            rows[place] = out.data(channel_of_place_[place]);
        return files_.front()->read(start, {rows.data(), out.channels(), out.samples()});
    }
    for (std::size_t c = 0; c < files_.size(); ++c) {
        float* row = out.data(static_cast<int>(c));
        CHECK(files_[c]->read(start, {&row, 1, out.samples()}));
    }
    return {};
}

} // namespace dub::app
