#include "tests/support/recordings.h"

#include "tests/support/dice.h"

namespace dub::test {
namespace {

class FormulaSource final : public AudioSource {
  public:
    FormulaSource(AudioFormat format, Formula formula, std::int64_t broken_at)
        : format_(std::move(format))
        , formula_(std::move(formula))
        , broken_at_(broken_at) {}
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    [[nodiscard]] Result<void> read(SamplePos start, AudioBlock out) override {
        if (start.value + out.samples() > broken_at_)
            return fail(ErrorCode::invalid, "The recording breaks off.");
        for (int c = 0; c < out.channels(); ++c)
            for (int i = 0; i < out.samples(); ++i) {
                const std::int64_t at = start.value + i;
                const bool inside = at >= 0 && at < format_.length.value;
                out.data(c)[i] = inside ? static_cast<float>(formula_(c, at)) : 0.0F;
            }
        return {};
    }

  private:
    AudioFormat format_;
    Formula formula_;
    std::int64_t broken_at_;
};

} // namespace

Formula seeded_noise(std::uint64_t seed, double amplitude) {
    return [=](int channel, std::int64_t at) {
        Dice dice(seed * 1000003 + static_cast<std::uint64_t>(channel) * 7919 +
                  static_cast<std::uint64_t>(at) * 31);
        return static_cast<double>(static_cast<float>(dice.number(-amplitude, amplitude)));
    };
}

Formula steady(double value) {
    return [=](int, std::int64_t) { return value; };
}

Formula Recordings::formula(MediaId media) const {
    const auto known = formulas_.find(media);
    return known != formulas_.end() ? known->second : seeded_noise(media.value, 0.1);
}

double Recordings::value(const session::Media& media, int channel, std::int64_t at) const {
    return at >= 0 && at < media.length.value ? formula(media.id)(channel, at) : 0;
}

plan::OpenMedia Recordings::opener() const {
    return [this](const session::Media& media) -> Result<std::unique_ptr<AudioSource>> {
        if (lost_.contains(media.id)) return fail(ErrorCode::not_found, media.path + " is missing.");
        const auto broken = broken_.find(media.id);
        const std::int64_t end = broken != broken_.end() ? broken->second : std::int64_t{1} << 60;
        return std::make_unique<FormulaSource>(AudioFormat{media.layout, media.rate, media.length},
                                               formula(media.id), end);
    };
}

} // namespace dub::test
