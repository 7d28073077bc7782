#pragma once
// What an AAF says about itself: which pid an extension's property has in this file, which known class an
// unknown one descends from (the meta dictionary), and what its effects are called (the dictionary).

#include <unordered_map>

#include "formats/turnover/aaf/object.h"

namespace dub::turnover::aaf {

class Dictionary {
  public:
    // `header` may be nullptr.
    Dictionary(const Object& root, const Object* header);

    [[nodiscard]] std::optional<Pid> pid_of(const Auid& property) const; // nullopt: this file has no such
    [[nodiscard]] Class class_of(const Object& object) const; // the nearest known ancestor; other: none
    [[nodiscard]] std::string operation_name(const Auid& operation) const; // its AUID when it has no name

    // The values of the TaggedValues of that name that hang on a component, mob or slot, wherever the program
    // put them: first found.
    [[nodiscard]] std::optional<Indirect> tag(const Object& object, std::string_view name) const;
    // Every TaggedValue of one list.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> comments(const Object& object,
                                                                            Pid list) const;

  private:
    void read_class(const Object& definition);

    std::unordered_map<Auid, Pid, AuidHash> pids_;
    std::unordered_map<Auid, Auid, AuidHash> parents_;
    std::unordered_map<Auid, std::string, AuidHash> operations_;
    std::vector<Pid> tag_lists_;
};

[[nodiscard]] bool is_file_descriptor(Class c); // of a recording in a file, not of a tape or an import
[[nodiscard]] bool is_sound(const Auid& data);
[[nodiscard]] bool is_picture(const Auid& data);
[[nodiscard]] bool is_timecode(const Auid& data);

} // namespace dub::turnover::aaf
