#include "engine/render/cue_sheet.h"

#include <algorithm>

namespace dub::render {

CueSheet::CueSheet(const session::Session& session,
                   const std::map<MediaId, std::shared_ptr<Stream>>& streams) {
    for (const auto& track : session.tracks)
        for (const auto& clip : track->clips) {
            const auto stream = streams.find(clip->media);
            if (clip->muted || stream == streams.end() || clip->place.empty()) continue;
            clips_.push_back({clip->place, clip->source_start, stream->second});
        }
    std::ranges::stable_sort(clips_, {}, [](const Clip& clip) { return clip.place.start; });
    for (const Clip& clip : clips_)
        ends_.push_back(ends_.empty() ? clip.place.end : std::max(ends_.back(), clip.place.end));
}

void CueSheet::append(const Clip& clip, SampleRange range, std::vector<PageCue>& cues) {
    const SampleRange heard = clip.place.clipped(range);
    if (heard.empty()) return;
    const SampleCount shift = clip.source_start - clip.place.start;
    const std::int64_t first = std::max<std::int64_t>(0, (heard.start + shift).value);
    const std::int64_t last = std::min(clip.stream->length().value, (heard.end + shift).value); // behind it
    for (std::int64_t page = first / page_samples; page * page_samples < last; ++page) {
        if (static_cast<std::size_t>(page) >= clip.stream->pages()) break;
        const SamplePos due = SamplePos{page * page_samples} - shift;
        cues.push_back({clip.stream.get(), static_cast<std::size_t>(page), std::max(due, heard.start)});
    }
}

void CueSheet::pages(SampleRange range, std::vector<PageCue>& cues) const {
    const auto before = static_cast<std::ptrdiff_t>(cues.size());
    const auto first = std::ranges::upper_bound(ends_, range.start) - ends_.begin();
    for (auto c = static_cast<std::size_t>(first); c < clips_.size() && clips_[c].place.start < range.end;
         ++c)
        append(clips_[c], range, cues);
    std::stable_sort(cues.begin() + before, cues.end(),
                     [](const PageCue& a, const PageCue& b) { return a.due < b.due; });
}

void CueSheet::starts(SamplePos near, std::size_t most, std::vector<PageCue>& cues) const {
    const auto by_start = [](const Clip& clip) { return clip.place.start; };
    auto after = std::ranges::lower_bound(clips_, near, {}, by_start);
    auto before = after;
    for (std::size_t n = 0; n < most && (before != clips_.begin() || after != clips_.end()); ++n) {
        const bool forwards =
            before == clips_.begin() ||
            (after != clips_.end() && after->place.start - near <= near - (before - 1)->place.start);
        const Clip& clip = forwards ? *after++ : *--before;
        append(clip, {clip.place.start, clip.place.start + SampleCount{1}}, cues);
    }
}

} // namespace dub::render
