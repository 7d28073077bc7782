#include "app/jobs/compare_delivery.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "engine/core/audio_buffer.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr int chunk = 1 << 16;
constexpr std::uint64_t report_bytes_max = 256'000'000;

std::vector<std::string> labels_of(const report::DeliveredFile& file) {
    std::vector<std::string> labels;
    for (const Speaker speaker : file.channels)
        labels.emplace_back(label(speaker));
    return labels;
}

// Of one delivery of several in a folder: the same session and version; of another session the only one.
const report::EarlierFile* counterpart(const CompareRequest& request, const report::DeliveredFile& file) {
    std::vector<const report::EarlierFile*> alike;
    for (const auto& one : request.earlier.files)
        if (one.spec == file.spec && one.role == delivery::name_of(file.role) && one.stem == file.stem &&
            one.segment == file.segment && one.channels == labels_of(file))
            alike.push_back(&one);
    for (const auto* const one : alike)
        if (one->session == request.session && one->version == request.version) return one;
    std::erase_if(alike, [&](const auto* one) { return one->version != request.version; });
    return alike.size() == 1 ? alike.front() : nullptr;
}

class Pair {
  public:
    Pair(const CompareRequest& request, const NewFile& now, DeliveryChanges& told)
        : request_(request)
        , file_(*now.file)
        , now_(now.now)
        , told_(told) {}

    Result<void> compare(const std::function<bool(double)>& progress) {
        const auto* const earlier = counterpart(request_, file_);
        if (earlier == nullptr) return say("the earlier delivery has no such file"), Result<void>{};
        TRY(new_, wave::WaveReader::open(now_));
        auto old = wave::WaveReader::open(request_.earlier.folder / earlier->path);
        if (!old) return say(old.error().text()), Result<void>{};
        old_ = std::move(*old);
        if (old_->format().rate != new_->format().rate)
            return say(fmt::format("it was {} Hz and is {} Hz", old_->format().rate.hz,
                                   new_->format().rate.hz)),
                   Result<void>{};
        if (old_->format().layout != new_->format().layout)
            return say("its channels lie in another order"), Result<void>{};
        const SampleRange shared = shared_range();
        CHECK(read(shared, progress));
        close();
        return {};
    }

  private:
    void say(const std::string& why) { told_.not_compared.push_back(fmt::format("{}: {}", file_.path, why)); }

    [[nodiscard]] static SamplePos start_of(const wave::WaveReader& reader) {
        return reader.info().bext ? reader.info().bext->time_reference : SamplePos{};
    }

    // By the time of day both carry; what only one of them has is said.
    SampleRange shared_range() {
        const SampleRange before{start_of(*old_), start_of(*old_) + old_->format().length};
        const SampleRange after{start_of(*new_), start_of(*new_) + new_->format().length};
        if (before != after)
            say(fmt::format("it was {} samples long from sample {} of the day and is {} from {}; what both "
                            "have is compared",
                            before.length().value, before.start.value, after.length().value,
                            after.start.value));
        return before.clipped(after);
    }

    Result<void> read(SampleRange shared, const std::function<bool(double)>& progress) {
        const int channels = new_->format().layout.channels();
        AudioBuffer old_sound(channels, chunk), new_sound(channels, chunk);
        for (SamplePos at = shared.start; at < shared.end; at += SampleCount{chunk}) {
            const auto count = static_cast<int>(std::min<std::int64_t>(chunk, (shared.end - at).value));
            const AudioBlock before = old_sound.block(count), after = new_sound.block(count);
            CHECK(old_->read(SamplePos{} + (at - start_of(*old_)), before));
            CHECK(new_->read(SamplePos{} + (at - start_of(*new_)), after));
            for (int n = 0; n < count; ++n)
                add(before, after, n, SamplePos{} + (at - start_of(*new_)) + SampleCount{n});
            const auto done = static_cast<double>((at - shared.start).value);
            if (!progress(done / static_cast<double>(shared.length().value)))
                return fail(ErrorCode::cancelled, "Stopped; nothing was delivered.");
        }
        return {};
    }

    void add(ConstAudioBlock before, ConstAudioBlock after, int n, SamplePos at) {
        float most = 0;
        for (int c = 0; c < before.channels(); ++c)
            most = std::max(most, std::abs(before.data(c)[n] - after.data(c)[n]));
        if (most == 0) return;
        const SampleCount gap{changed_gap_ms * file_.rate.hz / 1000};
        if (!open_.empty() && at - open_.end > gap) close();
        if (open_.empty()) open_ = {at, at};
        open_.end = at + SampleCount{1};
        peak_ = std::max(peak_, most);
    }

    void close() {
        if (open_.empty()) return;
        const SampleCount from_midnight = start_of(*new_) - SamplePos{};
        const FrameRange frames =
            frames_around(open_.moved(from_midnight), request_.timecode.rate, file_.rate);
        told_.changed.push_back({file_.path, to_timecode(frames.start, request_.timecode),
                                 to_timecode(frames.end, request_.timecode), open_,
                                 seconds(open_.length(), file_.rate),
                                 20 * std::log10(static_cast<double>(peak_))});
        open_ = {};
        peak_ = 0;
    }

    const CompareRequest& request_;
    const report::DeliveredFile& file_;
    const fs::path& now_;
    DeliveryChanges& told_;
    std::unique_ptr<wave::WaveReader> old_, new_;
    SampleRange open_; // in the new file; empty: nothing differs right now
    float peak_ = 0;
};

} // namespace

Result<EarlierDelivery> earlier_delivery(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(ErrorCode::not_found, fmt::format("--against: there is no folder {}.", folder.string()));
    EarlierDelivery earlier{folder, {}};
    bool any = false;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with("_delivery.json")) continue;
        any = true;
        TRY(const auto text, read_text_file(entry.path(), report_bytes_max));
        TRY(auto files, report::earlier_files(text, entry.path().string()));
        earlier.files.insert(earlier.files.end(), files.begin(), files.end());
    }
    if (!any)
        return fail(ErrorCode::not_found,
                    fmt::format("--against: no delivery report (NAME_delivery.json) lies in {}; name the "
                                "folder that was --out of the earlier delivery.",
                                folder.string()));
    return earlier;
}

Result<DeliveryChanges> compare_delivery(const CompareRequest& request) {
    DeliveryChanges told;
    const auto count = static_cast<double>(request.files.size());
    for (std::size_t i = 0; i < request.files.size(); ++i)
        CHECK(Pair(request, request.files[i], told).compare([&](double done) {
            return request.progress((static_cast<double>(i) + done) / count);
        }));
    return told;
}

} // namespace dub::app
