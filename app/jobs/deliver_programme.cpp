#include "app/jobs/deliver_programme.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "engine/session/names.h"
#include "formats/report/numbers.h"

namespace dub::app {
namespace {

TimecodeFormat delivered_format(const TimecodeFormat& session, FrameRate to) {
    if (to == session.rate) return session;
    for (const DropFrame drop : {session.drop, DropFrame::no})
        for (const NamedTimecodeFormat& named : timecode_formats())
            if (named.format.rate == to && named.format.drop == drop) return named.format;
    return {to, (to.num + to.den - 1) / to.den, DropFrame::no};
}

// The frame of the same label: 01:00:00:00 stays 01:00:00:00 at any rate. Frames of a second that the new
// rate does not count that far are scaled; a label that drop-frame leaves out gives the next there is.
FramePos relabelled(FramePos frame, const TimecodeFormat& from, const TimecodeFormat& to) {
    if (from.nominal == to.nominal && from.drop == to.drop) return frame;
    const std::string label = to_timecode(frame, from);
    const std::string seconds = label.substr(0, label.size() - 2);
    std::int64_t of_second = std::stoll(label.substr(label.size() - 2));
    if (of_second >= to.nominal) of_second = of_second * to.nominal / from.nominal;
    for (; of_second < to.nominal; ++of_second)
        if (const auto found = parse_timecode(fmt::format("{}{:02}", seconds, of_second), to)) return *found;
    return frame;
}

class Maker {
  public:
    Maker(const session::Session& session, const std::optional<session::RateChange>& rate)
        : session_(session)
        , info_(*session.info) {
        made_.mixed_rate = made_.rate = info_.rate;
        made_.timecode = info_.timecode;
        if (rate) {
            made_.speed = session::speed_between(info_.timecode.rate, rate->to, rate->method);
            made_.timecode = delivered_format(info_.timecode, rate->to);
        }
        for (const auto& one : session.pool->pictures) {
            const FrameRange covered{one->at, one->at + one->length};
            if (!pictures_) pictures_ = covered;
            pictures_ = {std::min(pictures_->start, covered.start), std::max(pictures_->end, covered.end)};
        }
    }

    Result<Programme> run(const std::string& session_file) {
        CHECK(restamp());
        made_.segmented = !session_.segments->empty();
        for (const session::Segment& segment : *session_.segments)
            add(segment);
        if (!made_.segmented) add({.action = session::programme(session_)});
        if (made_.length.value <= 0)
            return fail(ErrorCode::unfit,
                        fmt::format("{} is empty: import sound or a picture first", session_file));
        return std::move(made_);
    }

  private:
    Result<void> restamp() {
        const session::Speed& speed = made_.speed;
        if (speed.is_normal() || made_.made_anew()) return {};
        const std::string to = report::rate_name(made_.timecode.rate);
        const double exact = static_cast<double>(info_.rate.hz) * static_cast<double>(speed.num) /
                             static_cast<double>(speed.den);
        if (info_.rate.hz * speed.num % speed.den != 0) {
            const double nearest = std::round(exact);
            return fail(
                ErrorCode::unfit,
                fmt::format("restamping {} Hz for {} fps asks for {:.3f} Hz, and a file can only say "
                            "whole numbers: at {:.0f} Hz an hour would be {:.0f} samples off. Set the "
                            "version's method to resample",
                            info_.rate.hz, to, exact, nearest, std::abs(exact - nearest) * 3600));
        }
        made_.rate.hz = info_.rate.hz * speed.num / speed.den;
        return {};
    }

    // Delivered samples of so many frames from the beginning of what is joined.
    [[nodiscard]] SamplePos on_grid(FrameCount from_begin) const {
        return dub::first_sample(begin_ + from_begin, made_.timecode.rate, made_.rate);
    }

