#include "app/commands/import_session.h"

#include <array>

#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/jobs/import_session.h"

namespace dub::app {
namespace {

using session::TransferParts;

struct PartName {
    std::string_view name;
    bool TransferParts::*part;
};
constexpr std::array part_names{
    PartName{"strips", &TransferParts::strips},     PartName{"inserts", &TransferParts::inserts},
    PartName{"sends", &TransferParts::sends},       PartName{"automation", &TransferParts::automation},
    PartName{"clips", &TransferParts::clips},       PartName{"markers", &TransferParts::markers},
    PartName{"versions", &TransferParts::versions}, PartName{"buses", &TransferParts::buses},
};
constexpr std::string_view setup =
    "strips,inserts,sends,versions,buses"; // what does not belong to an episode

Result<TransferParts> parts_of(std::string_view what) {
    TransferParts parts;
    for (const std::string& word : comma_list(what)) {
        const auto at = std::ranges::find(part_names, word, &PartName::name);
        if (at == part_names.end()) {
            std::string known;
            for (const PartName& one : part_names)
                known += " " + std::string(one.name);
            return bad_option("--what",
                              fmt::format("'{}' cannot be brought; expected some of{}.", word, known));
        }
        parts.*at->part = true;
    }
    if (parts == TransferParts{}) return bad_option("--what", "it names nothing to bring.");
    return parts;
}

Result<std::vector<std::pair<std::string, std::string>>> map_of(const std::vector<std::string>& words) {
    std::vector<std::pair<std::string, std::string>> map;
    for (const std::string& word : words) {
        const auto equals = word.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == word.size())
            return bad_option("--map", fmt::format("'{}'; expected OTHERNAME=NAME.", word));
        map.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return map;
}

// One row of the answer: what became of a track or bus of the other session.
struct Row {
    std::string from, to;
    session::MatchedBy by;
};

Value as_value(const std::vector<Row>& rows) {
    Value::List items;
    for (const Row& row : rows)
        items.push_back(object({{"from", text(row.from)},
                                {"to", row.to.empty() ? none() : text(row.to)},
                                {"by", row.to.empty() ? none() : text(name_of(row.by))}}));
    return list(std::move(items));
}

void tell_rows(const Console& console, std::string_view kind, const std::vector<Row>& rows) {
    for (const Row& row : rows)
        if (!row.to.empty())
            tell(console, fmt::format("{} '{}' {} '{}' ({}).", kind, row.from,
                                      row.by == session::MatchedBy::made ? "becomes a new" : "goes onto",
                                      row.to, name_of(row.by)));
}

Value count(std::size_t number) { return whole(static_cast<std::int64_t>(number)); }

} // namespace

void SessionOptions::declare(Options& options) {
    options.option("--tracks", "NAMES", "of a session: these of its tracks (default: all)", &tracks);
    options.option(
        "--what", "PARTS",
        "of a session: some of strips,inserts,sends,automation,clips,markers,versions,buses (default: "
        "strips,inserts,sends,versions,buses)",
        &what);
    options.option("--map", "OTHERNAME=NAME", "its track or bus of that name is ours of this name", &map);
    options.option("--make", "", "make the tracks that no name here matches", &make);
    options.option("--preview", "", "say what would be matched and made, and change nothing", &preview);
}

std::optional<std::string> SessionOptions::given() const {
    if (tracks) return "--tracks";
    if (what) return "--what";
    if (!map.empty()) return "--map";
    if (make) return "--make";
    if (preview) return "--preview";
    return std::nullopt;
}

Result<Exit> run_import_session(const Console& console, const std::string& session, const std::string& other,
                                const std::optional<std::string>& at, const SessionOptions& options) {
    ImportSessionRequest request{
        session, other, {}, at, options.preview ? Preview::yes : Preview::no, console.if_exists()};
    TRY(request.wish.parts, parts_of(options.what.value_or(std::string(setup))));
    TRY(request.wish.map, map_of(options.map));
    if (options.tracks) request.wish.tracks = comma_list(*options.tracks);
    if (options.make) request.wish.unmatched = session::Unmatched::make;
    TRY(const auto made, import_session(request));
    std::vector<Row> tracks;
    for (const auto& match : made.tracks)
        tracks.push_back({match.name, match.to ? find_track(made.session, match.to)->name : "", match.by});
    std::vector<Row> buses;
    for (const auto& match : made.buses)
        buses.push_back({match.name, match.to ? find_bus(made.session, match.to)->name : "", match.by});
    show(console, made.diagnostics);
    tell_rows(console, "Track", tracks);
    if (request.wish.parts.buses) tell_rows(console, "Bus", buses);
    tell(console, fmt::format("{}: {} clips, {} lanes, {} markers, {} versions, {} new recordings{}", session,
                              made.clips, made.lanes, made.markers, made.versions, made.media,
                              options.preview ? "; nothing was changed." : "."));
    answer(console, object({{"session", text(session)},
                            {"preview", flag(options.preview)},
                            {"tracks", as_value(tracks)},
                            {"buses", as_value(buses)},
                            {"clips", count(made.clips)},
                            {"lanes", count(made.lanes)},
                            {"new_media", count(made.media)},
                            {"markers", count(made.markers)},
                            {"versions", count(made.versions)},
                            {"diagnostics", of(made.diagnostics)}}));
    return Exit::done;
}

} // namespace dub::app
