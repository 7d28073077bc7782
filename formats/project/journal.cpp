#include "formats/project/journal.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engine/core/checksum.h"
#include "engine/session/edits/show_value.h"
#include "formats/project/project.h"
#include "formats/project/value_json.h"

namespace dub::project {

using json::Json;

namespace {

constexpr int journal_major = 1;
constexpr std::size_t crc_digits = 8;

std::string line_of(std::uint64_t sequence, const Json& payload) {
    const std::string text = json::to_text(payload, json::Form::one_line);
    const std::string body = fmt::format("{} {} {}", text.size(), sequence, text);
    return fmt::format("{:08x} {}\n", crc32c(body), body);
}

std::optional<std::uint64_t> take_number(std::string_view& text, int base, char after) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    const auto used = static_cast<std::size_t>(end - text.data());
    if (error != std::errc{} || used >= text.size() || text[used] != after) return std::nullopt;
    text.remove_prefix(used + 1);
    return number;
}

// The JSON of a line without its end; nothing when it is not true or not the one expected here.
std::optional<Json> payload_of(std::string_view line, std::uint64_t sequence) {
    if (line.size() <= crc_digits || line[crc_digits] != ' ') return std::nullopt;
    const std::string_view body = line.substr(crc_digits + 1);
    const auto crc = take_number(line, 16, ' ');
    if (!crc || *crc != crc32c(body)) return std::nullopt;
    std::string_view rest = body;
    const auto length = take_number(rest, 10, ' ');
    const auto number = take_number(rest, 10, ' ');
    if (!length || number != sequence || *length != rest.size()) return std::nullopt;
    auto payload = json::parse(rest, "journal");
    if (!payload || !payload->is_object()) return std::nullopt;
    return std::move(*payload);
}

std::string word(const Json& payload, const char* key) {
    const auto at = payload.find(key);
    return at != payload.end() && at->is_string() ? at->get<std::string>() : "";
}

std::optional<std::vector<EditCall>> edits_of(const Json& list) {
    if (!list.is_array() || list.empty()) return std::nullopt;
    std::vector<EditCall> edits;
    for (const Json& entry : list) {
        auto call = call_of(entry);
        if (!call) return std::nullopt;
        edits.push_back(std::move(*call));
    }
    return edits;
}

std::optional<JournalRecord> record_of(const Json& payload) {
    JournalRecord record{Deed::edits, word(payload, "time"), {}, {}};
    if (const auto list = payload.find("edits"); list != payload.end()) {
        auto edits = edits_of(*list);
        if (!edits) return std::nullopt;
        record.edits = std::move(*edits);
    } else if (payload.contains("undo")) {
        record.deed = Deed::undo;
    } else if (payload.contains("redo")) {
        record.deed = Deed::redo;
    } else if (record.text = word(payload, "session"); !record.text.empty()) {
        record.deed = Deed::session;
    } else if (record.text = word(payload, "saved"); !record.text.empty()) {
        record.deed = Deed::saved;
    } else {
        return std::nullopt;
    }
    return record;
}

Json payload_for(const JournalRecord& record) {
    Json payload{{"time", record.time}};
    switch (record.deed) {
    case Deed::edits:
        payload["edits"] = Json::array();
        for (const EditCall& call : record.edits)
            payload["edits"].push_back(to_json(call));
        break;
    case Deed::undo: payload["undo"] = true; break;
    case Deed::redo: payload["redo"] = true; break;
    case Deed::session: payload["session"] = record.text; break;
    case Deed::saved: payload["saved"] = record.text; break;
    }
    return payload;
}

Result<JournalHeader> header_of(std::string_view line, std::string_view name) {
    const auto payload = payload_of(line, 0);
    const auto wrong = [&](std::string_view what) {
        return fail(ErrorCode::invalid, fmt::format("{} {}; it was left as it is.", name, what));
    };
    if (!payload || word(*payload, "format") != "dubstage-journal")
        return wrong("is not a journal, or its first line is damaged");
    const auto version = payload->find("version");
    if (version == payload->end() || !version->is_array() || version->size() != 2 ||
        !(*version)[0].is_number_integer())
        return wrong("does not say its version");
    if ((*version)[0].get<std::int64_t>() != journal_major)
        return wrong("was written by another version of this program, which alone can read it");
    return JournalHeader{word(*payload, "continues"), word(*payload, "lineage")};
}

Result<session::Session> session_from(const JournalRecord& record) {
    TRY(auto loaded, from_text(record.text, "the journal's session"));
    return std::move(loaded.session);
}

// False with `refused` empty: there is nothing to undo or redo, which a true journal never asks.
bool apply_record(const JournalRecord& record, Replay& replay) {
    session::History& history = replay.history;
    switch (record.deed) {
    case Deed::saved: return true;
    case Deed::undo: return history.undo();
    case Deed::redo: return history.redo();
    case Deed::edits:
    case Deed::session: break;
    }
    auto next = record.deed == Deed::session ? session_from(record)
                                             : apply_script(history.now(), record.edits, "the journal");
    if (!next) {
        replay.refused = std::move(next.error());
        return false;
    }
    history.push(record.deed == Deed::session ? "undo" : record.edits.front().edit, std::move(*next));
    return true;
}

} // namespace