    void add(const session::Segment& segment) {
        Piece piece;
        piece.frames = segment.action;
        piece.session = {session::sample_of(session_, segment.action.start),
                         session::sample_of(session_, segment.action.end)};
        if (made_.pieces.empty()) {
            begin_ = segment.action.start;
            made_.mixed_from = piece.session.start;
            made_.resampled_from = on_grid({});
        }
        piece.reel = reel_of(segment, made_.timecode);
        piece.reel.ffoa =
            relabelled(segment.ffoa_timecode.value_or(segment.action.start), info_.timecode, made_.timecode);
        // Resampled or stretched, a piece begins on the new rate's own grid; else its samples are those of
        // the mix.
        piece.joined.start = made_.made_anew() ? SamplePos{} + (on_grid(frames_) - made_.resampled_from)
                                               : SamplePos{} + made_.mixed;
        note_error(piece);
        frames_ += piece.frames.length();
        made_.mixed += piece.session.length();
        piece.joined.end = made_.made_anew() ? SamplePos{} + (on_grid(frames_) - made_.resampled_from)
                                             : SamplePos{} + made_.mixed;
        made_.length = piece.joined.end - SamplePos{};
        if (pictures_) piece.picture = picture_over(piece);
        if (made_.segmented) reach_of_picture(piece);
        made_.pieces.push_back(std::move(piece));
    }

    // A frame's place in the long-play is that of its number; joined pieces may lie a part of a sample off it
    // where a frame is no whole number of samples (29.97).
    void note_error(const Piece& piece) {
        double off = 0;
        if (made_.made_anew()) {
            const double exact = static_cast<double>((made_.mixed_from + made_.mixed).value) *
                                 static_cast<double>(made_.speed.den) / static_cast<double>(made_.speed.num);
            off = exact - static_cast<double>(on_grid(frames_).value);
        } else {
            off = static_cast<double>(
                (piece.joined.start - SamplePos{} - (on_grid(frames_) - on_grid({}))).value);
        }
        // Less than one sample is how first_sample() rounds any frame.
        if (std::abs(off) >= 1) made_.error_samples = std::max(made_.error_samples, std::abs(off));
    }

    // A picture that reaches over a neighbour is not the segment's own.
    void reach_of_picture(Piece& piece) const {
        const std::size_t here = made_.pieces.size();
        const auto& segments = *session_.segments;
        const FramePos first = here == 0 ? FramePos{} : segments[here - 1].action.end;
        for (const auto& one : session_.pool->pictures) {
            const FrameRange covered{one->at, one->at + one->length};
            const bool into_next =
                here + 1 < segments.size() && covered.end > segments[here + 1].action.start;
            if (covered.start < first || into_next) continue;
            if (covered.contains(piece.frames.start))
                piece.head = std::max(piece.head, piece.frames.start - covered.start);
            if (covered.contains(piece.frames.end - FrameCount{1}))
                piece.tail = std::max(piece.tail, covered.end - piece.frames.end);
        }
    }

    [[nodiscard]] SampleCount picture_over(const Piece& piece) const {
        const FrameRange covered = made_.segmented ? pictures_->clipped(piece.frames) : *pictures_;
        if (covered.empty()) return {};
        if (!made_.made_anew())
            return session::sample_of(session_, covered.end) - session::sample_of(session_, covered.start);
        const FrameCount before = frames_ - piece.frames.length();
        return on_grid(before + (covered.end - piece.frames.start)) -
               on_grid(before + (covered.start - piece.frames.start));
    }

