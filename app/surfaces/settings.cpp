#include "app/surfaces/settings.h"

#include <fmt/format.h>

#include "formats/json/json.h"

namespace dub::app {
namespace {

using json::Json;

std::unexpected<Error> bad(const char* what) {
    return fail(ErrorCode::invalid, fmt::format("The control surfaces as they were kept cannot be read: {}. "
                                                "Set them up anew: Setup, Control surfaces.",
                                                what));
}

} // namespace

Result<SurfaceSettings> read_surface_settings(std::string_view text) {
    if (text.empty()) return SurfaceSettings{};
    const auto document = json::parse(text, "the settings");
    if (!document || !document->is_object()) return bad("they are no object");
    SurfaceSettings settings;
    for (const Json& unit : document->value("units", Json::array())) {
        if (!unit.is_object() || !unit.value("input", Json()).is_string() ||
            !unit.value("output", Json()).is_string() || settings.units.size() == units_max)
            return bad("a unit has the names of its two ports");
        settings.units.push_back(
            {unit.value("extender", Json()) == true ? SurfaceUnit::Kind::extender : SurfaceUnit::Kind::main,
             unit["input"].get<std::string>(), unit["output"].get<std::string>()});
    }
    settings.osc = document->value("osc", Json()) == true;
    const Json port = document->value("osc_port", Json(osc_port_usual));
    if (!port.is_number_integer() || port < osc_port_min || port > osc_port_max)
        return bad("the port of OSC is a number from 1024 to 65535");
    settings.osc_port = port.get<int>();
    if (document->value("osc_network", Json()) == true) settings.osc_reach = Reach::network;
    return settings;
}

std::string surface_settings_text(const SurfaceSettings& settings) {
    Json units = Json::array();
    for (const SurfaceUnit& unit : settings.units)
        units.push_back({{"input", unit.input},
                         {"output", unit.output},
                         {"extender", unit.kind == SurfaceUnit::Kind::extender}});
    return json::to_text({{"units", std::move(units)},
                          {"osc", settings.osc},
                          {"osc_port", settings.osc_port},
                          {"osc_network", settings.osc_reach == Reach::network}},
                         json::Form::one_line);
}

} // namespace dub::app
