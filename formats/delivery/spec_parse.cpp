// Text to Spec. Strict: a key nobody knows is refused, since a rule with a slip in its name would never be
// judged.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "engine/core/timecode.h"
#include "formats/delivery/file_name.h"
#include "formats/delivery/spec.h"
#include "formats/json/json.h"

namespace dub::delivery {
namespace {

using json::Json;

template <class T> struct Choice {
    std::string_view name;
    T value;
};
constexpr std::array file_roles{Choice{"printmaster", FileRole::printmaster}, Choice{"stem", FileRole::stem},
                                Choice{"m-and-e", FileRole::music_and_effects},
                                Choice{"adm-bed", FileRole::adm_bed},
                                Choice{"undipped-music", FileRole::undipped_music}};
constexpr std::array dip_forms{Choice{"as-mixed", Dips::as_mixed}, Choice{"bypassed", Dips::bypassed}};
constexpr std::array segment_forms{Choice{"longplay", Segments::longplay}, Choice{"each", Segments::each}};
constexpr std::array forms{Choice{"interleaved", FileForm::interleaved},
                           Choice{"split-mono", FileForm::split_mono}};
constexpr std::array orders{Choice{"smpte", ChannelOrder::smpte}, Choice{"film", ChannelOrder::film}};
constexpr std::array leaders{Choice{"none", Leader::none}, Choice{"pops", Leader::pops}};
constexpr std::array weights{Choice{"required", Weight::required}, Choice{"advice", Weight::advice}};
constexpr std::array containers{Choice{"rf64", std::string_view("rf64")},
                                Choice{"bw64", std::string_view("bw64")}};
constexpr std::array levels{Choice{"programme", false}, Choice{"dialogue", true}};

const std::vector<Choice<RuleKind>>& rule_kinds() {
    static const auto all = [] {
        std::vector<Choice<RuleKind>> list;
        for (int k = 0; k <= static_cast<int>(RuleKind::sound_present); ++k)
            list.push_back({name_of(static_cast<RuleKind>(k)), static_cast<RuleKind>(k)});
        return list;
    }();
    return all;
}

// The keys of one object: each is asked for once, done() refuses what nobody asked for. The first error
// stays.
class Fields {
  public:
    Fields(const Json& object, std::string place, std::string_view file)
        : object_(object)
        , place_(std::move(place))
        , file_(file) {
        if (!object_.is_object()) wrong("", "an object {…} was expected");
    }

    void wrong(std::string_view key, std::string_view sentence) {
        if (!error_)
            error_ = fmt::format("{}: {}{}{}: {}", file_, place_, key.empty() ? "" : "/", key, sentence);
    }
    const Json* find(std::string_view key, bool required) {
        asked_.insert(std::string(key));
        const auto at = object_.is_object() ? object_.find(std::string(key)) : object_.end();
        if (at != object_.end()) return &*at;
        if (required) wrong(key, "this key is missing");
        return nullptr;
    }
    std::string text(std::string_view key, bool required = true) {
        const Json* const value = find(key, required);
        if (value == nullptr) return {};
        if (!value->is_string() || value->get_ref<const std::string&>().empty())
            return wrong(key, "a text was expected"), std::string();
        return value->get<std::string>();
    }
    std::optional<double> number(std::string_view key, double min, double max) {
        const Json* const value = find(key, false);
        if (value == nullptr) return std::nullopt;
        if (!value->is_number() || value->get<double>() < min || value->get<double>() > max)
            return wrong(key, fmt::format("a number from {} to {} was expected", min, max)), std::nullopt;
        return value->get<double>();
    }
    bool flag(std::string_view key, bool required, bool fallback) {
        const Json* const value = find(key, required);
        if (value == nullptr) return fallback;
        if (!value->is_boolean()) return wrong(key, "true or false was expected"), fallback;
        return value->get<bool>();
    }
    template <class List> auto choice(std::string_view key, const List& list, bool required = false) {
        const std::string name = text(key, required);
        for (const auto& entry : list)
            if (entry.name == name) return entry.value;
        if (!name.empty()) {
            std::string names;
            for (const auto& entry : list)
                names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", entry.name);
            wrong(key, fmt::format("\"{}\" is not one of {}", name, names));
        }
        return list[0].value;
    }
    // Every entry of a list that may not be empty.
    template <class Each> void list(std::string_view key, bool required, const Each& each) {
        const Json* const value = find(key, required);
        if (value == nullptr) return;
        if (!value->is_array() || value->empty())
            return wrong(key, "a list with at least one entry was expected");
        for (std::size_t i = 0; i < value->size() && !error_; ++i)
            each((*value)[i], fmt::format("{}/{}/{}", place_, key, i));
    }
    void take(std::optional<std::string> error) {
        if (!error_) error_ = std::move(error);
    }
    // A slip in a key is told before the key that it left missing.
    [[nodiscard]] std::optional<std::string> done() {
        if (object_.is_object())
            for (const auto& [key, value] : object_.items())
                if (!asked_.contains(key)) {
                    error_.reset();
                    wrong(key, "nobody knows this key");
                    break;
                }
        return error_;
    }

