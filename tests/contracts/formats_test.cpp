// Every reader of ours, one table: it takes its own small sample, refuses the others', and whatever is cut
// off or flipped it answers with a value or with a sentence.
#include <gtest/gtest.h>

#include "engine/core/audio_buffer.h"
#include "formats/adm/bed.h"
#include "formats/adm/summary.h"
#include "formats/delivery/builtin.h"
#include "formats/delivery/spec.h"
#include "formats/project/edit_script.h"
#include "formats/project/project.h"
#include "formats/wave/bytes.h"
#include "formats/wave/wave_reader.h"
#include "formats/wave/wave_writer.h"
#include "tests/support/dice.h"
#include "tests/support/small_session.h"
#include "tests/support/temp_folder.h"

namespace dub::test {
namespace {

struct Format {
    std::string name;
    std::string sample;
    std::function<Result<void>(const std::string&)> read;
};

template <class T> Result<void> outcome(const Result<T>& read) {
    if (!read) return std::unexpected(read.error());
    return {};
}

adm::BedChunks bed() {
    adm::Bed bed;
    bed.layout = *layout_named("2.0");
    bed.rate = {48000};
    bed.length = {100};
    bed.programme = bed.content = bed.object = "bed";
    return must(adm::bed_chunks(bed));
}

// A hundred samples with every chunk we know.
std::string wave_sample() {
    const TempFolder folder;
    wave::WriteOptions options;
    options.layout = *layout_named("2.0");
    options.bext = wave::Bext{.description = "sample", .time_reference = {3600}};
    options.ixml = wave::Ixml{.project = "sample", .track_names = {"L", "R"}};
    const auto chunks = bed();
    options.chna = chunks.chna;
    options.axml = chunks.axml;
    auto writer = must(wave::WaveWriter::create(folder.path() / "a.wav", options));
    const AudioBuffer silence(2, 100);
    if (!writer->write(silence.block()) || !writer->finish())
        throw std::logic_error("the sample was not written");
    return must(read_text_file(folder.path() / "a.wav", 1'000'000));
}

Result<void> read_wave(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text));
    TRY(auto reader, wave::WaveReader::open(wave::bytes_in_memory("sample", {bytes.begin(), bytes.end()})));
    AudioBuffer buffer(reader->format().layout.channels(), 64);
    for (const std::int64_t at : {std::int64_t{0}, reader->format().length.value - 32})
        CHECK(reader->read({at}, buffer.block()));
    return {};
}

std::string session_sample() {
    session::Session session = small_session();
    put(session, "DX 1", 0, 1000);
    return project::to_text(session);
}

const std::vector<Format>& formats() {
    static const std::vector<Format> all{
        {"wave", wave_sample(), read_wave},
        {"session", session_sample(),
         [](const std::string& text) { return outcome(project::from_text(text, "sample")); }},
        {"edit script", R"([{"edit":"rename_track","track":"DX 1","name":"BOOM"},
{"edit":"ripple_insert","at":"01:00:00:12","length":"00:00:01:00","tracks":["DX 1"]}])",
         [](const std::string& text) { return outcome(project::parse_edit_script(text, "sample")); }},
        {"delivery spec", std::string(delivery::builtin_specs().front().text),
         [](const std::string& text) { return outcome(delivery::parse_spec(text, "sample")); }},
        {"adm", bed().axml,
         [chna = bed().chna](const std::string& text) {
             return outcome(adm::read_adm(text, chna, "sample"));
         }},
    };
    return all;
}

void expect_an_answer(const Format& format, const std::string& text, const std::string& what) {
    const auto read = format.read(text);
    EXPECT_TRUE(read || !read.error().sentence.empty()) << format.name << ", " << what;
}

TEST(Formats, each_takes_its_own_and_refuses_the_others) {
    for (const Format& reader : formats())
        for (const Format& written : formats()) {
            const auto read = reader.read(written.sample);
            EXPECT_EQ(read.has_value(), &reader == &written)
                << written.name << " as " << reader.name << ": " << (read ? "" : read.error().text());
            expect_an_answer(reader, written.sample, written.name);
        }
}

TEST(Formats, nothing_at_all_is_refused) {
    for (const Format& format : formats())
        EXPECT_FALSE(format.read("")) << format.name;
}

TEST(Formats, whatever_is_cut_off_there_is_an_answer) {
    for (const Format& format : formats()) {
        const std::size_t step = std::max<std::size_t>(1, format.sample.size() / 300);
        for (std::size_t length = 0; length < format.sample.size(); length += step)
            expect_an_answer(format, format.sample.substr(0, length), "cut at " + std::to_string(length));
    }
}

TEST(Formats, whatever_bit_flips_there_is_an_answer) {
    Dice dice(22);
    for (const Format& format : formats())
        for (int n = 0; n < 300; ++n) {
            std::string text = format.sample;
            const auto at =
                static_cast<std::size_t>(dice.whole(0, static_cast<std::int64_t>(text.size()) - 1));
            text[at] = static_cast<char>(text[at] ^ (1 << dice.whole(0, 7)));
            expect_an_answer(format, text, "flipped at " + std::to_string(at));
        }
}

} // namespace
} // namespace dub::test
