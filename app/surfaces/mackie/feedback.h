#pragma once
// What a unit of Mackie Control is told so that it shows a face: only what changed since it was told last.
// A fader under a hand is left alone, and put where it belongs when the hand lets go. Pure state.

#include <optional>

#include "app/surfaces/mackie/mackie.h"

namespace dub::app::mackie {

class Feedback {
  public:
    // Its strips are those of the face from `first` on. Only a main unit has keys, displays and a main fader.
    enum class Unit : unsigned char { main, extender };
    Feedback(Unit unit, int first)
        : unit_(unit)
        , first_(static_cast<std::size_t>(first))
        , model_(unit == Unit::main ? Model::mackie : Model::mackie_extender) {}

    // Of what it answered with; a Logic Control wants its own number in messages of displays.
    void set_model(Model model) { model_ = model; }
    [[nodiscard]] Model model() const { return model_; }

    // It was switched on, or came back: it shows nothing of what it was told.
    void forget() { told_ = {}; }
    [[nodiscard]] std::vector<Bytes> changes(const Face& now);
    // Before it is left: dark, faders down.
    [[nodiscard]] std::vector<Bytes> farewell() const;

  private:
    struct Told {
        std::optional<int> fader; // 0 … fader_steps; none: a hand had it
        std::optional<Ring> ring;
        std::optional<Lamp> record, solo, mute, select;
        std::optional<bool> clipped;
        int meter = 0;
    };
    struct All {
        bool greeted = false;
        std::array<Told, strips_of_unit> strips;
        std::optional<int> main;
        std::array<std::optional<Lamp>, 128> keys;
        std::array<std::string, 2> lcd; // lines, as they stand there
        std::string position, assignment;
    };
    void tell_strip(std::vector<Bytes>& out, const StripFace& now, int strip);
    void tell_lines(std::vector<Bytes>& out, const Face& now);
    void tell_keys(std::vector<Bytes>& out, const Face& now);
    void tell_digits(std::vector<Bytes>& out, const Face& now);

    Unit unit_;
    std::size_t first_;
    Model model_;
    All told_;
};

// The name as six 7-bit characters: letters without their accents, then without blanks, then without vowels,
// then without its middle.
[[nodiscard]] std::string shortened(std::string_view name, std::size_t letters = 6);

// What the ten digits show, left to right, and where a point is lit behind one. They stand in groups of
// three, two, two and three: " 01" "00" "10" " 12".
struct Digits {
    std::string letters; // ten
    std::array<bool, 10> dots{};
    friend bool operator==(const Digits&, const Digits&) = default;
};
[[nodiscard]] Digits digits_of(std::string_view position);

} // namespace dub::app::mackie
