#include "formats/wave/wave_header.h"

#include "formats/wave/bext.h"
#include "formats/wave/bytes.h"
#include "formats/wave/chna_speakers.h"
#include "formats/wave/ixml.h"

namespace dub::wave {
namespace {

constexpr std::uint32_t in_ds64 = 0xFFFFFFFF; // "the size stands in ds64"
constexpr std::uint32_t junk_size = 64;       // ds64 with room for three table entries, as recorders reserve
constexpr std::size_t ds64_used = 28;

void chunk(ByteWriter& out, std::string_view id, std::span<const std::byte> payload) {
    out.text(id).put(static_cast<std::uint32_t>(payload.size())).append(payload).zeros(payload.size() & 1U);
}

// Tech 3306: RIFF size, data size, samples per channel, no table.
void ds64(ByteWriter& out, std::uint64_t riff_size, std::uint64_t data_size, std::uint64_t samples) {
    out.text("ds64").put(junk_size).put(riff_size).put(data_size).put(samples).put(std::uint32_t{0});
    out.zeros(junk_size - ds64_used);
}

// fmt … chna; independent of any length but the sample count in fact.
void descriptive_chunks(ByteWriter& out, const Header& header, std::uint32_t samples_32) {
    chunk(out, "fmt ", format_payload(header.format));
    // Only integer PCM does without fact (Microsoft, "New Multimedia Data Types", 1994).
    if (header.format.type == SampleType::float32) out.text("fact").put(std::uint32_t{4}).put(samples_32);
    if (header.bext) chunk(out, "bext", bext_payload(*header.bext));
    if (header.ixml) {
        const std::string text = ixml_text(*header.ixml);
        chunk(out, "iXML", std::as_bytes(std::span(text)));
    }
    if (!header.chna.empty()) chunk(out, "chna", chna_payload(header.chna));
}

} // namespace

std::vector<std::byte> header_bytes(const Header& header, std::uint64_t samples, std::uint64_t tail_size) {
    const std::uint64_t data_size = samples * static_cast<std::uint64_t>(header.format.block_align());
    ByteWriter body;
    descriptive_chunks(body, header, samples < in_ds64 ? static_cast<std::uint32_t>(samples) : in_ds64);
    const std::uint64_t header_size = 12 + 8 + junk_size + body.size() + 8;
    const std::uint64_t riff_size = header_size - 8 + data_size + tail_size;
    const bool large = riff_size >= in_ds64;

    ByteWriter out;
    out.text(!large ? "RIFF" : header.large == LargeForm::rf64 ? "RF64" : "BW64");
    out.put(large ? in_ds64 : static_cast<std::uint32_t>(riff_size)).text("WAVE");
    if (large)
        ds64(out, riff_size, data_size, samples);
    else
        out.text("JUNK").put(junk_size).zeros(junk_size);
    out.append(body.take());
    out.text("data").put(large ? in_ds64 : static_cast<std::uint32_t>(data_size));
    return out.take();
}

std::vector<std::byte> tail_bytes(std::uint64_t data_bytes, const std::string& axml) {
    ByteWriter out;
    out.zeros(data_bytes & 1U);
    if (axml.empty()) return out.take();
    if ((data_bytes + out.size()) % 4 != 0) out.text("JUNK").put(std::uint32_t{2}).zeros(2);
    chunk(out, "axml", std::as_bytes(std::span(axml)));
    return out.take();
}

} // namespace dub::wave