  private:
    const Json& object_;
    std::string place_;
    std::string_view file_;
    std::set<std::string, std::less<>> asked_;
    std::optional<std::string> error_;
};

void check_deliverable(Fields& in, const Deliverable& file) {
    if (const auto place = unknown_place(file.name))
        in.wrong("name", fmt::format("there is no place {{{}}}", *place));
    if (file.name.find('/') != std::string::npos) in.wrong("name", "a name, not a path, was expected");
    const auto needs = [&](std::string_view place) {
        if (file.name.find(place) == std::string::npos)
            in.wrong("name", fmt::format("the place {} is missing", place));
    };
    needs("{session}"); // several sessions deliver into one folder
    if (file.form == FileForm::split_mono) needs("{channel}");
    if (file.role == FileRole::stem) needs("{stem}");
    const bool by_roles = file.role == FileRole::music_and_effects || file.role == FileRole::undipped_music;
    if (by_roles == file.roles.empty())
        in.wrong("roles",
                 "an allow-list of roles belongs to \"m-and-e\" and \"undipped-music\", and only there");
    if (file.role == FileRole::undipped_music && file.dips != Dips::bypassed)
        in.wrong("dips", "the role \"undipped-music\" needs \"dips\": \"bypassed\"");
    if (file.archive && file.role != FileRole::stem) in.wrong("archive", "only stems are archive stems");
    if (file.roles.has(session::Role::guide) || file.roles.has(session::Role::reference))
        in.wrong("roles", "guide and reference enter no deliverable");
    if (file.bits != 16 && file.bits != 24 && file.bits != 32)
        in.wrong("bits", "16, 24 or 32 (float) was expected");
    if (file.adm && (file.form == FileForm::split_mono || file.mask || file.order != ChannelOrder::smpte ||
                     file.bits == 32))
        in.wrong("adm", "an ADM file is interleaved PCM in SMPTE order without mask");
    if (file.role == FileRole::adm_bed && !file.adm)
        in.wrong("adm", "the role \"adm-bed\" needs \"adm\": true");
    if (file.role == FileRole::adm_bed && !file.layout)
        in.wrong("layout", "the role \"adm-bed\" needs a layout");
}

Deliverable read_deliverable(const Json& value, const std::string& place, std::string_view name,
                             std::optional<std::string>& error) {
    Fields in(value, place, name);
    Deliverable file;
    file.role = in.choice("role", file_roles, true);
    if (const std::string layout = in.text("layout", false); layout != "home" && !layout.empty()) {
        const auto found = layout_named(layout);
        if (!found) in.wrong("layout", found.error().sentence);
        if (found) file.layout = *found;
    }
    in.list("roles", false, [&](const Json& role, const std::string& where) {
        const auto found = role.is_string() ? session::role_named(role.get<std::string>()) : std::nullopt;
        if (!found) in.take(fmt::format("{}: {}: there is no role {}", name, where, role.dump()));
        if (found) file.roles.insert(*found);
    });
    file.bits = static_cast<int>(in.number("bits", 16, 32).value_or(24));
    file.rate.hz = static_cast<std::int64_t>(in.number("rate", 8000, 768000).value_or(48000));
    file.form = in.choice("form", forms);
    file.order = in.choice("order", orders);
    file.mask = in.flag("mask", false, false);
    file.adm = in.flag("adm", false, false);
    file.dips = in.choice("dips", dip_forms);
    file.archive = in.flag("archive", false, false);
    file.container = in.choice("container", containers);
    file.name = in.text("name");
    check_deliverable(in, file);
    error = in.done();
    return file;
}

bool takes_numbers(RuleKind kind) { return kind <= RuleKind::sample_peak; }

void check_rule(Fields& in, const Rule& rule) {
    const bool window = rule.target.has_value(), limits = rule.min || rule.max;
    if (takes_numbers(rule.kind) && window == limits)
        in.wrong("target",
                 "either \"target\" with \"minus\" and \"plus\", or \"min\" and/or \"max\", was expected");
    if (!takes_numbers(rule.kind) && (window || limits))
        in.wrong("kind", fmt::format("\"{}\" takes no numbers: it compares with the wanted file",
                                     name_of(rule.kind)));
    if (window != (rule.minus && rule.plus) || (!window && (rule.minus || rule.plus)))
        in.wrong("target", "\"target\", \"minus\" and \"plus\" belong together");
    if (rule.min && rule.max && *rule.min > *rule.max) in.wrong("min", "it lies above \"max\"");
    const bool fallback = rule.fallback_target.has_value();
    if (fallback != (rule.fallback_minus && rule.fallback_plus) ||
        (!fallback && (rule.fallback_minus || rule.fallback_plus)))
        in.wrong("fallback_target",
                 "\"fallback_target\", \"fallback_minus\" and \"fallback_plus\" belong together");
    if (fallback && rule.kind != RuleKind::dialogue_loudness)
        in.wrong("fallback_target", "only \"dialogue-loudness\" has a fallback");
}

Rule read_rule(const Json& value, const std::string& place, std::string_view name,
               std::optional<std::string>& error) {
    Fields in(value, place, name);
    Rule rule;
    rule.id = in.text("id");
    rule.kind = in.choice("kind", rule_kinds(), true);
    rule.weight = in.choice("weight", weights);
    in.list("applies_to", false, [&](const Json& role, const std::string& where) {
        const auto at =
            std::ranges::find(file_roles, role.is_string() ? role.get<std::string>() : std::string(),
                              [](const auto& entry) { return std::string(entry.name); });
        if (at == file_roles.end())
            return in.take(fmt::format("{}: {}: there is no file role {}", name, where, role.dump()));
        rule.applies_to.push_back(at->value);
    });
    constexpr double lowest = -200, highest = 100, widest = 100; // dB, LU, LUFS
    rule.target = in.number("target", lowest, highest);
    rule.minus = in.number("minus", 0, widest);
    rule.plus = in.number("plus", 0, widest);
    rule.min = in.number("min", lowest, highest);
    rule.max = in.number("max", lowest, highest);
    rule.fallback_target = in.number("fallback_target", lowest, highest);
    rule.fallback_minus = in.number("fallback_minus", 0, widest);
    rule.fallback_plus = in.number("fallback_plus", 0, widest);
    rule.sentence = in.text("sentence");
    check_rule(in, rule);
    error = in.done();
    return rule;
}

bool plain_id(std::string_view id) {
    return !id.empty() && id.size() <= 64 && id.front() != '.' && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    });
}