std::string journal_begin(const JournalHeader& header) {
    return line_of(0, {{"format", "dubstage-journal"},
                       {"version", {journal_major, 0}},
                       {"continues", header.continues},
                       {"lineage", header.lineage}});
}

std::string journal_line(std::uint64_t sequence, const JournalRecord& record) {
    return line_of(sequence, payload_for(record));
}

EditCall as_journalled(const EditCall& call) {
    auto back = call_of(to_json(call));
    back->line = call.line; // an edit always has a name
    return std::move(*back);
}

Result<JournalRead> read_journal(std::string_view text, std::string_view name) {
    JournalRead journal;
    std::size_t at = text.find('\n');
    TRY(journal.header, header_of(text.substr(0, std::min(at, text.size())), name));
    if (at == std::string_view::npos)
        return fail(ErrorCode::invalid, fmt::format("{} ends within its first line.", name));
    journal.header_bytes = ++at;
    while (at < text.size()) {
        const std::size_t end = text.find('\n', at);
        const bool last = end == std::string_view::npos || end + 1 == text.size();
        const auto payload = end == std::string_view::npos
                                 ? std::nullopt
                                 : payload_of(text.substr(at, end - at), journal.records.size() + 1);
        auto record = payload ? record_of(*payload) : std::nullopt;
        if (!record) {
            journal.end = last ? JournalEnd::torn : JournalEnd::damaged;
            break;
        }
        journal.records.push_back(std::move(*record));
        journal.ends.push_back(at = end + 1);
    }
    return journal;
}

std::optional<std::size_t> continues_from(const JournalRead& journal, std::string_view hash) {
    for (std::size_t i = journal.records.size(); i > 0; --i) {
        const JournalRecord& record = journal.records[i - 1];
        if (record.deed == Deed::saved && record.text == hash) return i;
    }
    if (journal.header.continues == hash) return 0;
    return std::nullopt;
}

Replay replay(session::Session base, std::span<const JournalRecord> records) {
    Replay replay{session::History(std::move(base)), 0, {}};
    for (const JournalRecord& record : records) {
        if (!apply_record(record, replay)) break;
        ++replay.applied;
    }
    return replay;
}

std::string in_words(const JournalRecord& record) {
    switch (record.deed) {
    case Deed::undo: return "undo";
    case Deed::redo: return "redo";
    case Deed::session: return "undo to before the save";
    case Deed::saved: return "save";
    case Deed::edits: break;
    }
    const EditCall& first = record.edits.front();
    std::string words = first.edit;
    std::ranges::replace(words, '_', ' ');
    const char* between = " ";
    for (const auto& [name, value] : first.arguments) {
        words += fmt::format("{}{} {}", between, name, session::show(value));
        between = ", ";
    }
    if (record.edits.size() > 1) words += fmt::format(", and {} more", record.edits.size() - 1);
    return words;
}

} // namespace dub::project
