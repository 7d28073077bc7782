#include "app/jobs/deliver.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <memory>

#include "app/jobs/deliver_session.h"
#include "app/jobs/disk_space.h"
#include "app/jobs/part_progress.h"

namespace dub::app {
namespace fs = std::filesystem;
namespace {

using SessionDeliveries = std::vector<std::unique_ptr<SessionDelivery>>;

Result<void> outputs_differ(const SessionDeliveries& all) {
    std::map<std::string, fs::path> owners;
    for (const auto& one : all)
        for (const std::string& name : one->outputs())
            if (const auto [at, fresh] = owners.emplace(name, one->file()); !fresh)
                return fail(ErrorCode::usage,
                            fmt::format("{} and {} would both deliver {}: give each a folder of its own "
                                        "with --out",
                                        at->second.string(), one->file().string(), name));
    return {};
}

// At the fullest moment: the files of the sessions before, and one session's stores and files.
std::uint64_t most_needed(const SessionDeliveries& all) {
    std::uint64_t files = 0, most = 0;
    for (const auto& one : all) {
        const DiskNeed need = one->need();
        files += need.files;
        most = std::max(most, files + need.stores);
    }
    return most;
}

// The session is named once.
Error about(Error error, const fs::path& session) {
    if (error.sentence.find(session.string()) != std::string::npos) return error;
    return in_context(std::move(error), "delivering " + session.string());
}

// What is delivered stays; the error says which sessions that is, and which are still to do.
void stop_at(std::size_t failed, const Error& error, const DeliverRequest& request, DeliverOutcome& outcome) {
    const auto names = [&](std::size_t from, std::size_t to) {
        std::string list;
        for (std::size_t i = from; i < to; ++i)
            list += (list.empty() ? "" : ", ") + request.sessions[i].string();
        return list;
    };
    const std::size_t count = request.sessions.size();
    const std::string why =
        error.code == ErrorCode::cancelled ? "stopped" : about(error, request.sessions[failed]).text();
    outcome.undelivered.push_back({request.sessions[failed].filename().string(), why});
    for (std::size_t i = failed + 1; i < count; ++i)
        outcome.undelivered.push_back({request.sessions[i].filename().string(), "not begun"});
    outcome.stopped = Error{error.code,
                            fmt::format("{}. Delivered, and kept: {}. Not delivered: {}",
                                        why.ends_with('.') ? why.substr(0, why.size() - 1) : why,
                                        names(0, failed), names(failed, count)),
                            {}};
}

} // namespace

bool DeliverOutcome::passed() const {
    return !stopped && std::ranges::all_of(deliveries, [](const report::Delivery& one) {
        return one.media_complete && report::passed(one.verdicts);
    });
}

Result<std::vector<std::string>> files_to_deliver(const DeliverRequest& request) {
    TRY(const auto known, delivery::load_specs(request.user_spec_folder));
    TRY(const auto chosen, delivery::choose_specs(known, request.specs));
    SessionDelivery one(request, request.sessions.front());
    CHECK(one.foretell(known, chosen));
    return one.outputs();
}

Result<DeliverOutcome> deliver(const DeliverRequest& request, Progress& progress) {
    TRY(const auto known, delivery::load_specs(request.user_spec_folder));
    TRY(const auto chosen, delivery::choose_specs(known, request.specs));
    if (chosen.empty())
        return fail(ErrorCode::usage, "no delivery spec was named; `dubstage specs` lists them");
    if (request.sessions.empty()) return fail(ErrorCode::usage, "no session was named");
    SessionDeliveries all;
    for (const fs::path& session : request.sessions) {
        all.push_back(std::make_unique<SessionDelivery>(request, session));
        if (auto ready = all.back()->prepare(known, chosen); !ready)
            return std::unexpected(about(ready.error(), session));
    }
    CHECK(outputs_differ(all));
    CHECK(check_space(request.out, most_needed(all), "this delivery",
                      "make room, choose another folder with --out, or deliver fewer specs at once"));
    DeliverOutcome outcome;
    const auto count = static_cast<double>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        PartProgress share(progress, static_cast<double>(i) / count, static_cast<double>(i + 1) / count);
        auto delivered = all[i]->run(share);
        if (!delivered && i == 0) return std::unexpected(about(delivered.error(), request.sessions[i]));
        if (!delivered) {
            stop_at(i, delivered.error(), request, outcome);
            return outcome;
        }
        outcome.deliveries.push_back(std::move(*delivered));
        all[i].reset(); // with it the stores
    }
    return outcome;
}

} // namespace dub::app
