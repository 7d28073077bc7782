#include "ui/console/version_mark.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/session/fader_law.h"

namespace dub::ui {
namespace {

std::string decibels(Db level) {
    const std::string text = session::fader_text(level.value);
    return level.value > 0 ? "+" + text : text;
}

struct Differences {
    std::vector<std::string> words;
    std::string sign;
    void add(std::string word, std::string shortly) {
        sign = words.empty() ? std::move(shortly) : sign + "…";
        words.push_back(std::move(word));
    }
};

void add_layer(Differences& all, const session::VersionStrip& layer) {
    if (!layer.lane.empty())
        all.add("trim ridden in time", "ride");
    else if (layer.trim != Db{0})
        all.add(fmt::format("trim {} dB", decibels(layer.trim)), decibels(layer.trim));
    if (layer.surrounds != Db{0}) all.add(fmt::format("surrounds {} dB", decibels(layer.surrounds)), "surr");
    if (layer.lfe != Db{0}) all.add(fmt::format("LFE {} dB", decibels(layer.lfe)), "LFE");
    if (layer.muted)
        all.add(*layer.muted ? "muted" : "not muted, whatever the mix says", *layer.muted ? "mute" : "open");
}

} // namespace

VersionMark mark_of(const session::Session& session, VersionId id, const session::StripOwner& owner,
                    const session::Strip& strip) {
    const session::Version* const version = session::find_version(session, id);
    if (version == nullptr) return {};
    VersionMark mark{version->name, {}, {}, {}};
    Differences all;
    const auto layer = std::ranges::find(version->strips, owner, [](const auto& one) { return one->owner; });
    if (layer != version->strips.end()) {
        mark.layer = *layer;
        add_layer(all, **layer);
    }
    for (const session::VersionSwitch& one : version->switches) {
        const auto insert = std::ranges::find(strip.inserts, one.insert, &session::Insert::id);
        if (insert == strip.inserts.end() || insert->bypassed == one.bypassed) continue;
        all.add(insert->processor + (one.bypassed ? " bypassed" : " works"), "insert");
    }
    mark.sign = std::move(all.sign);
    if (!all.words.empty()) mark.words = fmt::format("{}: {}", mark.version, fmt::join(all.words, ", "));
    return mark;
}

} // namespace dub::ui
