#include <array>
#include <map>

#include "engine/session/lookup.h"
#include "engine/session/parameters/strip.h"
#include "tests/support/random_session.h"

namespace dub::test {

using namespace session;

namespace {

Value word(std::string text) { return {std::move(text)}; }

template <class List> Value id_of(Dice& dice, const List& list, const char* none) {
    if (list.empty()) return word(none);
    if constexpr (requires { list[0]->id; })
        return word(dice.of(list)->id.text());
    else
        return word(dice.of(list).id.text());
}

class Chooser {
  public:
    Chooser(Dice& dice, const Session& session)
        : dice_(dice)
        , session_(session) {}

    Value value(const ArgumentDeclaration& argument) {
        const std::string_view type = argument.type;
        if (type == "clips" || type == "tracks" || type == "strips" || type == "media") return several(type);
        if (type == "time") return time();
        if (type == "length")
            return {static_cast<double>(dice_.whole(dice_.chance(0.1) ? -48000 : 1, 48000 * 5))};
        if (type == "dB") return {dice_.number(-20, 6)};
        if (type == "number")
            return {static_cast<double>(argument.name == "rate" ? 48000 : dice_.whole(0, 3))};
        if (type == "numbers") return {Value::List{Value{0.0}}};
        if (argument.name == "speed") return word(dice_.chance(0.5) ? "25/24" : "1000/1001");
        if (type == "toggle") return {dice_.chance(0.5)};
        if (type == "points") return points();
        if (type == "parameters") return {Value::List{word("fader"), word("pan.x")}};
        if (type == "roles") return {Value::List{word("effects"), word("foley")}};
        if (type == "values") return {Value::Object{}};
        if (type == "role") return word(std::string(name_of(dice_.of(roles()))));
        if (type == "parameter") return word(std::string(dice_.of(strip::all).id));
        if (const auto found = words().find(type); found != words().end())
            return word(std::string(dice_.of(found->second)));
        return one(type);
    }

  private:
    static const std::map<std::string_view, std::vector<std::string_view>>& words() {
        static const std::map<std::string_view, std::vector<std::string_view>> all{
            {"text", {"one", "zwei", "Ж \"3\""}},
            {"layout", {"mono", "2.0", "5.1"}},
            {"kind", {"predub", "stem", "return"}},
            {"curve", {"linear", "equal-power", "s-curve"}},
            {"tap", {"pre", "post"}},
            {"automation following", {"stays", "follows"}},
            {"automation mode", {"off", "read", "touch", "latch", "write"}},
            {"pair", {"sides", "array"}},
            {"colour", {"#66B58A", "#e4685d", ""}},
            {"solo mode", {"in-place", "afl", "pfl"}},
            {"processor", {"duck", "filter", "gain", "limiter"}},
            {"rate", {"24", "29.97"}},
            {"insert state", {"bypassed", "active", "as-mix"}},
            {"speed method", {"resample", "stretch", "restamp"}},
            {"segment kind", {"reel", "act", "part"}},
        };
        return all;
    }
    Value time() {
        const SamplePos start = sample_of(session_, session_.info->start);
        return {
            static_cast<double>((start + SampleCount{dice_.whole(0, session_.info->rate.hz * 60)}).value)};
    }
    Value points() {
        Value::List list;
        for (int i = 0; i < 3; ++i) {
            Value::List pair;
            pair.push_back(time());
            pair.emplace_back(dice_.number(0, 1));
            list.emplace_back(std::move(pair));
        }
        return {std::move(list)};
    }
    Value several(std::string_view type) {
        Value::List list;
        const auto count = dice_.whole(1, 3);
        for (std::int64_t i = 0; i < count; ++i)
            list.push_back(one(type.substr(0, type.size() - (type == "media" ? 0 : 1))));
        return type == "media" ? list.front() : Value{std::move(list)};
    }
    Value one(std::string_view type) {
        if (type == "track") return id_of(dice_, session_.tracks, "t99999");
        if (type == "bus") return id_of(dice_, session_.routing->buses, "b99999");
        if (type == "strip") return dice_.chance(0.7) ? one("track") : one(dice_.chance(0.7) ? "bus" : "vca");
        if (type == "vca") return id_of(dice_, session_.routing->vcas, "a99999");
        if (type == "mix group") return id_of(dice_, session_.routing->groups, "h99999");
        if (type == "media") return id_of(dice_, session_.pool->media, "m99999");
        if (type == "marker") return id_of(dice_, *session_.markers, "k99999");
        if (type == "segment") return id_of(dice_, *session_.segments, "g99999");
        if (type == "picture") return id_of(dice_, session_.pool->pictures, "p99999");
        if (type == "version") return id_of(dice_, session_.versions, "v99999");
        if (type == "print") return id_of(dice_, session_.prints, "r99999");
        if (session_.tracks.empty()) return word("c99999");
        const Track& track = *dice_.of(session_.tracks);
        if (type == "playlist") return track.alternatives.empty() ? word("") : playlist(track);
        if (type == "clip") return id_of(dice_, track.clips, "c99999");
        if (type == "insert") return id_of(dice_, track.strip->inserts, "i99999");
        return id_of(dice_, track.strip->sends, "s99999");
    }

    Value playlist(const Track& track) {
        return word(dice_.chance(0.2) ? track.playlist_name : dice_.of(track.alternatives)->name);
    }

    Dice& dice_;
    const Session& session_;
};

} // namespace

Arguments random_arguments(Dice& dice, const Session& session, const EditDeclaration& edit) {
    Arguments arguments;
    Chooser chooser(dice, session);
    for (const auto& argument : edit.arguments)
        if (argument.need == Need::required || dice.chance(0.4))
            arguments.emplace(argument.name, chooser.value(argument));
    return arguments;
}

} // namespace dub::test
