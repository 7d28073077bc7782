// What the mobs below a master clip tell about the recording: how it counts time, roll, scene and take.
#include <algorithm>

#include "formats/turnover/aaf/sources.h"

namespace dub::turnover::aaf {
namespace {

std::string comment(const conform::Source& source, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        for (const auto& [key, text] : source.comments)
            if (std::ranges::equal(key, name, {},
                                   [](char c) { return std::tolower(static_cast<unsigned char>(c)); }))
                return text;
    return {};
}

} // namespace

const Object* timecode_in(const Object& segment, const Dictionary& dictionary) {
    if (dictionary.class_of(segment) == Class::timecode) return &segment;
    if (dictionary.class_of(segment) != Class::sequence) return nullptr;
    const auto parts = segment.children(pid::components);
    if (parts.empty() || dictionary.class_of(*parts.front()) != Class::timecode) return nullptr;
    return parts.front();
}

TimecodeFormat format_of(const Object& timecode, Rational rate) {
    TimecodeFormat format;
    format.nominal = timecode.integer(pid::timecode_fps).value_or(0);
    if (format.nominal <= 0 || format.nominal > 1000)
        format.nominal = std::clamp<std::int64_t>(rate.ceil(), 1, 1000);
    format.rate = {rate.num(), rate.den()};
    // A slot in samples, or one that does not go with the count: the count is all that is known.
    const double ratio = rate.value() / static_cast<double>(format.nominal);
    if (ratio < 0.998 || ratio > 1.002) format.rate = {format.nominal, 1};
    const bool drop = timecode.integer(pid::timecode_drop).value_or(0) != 0;
    if (drop && format.nominal % 30 == 0) format.drop = DropFrame::yes;
    return format;
}

// The deepest timecode counts: that of the tape, not that which a transcode began at 0.
void Sources::read_timecode(const Chain& chain, std::size_t from, conform::Source& source) const {
    // From the recording's first sample down.
    Place at = chain[from];
    at.at = {};
    for (std::size_t step = from; step < chain.size() + 1; ++step) {
        for (const Slot& slot : at.mob->slots) {
            const Object* timecode = slot.segment && slot.rate > Rational{} && is_timecode(slot.data)
                                         ? timecode_in(*slot.segment, dictionary_)
                                         : nullptr;
            if (!timecode) continue;
            source.timecode = format_of(*timecode, slot.rate);
            const Rational rate{source.timecode->rate.num, source.timecode->rate.den};
            // A hundredth of a frame for those who rounded a frame's first sample down.
            source.start = FramePos{timecode->integer(pid::timecode_start).value_or(0) +
                                    (at.at * rate + Rational{1, 100}).floor()};
            break;
        }
        const auto next = below(at);
        if (!next) break;
        at = *next;
    }
}

void Sources::read_names(const Chain& chain, conform::Source& source) const {
    for (const Place& place : chain)
        for (auto& fact : dictionary_.comments(*place.mob->object, pid::mob_comments))
            if (std::ranges::find(source.comments, fact) == source.comments.end())
                source.comments.push_back(std::move(fact));
    for (const Place& place : chain) {
        const Object* descriptor = place.mob->object->child(pid::descriptor);
        if (!descriptor || place.mob->kind != Class::source_mob) continue;
        const Class kind = dictionary_.class_of(*descriptor);
        if (kind == Class::tape_descriptor || kind == Class::film_descriptor) source.tape = place.mob->name;
        if (kind == Class::import_descriptor) // the file that this one was made from
            for (std::string& original : locators_of(*descriptor))
                if (std::ranges::find(source.locators, original) == source.locators.end())
                    source.locators.push_back(std::move(original));
    }
    if (std::string path = comment(source, {"unc path"}); !path.empty())
        source.locators.push_back(std::move(path));
    source.scene = comment(source, {"scene"});
    source.take = comment(source, {"take"});
    if (std::string roll = comment(source, {"soundroll", "sound roll"}); !roll.empty()) source.tape = roll;
    if (source.tape.empty())
        source.tape = comment(source, {"tape", "tapeid", "tape id", "reel", "reel name"});
}

} // namespace dub::turnover::aaf
