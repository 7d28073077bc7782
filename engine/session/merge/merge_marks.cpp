// Markers, segments, pictures, recordings, and what the session says of itself.

#include <fmt/format.h>

#include "engine/session/merge/work.h"

namespace dub::session {
namespace {

template <class T> std::string called(const T& one) {
    if constexpr (requires { one.name; })
        return one.name;
    else
        return one.path;
}

template <class T> ListRules<T> mark_rules(MergeWork& work, Entity entity) {
    ListRules<T> rules;
    rules.key = [](const T& one) { return one.id.text(); };
    rules.subject = [entity](const T& one, const Session& session) {
        Subject subject{entity, one.id.text(), fmt::format("{} '{}'", name_of(entity), called(one)), {}};
        if constexpr (requires { one.action; })
            subject.range = samples_of(one.action, session.info->timecode.rate, session.info->rate);
        else if constexpr (!std::is_same_v<T, Media>)
            subject.range =
                SampleRange{sample_of(session, one.at), sample_of(session, one.at + FrameCount{1})};
        return subject;
    };
    rules.name = called<T>;
    rules.both = [&work, subject = rules.subject](const Three<T>& three) {
        return merged_fields(work, three, subject(*three.mine, work.mine));
    };
    return rules;
}

// Segments follow each other: theirs gives way where two overlap.
void part_segments(MergeWork& work, std::vector<Segment>& segments, const ListRules<Segment>& rules) {
    const auto mine_of = [&](const Segment& segment) {
        return std::ranges::find(*work.mine.segments, segment.id, &Segment::id);
    };
    const auto is_theirs = [&](const Segment& segment) {
        const auto mine = mine_of(segment);
        return mine == work.mine.segments->end() || !(*mine == segment);
    };
    for (bool again = true; again;) {
        again = false;
        std::ranges::stable_sort(segments, {}, [](const Segment& one) { return one.action.start; });
        for (std::size_t i = 1; i < segments.size() && !again; ++i) {
            if (segments[i].action.start >= segments[i - 1].action.end) continue;
            const std::size_t which = is_theirs(segments[i]) ? i : i - 1;
            if (!is_theirs(segments[which])) return; // session::check says it
            const Segment theirs = segments[which];
            const auto mine = mine_of(theirs);
            const bool has_mine = mine != work.mine.segments->end();
            const Words words(work.mine);
            work.conflict(rules.subject(theirs, work.theirs), "action",
                          has_mine ? words.of(mine->action) : "another segment there",
                          words.of(theirs.action));
            if (has_mine)
                segments[which] = *mine;
            else
                segments.erase(segments.begin() + static_cast<std::ptrdiff_t>(which));
            again = true;
        }
    }
}

} // namespace

void merge_marks(MergeWork& work) {
    const auto [base, mine, theirs] = std::tie(work.base, work.mine, work.theirs);
    auto markers = merged_list(work, *base.markers, *mine.markers, *theirs.markers,
                               mark_rules<Marker>(work, Entity::marker));
    std::ranges::stable_sort(markers, {}, &Marker::at);
    work.out.markers = share(std::move(markers));
    const auto segment_rules = mark_rules<Segment>(work, Entity::segment);
    auto segments = merged_list(work, *base.segments, *mine.segments, *theirs.segments, segment_rules);
    part_segments(work, segments, segment_rules);
    work.out.segments = share(std::move(segments));
    MediaPool pool;
    pool.media = merged_list(work, base.pool->media, mine.pool->media, theirs.pool->media,
                             mark_rules<Media>(work, Entity::media));
    std::ranges::sort(pool.media, {}, [](const auto& media) { return media->id; });
    pool.pictures = merged_list(work, base.pool->pictures, mine.pool->pictures, theirs.pool->pictures,
                                mark_rules<Picture>(work, Entity::picture));
    std::ranges::stable_sort(pool.pictures, {}, [](const auto& picture) { return picture->at; });
    work.out.pool = share(std::move(pool));
}

void merge_session_fields(MergeWork& work) {
    const Info &base = *work.base.info, &mine = *work.mine.info, &theirs = *work.theirs.info;
    const Subject subject{Entity::session, "info", "session", {}};
    Info info = merged_fields(work, Three<Info>{&base, &mine, &theirs}, subject);
    info.facts = merged_fields(work, Three<Facts>{&base.facts, &mine.facts, &theirs.facts},
                               {Entity::facts, "info", "session", {}});
    info.next_id = mine.next_id + (theirs.next_id - base.next_id); // theirs are numbered behind mine
    work.out.info = share(std::move(info));
    Routing routing;
    routing.fold = merged_fields(
        work, Three<FoldDown>{&work.base.routing->fold, &work.mine.routing->fold, &work.theirs.routing->fold},
        {Entity::fold_down, "fold_down", "fold-down", {}});
    work.out.routing = share(std::move(routing));
}

} // namespace dub::session
