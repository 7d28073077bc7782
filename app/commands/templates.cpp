// dubstage templates: what a session can begin with.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/describe.h"
#include "app/commands/reading.h"
#include "formats/project/templates.h"

namespace dub::app {
namespace {

using project::Template;

class Templates final : public Command {
  public:
    void declare(Options& options) override { options.place("ID", "one template in full", &id_); }

    Result<Exit> run(Console& console) override {
        if (id_) return show_one(console);
        TRY(const auto all, project::load_templates(user_template_folder()));
        Value::List rows;
        std::string lines;
        for (const Template& one : all) {
            lines += line(one);
            rows.push_back(row(one));
        }
        print(console, lines);
        answer(console, object({{"templates", list(std::move(rows))}}));
        return Exit::done;
    }

  private:
    Result<Exit> show_one(const Console& console) const {
        const auto found = for_option("ID", project::find_template(*id_, user_template_folder()));
        if (!found) return std::unexpected(found.error());
        show(console, found->diagnostics);
        const Value document = describe(found->session);
        print(console, as_lines(document));
        answer(console, document);
        return Exit::done;
    }

    static std::string line(const Template& one) {
        const auto& session = one.session;
        return fmt::format("{:<12} {:<5} {:>3} tracks {:>3} buses {:>2} versions  {}{}\n", one.id,
                           session.info->home.name(), session.tracks.size(), session.routing->buses.size(),
                           session.versions.size(), session.info->name,
                           one.file.empty() ? "" : "  (" + one.file + ")");
    }

    static Value row(const Template& one) {
        const auto& session = one.session;
        Value::List versions;
        for (const auto& version : session.versions)
            versions.push_back(text(version->name));
        return object({{"id", text(one.id)},
                       {"name", text(session.info->name)},
                       {"file", one.file.empty() ? none() : text(one.file)},
                       {"layout", text(session.info->home.name())},
                       {"tracks", whole(static_cast<std::int64_t>(session.tracks.size()))},
                       {"buses", whole(static_cast<std::int64_t>(session.routing->buses.size()))},
                       {"versions", list(std::move(versions))}});
    }

    std::optional<std::string> id_;
};

} // namespace

std::unique_ptr<Command> make_templates() { return std::make_unique<Templates>(); }

} // namespace dub::app
