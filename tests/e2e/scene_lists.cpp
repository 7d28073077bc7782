#include "tests/e2e/scene_lists.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/demo/scene.h"
#include "engine/core/timecode.h"

namespace dub::test {
namespace {

// CMX3600 as Avid writes it: cuts, dissolves in pairs, fades from and to black, levels as comments.
class EdlText {
  public:
    explicit EdlText(const std::string& title)
        : text_("TITLE: " + title + "\nFCM: NON-DROP FRAME\n\n") {}

    void track(int channel, const Cuts& cuts) {
        for (std::size_t i = 0; i < cuts.size(); ++i) {
            const Cut& cut = cuts[i];
            const bool into_next = i + 1 < cuts.size() && cuts[i + 1].at < cut.at + cut.length;
            const bool from_last = i > 0 && cuts[i - 1].at + cuts[i - 1].length > cut.at;
            const std::int64_t heard =
                cut.length - cut.fade_out; // the rest belongs to the dissolve behind it
            ++number_;
            if (cut.fade_in > 0) {
                const Cut* last = from_last ? &cuts[i - 1] : nullptr;
                const std::int64_t left = last ? last->from + last->length - last->fade_out : 0;
                line(last ? last->clip : "BL", channel, "C", left, 0, cut.at, 0);
            }
            line(cut.clip, channel, cut.fade_in > 0 ? fmt::format("D    {:03}", cut.fade_in) : "C", cut.from,
                 heard, cut.at, heard);
            if (from_last) text_ += fmt::format("* FROM CLIP NAME: {}.wav\n", cuts[i - 1].clip);
            text_ += fmt::format("* {} CLIP NAME: {}.wav\n", cut.fade_in > 0 ? "TO" : "FROM", cut.clip);
            if (cut.gain_db != 0)
                text_ += fmt::format("* AUDIO LEVEL AT 00:00:00:00 IS {:.2f} DB  (REEL {} A{})\n",
                                     cut.gain_db, cut.clip, channel);
            if (cut.fade_out == 0 || into_next) continue;
            ++number_;
            line(cut.clip, channel, "C", cut.from + heard, 0, cut.at + heard, 0);
            line("BL", channel, fmt::format("D    {:03}", cut.fade_out), 0, cut.fade_out, cut.at + heard,
                 cut.fade_out);
            text_ += fmt::format("* FROM CLIP NAME: {}.wav\n", cut.clip);
        }
    }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    void line(const std::string& reel, int channel, const std::string& how, std::int64_t from,
              std::int64_t length, std::int64_t at, std::int64_t record) {
        const std::string name = channel == 1 ? "A" : channel == 2 ? "A2" : "NONE";
        text_ += fmt::format("{:03}  {:<32} {:<5} {:<8} {} {} {} {}\n", number_, reel, name, how, tc(from),
                             tc(from + length), tc(at), tc(at + record));
        if (channel > 2) text_ += fmt::format("AUD  {}\n", channel == 3 ? "3" : "     4");
    }
    std::string text_;
    int number_ = 0;
};

} // namespace

std::int64_t frames(double seconds) { return std::llround(seconds * fps); }
std::string tc(std::int64_t frame) { return to_timecode(FramePos{frame}, TimecodeFormat{}); }

// The scene's clips on the tracks of one department, in order; `files` says how long each recording is.
std::map<std::string, Cuts> cuts_of(const std::vector<std::string>& tracks, const Lengths& files) {
    std::map<std::string, Cuts> cuts;
    for (const auto& one : app::rain_at_the_gate().placements) {
        const std::string track(one.track);
        if (std::ranges::find(tracks, track) == tracks.end() || one.at > 50) continue;
        const std::string clip(one.material);
        const std::int64_t whole = files.at(clip) - 1; // frames that are surely there
        const std::int64_t from = frames(one.from);
        Cut cut{clip,
                3600 * fps + frames(one.at),
                from,
                std::min(one.length > 0 ? frames(one.length) : whole, whole - from),
                frames(one.fade_in),
                frames(one.fade_out),
                one.gain_db};
        auto& list = cuts[track];
        // An editor's overlap: a crossfade as long as what both share.
        if (!list.empty() && list.back().at + list.back().length > cut.at) {
            std::int64_t shared = list.back().at + list.back().length - cut.at;
            list.back().length -= shared % 2; // half of it lies to each side of the cut
            shared -= shared % 2;
            list.back().fade_out = cut.fade_in = shared;
        }
        list.push_back(cut);
    }
    return cuts;
}

const std::vector<Department>& departments() {
    static const std::vector<Department> all{
        {"dialogue", {"DX MARA", "DX JON", "DX OFF"}, {"DX 1", "DX 2", "DX 3"}},
        {"foley", {"FOL STEPS"}, {"FOL 1"}},
        {"effects", {"FX GATE", "FX CAR", "FX THUNDER", "FX FIRE"}, {"FX 1", "FX 2", "FX 3", "FX 4"}},
    };
    return all;
}

std::string edl_of(const Department& one, const Lengths& files) {
    auto cuts = cuts_of(one.tracks, files);
    EdlText edl(one.name);
    for (std::size_t i = 0; i < one.tracks.size(); ++i)
        edl.track(static_cast<int>(i) + 1, cuts[one.tracks[i]]);
    return edl.text();
}

} // namespace dub::test
