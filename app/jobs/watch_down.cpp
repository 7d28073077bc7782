#include "app/jobs/watch_down.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/core/atomic_file.h"
#include "engine/session/edits/change.h"
#include "engine/session/speed.h"
#include "formats/media/media.h"
#include "formats/report/numbers.h"
#include "formats/report/read_report.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

using report::FileToHear;
using session::Session;

constexpr std::uint64_t report_bytes_max = std::uint64_t{256} << 20;

// One set of files of one segment, where it lies.
struct Part {
    std::vector<const FileToHear*> files;
    SampleRange place, programme; // on the timeline
};

// What is one source: the same file of all segments.
struct Deliverable {
    std::string spec, words; // "printmaster", "stem DX"
    Layout layout;
    std::vector<Part> parts;
};

std::string words_of(const FileToHear& file) {
    return file.stem.empty() ? file.role : file.role + " " + file.stem;
}

Result<Layout> layout_of_set(const std::vector<const FileToHear*>& files) {
    std::vector<Speaker> speakers;
    for (const FileToHear* const file : files)
        speakers.insert(speakers.end(), file->channels.begin(), file->channels.end());
    auto sorted = speakers;
    std::ranges::sort(sorted);
    if (speakers.size() > static_cast<std::size_t>(Layout::max_channels) ||
        std::ranges::adjacent_find(sorted) != sorted.end())
        return fail(
            ErrorCode::unfit,
            fmt::format("the files of {} hold a speaker twice, or more than {} channels; deliver again.",
                        files.front()->set, Layout::max_channels));
    return layout_of(speakers).value_or(Layout(speakers));
}

class Watch {
  public:
    Watch(const fs::path& report, const Session& session)
        : session_(session) {
        delivery_.report = report;
    }

    Result<WatchedDelivery> make(const std::vector<const FileToHear*>& files) {
        for (const auto& set : sets_of(files))
            CHECK(add_set(set));
        for (Deliverable& one : deliverables_) {
            leave_out_leaders(one.parts);
            CHECK(add_recording(one));
        }
        return std::move(delivery_);
    }

  private:
    static std::vector<std::vector<const FileToHear*>> sets_of(const std::vector<const FileToHear*>& files) {
        std::vector<std::vector<const FileToHear*>> sets;
        for (const FileToHear* const file : files) {
            const auto same = std::ranges::find_if(sets, [&](const auto& set) {
                return !file->set.empty() && set.front()->set == file->set &&
                       set.front()->session == file->session;
            });
            if (same == sets.end())
                sets.push_back({file});
            else
                same->push_back(file);
        }
        return sets;
    }

    [[nodiscard]] SampleCount here(SampleCount in_file, SampleRate rate) const {
        return session::at_speed(in_file, rate, session_.info->rate, {});
    }

    Result<void> add_set(const std::vector<const FileToHear*>& files) {
        const FileToHear& first = *files.front();
        TRY(const Layout layout, layout_of_set(files));
        const SampleCount lead = here(first.programme.start - SamplePos{}, first.rate);
        const session::Segment* const segment =
            first.segment.empty() ? nullptr : session::find_segment(session_, first.segment);
        const SamplePos stamped = SamplePos{} + here(first.time_reference - SamplePos{}, first.rate);
        const SamplePos action =
            segment != nullptr ? session::sample_of(session_, segment->action.start) : stamped + lead;
        const SamplePos start = action - lead;
        const Part part{files,
                        {start, start + here(first.samples, first.rate)},
                        {action, start + here(first.programme.end - SamplePos{}, first.rate)}};
        // What lies where something of the same name lies already is another deliverable.
        const auto fits = [&](const Deliverable& one) {
            return one.spec == first.spec && one.words == words_of(first) && one.layout == layout &&
                   std::ranges::none_of(one.parts, [&](const Part& other) {
                       return !other.programme.clipped(part.programme).empty();
                   });
        };
        auto found = std::ranges::find_if(deliverables_, fits);
        if (found == deliverables_.end())
            found = deliverables_.insert(found, Deliverable{first.spec, words_of(first), layout, {}});
        found->parts.push_back(part);
        return {};
    }

    static void leave_out_leaders(std::vector<Part>& parts) {
        std::ranges::sort(parts, {}, [](const Part& part) { return part.programme.start; });
        for (std::size_t p = 1; p < parts.size(); ++p) {
            Part &before = parts[p - 1], &after = parts[p];
            before.place.end = std::min(before.place.end, after.programme.start);
            after.place.start = std::max(after.place.start, before.place.end);
        }
    }

