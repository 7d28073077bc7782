#include "engine/conform/clip_changes.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace dub::conform {
namespace {

using session::Clip;

// The recording behind a clip: a recording that was exchanged or imported twice is another.
SampleCount sync(const Clip& clip) { return clip.place.start - clip.source_start; }

std::string differences(const Clip& a, const Clip& b) {
    std::string what;
    const auto add = [&](bool differs, std::string_view word) {
        if (differs) what += fmt::format("{}{}", what.empty() ? "" : ", ", word);
    };
    add(a.place != b.place, "trimmed");
    add(a.gain != b.gain || a.gain_envelope != b.gain_envelope, "gain");
    add(a.in != b.in || a.out != b.out, "fades");
    add(a.channels != b.channels, "channels");
    add(a.muted != b.muted, a.muted ? "heard again" : "muted");
    add(a.name != b.name, "name");
    return what;
}

class Matcher {
  public:
    Matcher(const session::Session& session, std::vector<OldClip>& old, std::vector<NewClip>& fresh,
            SampleRange range)
        : session_(session)
        , old_(old)
        , fresh_(fresh)
        , range_(range) {
        for (std::size_t i = 0; i < old.size(); ++i)
            by_media_.emplace(old[i].clip->media, i);
    }

    Matched run() {
        pass([](const OldClip& a, const NewClip& b) {
            return a.track == b.track && a.clip->place == b.clip.place && sync(*a.clip) == sync(b.clip);
        });
        pass([](const OldClip& a, const NewClip& b) {
            return a.track == b.track && sync(*a.clip) == sync(b.clip) &&
                   a.clip->place.overlaps(b.clip.place);
        });
        pass([](const OldClip& a, const NewClip& b) {
            return sync(*a.clip) == sync(b.clip) && a.clip->place.overlaps(b.clip.place);
        });
        pass([](const OldClip& a, const NewClip& b) {
            const SampleRange x{a.clip->source_start, a.clip->source_start + a.clip->place.length()};
            const SampleRange y{b.clip.source_start, b.clip.source_start + b.clip.place.length()};
            return x.overlaps(y);
        });
        for (const NewClip& one : fresh_)
            if (!one.clip.id) change(ChangeKind::added, one.track, one.clip.name, {}, one.clip.place, "");
        for (const OldClip& one : old_)
            if (!one.matched)
                change(ChangeKind::removed, one.track, one.clip->name, one.clip->place.clipped(range_), {},
                       "");
        std::ranges::stable_sort(
            out_.changes, {}, [](const ClipChange& c) { return c.after ? c.after->start : c.before->start; });
        return std::move(out_);
    }

  private:
    template <class Same> void pass(const Same& same) {
        for (NewClip& one : fresh_) {
            if (one.clip.id) continue;
            const auto [from, to] = by_media_.equal_range(one.clip.media);
            for (auto at = from; at != to; ++at) {
                OldClip& old = old_[at->second];
                if (old.matched || !same(old, one)) continue;
                pair(old, one);
                break;
            }
        }
    }

    void pair(OldClip& old, NewClip& one) {
        old.matched = true;
        const Clip before = *old.clip;
        const bool moved = sync(before) != sync(one.clip) || old.track != one.track;
        // Inside the range alone it is compared: what lies outside is not this turnover's business.
        Clip inside = before;
        inside.place = before.place.clipped(range_);
        inside.source_start += inside.place.start - before.place.start;
        if (inside.place.start != before.place.start) inside.in = one.clip.in;
        if (inside.place.end != before.place.end) inside.out = one.clip.out;
        std::string what = differences(inside, one.clip);
        one.clip.id = before.id;
        if (!moved && what.empty()) {
            ++out_.unchanged;
            one.clip.locked = before.locked;
            one.from = NewClip::From::kept;
            return;
        }
        if (old.track != one.track)
            what = fmt::format("from {}{}{}", name_of(old.track), what.empty() ? "" : ", ", what);
        change(moved ? ChangeKind::moved : ChangeKind::changed, one.track, one.clip.name, inside.place,
               one.clip.place, std::move(what));
    }

    std::string name_of(TrackId id) const {
        const session::Track* const track = session::find_track(session_, id);
        return track == nullptr ? id.text() : track->name;
    }

    void change(ChangeKind kind, TrackId track, const std::string& name, std::optional<SampleRange> before,
                std::optional<SampleRange> after, std::string what) {
        out_.changes.push_back({kind, name_of(track), name, before, after, std::move(what)});
    }

    const session::Session& session_;
    std::vector<OldClip>& old_;
    std::vector<NewClip>& fresh_;
    SampleRange range_;
    std::multimap<MediaId, std::size_t> by_media_;
    Matched out_;
};

} // namespace

Matched match_clips(const session::Session& session, std::vector<OldClip>& old, std::vector<NewClip>& fresh,
                    SampleRange range) {
    return Matcher(session, old, fresh, range).run();
}

} // namespace dub::conform
