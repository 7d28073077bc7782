#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "formats/turnover/aaf/write_parts.h"
#include "formats/wave/fmt_chunk.h"

namespace dub::turnover::aaf {
namespace {

enum class FileKind : unsigned char { wave, aiff, other };

FileKind kind_of(std::string_view place) {
    std::string lower;
    for (const char c : place.substr(place.size() - std::min<std::size_t>(place.size(), 5)))
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const std::string_view wave : {".wav", ".bwf", ".wave", ".rf64"})
        if (lower.ends_with(wave)) return FileKind::wave;
    for (const std::string_view aiff : {".aif", ".aiff", ".aifc"})
        if (lower.ends_with(aiff)) return FileKind::aiff;
    return FileKind::other;
}

struct Format {
    std::int64_t rate = 48000, length = 0; // samples
    int channels = 1, bits = 24;
};

Format format_of(const conform::Source& source, Rational played_to) {
    Format format;
    if (source.rate) format.rate = source.rate->hz;
    if (source.channels > 0) format.channels = source.channels;
    if (source.bits > 0) format.bits = source.bits;
    format.length =
        std::max<std::int64_t>((source.length.value_or(played_to) * Rational{format.rate}).nearest(), 0);
    return format;
}

// A wave file up to its samples.
std::vector<std::byte> wave_summary(const Format& format) {
    const int block = format.channels * (format.bits + 7) / 8;
    const auto data = static_cast<std::uint32_t>(std::min<std::int64_t>(format.length * block, 0xFFFF'FF00));
    wave::ByteWriter head;
    head.text("RIFF").put(static_cast<std::uint32_t>(data + 36)).text("WAVEfmt ").put(std::uint32_t{16});
    head.put(std::uint16_t{1}).put(static_cast<std::uint16_t>(format.channels));
    head.put(static_cast<std::uint32_t>(format.rate)).put(static_cast<std::uint32_t>(format.rate * block));
    head.put(static_cast<std::uint16_t>(block))
        .put(static_cast<std::uint16_t>(format.bits))
        .text("data")
        .put(data);
    return head.take();
}

// An AIFF up to its samples; its rate is an 80-bit float.
std::vector<std::byte> aiff_summary(const Format& format) {
    const auto big = [](auto value) {
        if constexpr (sizeof value == 2)
            return __builtin_bswap16(static_cast<std::uint16_t>(value));
        else if constexpr (sizeof value == 4)
            return __builtin_bswap32(static_cast<std::uint32_t>(value));
        else
            return __builtin_bswap64(static_cast<std::uint64_t>(value));
    };
    const int block = format.channels * (format.bits + 7) / 8;
    const auto data = static_cast<std::uint32_t>(std::min<std::int64_t>(format.length * block, 0xFFFF'FF00));
    int exponent = 63;
    auto mantissa = static_cast<std::uint64_t>(format.rate);
    for (; mantissa != 0 && mantissa >> 63 == 0; --exponent)
        mantissa <<= 1;
    wave::ByteWriter head;
    head.text("FORM").put(big(data + 46)).text("AIFFCOMM").put(big(std::uint32_t{18}));
    head.put(big(static_cast<std::uint16_t>(format.channels)))
        .put(big(static_cast<std::uint32_t>(format.length)));
    head.put(big(static_cast<std::uint16_t>(format.bits)))
        .put(big(static_cast<std::uint16_t>(16383 + exponent)));
    head.put(big(mantissa)).text("SSND").put(big(data + 8)).zeros(8);
    return head.take();
}

Node descriptor_of(const conform::Source& source, const Format& format, const std::filesystem::path& media) {
    const std::string place = !media.empty()            ? media.string()
                              : source.locators.empty() ? source.name
                                                        : source.locators.front();
    const FileKind kind = kind_of(place);
    Node node(kind == FileKind::wave   ? Class::wave_descriptor
              : kind == FileKind::aiff ? Class::aifc_descriptor
                                       : Class::pcm_descriptor);
    node.rational(pid::sample_rate, format.rate).number(pid::descriptor_length, format.length);
    node.weak(pid::container_format, Table::containers, media.empty() ? container::external : container::aaf);
    if (kind == FileKind::wave) node.bytes(pid::wave_summary, wave_summary(format));
    if (kind == FileKind::aiff) node.bytes(pid::aifc_summary, aiff_summary(format));
    if (kind == FileKind::other) {
        constexpr Pid average_bytes = 0x3d09, block_align = 0x3d0a;
        const auto block = static_cast<std::uint16_t>(format.channels * (format.bits + 7) / 8);
        node.number(pid::bits, static_cast<std::uint32_t>(format.bits))
            .rational(pid::audio_rate, format.rate);
        node.number(pid::channels, static_cast<std::uint32_t>(format.channels)).number(block_align, block);
        node.number(average_bytes, static_cast<std::uint32_t>(block * format.rate));
    }
    std::vector<Node> locators;
    for (const std::string& url : source.locators)
        locators.push_back(std::move(Node(Class::network_locator).text(pid::url, url)));
    if (media.empty() && !locators.empty()) node.list(pid::locators, std::move(locators));
    return node;
}

Node clip_of(const MobId& id, std::uint32_t slot, std::int64_t length) {
    Node clip = component(Class::source_clip, data::sound, length);
    clip.mob(pid::source_id, id).number(pid::source_slot, slot).number(pid::start_time, std::int64_t{0});
    return clip;
}

std::vector<Node> comments_of(const conform::Source& source) {
    auto comments = source.comments;
    const auto add = [&](const std::string& name, const std::string& text) {
        const auto had = [&](const auto& one) {
            return std::ranges::equal(
                one.first, name, {}, [](unsigned char c) { return std::tolower(c); },
                [](unsigned char c) { return std::tolower(c); });
        };
        if (!text.empty() && std::ranges::none_of(comments, had)) comments.emplace_back(name, text);
    };
    add("Scene", source.scene);
    add("Take", source.take);
    std::vector<Node> nodes;
    for (const auto& [name, text] : comments)
        nodes.push_back(tagged(name, text));
    return nodes;
}

// What lies below the file: the tape with its timecode, or the file that was imported.
Node tape_of(const conform::Source& source, const MobId& id, Rational rate) {
    Node mob = mob_node(Class::source_mob, id, source.tape.empty() ? source.name : source.tape);
    mob.child(pid::descriptor, Node(source.tape.empty() ? Class::import_descriptor : Class::tape_descriptor));
    const TimecodeFormat format = source.timecode.value_or(TimecodeFormat{});
    const Rational frames{format.rate.num, format.rate.den};
    const std::int64_t day = frames_per_day(format).value;
    std::vector<Node> slots;
    slots.push_back(
        timeline_slot(1, "A1", 1, rate, clip_of({}, 0, (Rational{day} / frames * rate).nearest())));
    if (source.timecode && source.start)
        slots.push_back(timeline_slot(2, "TC1", 1, frames, timecode_node(format, *source.start, day)));
    mob.list(pid::slots, std::move(slots));
    return mob;
}

} // namespace

MobId MobIds::given(const conform::Source& source, std::size_t place) {
    const MobId id = place < source.umids.size() ? mob_id_of(source.umids[place]) : MobId{};
    return !id.none() && used_.insert(id).second ? id : fresh();
}

MobId MobIds::fresh() {
    constexpr std::array<std::uint8_t, 16> label{0x06, 0x0a, 0x2b, 0x34, 0x01, 0x01, 0x01, 0x05,
                                                 0x01, 0x01, 0x0f, 0x20, 0x13, 0x00, 0x00, 0x00};
    MobId id;
    std::ranges::copy(label, id.bytes.begin());
    for (std::size_t i = label.size(); i < id.bytes.size(); ++i)
        id.bytes.at(i) = static_cast<std::uint8_t>(random_());
    id.bytes.at(23) = static_cast<std::uint8_t>((id.bytes.at(23) & 0x0F) | 0x40); // a random UUID: version 4
    id.bytes.at(24) = static_cast<std::uint8_t>((id.bytes.at(24) & 0x3F) | 0x80);
    used_.insert(id);
    return id;
}

WrittenSource write_source(const conform::Source& source, const std::filesystem::path& media,
                           Rational played_to, MobIds& ids, std::vector<Node>& mobs,
                           std::vector<Node>& essence) {
    const Format format = format_of(source, played_to);
    const Rational rate{format.rate};
    const MobId master = ids.given(source, 0), file = ids.given(source, 1);
    const bool below = !source.tape.empty() || (source.timecode && source.start) || source.umids.size() > 2;
    const MobId tape = below ? ids.given(source, 2) : MobId{};

    Node master_mob = mob_node(Class::master_mob, master, source.name);
    std::vector<Node> slots;
    for (int c = 1; c <= format.channels; ++c)
        slots.push_back(timeline_slot(static_cast<std::uint32_t>(c), fmt::format("A{}", c), c, rate,
                                      clip_of(file, 1, format.length)));
    master_mob.list(pid::slots, std::move(slots));
    if (auto comments = comments_of(source); !comments.empty())
        master_mob.list(pid::mob_comments, std::move(comments));
    mobs.push_back(std::move(master_mob));

    Node file_mob = mob_node(Class::source_mob, file, source.name);
    file_mob.child(pid::descriptor, descriptor_of(source, format, media));
    std::vector<Node> file_slots;
    file_slots.push_back(timeline_slot(1, "A1", 1, rate, clip_of(tape, below ? 1 : 0, format.length)));
    file_mob.list(pid::slots, std::move(file_slots));
    mobs.push_back(std::move(file_mob));
    if (below) mobs.push_back(tape_of(source, tape, rate));
    if (!media.empty())
        essence.push_back(std::move(
            Node(Class::essence_data).mob(pid::essence_mob, file).stream(pid::essence_stream, media)));
    return {master, rate, format.channels};
}

std::array<std::byte, 8> time_now() {
    using namespace std::chrono;
    const auto now = floor<milliseconds>(system_clock::now());
    const auto today = floor<days>(now);
    const year_month_day date(today);
    const hh_mm_ss time(now - today);
    std::array<std::byte, 8> bytes{};
    const auto year = static_cast<std::int16_t>(static_cast<int>(date.year()));
    std::memcpy(bytes.data(), &year, sizeof year);
    const std::array<unsigned, 6> rest{
        static_cast<unsigned>(date.month()),           static_cast<unsigned>(date.day()),
        static_cast<unsigned>(time.hours().count()),   static_cast<unsigned>(time.minutes().count()),
        static_cast<unsigned>(time.seconds().count()), static_cast<unsigned>(time.subseconds().count() / 4)};
    for (std::size_t i = 0; i < rest.size(); ++i)
        bytes.at(i + 2) = static_cast<std::byte>(rest.at(i));
    return bytes;
}

Node mob_node(Class c, const MobId& id, std::string_view name) {
    Node mob(c);
    mob.mob(pid::mob_id, id).text(pid::mob_name, name);
    const auto now = time_now();
    mob.bytes(pid::mob_modified, now).bytes(pid::mob_created, now);
    return mob;
}

Node timeline_slot(std::uint32_t id, std::string_view name, int number, Rational rate, Node segment) {
    Node slot(Class::timeline_mob_slot);
    slot.number(pid::slot_id, id)
        .text(pid::slot_name, name)
        .number(pid::track_number, static_cast<std::uint32_t>(number));
    slot.rational(pid::edit_rate, rate)
        .number(pid::origin, std::int64_t{0})
        .child(pid::segment, std::move(segment));
    return slot;
}

Node component(Class c, const Auid& kind, std::int64_t length) {
    Node node(c);
    node.weak(pid::data_definition, Table::data, kind).number(pid::length, length);
    return node;
}

Node timecode_node(const TimecodeFormat& format, FramePos start, std::int64_t length) {
    Node node = component(Class::timecode, data::timecode, length);
    node.number(pid::timecode_start, start.value)
        .number(pid::timecode_fps, static_cast<std::uint16_t>(format.nominal));
    node.number(pid::timecode_drop, static_cast<std::uint8_t>(format.drop == DropFrame::yes));
    return node;
}

Node tagged(std::string_view name, std::string_view value) {
    Node node(Class::tagged_value);
    node.text(pid::tag_name, name).indirect(pid::tag_value, value);
    return node;
}
Node tagged(std::string_view name, std::int32_t value) {
    Node node(Class::tagged_value);
    node.text(pid::tag_name, name).indirect(pid::tag_value, value);
    return node;
}

} // namespace dub::turnover::aaf
