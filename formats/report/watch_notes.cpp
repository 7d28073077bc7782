#include "formats/report/watch_notes.h"

#include <algorithm>

#include <fmt/format.h>

#include "formats/json/json.h"

namespace dub::report {
namespace {

using json::Json;
using json::text_of;

constexpr const char* kind = "dubstage watch-down notes";

std::string one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

Result<WatchNote> note_of(const Json& entry, const TimecodeFormat& timecode) {
    if (!entry.is_object()) return fail(ErrorCode::invalid, "it is no object");
    TRY(const FramePos at, parse_timecode(text_of(entry, "timecode"), timecode));
    WatchNote note{at, text_of(entry, "heard"), one_line(text_of(entry, "text"))};
    if (note.text.empty() || note.text.size() > note_bytes_max)
        return fail(ErrorCode::invalid,
                    fmt::format("its text has {} bytes; expected 1 to {}", note.text.size(), note_bytes_max));
    return note;
}

} // namespace

Result<WatchNotes> with_note(WatchNotes notes, WatchNote note) {
    note.text = one_line(std::move(note.text));
    if (note.text.empty()) return fail(ErrorCode::usage, "A note needs a text.");
    if (note.text.size() > note_bytes_max)
        return fail(ErrorCode::usage,
                    fmt::format("The note is {} bytes long; expected {} at most. Make two of it.",
                                note.text.size(), note_bytes_max));
    if (notes.notes.size() >= notes_most)
        return fail(ErrorCode::usage, fmt::format("There are {} notes; more are not kept.", notes_most));
    const auto after = std::ranges::upper_bound(notes.notes, note.at, {}, &WatchNote::at);
    notes.notes.insert(after, std::move(note));
    return notes;
}

std::string notes_json(const WatchNotes& notes) {
    Json list = Json::array();
    for (const WatchNote& note : notes.notes)
        list.push_back(
            {{"timecode", to_timecode(note.at, notes.timecode)}, {"heard", note.heard}, {"text", note.text}});
    return json::to_text(Json{{"kind", kind},
                              {"delivery", notes.delivery},
                              {"session", notes.session},
                              {"fps", name_of(notes.timecode)},
                              {"notes", std::move(list)}}) +
           "\n";
}

std::string notes_text(const WatchNotes& notes) {
    std::string text =
        fmt::format("Notes on {} ({}, {} fps)\n\n", notes.delivery, notes.session, name_of(notes.timecode));
    std::string heard;
    for (const WatchNote& note : notes.notes) {
        if (std::exchange(heard, note.heard) != note.heard) text += fmt::format("  {}\n", note.heard);
        text += fmt::format("{}  {}\n", to_timecode(note.at, notes.timecode), note.text);
    }
    if (notes.notes.empty()) text += "None.\n";
    return text;
}

Result<WatchNotes> read_notes(std::string_view text, std::string_view name) {
    TRY(const Json document, json::parse(text, name));
    if (!document.is_object() || text_of(document, "kind") != kind || !document.contains("notes") ||
        !document["notes"].is_array() || document["notes"].size() > notes_most)
        return fail(ErrorCode::invalid, fmt::format("{} holds no notes of a watch-down.", name));
    WatchNotes notes{text_of(document, "delivery"), text_of(document, "session"), {}, {}};
    auto timecode = timecode_format(text_of(document, "fps"));
    if (!timecode) return std::unexpected(in_context(std::move(timecode).error(), std::string(name)));
    notes.timecode = *timecode;
    for (const Json& entry : document["notes"]) {
        auto note = note_of(entry, notes.timecode);
        if (!note)
            return std::unexpected(in_context(
                std::move(note).error(), fmt::format("reading note {} of {}", notes.notes.size() + 1, name)));
        notes.notes.push_back(std::move(*note));
    }
    std::ranges::stable_sort(notes.notes, {}, &WatchNote::at);
    return notes;
}

} // namespace dub::report
