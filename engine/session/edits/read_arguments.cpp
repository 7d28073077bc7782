#include "engine/session/edits/read_arguments.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/session/edits/show_value.h"

namespace dub::session {
namespace {

constexpr auto limit = static_cast<double>(position_limit);

bool whole(double number) { return number == std::floor(number) && std::abs(number) <= limit; }

// Lengths carry no date, so their timecode counts labels without dropping any.
TimecodeFormat without_drop(TimecodeFormat format) {
    format.drop = DropFrame::no;
    return format;
}

std::optional<double> leading_number(std::string_view text, std::string_view unit) {
    if (!text.ends_with(unit)) return std::nullopt;
    text.remove_suffix(unit.size());
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<FrameCount> frame_length(std::string_view text, const TimecodeFormat& format) {
    if (const auto frames = leading_number(text, "f"); frames && whole(*frames))
        return FrameCount{static_cast<std::int64_t>(*frames)};
    if (const auto label = parse_timecode(text, without_drop(format))) return *label - FramePos{};
    return std::nullopt;
}

std::optional<SampleCount> time_length(std::string_view text, SampleRate rate) {
    auto seconds = leading_number(text, "ms");
    if (seconds)
        *seconds /= 1000;
    else
        seconds = leading_number(text, "s");
    const double samples = seconds ? std::round(*seconds * static_cast<double>(rate.hz)) : limit * 2;
    if (!whole(samples)) return std::nullopt;
    return SampleCount{static_cast<std::int64_t>(samples)};
}

} // namespace

const Value* ArgumentReader::find(std::string_view name) const {
    const auto at = given_.find(name);
    return at == given_.end() ? nullptr : &at->second;
}

std::unexpected<Error> ArgumentReader::refuse(std::string_view sentence) const {
    return fail(ErrorCode::invalid, fmt::format("{}: {}", edit_, sentence));
}

std::unexpected<Error> ArgumentReader::wrong(std::string_view name, const Value& value,
                                             std::string_view expected) const {
    return refuse(fmt::format("'{}' is {}; expected {}.", name, show(value), expected));
}

Result<void> ArgumentReader::accept(std::span<const ArgumentDeclaration> declared) const {
    for (const auto& [name, value] : given_) {
        if (std::ranges::find(declared, std::string_view(name), &ArgumentDeclaration::name) != declared.end())
            continue;
        std::string known;
        for (const auto& argument : declared)
            known += (known.empty() ? "" : ", ") + std::string(argument.name);
        return refuse(fmt::format("there is no argument '{}'; known are: {}.", name, known));
    }
    for (const auto& argument : declared)
        if (argument.need == Need::required && !has(argument.name))
            return refuse(fmt::format("'{}' is missing; expected {} ({}).", argument.name, argument.type,
                                      argument.meaning));
    return {};
}

Result<void> ArgumentReader::number(std::string_view name, const Value& value, Limits limits,
                                    double& out) const {
    const auto* given = std::get_if<double>(&value.data);
    const auto* word = std::get_if<std::string>(&value.data);
    // JSON has no -inf: it is written as a word.
    const double read = word != nullptr && *word == "-inf" ? minus_infinity
                        : given != nullptr                 ? *given
                                                           : std::nan("");
    if (!(read >= limits.min && read <= limits.max))
        return wrong(name, value,
                     fmt::format("a number from {} to {}{}{}", limits.min, limits.max,
                                 limits.unit.empty() ? "" : " ", limits.unit));
    out = read;
    return {};
}

Result<void> ArgumentReader::read(std::string_view name, double& out, Limits limits) const {
    const Value* value = find(name);
    return value == nullptr ? Result<void>{} : number(name, *value, limits, out);
}

Result<void> ArgumentReader::read(std::string_view name, Db& out, Limits limits) const {
    return read(name, out.value, limits);
}

Result<void> ArgumentReader::choice(std::string_view name, std::span<const std::string_view> names,
                                    std::size_t& out) const {
    const Value* value = find(name);
    if (value == nullptr) return {};
    const auto* word = std::get_if<std::string>(&value->data);
    const auto at = word == nullptr ? names.end() : std::ranges::find(names, std::string_view(*word));
    if (at == names.end()) return wrong(name, *value, fmt::format("one of {}", fmt::join(names, ", ")));
    out = static_cast<std::size_t>(at - names.begin());
    return {};
}

Result<void> ArgumentReader::parameter_value(std::string_view name, const Value& value,
                                             const Parameter& parameter, double& out) const {
    if (parameter.unit == Unit::toggle)
        if (const auto* on = std::get_if<bool>(&value.data)) return out = *on ? 1 : 0, Result<void>{};
    if (parameter.unit == Unit::choice) {
        const auto* word = std::get_if<std::string>(&value.data);
        for (std::size_t i = 0; word != nullptr && i < parameter.choices.size(); ++i)
            if (parameter.choices[i] == *word) return out = static_cast<double>(i), Result<void>{};
        if (word != nullptr)
            return wrong(name, value, fmt::format("one of {}", fmt::join(parameter.choices, ", ")));
    }
    double read = 0;
    CHECK(number(name, value, {parameter.min, parameter.max, unit_text(parameter.unit)}, read));
    if (parameter.taper == Taper::stepped && read != std::floor(read))
        return wrong(name, value, "a whole number");
    out = read;
    return {};
}

Result<void> ArgumentReader::read(std::string_view name, double& out, const Parameter& parameter) const {
    const Value* value = find(name);
    return value == nullptr ? Result<void>{} : parameter_value(name, *value, parameter, out);
}

Result<void> ArgumentReader::read(std::string_view name, ParameterValues& out,
                                  std::span<const Parameter> declared) const {
    const Value* value = find(name);
    if (value == nullptr) return {};
    const auto* object = std::get_if<Value::Object>(&value->data);
    if (object == nullptr) return wrong(name, *value, "an object of parameter names and values");
    for (const auto& [id, entry] : *object) {
        const Parameter* parameter = find_parameter(declared, id);
        std::vector<std::string_view> known;
        for (const auto& one : declared)
            known.push_back(one.id);
        if (parameter == nullptr)
            return refuse(fmt::format("'{}' names '{}', which is no parameter here; known are: {}.", name, id,
                                      fmt::join(known, ", ")));
        double number = 0;
        CHECK(parameter_value(fmt::format("{}.{}", name, id), entry, *parameter, number));
        out.set(*parameter, number);
    }
    return {};
}

Result<void> ArgumentReader::point(std::string_view name, const Value& value, Limits limits,
                                   LanePoint& out) const {
    if (const auto* pair = std::get_if<Value::List>(&value.data); pair != nullptr && pair->size() == 2) {
        CHECK(convert(name, (*pair)[0], out.at));
        return number(name, (*pair)[1], limits, out.value);
    }
    const auto* object = std::get_if<Value::Object>(&value.data);
    if (object == nullptr || object->size() != 2 || !object->contains("at") || !object->contains("value"))
        return wrong(name, value, "points as [time, value] or {\"at\": time, \"value\": number}");
    CHECK(convert(name, object->find("at")->second, out.at));
    return number(name, object->find("value")->second, limits, out.value);
}

Result<void> ArgumentReader::read(std::string_view name, std::vector<LanePoint>& out, Limits limits) const {
    const Value* value = find(name);
    if (value == nullptr) return {};
    const auto* list = std::get_if<Value::List>(&value->data);
    if (list == nullptr) return wrong(name, *value, "a list of points");
    for (const Value& entry : *list)
        CHECK(point(name, entry, limits, out.emplace_back()));
    std::ranges::stable_sort(out, {}, &LanePoint::at);
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, std::string& out) const {
    const auto* text = std::get_if<std::string>(&value.data);
    if (text == nullptr) return wrong(name, value, "text");
    out = *text;
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, bool& out) const {
    const auto* on = std::get_if<bool>(&value.data);
    if (on == nullptr) return wrong(name, value, "true or false");
    out = *on;
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, std::int64_t& out) const {
    const auto* number = std::get_if<double>(&value.data);
    if (number == nullptr || !whole(*number)) return wrong(name, value, "a whole number");
    out = static_cast<std::int64_t>(*number);
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, SamplePos& out) const {
    if (std::holds_alternative<double>(value.data)) return convert(name, value, out.value);
    FramePos frame;
    CHECK(convert(name, value, frame));
    out = sample_of(session_, frame);
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, SampleCount& out) const {
    if (std::holds_alternative<double>(value.data)) return convert(name, value, out.value);
    const auto* text = std::get_if<std::string>(&value.data);
    const auto samples = text == nullptr ? std::nullopt : time_length(*text, session_.info->rate);
    const auto frames = text == nullptr ? std::nullopt : frame_length(*text, session_.info->timecode);
    if (!samples && !frames)
        return wrong(name, value, "a length: samples, \"00:00:02:00\", \"12f\", \"1.5s\" or \"20ms\"");
    out = samples ? *samples : sample_of(session_, FramePos{} + *frames) - SamplePos{};
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, FramePos& out) const {
    const auto* text = std::get_if<std::string>(&value.data);
    if (text == nullptr) {
        SamplePos sample;
        if (!std::holds_alternative<double>(value.data))
            return wrong(name, value, "a time: a session sample, \"01:00:10:12\" or \"f:123+04\"");
        CHECK(convert(name, value, sample.value));
        out = frame_of(session_, sample);
        return {};
    }
    const auto frame = text->starts_with("f:")
                           ? parse_feet(std::string_view(*text).substr(2), session_.info->start)
                           : parse_timecode(*text, session_.info->timecode);
    if (!frame) return refuse(fmt::format("'{}': {}", name, frame.error().sentence));
    out = *frame;
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, FrameCount& out) const {
    if (std::holds_alternative<double>(value.data)) {
        SampleCount samples;
        CHECK(convert(name, value, samples.value));
        out = frame_of(session_, SamplePos{} + samples) - FramePos{};
        return {};
    }
    const auto* text = std::get_if<std::string>(&value.data);
    const auto frames = text == nullptr ? std::nullopt : frame_length(*text, session_.info->timecode);
    if (!frames) return wrong(name, value, "a length in frames: \"12f\" or \"00:00:02:00\"");
    out = *frames;
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, Layout& out) const {
    const auto* text = std::get_if<std::string>(&value.data);
    if (text == nullptr) return wrong(name, value, "a layout: mono, 2.0, 5.1, 7.1 …, or speaker labels");
    auto layout = layout_named(*text);
    if (!layout) return refuse(fmt::format("'{}': {}", name, layout.error().sentence));
    out = *layout;
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, Role& out) const {
    const auto* text = std::get_if<std::string>(&value.data);
    const auto role = text == nullptr ? std::nullopt : role_named(*text);
    std::vector<std::string_view> known;
    for (const Role one : roles())
        known.push_back(name_of(one));
    if (!role) return wrong(name, value, fmt::format("one of {}", fmt::join(known, ", ")));
    out = *role;
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, RoleSet& out) const {
    const auto* list = std::get_if<Value::List>(&value.data);
    const std::span<const Value> entries = list != nullptr ? std::span(*list) : std::span(&value, 1);
    for (const Value& entry : entries) {
        Role role{};
        CHECK(convert(name, entry, role));
        out.insert(role);
    }
    return {};
}

Result<void> ArgumentReader::convert(std::string_view name, const Value& value, FrameRate& out) const {
    const auto* text = std::get_if<std::string>(&value.data);
    const auto* number = std::get_if<double>(&value.data);
    const auto format = timecode_format(text != nullptr     ? *text
                                        : number != nullptr ? fmt::format("{}", *number)
                                                            : "");
    if (!format) return refuse(fmt::format("'{}': {}", name, format.error().sentence));
    out = format->rate;
    return {};
}

} // namespace dub::session
