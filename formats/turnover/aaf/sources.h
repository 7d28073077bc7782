#pragma once
// From a reference on the timeline down to the recording: master clip, file, tape. Each step counts in edit
// units of its own; here everything is seconds.

#include "engine/conform/turnover.h"
#include "formats/turnover/aaf/descriptor.h"
#include "formats/turnover/aaf/doubts.h"
#include "formats/turnover/aaf/mobs.h"

namespace dub::turnover::aaf {

// A place in a slot's segment.
struct Place {
    const Mob* mob = nullptr;
    const Slot* slot = nullptr;
    Rational at; // seconds from the segment's beginning
};

// The clip of a segment that covers a moment, and how far into it the moment lies. Alternatives are chosen as
// on the timeline: the selected one, the first that has media.
struct Covering {
    const Object* clip = nullptr; // a source clip; nullptr when there is none
    Rational within;              // seconds
};

// What is played.
struct Played {
    int source = -1; // into Sources::list
    conform::SourceOrigin origin = conform::SourceOrigin::media;
    Rational start;            // seconds
    std::vector<int> channels; // of the recording
    std::string name;
};

class Sources {
  public:
    Sources(const Mobs& mobs, const Dictionary& dictionary, const Object& content, Store& store,
            Doubts& doubts);

    // Where a source clip that is held by a slot of `rate` points. mob is nullptr when it is not in the file;
    // `missing` then tells which, none() when the clip names nothing.
    struct Target {
        Place place;
        MobId missing;
    };
    [[nodiscard]] Target target_of(const Object& clip, Rational rate) const;
    [[nodiscard]] Played play(const Place& place);      // place.mob is no composition
    [[nodiscard]] Played offline(const MobId& missing); // a source that is known by its id alone
    // Facts that a composition around a master clip tells of it.
    void add_comments(int source, const Mob& mob);
    [[nodiscard]] std::vector<conform::Source> take() { return std::move(list_); }
    [[nodiscard]] const conform::Source& operator[](int source) const {
        return list_[static_cast<std::size_t>(source)];
    }

  private:
    using Chain = std::vector<Place>; // from the first mob down
    [[nodiscard]] Covering covering(const Object& segment, Rational rate, Rational at, int depth) const;
    [[nodiscard]] std::optional<Place> below(const Place& place) const;
    [[nodiscard]] Chain chain_from(const Place& place) const;
    [[nodiscard]] bool has_media(const Object& clip, Rational rate, int depth) const;
    [[nodiscard]] std::vector<int> channels_of(const Chain& chain, std::size_t file, int channels) const;
    int source_of(const Chain& chain, std::size_t file);
    void read_timecode(const Chain& chain, std::size_t from, conform::Source& source) const;
    void read_names(const Chain& chain, conform::Source& source) const;
    void read_file(const Place& file, conform::Source& source);

    const Mobs& mobs_;
    const Dictionary& dictionary_;
    Store& store_;
    Doubts& doubts_;
    std::unordered_map<MobId, CompoundFile::Entry, MobIdHash> essence_;
    std::unordered_map<std::string, int> places_;
    std::unordered_map<const Mob*, std::unordered_map<const Mob*, int>> known_; // by master and file
    std::vector<conform::Source> list_;
};

// The timecode of a slot's segment, alone or first in a sequence; nullptr when it has none.
[[nodiscard]] const Object* timecode_in(const Object& segment, const Dictionary& dictionary);
// How a timecode object counts; `rate` is that of its slot.
[[nodiscard]] TimecodeFormat format_of(const Object& timecode, Rational rate);
// Which mobs of an AAF bring their essence along, and the stream of each.
[[nodiscard]] std::unordered_map<MobId, CompoundFile::Entry, MobIdHash>
essence_streams(const Object& content);

} // namespace dub::turnover::aaf
