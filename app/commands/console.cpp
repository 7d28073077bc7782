#include "app/commands/console.h"

#include <cmath>

#include <fmt/format.h>

namespace dub::app {
namespace {

void put(std::FILE* file, std::string_view text) { std::fwrite(text.data(), 1, text.size(), file); }

// The place before the sentence, unless the sentence names it itself.
std::string placed(const Diagnostic& d) {
    if (d.where.empty()) return d.sentence;
    const bool is_file = d.where.find_first_of("./") != std::string::npos;
    const bool is_title = d.where.find('\'') != std::string::npos; // c16 'line 3' on t8 'DX 1'
    if ((is_file || is_title) && d.sentence.find(d.where) != std::string::npos) return d.sentence;
    const std::string name = d.where.substr(d.where.rfind('/') + 1);
    if (is_file && d.sentence.starts_with(name + " ")) return d.where + d.sentence.substr(name.size());
    return d.where + ": " + d.sentence;
}

std::string minutes_and_seconds(double seconds) {
    const auto whole = static_cast<long>(std::ceil(seconds));
    return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60)
                         : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

constexpr auto redraw_interval = std::chrono::milliseconds(100);
constexpr int bar_width = 30;

} // namespace

void print(const Console& console, std::string_view text) {
    if (!console.json) put(console.out, text);
}

void print_document(const Console& console, std::string_view text) {
    put(console.out, text);
    if (!text.ends_with('\n')) put(console.out, "\n");
}

void tell(const Console& console, std::string_view line) {
    if (!console.quiet) put(console.err, fmt::format("{}\n", line));
}

void show(const Console& console, const Diagnostics& diagnostics) {
    for (const auto& d : diagnostics) {
        if (console.quiet && d.severity == Severity::note) continue;
        put(console.err, fmt::format("{}: {}\n", name_of(d.severity), placed(d)));
    }
}

ConsoleProgress::ConsoleProgress(const Console& console)
    : console_(console)
    , begun_(Clock::now()) {}

ConsoleProgress::~ConsoleProgress() {
    if (bar_shown_) put(console_.err, "\r\033[K");
    std::fflush(console_.err);
}

bool ConsoleProgress::at(double done, std::string_view what) {
    if (!console_.quiet) {
        const std::scoped_lock lock(mutex_);
        console_.terminal == Terminal::yes ? draw_bar(done, what) : print_step(done, what);
    }
    return console_.interrupted == nullptr || !console_.interrupted->load(std::memory_order_relaxed);
}

void ConsoleProgress::draw_bar(double done, std::string_view what) {
    const auto now = Clock::now();
    if (bar_shown_ && now - drawn_ < redraw_interval) return;
    drawn_ = now;
    bar_shown_ = true;
    const double elapsed = std::chrono::duration<double>(now - begun_).count();
    // Too early a guess jumps about: wait for one per cent and half a second.
    const bool known = done > 0.01 && elapsed > 0.5;
    const std::string left = known ? minutes_and_seconds(elapsed * (1 - done) / done) + " left" : "";
    const int filled = static_cast<int>(done * bar_width);
    put(console_.err, fmt::format("\r\033[K[{:#<{}}{:.<{}}] {:3.0f} %  {}  {}", "", filled, "",
                                  bar_width - filled, std::floor(done * 100), what, left));
    std::fflush(console_.err);
}

void ConsoleProgress::print_step(double done, std::string_view what) {
    const int step = static_cast<int>(done * 10 + 1e-9);
    if (step <= step_) return;
    step_ = step;
    put(console_.err, fmt::format("{} %  {}\n", step * 10, what));
    std::fflush(console_.err);
}

} // namespace dub::app
