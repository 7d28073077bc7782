#include "app/commands/describe_prints.h"

#include <fmt/format.h>

namespace dub::app {
namespace {

FrameRange frames_of(const session::Session& session, SampleRange range) {
    return frames_around(range, session.info->timecode.rate, session.info->rate);
}

std::string timecode(const session::Session& session, FramePos at) {
    return to_timecode(at, session.info->timecode);
}

std::string_view name_of(PassSound sound) {
    switch (sound) {
    case PassSound::there: return "there";
    case PassSound::missing: return "missing";
    case PassSound::changed: return "changed";
    }
    return "missing";
}

Value describe_pass(const session::Session& session, const PassStatus& pass) {
    const bool known = pass.origin == PassOrigin::known;
    return object({{"media", text(pass.media.text())},
                   {"path", text(pass.path)},
                   {"sound", text(name_of(pass.sound))},
                   {"snapshot_there", flag(known)},
                   {"heard", describe_ranges(session, pass.heard)},
                   {"stale", known ? describe_ranges(session, pass.stale) : none()}});
}

Value describe_print(const session::Session& session, const PrintStatus& print) {
    Value::List passes, roles;
    for (const PassStatus& pass : print.passes)
        passes.push_back(describe_pass(session, pass));
    for (const session::Role role : session::roles())
        if (print.roles.has(role)) roles.push_back(text(session::name_of(role)));
    return object({{"id", text(print.print.text())},
                   {"name", text(print.name)},
                   {"bus", text(print.bus)},
                   {"roles", list(std::move(roles))},
                   {"undipped", flag(print.undipped)},
                   {"version", print.version.empty() ? none() : text(print.version)},
                   {"current", flag(print.is_current())},
                   {"heard", describe_ranges(session, print.heard)},
                   {"stale", describe_ranges(session, print.stale)},
                   {"unknown", describe_ranges(session, print.unknown)},
                   {"passes", list(std::move(passes))}});
}

} // namespace

Value describe_ranges(const session::Session& session, const std::vector<SampleRange>& ranges) {
    Value::List items;
    for (const SampleRange& range : ranges) {
        const FrameRange frames = frames_of(session, range);
        items.push_back(object({{"from", text(timecode(session, frames.start))},
                                {"to", text(timecode(session, frames.end))},
                                {"from_samples", whole(range.start.value)},
                                {"to_samples", whole(range.end.value)}}));
    }
    return list(std::move(items));
}

Value describe_prints(const session::Session& session, const PrintStatuses& statuses) {
    Value::List prints;
    for (const PrintStatus& print : statuses.prints)
        prints.push_back(describe_print(session, print));
    return list(std::move(prints));
}

std::vector<std::string> as_sentences(const session::Session& session, const PrintStatuses& statuses) {
    std::vector<std::string> lines;
    for (const PrintStatus& print : statuses.prints) {
        const auto say = [&](const std::vector<SampleRange>& ranges, std::string_view what) {
            for (const SampleRange& range : ranges) {
                const FrameRange frames = frames_of(session, range);
                lines.push_back(fmt::format("{}: {} {} to {}", print.name, what,
                                            timecode(session, frames.start), timecode(session, frames.end)));
            }
        };
        if (print.is_current()) lines.push_back(print.name + ": sounds as the session does");
        say(print.stale, "out of date");
        say(print.unknown, "not known");
        for (const PassStatus& pass : print.passes)
            if (pass.sound != PassSound::there)
                lines.push_back(fmt::format("{}: {} is {}", print.name, pass.path, name_of(pass.sound)));
    }
    return lines;
}

} // namespace dub::app
