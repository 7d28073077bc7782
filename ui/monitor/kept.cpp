#include "ui/monitor/kept.h"

#include <algorithm>
#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <fmt/format.h>

#include "ui/text.h"

namespace dub::ui {
namespace {

using monitor::MonitorSettings;
using monitor::SpeakerControl;
using monitor::SpeakerSet;
using monitor::Switch;

constexpr std::size_t longest_text = 1 << 16;
constexpr int most_channels = 1024;                                                      // of a device
constexpr std::array<const char*, 5> listens{"as it is", "7.1", "5.1", "Lo/Ro", "mono"}; // as the enum

bool is_on(Switch knob) { return knob == Switch::on; }

QJsonObject written(const SpeakerControl& control) {
    return {{"solo", is_on(control.solo)},
            {"mute", is_on(control.mute)},
            {"inverted", is_on(control.inverted)},
            {"trim_db", control.trim.value},
            {"delay_ms", control.delay_ms}};
}

QJsonArray written(const Layout& layout) {
    QJsonArray speakers;
    for (const Speaker speaker : layout.speakers())
        speakers.append(text_of(label(speaker)));
    return speakers;
}

QJsonArray written(const std::vector<int>& channels) {
    QJsonArray patch;
    for (const int channel : channels)
        patch.append(channel);
    return patch;
}

QJsonObject written(const SpeakerSet& set) {
    QJsonArray controls;
    for (const SpeakerControl& control : set.controls)
        controls.append(written(control));
    return {{"name", text_of(set.name)},
            {"speakers", written(set.layout)},
            {"patch", written(set.patch)},
            {"controls", controls},
            {"reference_spl", set.reference_spl},
            {"crossover_hz", set.crossover ? QJsonValue(set.crossover->value) : QJsonValue()},
            {"lfe_db", set.lfe.value}};
}

// One object of the text; `where` it lies is said when something is wrong.
class Reader {
  public:
    Reader(QJsonObject object, std::string where)
        : object_(std::move(object))
        , where_(std::move(where)) {}

    [[nodiscard]] Result<double> number(const char* key) const {
        const QJsonValue value = object_[QLatin1String(key)];
        return value.isDouble() ? Result<double>(value.toDouble()) : wrong(key, "a number");
    }
    [[nodiscard]] Result<int> whole(const char* key, int low, int high) const {
        return whole(object_[QLatin1String(key)], key, low, high);
    }
    [[nodiscard]] Result<std::vector<int>> wholes(const char* key, int low, int high) const {
        TRY(const auto values, list(key));
        std::vector<int> found;
        for (const QJsonValue& value : values) {
            TRY(found.emplace_back(), whole(value, key, low, high));
        }
        return found;
    }
    [[nodiscard]] Result<Switch> on(const char* key) const {
        const QJsonValue value = object_[QLatin1String(key)];
        if (!value.isBool()) return wrong(key, "true or false");
        return value.toBool() ? Switch::on : Switch::off;
    }
    [[nodiscard]] Result<std::string> text(const char* key) const {
        const QJsonValue value = object_[QLatin1String(key)];
        return value.isString() ? Result<std::string>(value.toString().toStdString()) : wrong(key, "a text");
    }
    [[nodiscard]] bool has(const char* key) const { return object_.contains(QLatin1String(key)); }
    [[nodiscard]] bool is_null(const char* key) const { return object_[QLatin1String(key)].isNull(); }
    [[nodiscard]] Result<Reader> part(const char* key) const {
        const QJsonValue value = object_[QLatin1String(key)];
        if (!value.isObject()) return wrong(key, "an object");
        return Reader(value.toObject(), where_ + key + ".");
    }
    [[nodiscard]] Result<std::vector<Reader>> parts(const char* key, qsizetype most) const {
        TRY(const auto values, list(key));
        if (values.size() > most) return wrong(key, fmt::format("at most {} objects", most));
        std::vector<Reader> found;
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (!values[i].isObject()) return wrong(key, "a list of objects");
            found.emplace_back(values[i].toObject(), fmt::format("{}{}[{}].", where_, key, i));
        }
        return found;
    }
    [[nodiscard]] Result<Layout> layout(const char* key) const {
        TRY(const auto values, list(key));
        std::vector<Speaker> speakers;
        for (const QJsonValue& value : values) {
            const auto speaker = speaker_named(value.toString().toStdString());
            if (!speaker || std::ranges::find(speakers, *speaker) != speakers.end() ||
                speakers.size() == static_cast<std::size_t>(Layout::max_channels))
                return wrong(key, "at most 16 different speakers, as \"Lss\"");
            speakers.push_back(*speaker);
        }
        return Layout(speakers);
    }
    [[nodiscard]] std::unexpected<Error> wrong(const char* key, std::string_view expected) const {
        return fail(ErrorCode::invalid,
                    fmt::format("The kept monitor settings have no {}{} that is {}.", where_, key, expected));
    }

  private:
    [[nodiscard]] Result<QJsonArray> list(const char* key) const {
        const QJsonValue value = object_[QLatin1String(key)];
        return value.isArray() ? Result<QJsonArray>(value.toArray()) : wrong(key, "a list");
    }
    [[nodiscard]] Result<int> whole(const QJsonValue& value, const char* key, int low, int high) const {
        const double number = value.isDouble() ? value.toDouble() : low - 1.0;
        if (number < low || number > high || number != std::floor(number))
            return wrong(key, fmt::format("whole and {} to {}", low, high));
        return static_cast<int>(number);
    }

