// dubstage inspect: what a file holds, and what is wrong with it.

#include "app/commands/all.h"
#include "app/commands/describe.h"
#include "app/commands/reading.h"

namespace dub::app {
namespace {

class Inspect final : public Command {
  public:
    void declare(Options& options) override {
        options.place("INPUT", "session, wave, other sound, picture", &file_);
        options.option("--fps", "R", "how to write the time stamps of sound files as timecode", &fps_);
    }

    Result<Exit> run(Console& console) override {
        std::optional<TimecodeFormat> fps;
        if (fps_) {
            TRY(fps, for_option("--fps", timecode_format(*fps_)));
        }
        TRY(const auto inspected, inspect(file_));
        Value document = description(inspected, fps);
        print(console, as_lines(document));
        show(console, inspected.diagnostics);
        std::get<Value::Object>(document.data)["diagnostics"] = of(inspected.diagnostics);
        answer(console, document);
        const auto* const session = std::get_if<InspectedSession>(&inspected.what);
        const bool incomplete = session != nullptr && !session->media.complete;
        return incomplete ? Exit::not_passed : Exit::done;
    }

  private:
    static Value description(const Inspected& inspected, const std::optional<TimecodeFormat>& fps) {
        if (const auto* const session = std::get_if<InspectedSession>(&inspected.what))
            return describe(session->opened.session, session->prints);
        if (const auto* const wave = std::get_if<wave::WaveInfo>(&inspected.what))
            return describe(*wave, fps);
        return describe(std::get<media::Probe>(inspected.what), fps);
    }

    std::string file_;
    std::optional<std::string> fps_;
};

} // namespace

std::unique_ptr<Command> make_inspect() { return std::make_unique<Inspect>(); }

} // namespace dub::app
