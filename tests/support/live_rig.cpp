#include "tests/support/live_rig.h"

#include <cmath>
#include <stdexcept>

namespace dub::test {

void Recorder::hear(const render::LivePiece& piece, AudioBlock device) noexcept {
    for (int c = 0; c < device.channels(); ++c)
        std::ranges::fill(device.channel(c), 0.0F);
    if (!keeps) return;
    const auto before = places.size();
    if (outputs.size() < piece.outputs.size()) outputs.resize(piece.outputs.size());
    for (int i = 0; i < device.samples(); ++i) {
        places.push_back(piece.position + SampleCount{piece.speed == 1 ? i : 0});
        speeds.push_back(piece.speed);
        plans.push_back(piece.plan);
        holes.push_back(piece.holes);
    }
    for (std::size_t o = 0; o < outputs.size(); ++o) {
        const ConstAudioBlock audio = o < piece.outputs.size() ? piece.outputs[o].audio : ConstAudioBlock{};
        if (outputs[o].size() < static_cast<std::size_t>(audio.channels()))
            outputs[o].resize(static_cast<std::size_t>(audio.channels()));
        for (std::size_t c = 0; c < outputs[o].size(); ++c) {
            outputs[o][c].resize(before);
            const auto channel = static_cast<int>(c);
            for (int i = 0; i < device.samples(); ++i)
                outputs[o][c].push_back(channel < audio.channels() ? audio.data(channel)[i] : 0.0F);
        }
    }
}

plan::Target live(plan::Target target) {
    target.live = plan::Live::yes;
    return target;
}

LiveRig::LiveRig(Recordings sounds, SampleRate rate, render::StreamPool::Options options)
    : recordings(std::move(sounds))
    , pool(recordings.opener(), rate, options) {}

std::uint64_t LiveRig::give(const session::Session& session, const plan::Target& target,
                            render::Moves moves) {
    auto result = plan::compile(session, live(target), pool.door());
    if (!result) throw std::logic_error(result.error().text());
    given.emplace_back(session, target);
    return driver.give(std::move(result->plan), moves);
}

void LiveRig::block(int samples) {
    if (disk_works) pool.work();
    if (watch != nullptr) watch->begin();
    driver.process(device_.block(samples));
    if (watch != nullptr) watch->end();
    driver.service();
}

void LiveRig::run(std::int64_t samples) {
    while (samples > 0) {
        const std::int64_t most = dice_.chance(0.3) ? 1000 : 150;
        const auto length = static_cast<int>(std::min<std::int64_t>(samples, dice_.whole(1, most)));
        block(length);
        samples -= length;
    }
}

Recorder LiveRig::replayed(std::uint64_t samples) {
    auto more = driver.take_log();
    log.entries.insert(log.entries.end(), more.entries.begin(), more.entries.end());
    log.lost += more.lost;
    Recorder again;
    MemorySink sink(1);
    const render::Replay what{log, samples, [&](std::uint64_t number) -> Result<std::unique_ptr<plan::Plan>> {
                                  const auto& [session, target] = given.at(number - 1);
                                  return compiled(session, live(target), recordings);
                              }};
    if (auto done = render::replay(what, again, sink, 1); !done) throw std::logic_error(done.error().text());
    return again;
}

double bend(const Row& row, std::size_t from, std::size_t to) {
    double most = 0;
    for (std::size_t i = std::max<std::size_t>(from, 1); i + 1 < std::min(to, row.size()); ++i)
        most = std::max(most, std::abs(static_cast<double>(row[i + 1]) - 2.0 * row[i] + row[i - 1]));
    return most;
}

} // namespace dub::test
