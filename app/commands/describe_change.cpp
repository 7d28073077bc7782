#include "app/commands/describe_change.h"

#include "engine/session/compare/words.h"
#include "engine/session/lookup.h"

namespace dub::app {
namespace {

// "from" and "to" as timecode and samples; null where a range has no end or there is none.
void add_range(Value::Object& row, const session::Session& session, const std::optional<SampleRange>& range) {
    const bool from = range && range->start > session::always.start;
    const bool to = range && range->end < session::always.end;
    row["from"] = from ? text(timecode(session, range->start)) : none();
    row["to"] = to ? text(timecode(session, range->end)) : none();
    row["from_samples"] = from ? whole(range->start.value) : none();
    row["to_samples"] = to ? whole(range->end.value) : none();
}

} // namespace

Value change_row(const session::Session& session, const session::Change& change) {
    Value::Object row{{"entity", text(name_of(change.entity))},
                      {"id", text(change.id)},
                      {"where", text(change.where)},
                      {"what", text(change.what)},
                      {"before", text(change.before)},
                      {"after", text(change.after)},
                      {"by", text(change.by)},
                      {"sentence", text(session::describe(session, change))}};
    add_range(row, session, change.range);
    return object(std::move(row));
}

Value conflict_row(const session::Session& session, const session::Conflict& conflict) {
    Value::Object row{{"entity", text(name_of(conflict.entity))},
                      {"id", text(conflict.id)},
                      {"where", text(conflict.where)},
                      {"what", text(conflict.what)},
                      {"mine", text(conflict.mine)},
                      {"theirs", text(conflict.theirs)},
                      {"kept", text(conflict.kept)},
                      {"sentence", text(session::describe(session, conflict))}};
    add_range(row, session, conflict.range);
    return object(std::move(row));
}

} // namespace dub::app
