#pragma once
// Reads a document with its lists of pairs packed: half a million points of automation as documents of their
// own would take a hundred bytes each. Include it only in json.cpp.

#include <cstring>
#include <vector>

#include "formats/json/json.h"

namespace dub::json {

// Hands the library's events on to its own maker of documents, but holds back what may become a list of pairs
// [whole number, number]. When it does not, all that was held back is handed on as it came.
class PackingReader {
  public:
    explicit PackingReader(Json& document)
        : maker_(document) {}

    bool null() { return release() && maker_.null(); }
    bool boolean(bool value) { return release() && maker_.boolean(value); }
    bool number_integer(std::int64_t value) { return number(Json(value)); }
    bool number_unsigned(std::uint64_t value) { return number(Json(value)); }
    bool number_float(double value, const std::string&) { return number(Json(value)); }
    bool string(std::string& value) { return release() && maker_.string(value); }
    bool binary(Json::binary_t& value) { return release() && maker_.binary(value); }
    bool start_object(std::size_t size) { return release() && maker_.start_object(size); }
    bool key(std::string& value) { return release() && maker_.key(value); }
    bool end_object() { return release() && maker_.end_object(); }

    bool start_array(std::size_t) {
        if (held_ == Held::list) return hold(Held::pair);
        return release() && hold(Held::list);
    }
    bool end_array() {
        if (held_ == Held::pair && numbers_.size() % 2 == 0 && numbers_.size() > pairs_ * 2) {
            ++pairs_;
            return hold(Held::list);
        }
        if (held_ == Held::list && pairs_ > 0) return pack();
        return release() && maker_.end_array();
    }

    template <class Exception>
    bool parse_error(std::size_t position, const std::string& token, const Exception& error) {
        return maker_.parse_error(position, token, error);
    }

  private:
    enum class Held : unsigned char {
        nothing,
        list, // its bracket and whole pairs
        pair, // and the bracket of one more and perhaps numbers of it
    };

    bool hold(Held held) {
        held_ = held;
        return true;
    }

    bool number(Json value) {
        const std::size_t in_pair = numbers_.size() - pairs_ * 2;
        const bool fits = held_ == Held::pair && (in_pair == 0 ? is_position(value) : in_pair == 1);
        if (!fits) return release() && hand_on(value);
        numbers_.push_back(std::move(value));
        return true;
    }

    static bool is_position(const Json& value) {
        constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        return value.is_number_integer() &&
               (!value.is_number_unsigned() || value.get<std::uint64_t>() <= most);
    }

    bool hand_on(const Json& value) {
        if (value.is_number_unsigned()) return maker_.number_unsigned(value.get<std::uint64_t>());
        if (value.is_number_integer()) return maker_.number_integer(value.get<std::int64_t>());
        return maker_.number_float(value.get<double>(), "");
    }

    bool release() {
        if (held_ == Held::nothing) return true;
        constexpr auto unknown = static_cast<std::size_t>(-1); // the library's word for a size not known yet
        bool going = maker_.start_array(unknown);
        for (std::size_t i = 0; i < numbers_.size(); ++i) {
            if (i % 2 == 0) going = going && maker_.start_array(unknown);
            going = going && hand_on(numbers_[i]);
            if (i % 2 == 1 && i / 2 < pairs_) going = going && maker_.end_array();
        }
        if (held_ == Held::pair && numbers_.size() == pairs_ * 2)
            going = going && maker_.start_array(unknown);
        forget();
        return going;
    }

    bool pack() {
        Json::binary_t packed;
        packed.resize(pairs_ * sizeof(Pair));
        for (std::size_t i = 0; i < pairs_; ++i) {
            const Pair pair{numbers_[2 * i].get<std::int64_t>(), numbers_[2 * i + 1].get<double>()};
            std::memcpy(packed.data() + i * sizeof(Pair), &pair, sizeof(Pair));
        }
        forget();
        return maker_.binary(packed);
    }

    void forget() {
        held_ = Held::nothing;
        numbers_.clear();
        pairs_ = 0;
    }

    nlohmann::detail::json_sax_dom_parser<Json> maker_;
    Held held_ = Held::nothing;
    std::vector<Json> numbers_; // of the held pairs, in turn
    std::size_t pairs_ = 0;     // whole ones
};

} // namespace dub::json
