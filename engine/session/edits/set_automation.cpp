#include "engine/session/edits/set_automation.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/change.h"
#include "engine/session/edits/members.h"
#include "engine/session/edits/run_edit.h"
#include "engine/session/names.h"

namespace dub::session {
namespace {

// "fader", "i6:low-cut", "s7:level"; "none" alone is none.
Result<void> read_addresses(const ArgumentReader& in, std::vector<ParameterAddress>& out) {
    std::vector<std::string> words;
    CHECK(in.read("safe_parameters", words));
    if (words.size() == 1 && words.front() == "none") return {};
    for (const std::string& word : words) {
        const std::size_t colon = word.find(':');
        ParameterAddress address{{}, {}, word.substr(colon == std::string::npos ? 0 : colon + 1)};
        if (colon != std::string::npos) {
            const std::string slot = word.substr(0, colon);
            address.insert = InsertId::parse(slot).value_or(InsertId{});
            address.send = SendId::parse(slot).value_or(SendId{});
            if (!address.insert && !address.send)
                return in.refuse("'safe_parameters' names an insert or a send by its id: \"i6:low-cut\".");
        }
        out.push_back(std::move(address));
    }
    std::ranges::sort(out);
    const auto again = std::ranges::unique(out);
    out.erase(again.begin(), again.end());
    return {};
}

constexpr std::array set_automation_arguments{
    ArgumentDeclaration{"strips", "strips", "ids or names", Need::required, "tracks, buses and VCAs"},
    ArgumentDeclaration{"mode", "automation mode", "off, read, touch, latch, write", Need::optional,
                        "off: no lane plays"},
    ArgumentDeclaration{"trim", "toggle", "true, false", Need::optional, "hands write the relative lane"},
    ArgumentDeclaration{"safe", "toggle", "true, false", Need::optional, "nothing is written"},
    ArgumentDeclaration{"safe_parameters", "parameters", "fader, i6:low-cut, s7:level …", Need::optional,
                        "these alone are not written; \"none\" ends it"},
};
constexpr EditText about_set_automation{"set_automation", "Set how strips take part in automation.",
                                        set_automation_arguments};

Result<SetAutomation> read_set_automation(const ArgumentReader& in) {
    SetAutomation edit;
    CHECK(in.read("strips", edit.strips));
    if (in.has("mode")) CHECK(in.read("mode", edit.mode.emplace(), automation_mode_names));
    CHECK(in.read("trim", edit.trim));
    CHECK(in.read("safe", edit.safe));
    if (in.has("safe_parameters")) CHECK(read_addresses(in, edit.safe_parameters.emplace()));
    return edit;
}

} // namespace

Result<Session> apply(const Session& session, const SetAutomation& edit) {
    Session next = session;
    for (const StripOwner owner : edit.strips) {
        TRY(Strip strip, copy_strip(next, owner));
        Automation& automation = strip.automation;
        automation.mode = edit.mode.value_or(automation.mode);
        automation.trim = edit.trim.value_or(automation.trim);
        automation.safe = edit.safe.value_or(automation.safe);
        if (edit.safe_parameters) automation.safe_parameters = *edit.safe_parameters;
        drop_orphan_safes(strip);
        next = with_strip(std::move(next), owner, std::move(strip));
    }
    return next;
}

const EditDeclaration set_automation_edit = declare<about_set_automation, read_set_automation>();

} // namespace dub::session
