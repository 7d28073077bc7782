#include "app/jobs/print_source.h"

#include <fmt/format.h>

#include "app/jobs/print.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

using Ranges = std::vector<SampleRange>;

Ranges within(const Ranges& ranges, const Ranges& wanted) {
    Ranges parts;
    for (const SampleRange& range : wanted)
        for (const SampleRange& one : ranges)
            if (const SampleRange part = one.clipped(range); !part.empty()) parts.push_back(part);
    return parts;
}

bool heard_in(const PassStatus& pass, const Ranges& ranges) { return !within(pass.heard, ranges).empty(); }

Result<void> check_files(const PrintStatus& print, const Ranges& ranges, const fs::path& folder) {
    for (const PassStatus& pass : print.passes) {
        if (pass.sound == PassSound::there || !heard_in(pass, ranges)) continue;
        const bool missing = pass.sound == PassSound::missing;
        return fail(missing ? ErrorCode::not_found : ErrorCode::unfit,
                    fmt::format("{} {}: it holds sound of the print '{}'. Put the file back, or print the "
                                "bus {} again.",
                                media_file(folder, pass.path).string(),
                                missing ? "is not there" : "is not what was printed, its bytes have changed",
                                print.name, print.bus));
    }
    return {};
}

void tell(const session::Session& session, const PrintStatus& print, const Ranges& wanted,
          PrintSource& source) {
    const auto& timecode = session.info->timecode;
    const auto say = [&](const Ranges& ranges, bool known, std::string_view what) {
        for (const SampleRange& at : within(ranges, wanted)) {
            const FrameRange frames = frames_around(at, timecode.rate, session.info->rate);
            const std::string from = to_timecode(frames.start, timecode);
            const std::string to = to_timecode(frames.end, timecode);
            source.stale.push_back({print.name, from, to, at, known});
            source.diagnostics.push_back({Severity::warning, known ? "print.stale" : "print.snapshot-missing",
                                          "print " + print.name,
                                          fmt::format("{} to {}: {}", from, to, what)});
        }
    };
    say(print.stale, true,
        "the session has changed since this was printed; what was printed is heard. Print the range to "
        "approve the change.");
    say(print.unknown, false,
        "the session this was printed from is missing, so nobody can say whether it is out of date.");
}

// A name a person can give to a shell as it stands.
std::string shell_word(const std::string& name) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/+";
    if (!name.empty() && name.find_first_not_of(plain) == std::string::npos) return name;
    std::string word = "'";
    for (const char c : name)
        c == '\'' ? word += R"('\'')" : word += c;
    return word + "'";
}

Result<plan::FromPrints> made_of_prints(const OpenedSession& opened, VersionId version,
                                        const plan::Target& target, const Ranges& ranges) {
    TRY(const session::Session laid, laid_out(opened.session, version));
    return plan::from_prints(laid, version, target, ranges, shell_word(opened.file.string()));
}

} // namespace

Result<void> prints_reach(const OpenedSession& opened, VersionId version, const plan::Target& target,
                          const Ranges& ranges) {
    CHECK(made_of_prints(opened, version, target, ranges));
    return {};
}

Result<PrintSource> source_from_prints(const OpenedSession& opened, VersionId version,
                                       const plan::Target& target, const Ranges& ranges) {
    const session::Session& session = opened.session;
    const fs::path& folder = opened.folder;
    TRY(auto made, made_of_prints(opened, version, target, ranges));
    TRY(const PrintStatuses statuses, print_status(session, folder));
    PrintSource source{std::move(made.session), std::move(made.target), {}, {}};
    for (const PrintStatus& print : statuses.prints) {
        if (!made.prints.contains(print.print)) continue;
        CHECK(check_files(print, ranges, folder));
        tell(session, print, ranges, source);
    }
    return source;
}

} // namespace dub::app
