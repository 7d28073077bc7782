#include "formats/wave/ixml.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "formats/xml/xml.h"

namespace dub::wave {
namespace {

constexpr std::size_t tracks_max = 1024;

template <class Integer> std::optional<Integer> number(std::string_view text) {
    Integer value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::vector<std::string> track_names(xml::Node list) {
    std::vector<std::string> names;
    std::size_t next = 1;
    for (const xml::Node track : list.children("TRACK")) {
        auto index = number<std::size_t>(track.text_of("INTERLEAVE_INDEX"));
        if (!index) index = number<std::size_t>(track.text_of("CHANNEL_INDEX"));
        const std::size_t place = index.value_or(next);
        if (place == 0 || place > tracks_max) continue;
        if (names.size() < place) names.resize(place);
        names[place - 1] = track.text_of("NAME");
        next = place + 1;
    }
    return names;
}

// The stamp is split into two halves of 32 bits, as unsigned decimal numbers.
void read_speed(xml::Node speed, Ixml& ixml) {
    ixml.timecode_rate = speed.text_of("TIMECODE_RATE");
    ixml.timecode_flag = speed.text_of("TIMECODE_FLAG");
    const auto low = number<std::uint32_t>(speed.text_of("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO"));
    const auto high = number<std::uint32_t>(speed.text_of("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI"));
    if (low && high.value_or(0) < 0x7FFFFFFF)
        ixml.timestamp =
            SamplePos{static_cast<std::int64_t>((std::uint64_t{high.value_or(0)} << 32U) | *low)};
    if (const auto rate = number<std::int64_t>(speed.text_of("TIMESTAMP_SAMPLE_RATE")); rate && *rate > 0)
        ixml.timestamp_rate = SampleRate{*rate};
}

void write_if(xml::Writer& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out.element(name, value);
}

void write_speed(xml::Writer& out, const Ixml& ixml) {
    out.open("SPEED");
    write_if(out, "MASTER_SPEED", ixml.timecode_rate);
    write_if(out, "CURRENT_SPEED", ixml.timecode_rate);
    write_if(out, "TIMECODE_RATE", ixml.timecode_rate);
    write_if(out, "TIMECODE_FLAG", ixml.timecode_flag);
    if (ixml.timestamp_rate) {
        const std::string rate = std::to_string(ixml.timestamp_rate->hz);
        out.element("FILE_SAMPLE_RATE", rate)
            .element("DIGITIZER_SAMPLE_RATE", rate)
            .element("TIMESTAMP_SAMPLE_RATE", rate);
    }
    if (ixml.timestamp) {
        const auto stamp = static_cast<std::uint64_t>(ixml.timestamp->value);
        out.element("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", std::to_string(stamp >> 32U));
        out.element("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO", std::to_string(stamp & 0xFFFFFFFFU));
    }
    out.close();
}

void write_tracks(xml::Writer& out, const std::vector<std::string>& names) {
    if (names.empty()) return;
    out.open("TRACK_LIST").element("TRACK_COUNT", std::to_string(names.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string index = std::to_string(i + 1);
        out.open("TRACK").element("CHANNEL_INDEX", index).element("INTERLEAVE_INDEX", index);
        out.element("NAME", names[i]).close();
    }
    out.close();
}

} // namespace

Result<Ixml> parse_ixml(std::string_view text, std::string_view name) {
    TRY(const xml::Document document, xml::Document::parse(text, name));
    const xml::Node root = document.root();
    if (root.name() != "BWFXML")
        return fail(ErrorCode::invalid, std::string(name) + " is not iXML; expected the element BWFXML.");
    Ixml ixml;
    ixml.project = root.text_of("PROJECT");
    ixml.scene = root.text_of("SCENE");
    ixml.take = root.text_of("TAKE");
    ixml.tape = root.text_of("TAPE");
    ixml.note = root.text_of("NOTE");
    ixml.file_uid = root.text_of("FILE_UID");
    ixml.family_uid = root.child("FILE_SET").text_of("FAMILY_UID");
    ixml.original_name = root.child("HISTORY").text_of("ORIGINAL_FILENAME");
    ixml.track_names = track_names(root.child("TRACK_LIST"));
    read_speed(root.child("SPEED"), ixml);
    return ixml;
}

std::optional<TimecodeFormat> timecode_of(const Ixml& ixml) {
    std::string rate = ixml.timecode_rate; // "24000/1001", "25/1"
    if (rate.ends_with("/1")) rate.resize(rate.size() - 2);
    const auto format = timecode_format(rate);
    if (!format) return std::nullopt;
    const DropFrame drop = ixml.timecode_flag == "DF" ? DropFrame::yes : DropFrame::no;
    for (const auto& known : timecode_formats())
        if (known.format.rate == format->rate && known.format.drop == drop) return known.format;
    return *format;
}

std::string ixml_text(const Ixml& ixml) {
    xml::Writer out;
    out.open("BWFXML").element("IXML_VERSION", "2.10");
    write_if(out, "PROJECT", ixml.project);
    write_if(out, "SCENE", ixml.scene);
    write_if(out, "TAKE", ixml.take);
    write_if(out, "TAPE", ixml.tape);
    write_if(out, "NOTE", ixml.note);
    if (!ixml.timecode_rate.empty() || ixml.timestamp) write_speed(out, ixml);
    write_tracks(out, ixml.track_names);
    std::string text = out.finish();
    text.append((4 - text.size() % 4) % 4, ' ');
    return text;
}

} // namespace dub::wave
