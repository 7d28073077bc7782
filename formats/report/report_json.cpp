// The documents scripts read. Keys are the contract of docs/cli.md: they change only with a note there.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "formats/json/json.h"
#include "formats/report/delivery_report.h"
#include "formats/report/numbers.h"

namespace dub::report {
namespace {

using json::Json;

// Meters read tenths, files are compared to hundredths: more digits would be noise that differs between
// machines.
Json rounded(double value) {
    return std::isfinite(value) ? Json(std::round(value * 1000) / 1000) : Json(nullptr);
}

template <class Level> Json level(const std::optional<Level>& value) {
    return value ? rounded(value->value) : Json(nullptr);
}
Json plain(const std::optional<double>& value) { return value ? rounded(*value) : Json(nullptr); }

Json named_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json verdict_json(const delivery::Verdict& verdict) {
    return {{"spec", verdict.spec},        {"rule", verdict.rule},
            {"file", verdict.file},        {"value", plain(verdict.value)},
            {"limit", verdict.limit},      {"pass", verdict.pass ? Json(*verdict.pass) : Json(nullptr)},
            {"sentence", verdict.sentence}};
}

Json verdicts_json(std::span<const delivery::Verdict> verdicts) {
    Json list = Json::array();
    for (const auto& verdict : verdicts)
        list.push_back(verdict_json(verdict));
    return list;
}

Json diagnostics_json(const Diagnostics& diagnostics) {
    Json list = Json::array();
    for (const auto& entry : diagnostics)
        list.push_back({{"code", entry.code},
                        {"severity", name_of(entry.severity)},
                        {"where", entry.where},
                        {"sentence", entry.sentence}});
    return list;
}

Json measured_json(const MeasuredFile& file) {
    const measure::Measurement& measured = file.measured;
    Json channels = Json::array();
    for (const auto& channel : measured.channels)
        channels.push_back({{"label", label(channel.speaker)},
                            {"true_peak_dbtp", rounded(channel.true_peak.value)},
                            {"sample_peak_dbfs", rounded(channel.sample_peak.value)}});
    const bool dialogue = measured.dialogue_method != measure::DialogueMethod::none;
    return {{"file", file.file},
            {"layout", measured.layout.name()},
            {"sample_rate", measured.rate.hz},
            {"duration_s", seconds(measured.length, measured.rate)},
            {"integrated_lufs", level(measured.integrated)},
            {"momentary_max_lufs", level(measured.momentary_max)},
            {"short_term_max_lufs", level(measured.short_term_max)},
            {"loudness_range_lu", level(measured.range)},
            {"true_peak_dbtp", level(measured.true_peak)},
            {"sample_peak_dbfs", level(measured.sample_peak)},
            {"channels", std::move(channels)},
            {"dialogue_lufs", level(measured.dialogue)},
            {"dialogue_method", dialogue ? Json(measure::name_of(measured.dialogue_method)) : Json(nullptr)},
            {"speech_percent", plain(measured.speech_percent)},
            {"leq_m_db", plain(measured.leq_m_db)},
            {"verdicts", verdicts_json(file.verdicts)}};
}

Json ranges_json(std::span<const SampleRange> ranges) {
    Json list = Json::array();
    for (const SampleRange& range : ranges)
        list.push_back({{"from_samples", range.start.value}, {"to_samples", range.end.value}});
    return list;
}

Json file_json(const DeliveredFile& file, const std::string& session) {
    Json labels = Json::array();
    for (const Speaker speaker : file.channels)
        labels.push_back(label(speaker));
    return {{"path", file.path},
            {"set", file.set},
            {"session", session},
            {"spec", file.spec},
            {"role", delivery::name_of(file.role)},
            {"segment", named_or_null(file.segment)},
            {"stem", named_or_null(file.stem)},
            {"layout", file.channels.size() == 1 ? "mono" : file.layout.name()},
            {"channels", std::move(labels)},
            {"sample_rate", file.rate.hz},
            {"bits", file.bits},
            {"samples", file.samples.value},
            {"time_reference", file.time_reference.value},
            {"sha256", file.sha256},
            {"offset_db", rounded(file.offset.value)},
            {"limited_db", rounded(file.limited.value)},
            {"clipped_samples", file.clipped_samples},
            {"programme_in_samples", file.programme.start.value},
            {"programme_out_samples", file.programme.end.value},
            {"pops", ranges_json(file.pops)},
            {"measured", measured_json({file.path, file.measured, {}})}};
}

Json limited_json(std::span<const LimitedRange> ranges) {
    Json list = Json::array();
    for (const auto& range : ranges)
        list.push_back({{"file", range.file},
                        {"from", range.from},
                        {"to", range.to},
                        {"from_samples", range.at.start.value},
                        {"to_samples", range.at.end.value},
                        {"db", rounded(range.reduction.value)}});
    return list;
}

Json null_json(const NullTest& test) {
    return {{"buses_dbfs", plain(test.buses_dbfs)},
            {"files_dbfs", plain(test.files_dbfs)},
            {"limited", limited_json(test.limited)}};
}

Json offsets_json(const Delivery& delivery) {
    Json list = Json::array();
    for (const auto& offset : delivery.offsets)
        list.push_back({{"spec", offset.spec},
                        {"offset_db", rounded(offset.offset.value)},
                        {"sentence", offset.sentence}});
    return list;
}

Json reels_json(std::span<const Reel> reels) {
    Json list = Json::array();
    for (const Reel& reel : reels) {
        const ReelWords words = reel_words(reel);
        list.push_back({{"name", words.name},
                        {"kind", words.kind},
                        {"two_pop", named_or_null(words.two_pop)},
                        {"ffoa", words.ffoa},
                        {"lfoa", words.lfoa},
                        {"tail_pop", named_or_null(words.tail_pop)},
                        {"duration", words.duration},
                        {"frames", reel.length.value},
                        {"two_pop_feet", named_or_null(words.two_pop_feet)},
                        {"ffoa_feet", words.ffoa_feet},
                        {"lfoa_feet", words.lfoa_feet},
                        {"tail_pop_feet", named_or_null(words.tail_pop_feet)},
                        {"duration_feet", words.duration_feet}});
    }
    return list;
}

Json stale_json(const Delivery& delivery) {
    Json list = Json::array();
    for (const auto& range : delivery.stale)
        list.push_back({{"print", range.print},
                        {"from", range.from},
                        {"to", range.to},
                        {"from_samples", range.at.start.value},
                        {"to_samples", range.at.end.value},
                        {"known", range.known}});
    return list;
}

Json changed_json(const Delivery& delivery) {
    Json list = Json::array();
    for (const auto& range : delivery.changed)
        list.push_back({{"file", range.file},
                        {"from", range.from},
                        {"to", range.to},
                        {"from_samples", range.at.start.value},
                        {"to_samples", range.at.end.value},
                        {"duration_s", rounded(range.duration_s)},
                        {"peak_dbfs", rounded(range.peak_db)}});
    return list;
}

Json one_delivery(const Delivery& delivery) {
    Json files = Json::array();
    for (const auto& file : delivery.files)
        files.push_back(file_json(file, delivery.session));
    Json sets = Json::array(); // what the verdicts rest on: split mono files taken together
    for (const auto& set : delivery.sets)
        sets.push_back({{"set", set.set},
                        {"spec", set.spec},
                        {"role", delivery::name_of(set.role)},
                        {"measured", measured_json({set.set, set.measured, {}})}});
    return {{"session", delivery.session},
            {"version", named_or_null(delivery.version)},
            {"language", named_or_null(delivery.language)},
            {"fps", delivery.fps},
            {"rate_method", named_or_null(delivery.method)},
            {"rate_sentence", named_or_null(delivery.speed)},
            {"segments", reels_json(delivery.reels)},
            {"media_passes", delivery.media_passes},
            {"realtime_factor", rounded(delivery.realtime_factor)},
            {"files", std::move(files)},
            {"sets", std::move(sets)},
            {"reports", delivery.reports},
            {"verdicts", verdicts_json(delivery.verdicts)},
            {"offsets", offsets_json(delivery)},
            {"null_test", null_json(delivery.null_test)},
            {"source", delivery.source},
            {"stale", stale_json(delivery)},
            {"against", named_or_null(delivery.against)},
            {"changed", changed_json(delivery)},
            {"not_compared", delivery.not_compared},
            {"media_complete", delivery.media_complete},
            {"diagnostics", diagnostics_json(delivery.diagnostics)}};
}

void extend(Json& list, const Json& more) {
    for (const Json& entry : more)
        list.push_back(entry);
}

// The worse of two nulls; what was not compared says nothing.
std::optional<double> worse(std::optional<double> a, std::optional<double> b) {
    if (!a || !b) return a ? a : b;
    return std::max(*a, *b);
}

Json taken_together(std::span<const Delivery> deliveries) {
    Json whole = {{"session", ""},
                  {"version", nullptr},
                  {"language", nullptr},
                  {"segments", Json::array()},
                  {"media_passes", 0},
                  {"realtime_factor", nullptr},
                  {"files", Json::array()},
                  {"sets", Json::array()},
                  {"reports", Json::array()},
                  {"verdicts", Json::array()},
                  {"offsets", Json::array()},
                  {"stale", Json::array()},
                  {"changed", Json::array()},
                  {"not_compared", Json::array()},
                  {"diagnostics", Json::array()},
                  {"sessions", Json::array()}};
    NullTest null;
    std::string names;
    double programme = 0, work = 0;
    int passes = 0;
    for (const Delivery& delivery : deliveries) {
        const Json one = one_delivery(delivery);
        for (const char* const key : {"segments", "files", "sets", "reports", "verdicts", "offsets", "stale",
                                      "changed", "not_compared", "diagnostics"})
            extend(whole[key], one[key]);
        whole["sessions"].push_back(one);
        null.buses_dbfs = worse(null.buses_dbfs, delivery.null_test.buses_dbfs);
        null.files_dbfs = worse(null.files_dbfs, delivery.null_test.files_dbfs);
        null.limited.insert(null.limited.end(), delivery.null_test.limited.begin(),
                            delivery.null_test.limited.end());
        names += (names.empty() ? "" : ", ") + delivery.session;
        passes = std::max(passes, delivery.media_passes); // over the media of each session
        programme += delivery.duration_s;
        if (delivery.realtime_factor > 0) work += delivery.duration_s / delivery.realtime_factor;
    }
    whole["session"] = names;
    if (!deliveries.empty()) { // one was asked for, of all
        whole["version"] = named_or_null(deliveries.front().version);
        whole["source"] = deliveries.front().source;
        whole["against"] = named_or_null(deliveries.front().against);
        whole["language"] = named_or_null(deliveries.front().language);
    }
    whole["media_complete"] = std::ranges::all_of(deliveries, &Delivery::media_complete);
    whole["media_passes"] = passes;
    if (work > 0) whole["realtime_factor"] = rounded(programme / work);
    whole["null_test"] = null_json(null);
    return whole;
}

Json rule_json(const delivery::Spec& spec, const delivery::Rule& rule) {
    Json roles = Json::array();
    for (const auto role : rule.applies_to)
        roles.push_back(delivery::name_of(role));
    return {{"id", rule.id},
            {"limit", delivery::limit_text(spec, rule)},
            {"applies_to", std::move(roles)},
            {"kind", delivery::name_of(rule.kind)},
            {"unit", delivery::unit_of(rule.kind)},
            {"required", rule.weight == delivery::Weight::required},
            {"target", plain(rule.target)},
            {"minus", plain(rule.minus)},
            {"plus", plain(rule.plus)},
            {"min", plain(rule.min)},
            {"max", plain(rule.max)},
            {"fallback_target", plain(rule.fallback_target)},
            {"fallback_minus", plain(rule.fallback_minus)},
            {"fallback_plus", plain(rule.fallback_plus)},
            {"sentence", rule.sentence}};
}

Json wanted_json(const delivery::Deliverable& wanted) {
    return {{"role", delivery::name_of(wanted.role)},
            {"layout", wanted.layout ? wanted.layout->name() : "home"},
            {"bits", wanted.bits},
            {"sample_rate", wanted.rate.hz},
            {"split", wanted.form == delivery::FileForm::split_mono},
            {"adm", wanted.adm},
            {"dips", wanted.dips == delivery::Dips::bypassed ? "bypassed" : "as-mixed"},
            {"archive", wanted.archive},
            {"name", wanted.name}};
}

// "24", "23.976"; a rate without a name as a fraction.
Json frame_rates_json(const delivery::Spec& spec) {
    Json list = Json::array();
    for (const FrameRate rate : spec.frame_rates)
        list.push_back(rate_name(rate));
    return list;
}

} // namespace

bool passed(std::span<const delivery::Verdict> verdicts) {
    return std::ranges::none_of(verdicts, [](const auto& verdict) { return verdict.pass == false; });
}

std::string measurement_json(std::span<const MeasuredFile> files, const Diagnostics& diagnostics) {
    Json list = Json::array();
    for (const auto& file : files)
        list.push_back(measured_json(file));
    return json::to_text(Json{{"files", std::move(list)}, {"diagnostics", diagnostics_json(diagnostics)}}) +
           "\n";
}

std::string delivery_json(std::span<const Delivery> deliveries, std::span<const Undelivered> undelivered) {
    const bool alone = deliveries.size() == 1 && undelivered.empty();
    Json document = alone ? one_delivery(deliveries.front()) : taken_together(deliveries);
    for (const Undelivered& one : undelivered)
        document["undelivered"].push_back({{"session", one.session}, {"sentence", one.sentence}});
    return json::to_text(document) + "\n";
}

std::string specs_json(std::span<const delivery::Spec> specs) {
    Json list = Json::array();
    for (const auto& spec : specs) {
        Json rules = Json::array(), files = Json::array();
        for (const auto& rule : spec.rules)
            rules.push_back(rule_json(spec, rule));
        for (const auto& wanted : spec.files)
            files.push_back(wanted_json(wanted));
        list.push_back({{"id", spec.id},
                        {"name", spec.name},
                        {"version", spec.version},
                        {"date", spec.date},
                        {"source", spec.source},
                        {"verified", spec.verified},
                        {"files", std::move(files)},
                        {"rules", std::move(rules)},
                        {"limiter_ceiling_dbtp", level(spec.limiter_ceiling)},
                        {"level_target_lufs", level(spec.level_target)},
                        {"level_by", spec.level_by_dialogue ? "dialogue" : "programme"},
                        {"leader", spec.leader == delivery::Leader::pops ? "pops" : "none"},
                        {"segments", spec.segments == delivery::Segments::each ? "each" : "longplay"},
                        {"frame_rates", frame_rates_json(spec)}});
    }
    return json::to_text(Json{{"specs", std::move(list)}}) + "\n";
}

} // namespace dub::report
