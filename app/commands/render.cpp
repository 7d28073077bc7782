// dubstage render: one bus to one file.

#include <array>

#include <fmt/format.h>

#include "app/commands/all.h"
#include "app/commands/answer.h"
#include "app/commands/reading.h"
#include "app/jobs/render.h"

namespace dub::app {
namespace {

template <class T> struct Word {
    std::string_view word;
    T value;
};

template <class T, std::size_t N>
Result<T> one_of(std::string_view option, std::string_view given, const std::array<Word<T>, N>& words) {
    std::string known;
    for (const auto& entry : words) {
        if (entry.word == given) return entry.value;
        known += " " + std::string(entry.word);
    }
    return bad_option(option, fmt::format("'{}'; expected one of{}.", given, known));
}

constexpr std::array<Word<wave::LargeForm>, 3> types{
    {{"wav", wave::LargeForm::rf64}, {"rf64", wave::LargeForm::rf64}, {"bw64", wave::LargeForm::bw64}}};
constexpr std::array<Word<wave::SampleType>, 3> depths{
    {{"16", wave::SampleType::pcm16}, {"24", wave::SampleType::pcm24}, {"32f", wave::SampleType::float32}}};
constexpr std::array<Word<FileOrder>, 3> orders{
    {{"mask", FileOrder::by_mask}, {"smpte", FileOrder::smpte}, {"film", FileOrder::film}}};

constexpr std::array<Word<Source>, 2> sources{{{"live", Source::live}, {"prints", Source::prints}}};

class Render final : public Command {
  public:
    void declare(Options& options) override {
        options.place("FILE.dub", "the session", &session_);
        options.option("--out", "FILE", "the file to make", &out_);
        options.option("--bus", "BUS", "printmaster (default), stem:ROLE, m-and-e, or a bus by name", &bus_);
        options.option("--version", "NAME", "a version of the mix (default: the mix itself)", &version_);
        options.option("--lang", "CODE", "language in the file's description (default: the version's)",
                       &language_);
        options.option("--source", "S", "live (default), or prints: what was printed and approved", &source_);
        options.option("--layout", "L", "fold down to 7.1 5.1 2.0 mono (default: the bus's own)", &layout_);
        options.option("--from", "TC", "first frame (default: the programme's)", &from_);
        options.option("--to", "TC", "first frame that is not rendered", &to_);
        options.option("--type", "T", "wav, rf64, bw64: what it becomes above 4 GiB (default wav)", &type_);
        options.option("--bits", "N", "16, 24 (default), 32f", &bits_);
        options.option("--order", "O", "mask (default), smpte or film: how channels lie in the file",
                       &order_);
        options.option("--adm", "", "ADM BWF of the bed, in the ITU form", &adm_);
        options.option("--split", "", "one mono file for each speaker: NAME.L.wav ...", &split_);
    }

    Result<Exit> run(Console& console) override {
        TRY(const auto request, wanted(console));
        TRY(const auto outcome, work(console, request));
        show(console, outcome.diagnostics);
        for (const auto& file : outcome.files)
            tell(console,
                 fmt::format("{}: {} to {}, {} samples, {} Hz, {} bit.", file.path.string(), outcome.from,
                             outcome.to, outcome.samples.value, outcome.rate.hz, outcome.bits));
        describe(console, outcome);
        return outcome.media_complete ? Exit::done : Exit::not_passed;
    }

  private:
    Result<RenderRequest> wanted(const Console& console) const {
        if (out_.empty()) return bad_option("--out", "a file to make is needed.");
        RenderRequest request;
        request.session = session_;
        request.out = out_;
        // A wave under another kind's name would be refused or misread wherever it goes.
        const std::string suffix = request.out.extension().string();
        for (const std::string_view other :
             {".flac", ".aif", ".aiff", ".caf", ".mp3", ".m4a", ".mov", ".mxf", ".w64", ".ogg"})
            if (suffix == other)
                return bad_option(
                    "--out",
                    fmt::format("'{}' ends in {}, and a wave is written; name it .wav.", out_, other));
        request.bus = bus_;
        request.version = version_;
        request.language = language_;
        TRY(request.source, one_of("--source", source_, sources));
        request.from = from_;
        request.to = to_;
        if (layout_) {
            TRY(request.layout, layout_option("--layout", *layout_));
        }
        TRY(request.format.large, one_of("--type", type_, types));
        TRY(request.format.type, one_of("--bits", bits_, depths));
        TRY(request.format.order, one_of("--order", order_, orders));
        request.format.split = split_;
        request.format.adm = adm_;
        if (adm_ && split_) return bad_option("--adm", "an ADM file holds all channels; leave --split out.");
        if (adm_ && order_ == "film")
            return bad_option("--adm", "an ADM file lies in SMPTE order; leave --order out.");
        request.if_exists = console.if_exists();
        request.jobs = console.jobs;
        return request;
    }

    static Result<RenderOutcome> work(const Console& console, const RenderRequest& request) {
        ConsoleProgress progress(console);
        return render(request, progress);
    }

    static void describe(const Console& console, const RenderOutcome& outcome) {
        Value::List files;
        for (const auto& file : outcome.files) {
            Value::List channels;
            for (const Speaker speaker : file.channels)
                channels.push_back(text(label(speaker)));
            files.push_back(
                object({{"path", text(file.path.string())}, {"channels", list(std::move(channels))}}));
        }
        Value::List stale;
        for (const auto& one : outcome.stale)
            stale.push_back(object({{"print", text(one.print)},
                                    {"from", text(one.from)},
                                    {"to", text(one.to)},
                                    {"from_samples", whole(one.at.start.value)},
                                    {"to_samples", whole(one.at.end.value)},
                                    {"known", flag(one.known)}}));
        const auto named = [](const std::string& name) { return name.empty() ? none() : text(name); };
        answer(console, object({{"files", list(std::move(files))},
                                {"version", named(outcome.version)},
                                {"language", named(outcome.language)},
                                {"layout", text(outcome.layout.name())},
                                {"sample_rate", whole(outcome.rate.hz)},
                                {"bits", whole(outcome.bits)},
                                {"samples", whole(outcome.samples.value)},
                                {"clipped_samples", whole(outcome.clipped_samples)},
                                {"time_reference", whole(outcome.time_reference.value)},
                                {"from", text(outcome.from)},
                                {"to", text(outcome.to)},
                                {"source", text(outcome.source == Source::prints ? "prints" : "live")},
                                {"stale", list(std::move(stale))},
                                {"diagnostics", of(outcome.diagnostics)}}));
    }

    std::string session_, out_, version_, language_, bus_ = "printmaster", type_ = "wav", bits_ = "24",
                                                     order_ = "mask", source_ = "live";
    std::optional<std::string> layout_, from_, to_;
    bool adm_ = false, split_ = false;
};

} // namespace

std::unique_ptr<Command> make_render() { return std::make_unique<Render>(); }

} // namespace dub::app
