#include "app/jobs/deliver_report.h"

#include <cmath>
#include <ctime>
#include <fmt/format.h>

#include "app/jobs/measure_source.h"
#include "engine/session/names.h"
#include "formats/report/numbers.h"

namespace dub::app {
namespace {

std::string now_text() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                       utc.tm_hour, utc.tm_min);
}

std::string method_name(const session::Speed& speed) {
    if (speed.is_normal()) return {};
    return std::string(session::speed_method_names[static_cast<std::size_t>(speed.method)]);
}

std::string speed_words(const DeliverPlan& plan, const session::Session& session) {
    const Programme& programme = plan.programme;
    if (programme.speed.is_normal()) return {};
    const std::string from = report::rate_name(session.info->timecode.rate);
    const std::string to = report::rate_name(programme.timecode.rate);
    const double cents =
        1200 * std::log2(static_cast<double>(programme.speed.num) / static_cast<double>(programme.speed.den));
    if (programme.stretches())
        return fmt::format("STRETCHED from {} to {} fps: {}/{} as fast, the pitch kept, {} Hz", from, to,
                           programme.speed.num, programme.speed.den, programme.rate.hz);
    if (programme.made_anew())
        return fmt::format("RESAMPLED from {} to {} fps: {}/{} as fast, the pitch {:+.1f} cents, {} Hz", from,
                           to, programme.speed.num, programme.speed.den, cents, programme.rate.hz);
    return fmt::format("RESTAMPED from {} to {} fps: not one sample changed, the files say {} Hz; played so "
                       "the pitch is {:+.1f} cents",
                       from, to, programme.rate.hz, cents);
}

void judge(report::Delivery& delivery, const DeliverPlan& plan, const PlannedSet& set,
           const delivery::JudgedFile& file) {
    const delivery::Spec& spec = plan.specs[set.spec];
    delivery.sets.push_back({file.path, spec.id, set.wanted.role, file.measured});
    const auto verdicts = delivery::judge(spec, file);
    delivery.verdicts.insert(delivery.verdicts.end(), verdicts.begin(), verdicts.end());
}

void add_set(report::Delivery& delivery, const DeliverPlan& plan, const PlannedSet& set,
             const FinishedSet& finished) {
    for (std::size_t i = 0; i < set.parts.size(); ++i) {
        const PlannedPart& planned = set.parts[i];
        const FinishedPart& part = finished.parts[i];
        delivery.files.insert(delivery.files.end(), part.files.begin(), part.files.end());
        const bool whole = planned.cut.segment.empty();
        judge(delivery, plan, set,
              {.path = planned.path,
               .wanted = &set.wanted,
               .measured = part.measured,
               .rate = part.files.front().rate,
               .bits = part.files.front().bits,
               .layout = part.layout,
               .length_expected = planned.cut.length_expected,
               .holds = whole ? delivery::Holds::programme : delivery::Holds::segment});
    }
    if (finished.joined)
        judge(delivery, plan, set,
              {.path = set.path,
               .wanted = &set.wanted,
               .measured = *finished.joined,
               .rate = plan.programme.rate,
               .bits = set.wanted.bits,
               .layout = *set.wanted.layout,
               .length_expected = {},
               .holds = delivery::Holds::all_segments});
}

} // namespace

report::Delivery delivery_of(const ToReport& parts) {
    const session::Session& session = parts.session;
    const Programme& programme = parts.plan.programme;
    const report::Reel& first = programme.pieces.front().reel;
    const report::Reel& last = programme.pieces.back().reel;
    report::Delivery delivery;
    delivery.session = parts.file.filename().string();
    delivery.name = session.info->name.empty() ? parts.file.stem().string() : session.info->name;
    delivery.version = parts.plan.version;
    delivery.language = parts.plan.language;
    delivery.fps = report::rate_name(programme.timecode.rate);
    delivery.speed = speed_words(parts.plan, session);
    delivery.method = method_name(programme.speed);
    if (programme.segmented)
        for (const Piece& piece : programme.pieces)
            delivery.reels.push_back(piece.reel);
    delivery.start = to_timecode(first.ffoa, programme.timecode);
    delivery.end = to_timecode(last.ffoa + last.length, programme.timecode);
    delivery.made = now_text();
    delivery.duration_s = seconds(programme.length, programme.rate);
    if (parts.prints != nullptr) {
        delivery.source = "prints";
        delivery.stale = parts.prints->stale;
    }
    delivery.specs = parts.plan.specs;
    delivery.offsets = parts.levels.told;
    delivery.null_test = parts.null_test;
    for (std::size_t i = 0; i < parts.finished.size(); ++i)
        add_set(delivery, parts.plan, parts.plan.sets[i], parts.finished[i]);
    return delivery;
}

} // namespace dub::app