    Result<void> add_recording(const Deliverable& one) {
        plan::Recording recording;
        recording.layout = one.layout;
        recording.name = name_of(one);
        std::size_t most = 0; // files for one part: tracks that play at once
        for (const Part& part : one.parts)
            most = std::max(most, part.files.size());
        recording.tracks.resize(most);
        for (const Part& part : one.parts) {
            const SampleRange whole = delivery_.programme;
            delivery_.programme = whole.empty() ? part.programme
                                                : SampleRange{std::min(whole.start, part.programme.start),
                                                              std::max(whole.end, part.programme.end)};
            for (std::size_t f = 0; f < part.files.size(); ++f)
                CHECK(add_file(*part.files[f], part, recording, recording.tracks[f]));
        }
        delivery_.recordings.push_back(std::move(recording));
        return {};
    }

    [[nodiscard]] std::string name_of(const Deliverable& one) const {
        const std::string name = fmt::format("{} {} ({})", one.words, one.layout.name(), one.spec);
        const auto taken = [&](const std::string& wanted) {
            return std::ranges::find(delivery_.recordings, wanted, &plan::Recording::name) !=
                   delivery_.recordings.end();
        };
        std::string free = name;
        for (int n = 2; taken(free); ++n)
            free = fmt::format("{} {}", name, n);
        return free;
    }

    Result<void> add_file(const FileToHear& file, const Part& part, plan::Recording& recording,
                          std::vector<session::Shared<session::Clip>>& clips) {
        const fs::path path = fs::absolute(delivery_.report.parent_path() / file.path).lexically_normal();
        TRY(session::Media media, media_of(file, path));
        media.id = MediaId{recording.media.size() + 1};
        session::Clip clip;
        clip.name = media.name;
        clip.media = media.id;
        const SamplePos begins = part.programme.start - here(file.programme.start - SamplePos{}, file.rate);
        clip.place = part.place;
        clip.source_start = SamplePos{} + (part.place.start - begins);
        for (const Speaker speaker : recording.layout.speakers()) {
            const auto at = std::ranges::find(file.channels, speaker);
            clip.channels.push_back(at == file.channels.end() ? -1
                                                              : static_cast<int>(at - file.channels.begin()));
        }
        if (!clip.place.empty()) clips.push_back(session::share(std::move(clip)));
        recording.media.push_back(std::move(media));
        delivery_.files.push_back(path);
        if (file.rate != session_.info->rate)
            delivery_.sentence =
                fmt::format("Files of {} Hz are converted to the session's {} Hz to be heard.", file.rate.hz,
                            session_.info->rate.hz);
        return {};
    }

    [[nodiscard]] static Result<session::Media> media_of(const FileToHear& file, const fs::path& path) {
        std::error_code error;
        if (!fs::is_regular_file(path, error))
            return fail(
                ErrorCode::not_found,
                fmt::format("{} is not there any more, but its report lists it. Put it back, or deliver "
                            "again.",
                            path.string()));
        TRY(const auto probe, media::probe(path));
        if (probe.sounds.empty() || probe.sounds.front().format.rate != file.rate ||
            probe.sounds.front().format.length != file.samples ||
            probe.sounds.front().format.layout.channels() != static_cast<int>(file.channels.size()))
            return fail(
                ErrorCode::unfit,
                fmt::format("{} is not the file its report tells of: expected {} channels of {} samples "
                            "at {} Hz. Deliver again, or choose the report of this file.",
                            path.string(), file.channels.size(), file.samples.value, file.rate.hz));
        const media::SoundStream& sound = probe.sounds.front();
        session::Media media;
        media.name = path.filename().string();
        media.path = path.string();
        media.layout = sound.format.layout;
        media.rate = file.rate;
        media.length = file.samples;
        media.bits = sound.bits;
        media.bytes = fs::file_size(path, error);
        media.stream = sound.index;
        return media;
    }

    const Session& session_;
    WatchedDelivery delivery_;
    std::vector<Deliverable> deliverables_;
};

Result<void> same_rate(const report::DeliveryToHear& delivery, const Session& session,
                       const fs::path& report) {
    const std::string fps = report::rate_name(session.info->timecode.rate);
    if (delivery.rate_sentence.empty() && (delivery.fps.empty() || delivery.fps == fps)) return {};
    return fail(ErrorCode::unfit,
                fmt::format("The files of {} are for a picture of {} fps; this session's has {}. Watch them "
                            "down in a session with the picture they are for.",
                            report.filename().string(), delivery.fps, fps));
}

} // namespace

Result<WatchedDelivery> watch_down(const fs::path& report, const Session& session,
                                   const std::string& session_file) {
    TRY(const std::string text, read_text_file(report, report_bytes_max));
    TRY(const auto delivery, report::delivery_to_hear(text, report.string()));
    CHECK(same_rate(delivery, session, report));
    const bool ours =
        std::ranges::find(delivery.files, session_file, &FileToHear::session) != delivery.files.end();
    std::vector<const FileToHear*> files;
    for (const FileToHear& file : delivery.files)
        if (!ours || file.session == session_file) files.push_back(&file);
    return Watch(report, session).make(files);
}

} // namespace dub::app