void read_lists(Fields& in, Spec& spec, std::string_view name) {
    in.list("files", true, [&](const Json& value, const std::string& place) {
        std::optional<std::string> error;
        spec.files.push_back(read_deliverable(value, place, name, error));
        in.take(std::move(error));
    });
    in.list("rules", true, [&](const Json& value, const std::string& place) {
        std::optional<std::string> error;
        Rule rule = read_rule(value, place, name, error);
        if (std::ranges::find(spec.rules, rule.id, &Rule::id) != spec.rules.end())
            in.take(fmt::format("{}: {}/id: \"{}\" is the id of an earlier rule", name, place, rule.id));
        spec.rules.push_back(std::move(rule));
        in.take(std::move(error));
    });
}

} // namespace

Result<Spec> parse_spec(std::string_view text, std::string_view name) {
    TRY(const Json document, json::parse(text, name));
    Fields in(document, "", name);
    Spec spec;
    spec.id = in.text("id");
    if (!spec.id.empty() && !plain_id(spec.id))
        in.wrong("id", "small letters, digits, '-' and '.' were expected");
    spec.name = in.text("name");
    spec.version = in.text("version");
    spec.date = in.text("date");
    spec.source = in.text("source");
    spec.verified = in.flag("verified", true, false);
    read_lists(in, spec, name);
    if (const auto ceiling = in.number("limiter_ceiling_dbtp", -60, 0)) spec.limiter_ceiling = Dbtp{*ceiling};
    if (const auto target = in.number("level_target_lufs", -70, 0)) spec.level_target = Lufs{*target};
    spec.level_by_dialogue = in.choice("level_by", levels);
    spec.leader = in.choice("leader", leaders);
    spec.segments = in.choice("segments", segment_forms);
    in.list("frame_rates", false, [&](const Json& rate, const std::string& place) {
        const auto format = timecode_format(rate.is_string() ? rate.get<std::string>() : std::string());
        if (!format) return in.take(fmt::format("{}: {}: {} is no frame rate", name, place, rate.dump()));
        spec.frame_rates.push_back(format->rate);
    });
    if (const auto error = in.done())
        return fail(ErrorCode::invalid, *error + "; docs/delivery.md describes every key");
    return spec;
}

} // namespace dub::delivery