    QJsonObject object_;
    std::string where_;
};

Result<SpeakerControl> control_of(const Reader& from) {
    SpeakerControl control;
    TRY(control.solo, from.on("solo"));
    TRY(control.mute, from.on("mute"));
    TRY(control.inverted, from.on("inverted"));
    TRY(control.trim.value, from.number("trim_db"));
    TRY(control.delay_ms, from.number("delay_ms"));
    return control;
}

Result<SpeakerSet> set_of(const Reader& from) {
    SpeakerSet set;
    TRY(set.name, from.text("name"));
    TRY(set.layout, from.layout("speakers"));
    TRY(set.patch, from.wholes("patch", -1, most_channels - 1));
    TRY(const auto controls, from.parts("controls", Layout::max_channels));
    for (const Reader& control : controls) {
        TRY(set.controls.emplace_back(), control_of(control));
    }
    TRY(set.reference_spl, from.number("reference_spl"));
    TRY(set.lfe.value, from.number("lfe_db"));
    if (from.is_null("crossover_hz")) return set;
    TRY(const double crossover, from.number("crossover_hz"));
    set.crossover = Hz{crossover};
    return set;
}

Result<monitor::Headphones> headphones_of(const Reader& from) {
    monitor::Headphones headphones;
    TRY(headphones.on, from.on("on"));
    TRY(const auto patch, from.wholes("patch", -1, most_channels - 1));
    if (patch.size() != headphones.patch.size()) return from.wrong("patch", "a pair");
    std::ranges::copy(patch, headphones.patch.begin());
    TRY(headphones.level.value, from.number("level_db"));
    return headphones;
}

Result<monitor::ExternalInput> input_of(const Reader& from) {
    monitor::ExternalInput input;
    TRY(input.layout, from.layout("speakers"));
    TRY(input.patch, from.wholes("patch", -1, most_channels - 1));
    return input;
}

Result<MonitorSettings> settings_of(const Reader& from) {
    MonitorSettings settings;
    TRY(settings.source, from.text("source"));
    TRY(const auto listen, from.text("listen"));
    const auto found = std::ranges::find(listens, listen);
    if (found == listens.end()) return from.wrong("listen", "as it is, 7.1, 5.1, Lo/Ro or mono");
    settings.listen = static_cast<monitor::Listen>(found - listens.begin());
    TRY(settings.mono, from.on("mono"));
    TRY(settings.level_spl, from.number("level_spl"));
    TRY(settings.surrounds.value, from.number("surrounds_db"));
    TRY(settings.dim, from.on("dim"));
    TRY(settings.mute, from.on("mute"));
    TRY(settings.dim_db, from.number("dim_db"));
    TRY(const auto sets, from.parts("sets", 2));
    if (sets.size() != settings.sets.size()) return from.wrong("sets", "a pair");
    for (std::size_t s = 0; s < sets.size(); ++s) {
        TRY(settings.sets[s], set_of(sets[s]));
    }
    TRY(settings.set, from.whole("set", 0, 1));
    TRY(const auto headphones, from.part("headphones"));
    TRY(settings.headphones, headphones_of(headphones));
    if (from.has("pfl_trim_db")) {
        TRY(settings.pfl_trim.value, from.number("pfl_trim_db"));
    }
    if (from.has("input")) { // kept before there was one: nothing is plugged in
        TRY(const auto input, from.part("input"));
        TRY(settings.input, input_of(input));
    }
    CHECK(monitor::check(settings, most_channels)); // ranges; the device is asked later
    return settings;
}

} // namespace

std::string kept_text(const MonitorSettings& settings) {
    const auto& phones = settings.headphones;
    const QJsonObject object{
        {"source", text_of(settings.source)},
        {"listen", listens[static_cast<std::size_t>(settings.listen)]},
        {"mono", is_on(settings.mono)},
        {"level_spl", settings.level_spl},
        {"surrounds_db", settings.surrounds.value},
        {"dim", is_on(settings.dim)},
        {"mute", is_on(settings.mute)},
        {"dim_db", settings.dim_db},
        {"pfl_trim_db", settings.pfl_trim.value},
        {"sets", QJsonArray{written(settings.sets[0]), written(settings.sets[1])}},
        {"set", settings.set},
        {"headphones", QJsonObject{{"on", is_on(phones.on)},
                                   {"patch", QJsonArray{phones.patch[0], phones.patch[1]}},
                                   {"level_db", phones.level.value}}},
        {"input", QJsonObject{{"speakers", written(settings.input.layout)},
                              {"patch", written(settings.input.patch)}}}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

Result<MonitorSettings> settings_of(std::string_view text) {
    QJsonDocument read;
    if (text.size() <= longest_text)
        read = QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
    if (!read.isObject())
        return fail(ErrorCode::invalid, "The kept monitor settings are no JSON object of ordinary size.");
    return settings_of(Reader(read.object(), {}));
}

Restored restored(std::string_view text, const MonitorSettings& fallback, int device_channels) {
    if (text.empty()) return {fallback, {}};
    auto kept = settings_of(text);
    if (kept)
        if (auto fits = monitor::check(*kept, device_channels); !fits)
            kept = std::unexpected(std::move(fits).error());
    if (kept) return {std::move(*kept), {}};
    return {fallback, kept.error().text() + " The monitor starts as new; look at its settings."};
}

} // namespace dub::ui
