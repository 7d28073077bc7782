#include "app/jobs/print_status.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "app/jobs/print.h"
#include "formats/media/identity.h"
#include "formats/project/project.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

using Ranges = std::vector<SampleRange>;

// Sorted, joined where they touch; exact, not on any grid.
Ranges joined(Ranges ranges) {
    std::ranges::sort(ranges, {}, &SampleRange::start);
    Ranges all;
    for (const SampleRange& range : ranges) {
        if (range.empty()) continue;
        if (!all.empty() && range.start <= all.back().end)
            all.back().end = std::max(all.back().end, range.end);
        else
            all.push_back(range);
    }
    return all;
}

Ranges common(const Ranges& a, const Ranges& b) {
    Ranges both;
    for (const SampleRange& x : a)
        for (const SampleRange& y : b)
            if (const SampleRange part = x.clipped(y); !part.empty()) both.push_back(part);
    return joined(std::move(both));
}

void add(Ranges& to, const Ranges& more) { to.insert(to.end(), more.begin(), more.end()); }

class Looking {
  public:
    Looking(const session::Session& session, const fs::path& folder, Files files)
        : session_(session)
        , folder_(folder)
        , files_(files) {}

    Result<PrintStatuses> run() {
        for (const auto& print : session_.prints) {
            TRY(auto status, look_at(*print));
            told_.prints.push_back(std::move(status));
        }
        return std::move(told_);
    }

  private:
    Result<PrintStatus> look_at(const session::Print& print) {
        const session::Bus* const bus = session::find_bus(session_, print.bus);
        const session::Version* const version = session::find_version(session_, print.version);
        PrintStatus status{.print = print.id,
                           .name = print.name,
                           .bus = bus == nullptr ? print.bus.text() : bus->name,
                           .version = version == nullptr ? "" : version->name,
                           .undipped = print.undipped,
                           .roles = print.roles,
                           .heard = {},
                           .stale = {},
                           .unknown = {},
                           .passes = {}};
        TRY(const session::Session live, laid_out(session_, print.version));
        for (const session::PrintPass& pass : print.passes) {
            PassStatus one;
            one.media = pass.media;
            for (const auto& clip : print.clips)
                if (clip->media == pass.media) one.heard.push_back(clip->place);
            one.heard = joined(std::move(one.heard));
            look_at_file(print, one);
            look_at_origin(print, pass, live, one);
            add(status.heard, one.heard);
            add(status.stale, one.stale);
            if (one.origin == PassOrigin::missing) add(status.unknown, one.heard);
            status.passes.push_back(std::move(one));
        }
        status.heard = joined(std::move(status.heard));
        status.stale = joined(std::move(status.stale));
        status.unknown = joined(std::move(status.unknown));
        return status;
    }

    void tell(std::string code, std::string where, std::string sentence) {
        told_.diagnostics.push_back(
            {Severity::warning, std::move(code), std::move(where), std::move(sentence)});
    }

    void look_at_file(const session::Print& print, PassStatus& one) {
        const session::Media* const media = session::find_media(session_, one.media);
        if (media == nullptr) return; // an invariant
        one.path = media->path;
        if (files_ == Files::trusted) return;
        const fs::path file = media_file(folder_, media->path);
        const auto identity = media::identity_of(file);
        if (!identity) {
            one.sound = PassSound::missing;
            tell("print.media-missing", file.string(),
                 fmt::format("this file of the print '{}' is not there. Put it back, or print the bus again.",
                             print.name));
        } else if (*identity != media::Identity{media->bytes, media->hash}) {
            one.sound = PassSound::changed;
            tell("print.media-changed", file.string(),
                 fmt::format("this file of the print '{}' is not what was printed: its bytes have changed. "
                             "Put the old file back, or print the bus again.",
                             print.name));
        }
    }

    void look_at_origin(const session::Print& print, const session::PrintPass& pass,
                        const session::Session& live, PassStatus& one) {
        const session::Session* const origin = snapshot(pass.snapshot);
        std::optional<session::Session> printed;
        if (origin != nullptr)
            if (auto laid = laid_out(*origin, print.version)) printed = std::move(*laid);
        if (!printed) {
            one.origin = PassOrigin::missing;
            tell("print.snapshot-missing",
                 pass.snapshot.empty() ? one.path : media_file(folder_, pass.snapshot).string(),
                 fmt::format("the session that '{}' was printed from cannot be read here, so nobody can say "
                             "where the print is out of date. Put the file back, or print the bus again.",
                             print.name));
            return;
        }
        const auto [at, fresh] = changed_.try_emplace({pass.snapshot, print.id});
        if (fresh) at->second = plan::changed_ranges(*printed, live, tap_of(print));
        one.stale = common(one.heard, at->second);
    }

    const session::Session* snapshot(const std::string& path) {
        if (path.empty()) return nullptr;
        const auto [at, fresh] = snapshots_.try_emplace(path);
        if (fresh)
            if (auto loaded = project::load(media_file(folder_, path)))
                at->second = std::move(loaded->session);
        return at->second ? &*at->second : nullptr;
    }

    const session::Session& session_;
    const fs::path& folder_;
    Files files_;
    std::map<std::string, std::optional<session::Session>> snapshots_;
    std::map<std::pair<std::string, PrintId>, plan::Busy> changed_;
    PrintStatuses told_;
};

} // namespace

bool PrintStatus::is_current() const {
    return stale.empty() && unknown.empty() &&
           std::ranges::all_of(passes, [](const PassStatus& pass) { return pass.sound == PassSound::there; });
}

Result<PrintStatuses> print_status(const session::Session& session, const fs::path& folder, Files files) {
    return Looking(session, folder, files).run();
}

} // namespace dub::app
