#include "engine/monitor/listening.h"

#include <algorithm>
#include <array>

namespace dub::monitor {
namespace {

constexpr std::size_t outputs_max = 64; // of a plan; more are not heard

} // namespace

// The driver's pieces are never longer than plan::live_chunk; of a longer one missing inputs could not be
// silent.
ConstAudioBlock Listening::input(ConstAudioBlock recorded) noexcept {
    const ExternalInput& input = now_->input;
    if (recorded.samples() > static_cast<int>(silence_.size())) return {};
    for (std::size_t c = 0; c < input.patch.size(); ++c) {
        const int from = input.patch[c];
        rows_[c] = from >= 0 && from < recorded.channels() ? recorded.data(from) : silence_.data();
    }
    return {rows_.data(), input.layout.channels(), recorded.samples()};
}

void Listening::hear(const render::LivePiece& piece, AudioBlock device) noexcept {
    if (Parts* const fresh = parts_.take()) now_ = fresh;
    std::array<OutputAudio, outputs_max + 1> heard;
    std::size_t count = 0;
    for (const render::LiveOutput& output : piece.outputs.first(std::min(piece.outputs.size(), outputs_max)))
        heard[count++] = {output.about->name, output.about->layout, output.audio};
    if (now_ != nullptr && now_->input.layout.channels() > 0 && piece.input.channels() > 0)
        heard[count++] = {input_name, now_->input.layout, input(piece.input)};
    const auto outputs = std::span(heard).first(count);
    if (now_ != nullptr && now_->meters) now_->meters->add(outputs, piece.position, piece.speed);
    if (now_ != nullptr && now_->tape) now_->tape->hear(outputs, {piece.position, piece.speed, piece.holes});
    if (now_ != nullptr && now_->monitor)
        now_->monitor->process(outputs, device);
    else
        for (int c = 0; c < device.channels(); ++c)
            std::ranges::fill(device.channel(c), 0.0F);
    if (now_ != nullptr && now_->device && now_->device->channels() == device.channels())
        now_->device->add(device);
}

} // namespace dub::monitor
