// Versions with what they do to strips and inserts, and prints.

#include <fmt/format.h>

#include "engine/session/edits/versions.h"
#include "engine/session/merge/work.h"
#include "engine/session/parameters/strip.h"

namespace dub::session {
namespace {

Subject subject_of(const Version& version) {
    return {Entity::version, version.id.text(), "version " + version.name, {}};
}

ListRules<VersionStrip> layer_rules(MergeWork& work, const Version& version) {
    ListRules<VersionStrip> rules;
    rules.key = [&version](const VersionStrip& layer) {
        return version.id.text() + "/" + layer.owner.text();
    };
    rules.subject = [&version, key = rules.key](const VersionStrip& layer, const Session&) {
        return Subject{Entity::version_strip, key(layer), "version " + version.name, {}};
    };
    rules.fresh = [](const VersionStrip& layer) { return layer_for(layer.owner); };
    rules.both = [&work, subject = rules.subject](const Three<VersionStrip>& three) {
        Subject about = subject(*three.mine, work.mine);
        const std::string suffix = " of " + Words(work.mine).of(three.mine->owner);
        VersionStrip out = merged_fields(work, three, about, suffix);
        about.where += ": trim" + suffix;
        const auto side = [](const VersionStrip& layer) { return CurveSide{layer.lane, layer.trim.value}; };
        out.lane = merged_points(work, about, {side(*three.base), side(*three.mine), side(*three.theirs)},
                                 strip::version_trim);
        return out;
    };
    return rules;
}

ListRules<VersionSwitch> switch_rules(MergeWork& work, const Version& version) {
    ListRules<VersionSwitch> rules;
    rules.key = [&version](const VersionSwitch& one) { return version.id.text() + "/" + one.insert.text(); };
    rules.subject = [&version, key = rules.key](const VersionSwitch& one, const Session&) {
        return Subject{Entity::version_switch, key(one), "version " + version.name, {}};
    };
    rules.both = [&work, subject = rules.subject](const Three<VersionSwitch>& three) {
        return merged_fields(work, three, subject(*three.mine, work.mine));
    };
    return rules;
}

Version merged_version(MergeWork& work, const Three<Version>& three) {
    Version out = merged_fields(work, three, subject_of(*three.mine));
    out.strips = merged_list(work, three.base->strips, three.mine->strips, three.theirs->strips,
                             layer_rules(work, *three.mine));
    std::erase_if(out.strips, [](const auto& layer) { return layer->says_nothing(); });
    std::ranges::sort(out.strips, {}, [](const auto& layer) { return layer->owner; });
    out.switches = merged_list(work, three.base->switches, three.mine->switches, three.theirs->switches,
                               switch_rules(work, *three.mine));
    std::ranges::sort(out.switches, {}, &VersionSwitch::insert);
    return out;
}

bool same_recording(const Print& a, const Print& b) {
    return a.passes == b.passes &&
           std::ranges::equal(a.clips, b.clips, [](const auto& x, const auto& y) { return *x == *y; });
}

// Theirs of a print that mine was printed onto too: a print beside it.
Print print_beside(MergeWork& work, Print print) {
    print.id = take_id<PrintId>(work.out);
    print.name += " (theirs)";
    for (auto& shared : print.clips) {
        Clip clip = *shared;
        clip.id = take_id<ClipId>(work.out);
        shared = share(std::move(clip));
    }
    return print;
}

void merge_prints(MergeWork& work) {
    std::vector<Print> beside;
    ListRules<Print> rules;
    rules.key = [](const Print& print) { return print.id.text(); };
    rules.subject = [](const Print& print, const Session&) {
        return Subject{Entity::print, print.id.text(), fmt::format("print '{}'", print.name), {}};
    };
    rules.both = [&](const Three<Print>& three) {
        const Subject subject = rules.subject(*three.mine, work.mine);
        Print out = merged_fields(work, three, subject);
        const auto& [base, mine, theirs] = three;
        if (same_recording(*theirs, *base) || same_recording(*theirs, *mine)) return out;
        if (same_recording(*mine, *base)) {
            out.clips = theirs->clips;
            out.passes = theirs->passes;
            return out;
        }
        beside.push_back(print_beside(work, *theirs));
        work.conflict(subject, "recording", fmt::format("{} passes", mine->passes.size()),
                      fmt::format("{} passes", theirs->passes.size()));
        work.conflicts.back().kept = fmt::format("print '{}'", beside.back().name);
        return out;
    };
    work.out.prints = merged_list(work, work.base.prints, work.mine.prints, work.theirs.prints, rules);
    for (Print& print : beside)
        work.out.prints.push_back(share(std::move(print)));
    std::ranges::sort(work.out.prints, {}, [](const auto& print) { return print->id; });
}

// Versions are delivered by name, so each has its own.
void part_names(MergeWork& work) {
    std::set<std::string> names;
    for (const auto& version : work.mine.versions)
        names.insert(version->name);
    for (auto& shared : work.out.versions) {
        const Version* mine = find_version(work.mine, shared->id);
        if (mine != nullptr && mine->name == shared->name) continue;
        Version version = *shared;
        const bool taken = std::ranges::any_of(work.out.versions, [&](const auto& one) {
            return one->id != version.id && one->name == version.name;
        });
        if (!taken) continue;
        while (!names.insert(version.name).second)
            version.name += " (theirs)";
        work.notes.push_back({Severity::note, "merge.version-name", version.id.text(),
                              fmt::format("Both have a version '{}'; theirs is called '{}' now.",
                                          shared->name, version.name)});
        shared = share(std::move(version));
    }
}

} // namespace

void merge_versions(MergeWork& work) {
    ListRules<Version> rules;
    rules.key = [](const Version& version) { return version.id.text(); };
    rules.subject = [](const Version& version, const Session&) { return subject_of(version); };
    rules.both = [&](const Three<Version>& three) { return merged_version(work, three); };
    work.out.versions =
        merged_list(work, work.base.versions, work.mine.versions, work.theirs.versions, rules);
    std::ranges::sort(work.out.versions, {}, [](const auto& version) { return version->id; });
    part_names(work);
    merge_prints(work);
}

} // namespace dub::session
