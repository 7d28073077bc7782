#pragma once
// A question with answers in full words, no "OK" and "Abort". [window thread]

#include <string>
#include <vector>

class QWidget;

namespace dub::app {

struct Question {
    std::string title, sentence;
    std::vector<std::string> answers; // the first is what Enter does, the last what Escape does
};

[[nodiscard]] std::size_t ask(QWidget* parent, const Question& question);

} // namespace dub::app
