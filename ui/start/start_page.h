#pragma once
// What one sees first: recent sessions, a new one from a template, the demo scene. [window thread]

#include <functional>

#include <QScrollArea>

namespace dub::ui {

struct RecentSession {
    std::string file;   // whole path
    std::string detail; // where and when
    bool there = true;
};

struct TemplateChoice {
    std::string id, name, detail;
};

struct StartActions {
    std::function<void(const std::string&)> open; // empty: ask which
    std::function<void(const std::string&)> make; // of a template; empty: the usual buses
    std::function<void()> demo;
};

class StartPage final : public QScrollArea {
  public:
    StartPage(const std::vector<RecentSession>& recent, const std::vector<TemplateChoice>& templates,
              StartActions actions, QWidget* parent = nullptr);

  private:
    QBoxLayout* column(const QString& title);
    void add(QBoxLayout* to, const QString& name, const QString& detail, std::function<void()> run,
             bool can = true);

    QHBoxLayout* columns_;
};

} // namespace dub::ui
