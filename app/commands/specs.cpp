// dubstage specs: the delivery specs there are.

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/reading.h"
#include "formats/delivery/spec.h"
#include "formats/report/delivery_report.h"

namespace dub::app {
namespace {

class Specs final : public Command {
  public:
    void declare(Options& options) override { options.place("ID", "one spec in full", &id_); }

    Result<Exit> run(Console& console) override {
        TRY(auto specs, delivery::load_specs(user_spec_folder()));
        if (id_) CHECK(keep_one(specs));
        if (console.json) print_document(console, report::specs_json(specs));
        print(console, id_ ? report::spec_text(specs.front()) : report::specs_table(specs));
        return Exit::done;
    }

  private:
    Result<void> keep_one(std::vector<delivery::Spec>& specs) const {
        std::string known;
        for (const auto& spec : specs)
            known += " " + spec.id;
        std::erase_if(specs, [&](const auto& spec) { return spec.id != *id_; });
        if (specs.empty())
            return bad_option("ID", fmt::format("'{}' is not a delivery spec; there are{}.", *id_, known));
        return {};
    }

    std::optional<std::string> id_;
};

} // namespace

std::unique_ptr<Command> make_specs() { return std::make_unique<Specs>(); }

} // namespace dub::app
