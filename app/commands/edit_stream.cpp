#include "app/commands/edit_stream.h"

#include <fmt/format.h>

#include "app/commands/answer.h"
#include "app/commands/line_reader.h"
#include "app/document/store.h"
#include "engine/session/edits/fit_arguments.h"
#include "formats/project/value_json.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view standard_input = "standard input";

// What one line asks for.
struct Wish {
    enum class Kind : unsigned char { edits, undo, redo, save } kind = Kind::edits;
    std::vector<project::EditCall> edits;
};

std::unexpected<Error> not_a_wish(int line) {
    return fail(
        ErrorCode::invalid,
        fmt::format("{}, line {}: expected an edit ({{\"edit\":\"move_clips\", …}}), {{\"edits\":[…]}}, "
                    "{{\"undo\":true}}, {{\"redo\":true}} or {{\"save\":true}}.",
                    standard_input, line));
}

Result<Wish> wish_of(const std::string& text, int line) {
    TRY(const auto json, json::parse(text, fmt::format("{} {}", standard_input, line)));
    if (!json.is_object()) return not_a_wish(line);
    using Kind = Wish::Kind;
    for (const auto& [word, kind] :
         {std::pair{"undo", Kind::undo}, {"redo", Kind::redo}, {"save", Kind::save}})
        if (json.contains(word) && json[word] == true) return Wish{kind, {}};
    Wish wish;
    const auto list = json.contains("edits") ? json["edits"] : json::Json::array({json});
    for (const auto& entry : list) {
        auto call = project::call_of(entry);
        if (!call) return not_a_wish(line);
        call->line = line;
        wish.edits.push_back(std::move(*call));
    }
    return wish;
}

class Stream {
  public:
    Stream(const StreamRequest& request, const Console& console, Store store)
        : request_(request)
        , console_(console)
        , store_(std::move(store)) {}

    Result<Exit> run() {
        LineReader lines(console_.in, console_.interrupted);
        for (int number = 1;; ++number) {
            auto line = lines.next();
            if (!line) return stopped(std::move(line).error());
            if (!*line) break;
            if ((*line)->find_first_not_of(" \t\r") == std::string::npos) continue;
            if (!answered(obey(**line, number))) all_done_ = false;
        }
        return finished();
    }

  private:
    using Answer = Result<Value::Object>;

    Answer obey(const std::string& line, int number) {
        TRY(Wish wish, wish_of(line, number));
        switch (wish.kind) {
        case Wish::Kind::undo: return acknowledged(store_.undo(), "undo");
        case Wish::Kind::redo: return acknowledged(store_.redo(), "redo");
        case Wish::Kind::save: return saved();
        case Wish::Kind::edits: break;
        }
        Diagnostics clamped;
        for (project::EditCall& call : wish.edits)
            call.arguments =
                session::fit_arguments(store_.now(), call.edit, std::move(call.arguments), clamped);
        auto done = store_.apply(wish.edits, standard_input);
        if (done) append(done->diagnostics, std::move(clamped));
        return acknowledged(std::move(done), "edit");
    }

    Answer acknowledged(Result<Acknowledged> done, const char* key) const {
        if (!done) return std::unexpected(std::move(done).error());
        Value::Object answer{{key, text(done->edit)},
                             {"sequence", whole(static_cast<std::int64_t>(done->sequence))}};
        return with(std::move(answer), done->diagnostics);
    }

    // A warning goes to both: who reads the answers may not read stderr.
    Value::Object with(Value::Object answer, const Diagnostics& diagnostics) const {
        show(console_, diagnostics);
        if (!diagnostics.empty()) answer.emplace("diagnostics", of(diagnostics));
        return answer;
    }

    Answer saved() {
        TRY(const auto diagnostics, save());
        return with({{"saved", text(store_.file()->string())}}, diagnostics);
    }

    Result<Diagnostics> save() {
        if (!request_.out || named_) return store_.save(request_.if_exists);
        auto saved = store_.save_as(*request_.out, request_.if_exists);
        named_ = saved.has_value();
        return saved;
    }

    bool answered(const Answer& answer) {
        Value::Object line = answer ? *answer : Value::Object{{"sentence", text(answer.error().text())}};
        line.emplace("ok", flag(answer.has_value()));
        print_document(console_, one_line(object(std::move(line))));
        std::fflush(console_.out);
        return answer.has_value();
    }

    Result<Exit> finished() {
        auto saved = save();
        if (!saved) return stopped(std::move(saved).error());
        show(console_, *saved);
        tell(console_, fmt::format("{} saved.", store_.file()->string()));
        store_.close(Leave::keep_unsaved);
        return all_done_ ? Exit::done : Exit::not_passed;
    }

    Result<Exit> stopped(Error error) {
        const bool kept = store_.flush().has_value() && store_.has_unsaved();
        store_.close(Leave::keep_unsaved);
        if (kept)
            error.sentence += fmt::format(" What was not saved is kept in the journal; `dubstage recover {}` "
                                          "makes a session of it.",
                                          request_.session.string());
        return std::unexpected(std::move(error));
    }

    const StreamRequest& request_;
    const Console& console_;
    Store store_;
    bool named_ = false;   // saved as --out: from then on that is its file
    bool all_done_ = true; // every wish was fulfilled
};

} // namespace

Result<Exit> edit_stream(const StreamRequest& request, const Console& console) {
    std::error_code error;
    if (request.out && request.if_exists == IfExists::refuse && fs::exists(*request.out, error))
        return fail(ErrorCode::usage,
                    fmt::format("{} exists already; give another name, or --force to replace "
                                "it.",
                                request.out->string()));
    TRY(Store store, Store::open(request.session, Unsaved::recover));
    show(console, store.told());
    if (!store.file() && !request.out)
        return fail(
            ErrorCode::unfit,
            fmt::format("{} has work that was never saved. Go on with it under another name (--out), or "
                        "see `dubstage recover {} --help`.",
                        request.session.string(), request.session.string()));
    return Stream(request, console, std::move(store)).run();
}

} // namespace dub::app
