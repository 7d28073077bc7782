// The delivery report as one page. It must read in any browser, years from now, from a mail attachment: no
// script, no font, no picture from outside.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "formats/report/delivery_report.h"
#include "formats/report/html_parts.h"
#include "formats/report/numbers.h"

namespace dub::report {
namespace {

constexpr std::size_t most_ranges = 60; // of the limiter, on the page; the JSON has all

std::string badge(std::optional<bool> pass, std::string_view size = "") {
    const std::string_view kind = pass ? (*pass ? "pass" : "fail") : "open";
    const std::string_view word = pass ? (*pass ? "PASS" : "FAIL") : "not judged";
    return fmt::format("<span class=\"badge {} {}\">{}</span>", kind, size, word);
}

std::string badge_of(std::span<const delivery::Verdict> verdicts, std::string_view set) {
    const std::string word = verdict_word(verdicts, set);
    if (word == "not judged") return badge({});
    const auto comma = word.find(", ");
    const std::string open = comma == std::string::npos ? "" : word.substr(comma + 2);
    return badge(word != "FAIL") + (open.empty() ? "" : fmt::format("<br><small>{}</small>", open));
}

std::string pretty(std::string text) { // the ASCII of limits, set properly
    for (const auto& [from, to] : {std::pair{"+-", "±"}, {"<=", "≤"}, {">=", "≥"}, {" .. ", " to "}})
        if (const auto at = text.find(from); at != std::string::npos)
            text.replace(at, std::string_view(from).size(), to);
    return escaped(text);
}

std::string fact(std::string_view what, const std::string& value) {
    return fmt::format("<div class=\"fact\"><span class=\"muted\">{}</span><b>{}</b></div>\n", what, value);
}

std::string null_text(std::optional<double> dbfs) {
    if (!dbfs) return "not compared";
    return *dbfs <= exact_null_dbfs ? "exact" : fmt::format("{:.1f} dBFS", *dbfs);
}

// "version nearfield, nl · "; empty for the mix itself.
std::string version_text(const Delivery& delivery) {
    if (delivery.version.empty()) return {};
    return fmt::format("version {}{} · ", escaped(delivery.version),
                       delivery.language.empty() ? "" : ", " + escaped(delivery.language));
}

std::string head(const Delivery& delivery) {
    const std::string title = escaped(delivery.name);
    std::string text =
        fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<title>{}: delivery report</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
                    title, page_style());
    text += fmt::format("<header><div><h1>{}</h1><p class=\"muted\">Delivery report · {} · {}{} to {} at {} "
                        "fps · made {}</p></div>{}"
                        "</header>\n",
                        title, escaped(delivery.session), version_text(delivery), delivery.start,
                        delivery.end, delivery.fps, delivery.made,
                        badge(passed(delivery.verdicts) && delivery.media_complete, "large"));
    const auto failed =
        std::ranges::count_if(delivery.verdicts, [](const auto& verdict) { return verdict.pass == false; });
    const auto kept =
        std::ranges::count_if(delivery.verdicts, [](const auto& verdict) { return verdict.pass == true; });
    if (!delivery.speed.empty()) text += fmt::format("<p><b>{}</b></p>\n", escaped(delivery.speed));
    text += "<section class=\"facts\">\n" + fact("Files", std::to_string(delivery.files.size())) +
            fact("Length", clock_text(delivery.duration_s)) +
            fact("Rules kept", fmt::format("{} of {}", kept, kept + failed)) +
            fact("Stems − printmaster", null_text(delivery.null_test.buses_dbfs)) +
            fact("Passes over the media", std::to_string(delivery.media_passes)) +
            fact("Real time", fmt::format("{:.1f} ×", delivery.realtime_factor)) + "</section>\n";
    return text;
}

template <class Level> std::string cell(const std::optional<Level>& level) {
    return fmt::format("<td class=\"n\">{}</td>", level_text(level));
}

const DeliveredFile* first_file(const Delivery& delivery, const std::string& set) {
    const auto at = std::ranges::find(delivery.files, set, &DeliveredFile::set);
    return at == delivery.files.end() ? nullptr : &*at;
}

std::string set_row(const Delivery& delivery, const MeasuredSet& set) {
    const DeliveredFile* const file = first_file(delivery, set.set);
    const measure::Measurement& measured = set.measured;
    const auto count = std::ranges::count(delivery.files, set.set, &DeliveredFile::set);
    std::string about = std::string(delivery::name_of(set.role));
    if (file != nullptr && !file->stem.empty()) about += " " + file->stem;
    if (count > 1) about += fmt::format(", {} mono files", count);
    if (file != nullptr && file->offset.value != 0)
        about += fmt::format(", offset {:+.2f} dB", file->offset.value);
    const double limited = file == nullptr ? 0 : file->limited.value;
    return fmt::format(
        "<tr><td class=\"name\">{}<br><small>{}</small></td><td>{}</td><td class=\"n\">{}</td>{}{}{}{}"
        "<td class=\"n\">{}</td><td>{}</td></tr>\n",
        escaped(set.set), escaped(about), measured.layout.name(),
        clock_text(seconds(measured.length, measured.rate)), cell(measured.integrated),
        cell(measured.dialogue), cell(measured.range), cell(measured.true_peak),
        limited > 0 ? fmt::format("−{:.1f} dB", limited) : "–", badge_of(delivery.verdicts, set.set));
}

std::string files(const Delivery& delivery) {
    std::string text =
        "<h2>Files</h2>\n<table>\n<tr><th>File</th><th>Layout</th><th class=\"n\">Length</th><th "
        "class=\"n\">LUFS</th>"
        "<th class=\"n\">Dialogue</th><th class=\"n\">LRA (LU)</th><th class=\"n\">True peak (dBTP)</th>"
        "<th class=\"n\">Limiter</th><th>Verdict</th></tr>\n";
    for (const MeasuredSet& set : delivery.sets)
        text += set_row(delivery, set);
    return text + "</table>\n";
}

const delivery::Spec* spec_of(const Delivery& delivery, const std::string& id) {
    return delivery::find_spec(delivery.specs, id);
}

std::string speech_note(const measure::Measurement& measured) {
    if (measured.dialogue_method == measure::DialogueMethod::none) return {};
    return fmt::format(
        "<p class=\"muted\">Dialogue {} LUFS, method: {}; speech {:.0f} % of the length.</p>\n",
        level_text(measured.dialogue), escaped(measure::name_of(measured.dialogue_method)),
        measured.speech_percent.value_or(0));
}

std::string curves(const Delivery& delivery) {
    std::string text = "<h2>Loudness and true peak over time</h2>\n";
    for (const MeasuredSet& set : delivery.sets) {
        if (set.role == delivery::FileRole::stem || set.measured.curves.momentary_lufs.empty()) continue;
        text += fmt::format(
            "<section class=\"card\"><div><h3>{}</h3><span>{} LUFS &nbsp; {} dBTP &nbsp; "
            "{}</span></div>\n{}{}"
            "<div class=\"legend\"><span><i style=\"background:#86bfe6\"></i>short-term (3 s)</span>"
            "<span><i style=\"background:#2c4152\"></i>momentary (0.4 s)</span>"
            "<span><i style=\"background:#f1f3f4\"></i>integrated</span>"
            "<span><i style=\"background:#d7a6e8\"></i>dialogue</span>"
            "<span><i style=\"background:#2f7d55\"></i>what the spec allows</span>"
            "<span><i style=\"background:#d9a441\"></i>true peak</span>"
            "<span><i style=\"background:#e06c66\"></i>its limit, and where the limiter worked</span></div>"
            "</section>\n",
            escaped(set.set), level_text(set.measured.integrated), level_text(set.measured.true_peak),
            badge_of(delivery.verdicts, set.set),
            chart({set.measured, spec_of(delivery, set.spec), delivery.null_test.limited, set.set}),
            speech_note(set.measured));
    }
    return text;
}

std::string rules(const Delivery& delivery) {
    std::string text = "<h2>Rules</h2>\n";
    for (const delivery::Spec& spec : delivery.specs) {
        text += fmt::format("<section class=\"card\"><div><h3>{}</h3><span "
                            "class=\"muted\">{}</span></div>\n<p class=\"muted\">{}. "
                            "{}</p>\n<table>\n<tr><th>File</th><th>Rule</th><th "
                            "class=\"n\">Value</th><th>Limit</th><th>Verdict</th>"
                            "<th></th></tr>\n",
                            escaped(spec.name), escaped(spec.id + ", " + spec.version + ", " + spec.date),
                            escaped(spec.source),
                            spec.verified ? "Read in the publisher's own text."
                                          : "Not verified in a publisher's own text.");
        for (const delivery::Verdict& verdict : delivery.verdicts)
            if (verdict.spec == spec.id)
                text += fmt::format(
                    "<tr><td class=\"name\">{}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td>"
                    "<td><small>{}</small></td></tr>\n",
                    escaped(verdict.file), escaped(verdict.rule),
                    verdict.value ? value_text(*verdict.value) : "–", pretty(verdict.limit),
                    badge(verdict.pass), escaped(verdict.sentence));
        text += "</table></section>\n";
    }
    return text;
}

std::string proof(const Delivery& delivery) {
    const NullTest& test = delivery.null_test;
    std::string text = fmt::format("<h2>Proof of the sums</h2>\n<table>\n<tr><td>Stems minus printmaster, "
                                   "float buses before limiting</td><td class=\"n\">{}</td>"
                                   "</tr>\n<tr><td>Stems minus printmaster, delivered files, where no "
                                   "limiter worked and no pop was stamped</td>"
                                   "<td class=\"n\">{}</td></tr>\n</table>\n",
                                   null_text(test.buses_dbfs), null_text(test.files_dbfs));
    for (const SetOffset& offset : delivery.offsets)
        text += fmt::format("<p>Level of {}: {}</p>\n", escaped(offset.spec), escaped(offset.sentence));
    if (test.limited.empty()) return text + "<p class=\"muted\">The limiter did not work anywhere.</p>\n";
    text += "<h2>Where the limiter worked</h2>\n<table>\n<tr><th>File</th><th>From</th><th>To</th><th "
            "class=\"n\">Deepest</th></tr>\n";
    for (std::size_t i = 0; i < std::min(test.limited.size(), most_ranges); ++i) {
        const LimitedRange& range = test.limited[i];
        text += fmt::format(
            "<tr><td class=\"name\">{}</td><td>{}</td><td>{}</td><td class=\"n\">−{:.2f} dB</td></tr>\n",
            escaped(range.file), range.from, range.to, range.reduction.value);
    }
    text += "</table>\n";
    if (test.limited.size() > most_ranges)
        text += fmt::format("<p class=\"muted\">and {} more places, in the JSON report.</p>\n",
                            test.limited.size() - most_ranges);
    return text;
}

std::string reel_sheet(const Delivery& delivery) {
    if (delivery.reels.empty()) return {};
    std::string text =
        "<h2>Reel sheet</h2>\n<table>\n<tr><th>Segment</th><th>2-pop</th><th>FFOA</th><th>LFOA "
        "(inclusive)</th><th>Tail pop</th><th>Duration</th></tr>\n";
    const auto place = [](const std::string& timecode, const std::string& feet) {
        return timecode.empty() ? std::string("<td>–</td>")
                                : fmt::format("<td>{}<br><small>{}</small></td>", timecode, feet);
    };
    for (const Reel& reel : delivery.reels) {
        const ReelWords words = reel_words(reel);
        text += fmt::format("<tr><td class=\"name\">{}<br><small>{}</small></td>{}{}{}{}{}</tr>\n",
                            escaped(words.name), words.kind, place(words.two_pop, words.two_pop_feet),
                            place(words.ffoa, words.ffoa_feet), place(words.lfoa, words.lfoa_feet),
                            place(words.tail_pop, words.tail_pop_feet),
                            place(words.duration, words.duration_feet));
    }
    return text +
           fmt::format("</table>\n<p class=\"muted\">Timecode at {} fps, under it feet+frames of 35 mm "
                       "film (16 frames a foot) from the first frame of the reel's file. LFOA is the last "
                       "frame of action itself.</p>\n",
                       escaped(delivery.fps));
}

std::string prints(const Delivery& delivery) {
    if (delivery.source != "prints") return {};
    std::string text = "<h2>Delivered from prints</h2>\n";
    if (delivery.stale.empty())
        return text + "<p class=\"muted\">The session sounds as it was printed.</p>\n";
    text += "<table>\n<tr><th>Print</th><th>From</th><th>To</th><th>The session now</th></tr>\n";
    for (const StaleRange& range : delivery.stale)
        text += fmt::format("<tr><td class=\"name\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                            escaped(range.print), range.from, range.to,
                            range.known ? "plays something else" : "not known: its snapshot is missing");
    return text + "</table>\n";
}

std::string changes(const Delivery& delivery) {
    if (delivery.against.empty()) return {};
    std::string text =
        fmt::format("<h2>Changed since the earlier delivery</h2>\n<p>{}</p>\n", escaped(delivery.against));
    if (delivery.changed.empty())
        text += "<p class=\"muted\">No sample of what was compared has changed.</p>\n";
    else
        text += "<table>\n<tr><th>File</th><th>From</th><th>To</th><th class=\"n\">Seconds</th><th "
                "class=\"n\">Difference</th></tr>\n";
    for (std::size_t i = 0; i < std::min(delivery.changed.size(), most_ranges); ++i) {
        const ChangedRange& range = delivery.changed[i];
        text += fmt::format("<tr><td class=\"name\">{}</td><td>{}</td><td>{}</td><td "
                            "class=\"n\">{:.3f}</td><td class=\"n\">{:.1f} dBFS</td></tr>\n",
                            escaped(range.file), range.from, range.to, range.duration_s, range.peak_db);
    }
    if (!delivery.changed.empty()) text += "</table>\n";
    if (delivery.changed.size() > most_ranges)
        text += fmt::format("<p class=\"muted\">and {} more places, in the JSON report.</p>\n",
                            delivery.changed.size() - most_ranges);
    for (const std::string& sentence : delivery.not_compared)
        text += fmt::format("<p>{}</p>\n", escaped(sentence));
    return text;
}

std::string doubts(const Delivery& delivery) {
    if (delivery.diagnostics.empty()) return {};
    std::string text = "<h2>Remarks</h2>\n<table>\n";
    for (const Diagnostic& one : delivery.diagnostics)
        text += fmt::format("<tr><td>{}</td><td class=\"name\">{}</td><td>{}</td></tr>\n", escaped(one.code),
                            escaped(one.where), escaped(one.sentence));
    return text + "</table>\n";
}

std::string checksums(const Delivery& delivery) {
    std::string text = "<h2>Checksums</h2>\n<details><summary>SHA-256 of every file</summary>\n<table>\n";
    for (const DeliveredFile& file : delivery.files)
        text += fmt::format(
            "<tr><td class=\"name\">{}</td><td class=\"n\">{} samples</td><td><code>{}</code></td></tr>\n",
            escaped(file.path), file.samples.value, file.sha256);
    return text + "</table></details>\n";
}

} // namespace

std::string delivery_html(const Delivery& delivery) {
    return head(delivery) + files(delivery) + reel_sheet(delivery) + curves(delivery) + proof(delivery) +
           prints(delivery) + changes(delivery) + rules(delivery) + doubts(delivery) + checksums(delivery) +
           "<footer>Loudness by ITU-R BS.1770-5, windows by EBU Tech 3341, range by EBU Tech 3342, true peak "
           "by BS.1770-5 Annex 2. "
           "All values were read back from the delivered files. Made by "
           "Dubstage.</footer>\n</main>\n</body>\n</html>\n";
}

} // namespace dub::report
