// Tables for the terminal: columns as wide as their widest entry, numbers to the right.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "formats/report/delivery_report.h"
#include "formats/report/numbers.h"

namespace dub::report {
namespace {

using Row = std::vector<std::string>;

// Code points, not bytes: names may hold more than ASCII.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// `to_left` names the columns that are texts.
std::string lay_out(const std::vector<Row>& rows, std::initializer_list<std::size_t> to_left) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const Row& row : rows)
        for (std::size_t c = 0; c < row.size(); ++c)
            widths[c] = std::max(widths[c], width(row[c]));
    std::string text;
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t c = 0; c < row.size(); ++c) {
            const std::string gap(widths[c] - width(row[c]), ' ');
            const bool left = std::ranges::find(to_left, c) != to_left.end();
            line += (c > 0 ? "  " : "") + (left ? row[c] + gap : gap + row[c]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string length_text(const measure::Measurement& measured) {
    return clock_text(seconds(measured.length, measured.rate));
}

Row measured_row(std::string file, const measure::Measurement& measured, std::string verdict) {
    return {std::move(file),
            measured.layout.name(),
            length_text(measured),
            level_text(measured.integrated),
            level_text(measured.dialogue),
            level_text(measured.true_peak),
            std::move(verdict)};
}

const Row heading{"file", "layout", "length", "LUFS", "dialogue", "dBTP", "verdict"};

std::string pass_text(std::optional<bool> pass) { return pass ? (*pass ? "pass" : "FAIL") : "not judged"; }

// The column before says already that it was not judged.
std::string remark_of(const delivery::Verdict& verdict) {
    constexpr std::string_view open = "not judged: ";
    return verdict.sentence.starts_with(open) ? verdict.sentence.substr(open.size()) : verdict.sentence;
}

std::string verified_text(const delivery::Spec& spec) {
    return spec.verified ? "verified: yes, read in the publisher's own text"
                         : "verified: no, not read in a publisher's own text";
}

} // namespace

std::string verdict_word(std::span<const delivery::Verdict> verdicts, std::string_view set) {
    int judged = 0, open = 0;
    for (const auto& verdict : verdicts) {
        if (!set.empty() && verdict.file != set) continue;
        if (verdict.pass == false) return "FAIL";
        if (verdict.pass)
            ++judged;
        else if (verdict.weight == delivery::Weight::required)
            ++open;
    }
    if (judged == 0) return "not judged";
    return open == 0 ? "pass" : fmt::format("pass, {} not judged", open);
}

std::string changed_table(const Delivery& delivery) {
    std::vector<Row> rows{{"file", "from", "to", "seconds", "difference"}};
    for (const ChangedRange& range : delivery.changed)
        rows.push_back({range.file, range.from, range.to, fmt::format("{:.3f}", range.duration_s),
                        fmt::format("{:.1f} dBFS", range.peak_db)});
    return lay_out(rows, {0, 1, 2});
}

std::string delivery_table(const Delivery& delivery) {
    std::vector<Row> rows{heading};
    for (const MeasuredSet& set : delivery.sets)
        rows.push_back(measured_row(set.set, set.measured, verdict_word(delivery.verdicts, set.set)));
    return lay_out(rows, {0, 1, 6});
}

std::string measurement_table(std::span<const MeasuredFile> files) {
    std::vector<Row> rows{heading};
    for (const MeasuredFile& file : files)
        rows.push_back(measured_row(file.file, file.measured,
                                    file.verdicts.empty() ? "" : verdict_word(file.verdicts, {})));
    return lay_out(rows, {0, 1, 6});
}

std::string verdict_table(std::span<const delivery::Verdict> verdicts) {
    std::vector<Row> rows{{"spec", "file", "rule", "value", "limit", "verdict", "remark"}};
    for (const auto& verdict : verdicts)
        rows.push_back({verdict.spec, verdict.file, verdict.rule,
                        verdict.value ? value_text(*verdict.value) : "-", verdict.limit,
                        pass_text(verdict.pass), verdict.pass == true ? "" : remark_of(verdict)});
    return lay_out(rows, {0, 1, 2, 4, 5, 6});
}

std::string spec_text(const delivery::Spec& spec) {
    std::string text = fmt::format("{}: {}\nversion {}, {}\nsource: {}\n{}\n\n", spec.id, spec.name,
                                   spec.version, spec.date, spec.source, verified_text(spec));
    std::vector<Row> files{{"file", "layout", "bits", "rate", "form", "name"}};
    for (const auto& wanted : spec.files)
        files.push_back({std::string(delivery::name_of(wanted.role)),
                         wanted.layout ? wanted.layout->name() : "home", std::to_string(wanted.bits),
                         fmt::format("{} Hz", wanted.rate.hz),
                         wanted.form == delivery::FileForm::split_mono ? "split mono" : "interleaved",
                         wanted.name + ".wav"});
    text += lay_out(files, {0, 1, 4, 5}) + "\n";
    std::vector<Row> rules{{"rule", "limit", "weight", "files", "meaning"}};
    for (const auto& rule : spec.rules) {
        std::string roles;
        for (const auto role : rule.applies_to)
            roles += (roles.empty() ? "" : ", ") + std::string(delivery::name_of(role));
        rules.push_back({rule.id, delivery::limit_text(spec, rule),
                         rule.weight == delivery::Weight::required ? "required" : "advice",
                         roles.empty() ? "all" : roles, rule.sentence});
        if (const std::string fallback = delivery::fallback_text(rule); !fallback.empty())
            rules.push_back({"  below 15 % speech", fallback, "", "", ""});
    }
    text += lay_out(rules, {0, 1, 2, 3, 4}) + "\n";
    text +=
        spec.limiter_ceiling
            ? fmt::format(
                  "limiter: where a true peak would exceed {:.1f} dBTP; on stems only with --stem-limiting\n",
                  spec.limiter_ceiling->value)
            : "limiter: none\n";
    if (spec.level_target)
        text += fmt::format("--level meet: {} to {:.1f} LUFS\n",
                            spec.level_by_dialogue ? "dialogue loudness" : "programme loudness",
                            spec.level_target->value);
    text += fmt::format("leader and pops: {}\n",
                        spec.leader == delivery::Leader::pops ? "where the segments have them" : "none");
    if (spec.segments == delivery::Segments::each) text += "segments: a file for each\n";
    std::string rates;
    for (const FrameRate rate : spec.frame_rates)
        rates += (rates.empty() ? "" : ", ") + rate_name(rate);
    if (!rates.empty()) text += fmt::format("frame rates: {}\n", rates);
    return text;
}

std::string specs_table(std::span<const delivery::Spec> specs) {
    std::vector<Row> rows{{"id", "name", "version", "date", "verified"}};
    for (const auto& spec : specs)
        rows.push_back({spec.id, spec.name, spec.version, spec.date, spec.verified ? "yes" : "no"});
    return lay_out(rows, {0, 1, 2, 3, 4});
}

} // namespace dub::report
