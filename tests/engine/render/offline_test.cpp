#include "engine/render/offline.h"

#include <gtest/gtest.h>

#include <new>

#include "engine/session/parameters/strip.h"
#include "tests/support/mix_rig.h"
#include "tests/support/no_allocation.h"
#include "tests/support/small_session.h"

namespace dub::test {
namespace {

class FullDisk final : public AudioSink {
  public:
    Result<void> write(ConstAudioBlock block) override {
        written += block.samples();
        if (written > 10000) return fail(ErrorCode::io, "The disk is full.");
        return {};
    }
    Result<void> finish() override { return {}; }
    int written = 0;
};

class Impatient final : public Progress {
  public:
    bool at(double, std::string_view) override { return false; }
};

class Greedy final : public AudioSource {
  public:
    [[nodiscard]] const AudioFormat& format() const override { return format_; }
    Result<void> read(SamplePos start, AudioBlock) override {
        if (start.value > 20000) throw std::bad_alloc();
        return {};
    }

  private:
    AudioFormat format_{Layout{Speaker::M}, {48000}, {48000}};
};

struct One {
    session::Session session = empty_session(*layout_named("5.1"));
    Recordings recordings;
    MediaId media = add_track(session, {});
    Result<void> run(AudioSink& sink, Progress& progress, int threads = 2) {
        const auto plan = compiled(session, printmaster(), recordings);
        AudioSink* const sinks[] = {&sink};
        return render::render_offline(*plan, {{0}, {48000}}, sinks, {threads, 1024}, progress);
    }
};

TEST(Offline, a_source_that_breaks_off_stops_the_render_and_is_named) {
    One one;
    one.recordings.break_at(one.media, 20000);
    MemorySink sink(6);
    Unwatched progress;
    for (const int threads : {1, 2, 4}) {
        const auto done = one.run(sink, progress, threads);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().text(), "The recording breaks off. (while playing clip " +
                                           one.session.tracks[0]->clips[0]->id.text() + " of track T)");
    }
}

TEST(Offline, memory_that_runs_out_in_a_worker_stops_the_render) {
    One one;
    for (const char* name : {"U", "V"}) // something to do for every thread
        add_track(one.session, {.name = name});
    const auto plan = must(plan::compile(one.session, printmaster(),
                                         [](const session::Media&) -> Result<std::unique_ptr<AudioSource>> {
                                             return std::make_unique<Greedy>();
                                         }));
    MemorySink sink(6);
    AudioSink* const sinks[] = {&sink};
    Unwatched progress;
    const auto done = render::render_offline(*plan.plan, {{0}, {48000}}, sinks, {4, 1024}, progress);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::io);
    EXPECT_NE(done.error().text().find("Not enough memory"), std::string::npos);
}

TEST(Offline, a_full_disk_stops_the_render) {
    One one;
    FullDisk sink;
    Unwatched progress;
    const auto done = one.run(sink, progress);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::io);
    EXPECT_NE(done.error().text().find("printmaster"), std::string::npos);
}

TEST(Offline, the_user_can_stop_it) {
    One one;
    MemorySink sink(6);
    Impatient progress;
    const auto done = one.run(sink, progress);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::cancelled);
}

TEST(Offline, an_empty_range_writes_nothing_and_a_silent_one_writes_silence) {
    One one;
    const auto plan = compiled(one.session, printmaster(), one.recordings);
    EXPECT_TRUE(rendered(*plan, {{100}, {100}}).front()[0].empty());
    const Sound late = rendered(*plan, {{60000}, {60777}}).front();
    EXPECT_EQ(late[2], Row(777, 0.0F));
}

TEST(Offline, as_many_sinks_as_outputs_are_needed) {
    One one;
    const auto plan = compiled(one.session, printmaster(), one.recordings);
    Unwatched progress;
    const auto done = render::render_offline(*plan, {{0}, {64}}, {}, {}, progress);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::usage);
}

TEST(Offline, steps_allocate_nothing) {
    session::Session session = empty_session(*layout_named("5.1"));
    const Recordings recordings;
    session::Strip strip;
    strip.inserts = {{InsertId{1}, "filter", {}, false, {}},
                     {InsertId{2}, "limiter", {}, false, session::Key{{}, stem(session, "DX"), true}}};
    strip.values.set(session::strip::lfe_send, -6);
    strip.values.set(session::strip::lfe_filter, 1);
    strip.lanes = {lane({{}, {}, "fader"}, {{{0}, 0}, {{20000}, -12}, {{20000}, 0}}),
                   lane({InsertId{1}, {}, "bell.gain"}, {{{0}, 0}, {{9000}, -6}, {{20000}, 6}})};
    add_track(session, {.strip = strip});
    add_track(session, {.name = "straight", .layout = *layout_named("2.0")});
    add_track(session, {.name = "dx", .role = session::Role::dialogue});
    const auto plan = compiled(session, printmaster(), recordings);
    ASSERT_TRUE(plan->run({{0}, 64})); // opens the media
    const AllocationCount count;
    ASSERT_TRUE(plan->run({{4096}, 128}));
    ASSERT_TRUE(plan->run({{12288}, 1}));
    EXPECT_EQ(count.so_far(), 0);
}

} // namespace
} // namespace dub::test
