#pragma once
// How a function says that it could not do its work: Result<T> holds the value or an Error.
// An Error is a code for machines, a sentence for people, and the chain of places it passed through.
// Bugs assert; foreign exceptions are caught in the adapter that called the library. Any thread but audio.

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dub {

// What kind of failure it is; the command line turns it into its exit code (docs/cli.md).
enum class ErrorCode : std::uint8_t {
    usage,     // the caller asked for something that makes no sense: exit 2
    invalid,   // an input could not be read or is not valid: exit 3
    not_found, // an input is missing: exit 3
    unfit,     // the input is valid, the request does not suit it: exit 3
    io,        // the surroundings failed (disk full, no permission, no device): exit 4
    cancelled, // the user stopped it: exit 130
};

// Its members are out of line: there is hardly a source that does not pass one on.
struct [[nodiscard]] Error {
    Error();
    Error(ErrorCode code, std::string sentence, std::vector<std::string> contexts = {});
    Error(const Error& other);
    Error(Error&& other) noexcept;
    Error& operator=(const Error& other);
    Error& operator=(Error&& other) noexcept;
    ~Error();

    ErrorCode code = ErrorCode::invalid;
    std::string sentence;              // what is wrong, where, and what to do: one full sentence
    std::vector<std::string> contexts; // innermost first: "reading clip 12 of reel_3.aaf"

    // "sentence (while context, while context)": what a person reads.
    [[nodiscard]] std::string text() const;
};

template <class T> using Result = std::expected<T, Error>;

[[nodiscard]] std::unexpected<Error> fail(ErrorCode code, std::string sentence);

// Adds the place that was being worked on and passes the error on.
[[nodiscard]] Error in_context(Error error, std::string context);

} // namespace dub

#define DUB_JOIN_(a, b) a##b
#define DUB_JOIN(a, b) DUB_JOIN_(a, b)

// TRY(auto x, f());  binds the value or returns the error.   CHECK(f());  for Result<void>.
#define TRY(declaration, ...) DUB_TRY_IMPL_(DUB_JOIN(try_result_, __COUNTER__), declaration, __VA_ARGS__)
#define DUB_TRY_IMPL_(name, declaration, ...)                                                                \
    auto name = (__VA_ARGS__);                                                                               \
    if (!name) return std::unexpected(std::move(name).error());                                              \
    declaration = std::move(*name)
#define CHECK(...)                                                                                           \
    do {                                                                                                     \
        if (auto check_result = (__VA_ARGS__); !check_result)                                                \
            return std::unexpected(std::move(check_result).error());                                         \
    } while (false)
