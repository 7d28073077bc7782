// VCAs and mix groups.

#include "engine/session/compare/diff_parts.h"

namespace dub::session {
namespace {

Subject subject_of(const Vca& vca, const Session&) {
    return {Entity::vca, vca.id.text(), "VCA " + vca.name, {}};
}
Subject subject_of(const MixGroup& group, const Session&) {
    return {Entity::mix_group, group.id.text(), "mix group " + group.name, {}};
}

template <class T> void diff_members(Differ& differ, const T& x, const T& y) {
    if (x.members != y.members)
        differ.add(subject_of(y, differ.b), "members", Words(differ.a).of(x.members),
                   Words(differ.b).of(y.members));
}

} // namespace

void diff_vcas(Differ& differ) {
    const auto subject = [](const auto& one, const Session& session) { return subject_of(one, session); };
    differ.list(differ.a.routing->vcas, differ.b.routing->vcas, id_of, subject,
                [&](const Vca& x, const Vca& y) {
                    diff_members(differ, x, y);
                    diff_strips(differ, {{}, {}, y.id}, *x.strip, *y.strip);
                });
    differ.list(differ.a.routing->groups, differ.b.routing->groups, id_of, subject,
                [&](const MixGroup& x, const MixGroup& y) { diff_members(differ, x, y); });
}

} // namespace dub::session
