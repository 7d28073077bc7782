// The console's commands: VCAs and mix groups of the selected strips, spill, widths.

#include <algorithm>

#include "ui/console/console.h"
#include "ui/console/strip_colour.h"
#include "ui/console/strip_facts.h"
#include "ui/console/strip_view.h"
#include "ui/edit_values.h"

namespace dub::ui {
namespace {

using Owners = std::vector<session::StripOwner>;

template <class List> std::string free_name(const List& list, const std::string& stem) {
    const auto taken = [&](const std::string& name) {
        return std::ranges::any_of(list, [&](const auto& one) {
            if constexpr (requires { one->name; })
                return one->name == name;
            else
                return one.name == name;
        });
    };
    for (std::size_t number = list.size() + 1;; ++number)
        if (std::string name = stem + " " + std::to_string(number); !taken(name)) return name;
}

VcaId only_vca(const std::set<session::StripOwner>& chosen) {
    const auto vca = std::ranges::find_if(chosen, [](const auto& owner) { return bool(owner.vca); });
    return vca == chosen.end() ? VcaId{} : vca->vca;
}

} // namespace

Commands Console::commands() {
    const auto writable = [this] { return !ports_.document.read_only(); };
    const auto some = [this, writable] { return writable() && !chosen().empty(); };
    const auto one_vca = [this, writable] { return writable() && only_vca(chosen()); };
    const auto grouped = [this, writable] { return writable() && group_of_chosen() != nullptr; };
    const auto do_it = [this](const std::vector<Edit>& edits, const std::string& name) {
        const auto done = ports_.document.apply(edits, name);
        if (!done) say(done.error().text());
        return done.has_value();
    };
    const auto as_list = [this] { return Owners(chosen().begin(), chosen().end()); };
    const auto new_vca = [this, do_it, as_list] {
        const std::string name = free_name(ports_.document.now().routing->vcas, "VCA");
        if (!do_it({{"add_vca", {{"name", value(name)}, {"members", value(as_list())}}}}, "New " + name))
            return;
        choose({{{}, {}, ports_.document.now().routing->vcas.back()->id}});
        if (StripView* const made = strip(*chosen().begin())) {
            ensureWidgetVisible(made);
            made->edit_name();
        }
    };
    const auto set_members = [this, do_it] {
        const VcaId vca = only_vca(chosen());
        Owners members(chosen().begin(), chosen().end());
        std::erase(members, session::StripOwner{{}, {}, vca});
        session::Arguments arguments{{"vca", value(vca)}};
        if (!members.empty()) arguments.emplace("members", value(members));
        do_it({{"set_vca_members", std::move(arguments)}}, "Members of a VCA");
    };
    const auto new_group = [this, do_it, as_list] {
        const std::string name = free_name(ports_.document.now().routing->groups, "group");
        do_it({{"add_group", {{"name", value(name)}, {"members", value(as_list())}}}}, "New mix " + name);
    };
    const auto can_colour = [this, writable] { return writable() && !to_colour().empty(); };
    const auto paint = [this, do_it](const std::string& colour) {
        do_it({{"set_colour", {{"strips", value(to_colour())}, {"colour", value(colour)}}}},
              colour.empty() ? "Colour by role" : "Colour " + colour);
    };
    const auto ask_colour = [this, paint] {
        const StripView* const first = strip(to_colour().front());
        ask_strip_colour(first == nullptr ? QColor() : first->colour(), window(), paint);
    };
    const auto width_of_chosen = [this] {
        const StripWidth to = next_width(choice_.width_of(*chosen().begin()));
        for (const session::StripOwner& owner : chosen())
            choice_.set_width(owner, to);
        place_strips();
    };
    const auto in_version = [this, some] {
        return some() && ports_.automation != nullptr && ports_.automation->version();
    };
    return {
        {"version.strips", "What the version that is heard does to the selected strips…", "Console",
         [this, as_list] { open_version(as_list()); }, in_version},
        {"vca.new", "New VCA over the selected strips", "Console", new_vca, some},
        {"vca.members", "The selected VCA moves the other selected strips", "Console", set_members, one_vca},
        {"vca.rename", "Rename the VCA…", "Console",
         [this] {
             if (StripView* const view = strip({{}, {}, only_vca(chosen())})) view->edit_name();
         },
         one_vca},
        {"vca.coalesce", "Write the VCA into its members' faders", "Console",
         [this, do_it] {
             do_it({{"coalesce_vca", {{"vca", value(only_vca(chosen()))}}}}, "Coalesce a VCA");
         },
         one_vca},
        {"vca.remove", "Remove the VCA", "Console",
         [this, do_it] {
             do_it({{"remove_vca", {{"vca", value(only_vca(chosen()))}}}}, "Remove a VCA");
         },
         one_vca},
        {"strip.coalesce-trim", "Write trims into faders and sends", "Console",
         [do_it, as_list] {
             do_it({{"coalesce_trim", {{"strips", value(as_list())}}}}, "Coalesce trims");
         },
         some},
        {"group.new", "New mix group of the selected strips", "Console", new_group, some},
        {"group.active", "The mix group moves together or alone", "Console",
         [this, do_it] {
             const session::MixGroup& group = *group_of_chosen();
             do_it({{"set_group", {{"group", value(group.id)}, {"active", value(!group.active)}}}},
                   (group.active ? "Members move alone: " : "Members move together: ") + group.name);
         },
         grouped},
        {"group.remove", "Remove the mix group", "Console",
         [this, do_it] {
             const session::MixGroup& group = *group_of_chosen();
             do_it({{"remove_group", {{"group", value(group.id)}}}}, "Remove mix group " + group.name);
         },
         grouped},
        {"strip.slots", "Inserts and sends of the selected strip", "Console",
         [this] { open_slots(*chosen().begin()); },
         [this] { return !chosen().empty() && !chosen().begin()->vca; }},
        {"strip.colour", "Colour of the selected strips…", "Console", ask_colour, can_colour},
        {"strip.colour-by-role", "Colour of the selected strips by their roles", "Console",
         [paint] { paint(""); }, can_colour},
        {"console.spill", "Spill the selected VCA or bus; again: all strips", "Console",
         [this] {
             if (choice_.spilled())
                 spill(*choice_.spilled());
             else if (!chosen().empty() && !chosen().begin()->track)
                 spill(*chosen().begin());
             else
                 say("Select a VCA or a bus to spill.");
         }},
        {"console.widths", "All strips narrow, usual, wide", "Console",
         [this] {
             choice_.set_width(next_width(strips_.empty() ? StripWidth::usual
                                                          : choice_.width_of(strips_.front()->owner())));
             place_strips();
         }},
        {"console.width", "The selected strips narrow, usual, wide", "Console", width_of_chosen,
         [this] { return !chosen().empty(); }},
    };
}

// The first that holds all of them; nullptr: none.
const session::MixGroup* Console::group_of_chosen() const {
    const auto& groups = ports_.document.now().routing->groups;
    const auto group = std::ranges::find_if(
        groups, [&](const session::MixGroup& one) { return std::ranges::includes(one.members, chosen()); });
    return chosen().empty() || group == groups.end() ? nullptr : &*group;
}

} // namespace dub::ui
