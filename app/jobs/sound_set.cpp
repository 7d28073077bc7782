#include "app/jobs/sound_set.h"

#include <fmt/format.h>

#include "app/jobs/measure_source.h"
#include "formats/delivery/file_name.h"
#include "formats/media/media.h"

namespace dub::app {
namespace {

struct Opened {
    std::unique_ptr<AudioSource> source;
    int bits = 0;
    Diagnostics diagnostics;
};

// A file read as if it said so itself.
class Relabelled final : public AudioSource {
  public:
    Relabelled(std::unique_ptr<AudioSource> source, const Layout& layout)
        : source_(std::move(source))
        , format_(source_->format()) {
        format_.layout = layout;
    }
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    Result<void> read(SamplePos start, AudioBlock out) override { return source_->read(start, out); }

  private:
    std::unique_ptr<AudioSource> source_;
    AudioFormat format_;
};

Result<Opened> open_first_sound(const std::filesystem::path& file) {
    TRY(auto probe, media::probe(file));
    if (probe.sounds.empty()) return fail(ErrorCode::unfit, fmt::format("{} holds no sound", file.string()));
    const media::SoundStream& sound = probe.sounds.front();
    TRY(auto source, media::open_sound(file, sound.index));
    return Opened{std::move(source), sound.bits, std::move(probe.diagnostics)};
}

} // namespace

Result<OpenedSet> open_file(const std::filesystem::path& file, const std::optional<Layout>& layout) {
    TRY(Opened opened, open_first_sound(file));
    const Layout own = opened.source->format().layout;
    if (layout && layout->channels() != own.channels())
        return fail(ErrorCode::usage, fmt::format("{} has {} channels; {} has {}", file.string(),
                                                  own.channels(), layout->name(), layout->channels()));
    if (layout) opened.source = std::make_unique<Relabelled>(std::move(opened.source), *layout);
    const Layout read_as = layout ? *layout : own;
    TRY(auto reader,
        SetReader::interleaved(std::move(opened.source), layout_of(read_as.speakers()).value_or(read_as)));
    return OpenedSet{std::move(reader), opened.bits, std::move(opened.diagnostics)};
}

Result<OpenedSet> open_split(std::span<const std::filesystem::path> files, const Layout& layout) {
    OpenedSet set;
    std::vector<std::unique_ptr<AudioSource>> sources;
    for (const auto& file : files) {
        TRY(Opened opened, open_first_sound(file));
        set.bits = sources.empty() ? opened.bits : std::min(set.bits, opened.bits);
        sources.push_back(std::move(opened.source));
        append(set.diagnostics, std::move(opened.diagnostics));
    }
    TRY(set.reader, SetReader::split(std::move(sources), layout));
    return set;
}

const delivery::Deliverable* best_fit(const delivery::Spec& spec, const std::string& name,
                                      const Layout& layout) {
    const delivery::Deliverable* by_layout = nullptr;
    for (const auto& wanted : spec.files) {
        if (wanted.form == delivery::FileForm::interleaved && matches(spec, wanted, name)) return &wanted;
        const bool fits = !wanted.layout || *wanted.layout == layout;
        if (fits && by_layout == nullptr) by_layout = &wanted;
    }
    return by_layout;
}

Result<report::MeasuredFile> measure_and_judge(OpenedSet& set, const std::vector<JudgeSet>& by,
                                               const std::function<bool(double)>& progress) {
    const AudioFormat format = set.reader->format();
    const JudgeSet first = by.empty() ? JudgeSet{} : by.front();
    const SampleRange all{{}, SamplePos{} + format.length};
    TRY(auto measured, measure_source(*set.reader, {.range = first.range.value_or(all),
                                                    .silenced = first.silenced,
                                                    .speech_100ms = first.speech_100ms,
                                                    .progress = progress}));
    report::MeasuredFile file{first.file, std::move(measured), {}};
    for (const JudgeSet& one : by) {
        if (one.spec == nullptr || one.wanted == nullptr) continue;
        const auto verdicts = delivery::judge(*one.spec, {.path = one.file,
                                                          .wanted = one.wanted,
                                                          .measured = file.measured,
                                                          .rate = format.rate,
                                                          .bits = set.bits,
                                                          .layout = format.layout,
                                                          .length_expected = one.length_expected});
        file.verdicts.insert(file.verdicts.end(), verdicts.begin(), verdicts.end());
    }
    return file;
}

} // namespace dub::app
