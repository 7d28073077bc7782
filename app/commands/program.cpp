#include "app/commands/program.h"

#include <cerrno>
#include <exception>
#include <new>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace dub::app {
namespace {

// Binds one declared option; the overloads are the kinds of Option::Into.
struct Bind {
    CLI::App& app;
    const Option& option;

    void operator()(bool* into) const { app.add_flag(option.name, *into, option.help); }
    void operator()(std::string* into) const {
        needed(named(app.add_option(option.name, *into, option.help)));
    }
    void operator()(std::vector<std::string>* into) const {
        needed(named(app.add_option(option.name, *into, option.help)));
    }
    void operator()(std::optional<std::string>* into) const { value<std::string>(into); }
    void operator()(std::optional<double>* into) const { value<double>(into); }
    void operator()(std::optional<int>* into) const { value<int>(into); }

    template <class T> void value(std::optional<T>* into) const {
        named(app.add_option_function<T>(
            option.name, [into](const T& given) { *into = given; }, option.help));
    }
    void needed(CLI::Option* added) const {
        if (!option.name.starts_with('-')) added->required();
    }
    CLI::Option* named(CLI::Option* added) const { return added->type_name(option.value)->type_size(1); }
};

struct CommonOptions {
    std::optional<int> jobs;
    bool quiet = false, force = false, json = false;
};

void declare_common(Options& options, CommonOptions& common) {
    options.option("--json", "", "print one JSON document on stdout", &common.json);
    options.option("--jobs", "N", "threads to use (default: one for each core)", &common.jobs);
    options.option("--quiet", "", "no progress and no notes", &common.quiet);
    options.option("--force", "", "replace an existing output", &common.force);
}

std::string example_of(const Verb& verb) { return fmt::format("Example: dubstage {}", verb.example); }

Exit wrong_usage(const Console& console, const Verb& verb, std::string_view sentence) {
    fmt::print(console.err, "dubstage {}: {}\n{}\nAll options: dubstage {} --help\n", verb.name, sentence,
               example_of(verb), verb.name);
    return Exit::wrong_usage;
}

// What was read: an exit when there is nothing left to do.
std::optional<Exit> read_words(const Verb& verb, const Options& options, std::span<const std::string> words,
                               const Console& console) {
    CLI::App app(std::string(verb.summary), fmt::format("dubstage {}", verb.name));
    for (const auto& option : options.list())
        std::visit(Bind{app, option}, option.into);
    app.footer(example_of(verb));
    try {
        app.parse(
            std::vector<std::string>(words.rbegin(), words.rend())); // the library wants them last first
    } catch (const CLI::CallForHelp&) {
        fmt::print(console.out, "{}", app.help());
        return Exit::done;
    } catch (const CLI::ParseError& error) {
        return wrong_usage(console, verb, error.what());
    }
    return std::nullopt;
}

Exit report_error(const Console& console, const Verb& verb, const Error& error) {
    if (error.code == ErrorCode::usage) return wrong_usage(console, verb, error.text());
    fmt::print(console.err, "dubstage {}: {}\n", verb.name, error.text());
    return exit_of(error.code);
}

// The last door: what no adapter caught must not look like success or leave without a word.
Result<Exit> run_guarded(Command& command, Console& console) {
    try {
        return command.run(console);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::io, "Not enough memory; close other programs or use fewer --jobs.");
    } catch (const std::exception& error) {
        return fail(ErrorCode::io, fmt::format("The system refused: {}.", error.what()));
    }
}

Exit run_verb(const Verb& verb, std::span<const std::string> words, Console& console) {
    const auto command = verb.make();
    Options options;
    CommonOptions common;
    command->declare(options);
    declare_common(options, common);
    if (const auto exit = read_words(verb, options, words, console)) return *exit;
    if (common.jobs && (*common.jobs < 1 || *common.jobs > 256))
        return wrong_usage(console, verb, fmt::format("--jobs {}: expected 1 to 256 threads.", *common.jobs));
    console.jobs = common.jobs.value_or(0);
    console.quiet = common.quiet;
    console.force = common.force;
    console.json = common.json;
    const auto exit = run_guarded(*command, console);
    if (!exit) return report_error(console, verb, exit.error());
    if (std::fflush(console.out) != 0 || std::ferror(console.out) != 0) {
        // Whoever reads our answer may stop reading: `dubstage edit --list | head` is no failure worth a
        // sentence.
        if (errno == EPIPE) return Exit::surroundings;
        return report_error(console, verb, io_error("write", "standard output", errno));
    }
    return *exit;
}

void print_overview(std::FILE* to) {
    fmt::print(to,
               "dubstage {}: mixing sound to picture\n\nusage: dubstage [open FILE.dub]    the window\n"
               "       dubstage VERB ...\n\n",
               version);
    for (const auto& verb : verbs())
        fmt::print(to, "  {:<9}{}\n", verb.name, verb.summary);
    fmt::print(to, "\n`dubstage VERB --help` shows the options and an example.\n");
}

// "dubstage" and "dubstage open [FILE.dub]".
Exit run_window(std::span<const std::string> words, const Console& console, const OpenWindow& window) {
    constexpr std::string_view usage =
        "usage: dubstage [open FILE.dub]    the window; Example: dubstage open film.dub\n";
    if (words.size() == 2 && (words[1] == "--help" || words[1] == "-h")) {
        fmt::print(console.out, "{}", usage);
        return Exit::done;
    }
    if (words.size() > 2 || (words.size() == 2 && words[1].starts_with('-'))) {
        fmt::print(console.err, "dubstage open: expected one session file.\n{}", usage);
        return Exit::wrong_usage;
    }
    if (!window) {
        fmt::print(console.err,
                   "dubstage: this program was built without the window. `dubstage --help` lists the "
                   "verbs, which all work without one.\n");
        return Exit::surroundings;
    }
    const auto shown =
        window(words.size() == 2 ? std::optional<std::filesystem::path>(words[1]) : std::nullopt);
    if (shown) return Exit::done;
    fmt::print(console.err, "dubstage: {}\n", shown.error().text());
    return exit_of(shown.error().code);
}

} // namespace

Exit exit_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::usage: return Exit::wrong_usage;
    case ErrorCode::invalid:
    case ErrorCode::not_found:
    case ErrorCode::unfit: return Exit::bad_input;
    case ErrorCode::io: return Exit::surroundings;
    case ErrorCode::cancelled: return Exit::interrupted;
    }
    return Exit::bad_input;
}

Exit run_program(std::span<const std::string> words, Console console, const OpenWindow& window) {
    if (words.empty() || words.front() == "open") return run_window(words, console, window);
    if (words.front() == "--help" || words.front() == "-h") {
        print_overview(console.out);
        return Exit::done;
    }
    if (words.front() == "--version") {
        fmt::print(console.out, "dubstage {}\n", version);
        return Exit::done;
    }
    const Verb* const verb = find_verb(words.front());
    if (verb == nullptr) {
        fmt::print(console.err, "dubstage: '{}' is not a verb.\n\n", words.front());
        print_overview(console.err);
        return Exit::wrong_usage;
    }
    return run_verb(*verb, words.subspan(1), console);
}

} // namespace dub::app
