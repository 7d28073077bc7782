#include "engine/core/result.h"

namespace dub {

Error::Error() = default;
Error::Error(ErrorCode what, std::string said, std::vector<std::string> places)
    : code(what)
    , sentence(std::move(said))
    , contexts(std::move(places)) {}
Error::Error(const Error& other) = default;
Error::Error(Error&& other) noexcept = default;
Error& Error::operator=(const Error& other) = default;
Error& Error::operator=(Error&& other) noexcept = default;
Error::~Error() = default;

std::unexpected<Error> fail(ErrorCode code, std::string sentence) {
    return std::unexpected(Error{code, std::move(sentence), {}});
}

Error in_context(Error error, std::string context) {
    error.contexts.push_back(std::move(context));
    return error;
}

std::string Error::text() const {
    std::string text = sentence;
    for (const auto& context : contexts)
        text += " (while " + context + ")";
    return text;
}

} // namespace dub