    const session::Session& session_;
    const session::Info& info_;
    std::optional<FrameRange> pictures_;
    FramePos begin_;    // the first frame that is delivered, as the session counts
    FrameCount frames_; // joined so far
    Programme made_;
};

std::string segment_names(const Programme& programme) {
    std::string names;
    for (const Piece& piece : programme.pieces)
        names += (names.empty() ? "" : ", ") + piece.reel.name;
    return names;
}

} // namespace

report::Reel reel_of(const session::Segment& segment, const TimecodeFormat& timecode) {
    return {.name = segment.name,
            .kind = session::segment_kind_names[static_cast<std::size_t>(segment.kind)],
            .ffoa = segment.ffoa_timecode.value_or(segment.action.start),
            .length = segment.action.length(),
            .leader = segment.leader,
            .two_pop = segment.two_pop,
            .tail_pop = segment.tail_pop,
            .timecode = timecode};
}

SamplePos Programme::first_sample() const {
    return dub::first_sample(pieces.front().reel.ffoa, timecode.rate, rate);
}

Result<Programme> programme_of(const session::Session& session, const std::string& session_file,
                               const std::optional<session::RateChange>& rate) {
    return Maker(session, rate).run(session_file);
}

Cut whole_cut(const Programme& programme) {
    Cut cut;
    cut.joined = programme.joined();
    cut.start = programme.first_sample();
    for (const Piece& piece : programme.pieces)
        if (piece.picture) cut.length_expected = cut.length_expected.value_or(SampleCount{}) + *piece.picture;
    return cut;
}

Cut segment_cut(const Programme& programme, const Piece& piece, delivery::Leader leader) {
    const report::Reel& reel = piece.reel;
    const auto sample = [&](FramePos frame) {
        return first_sample(frame, programme.timecode.rate, programme.rate);
    };
    Cut cut;
    cut.segment = reel.name;
    cut.joined = piece.joined;
    cut.start = sample(reel.ffoa);
    if (leader == delivery::Leader::pops) {
        cut.start = sample(std::min(report::file_begin(reel), reel.ffoa - piece.head));
        cut.lead = sample(reel.ffoa) - cut.start;
        const FramePos end = reel.ffoa + reel.length;
        FramePos file_end = end + piece.tail;
        const auto pop = [&](FramePos frame, SamplePos file_zero) {
            const FramePos after = frame + FrameCount{1};
            cut.pops.push_back(
                {SamplePos{} + (sample(frame) - file_zero), SamplePos{} + (sample(after) - file_zero)});
            file_end = std::max(file_end, after);
        };
        if (const auto at = report::two_pop_of(reel)) pop(*at, cut.start);
        // Counted from the end of the action: that is where the sound ends to the sample.
        if (const auto at = report::tail_pop_of(reel))
            pop(*at, sample(end) - cut.lead - piece.joined.length());
        cut.tail = sample(file_end) - sample(end);
    }
    if (piece.picture) cut.length_expected = *piece.picture + cut.lead + cut.tail;
    return cut;
}

Result<std::vector<Cut>> cuts_for(const Programme& programme, const delivery::Spec& spec,
                                  const std::vector<std::string>& asked) {
    std::vector<Cut> cuts;
    const auto add_all = [&] {
        for (const Piece& piece : programme.pieces)
            cuts.push_back(segment_cut(programme, piece, spec.leader));
    };
    const auto once = [&](Cut cut) {
        if (std::ranges::find(cuts, cut.segment, &Cut::segment) == cuts.end()) cuts.push_back(std::move(cut));
    };
    if (asked.empty() && programme.segmented && spec.segments == delivery::Segments::each)
        add_all();
    else if (asked.empty())
        cuts.push_back(whole_cut(programme));
    for (const std::string& name : asked) {
        if (name == "longplay") {
            once(whole_cut(programme));
            continue;
        }
        if (!programme.segmented)
            return fail(ErrorCode::usage,
                        "--segment: the session has no segments; the edit add_segment makes "
                        "one, and without them only longplay can be asked for");
        if (name == "all") {
            for (const Piece& piece : programme.pieces)
                once(segment_cut(programme, piece, spec.leader));
            continue;
        }
        const auto at = std::ranges::find(
            programme.pieces, name, [](const Piece& piece) -> const std::string& { return piece.reel.name; });
        if (at == programme.pieces.end())
            return fail(
                ErrorCode::usage,
                fmt::format("--segment: there is no segment '{}'; the session has {} (and all, longplay)",
                            name, segment_names(programme)));
        once(segment_cut(programme, *at, spec.leader));
    }
    return cuts;
}

} // namespace dub::app
