// Of the sessions wanted while one is compiled only the newest is: a drag asks for hundreds.

#include <atomic>
#include <semaphore>

#include <gtest/gtest.h>

#include "app/playback/plan_maker.h"
#include "tests/support/mix_rig.h"

namespace dub::app {
namespace {

const Layout wide = *layout_named("7.1");

session::Session named(const std::string& name) {
    session::Session session = test::empty_session(wide);
    session::Info info = *session.info;
    info.name = name;
    session.info = std::make_shared<const session::Info>(std::move(info));
    return session;
}

TEST(PlanMaker, compiles_the_newest_and_skips_what_nobody_wants_any_more) {
    std::counting_semaphore<> go(0);
    std::atomic<int> begun{0};
    std::vector<std::string> compiled;
    PlanMaker maker([&](const Wanted& wanted) -> Result<plan::Compiled> {
        ++begun;
        go.acquire();
        compiled.push_back(wanted.session.info->name);
        return fail(ErrorCode::unfit, wanted.session.info->name);
    });
    EXPECT_FALSE(maker.busy());
    maker.want({named("first"), {}});
    while (begun == 0)
        std::this_thread::yield();
    for (const char* name : {"a drag", "goes on", "last"})
        maker.want({named(name), {}});
    EXPECT_FALSE(maker.take());
    go.release(2);
    while (begun < 2 || maker.busy())
        (void)maker.take();
    EXPECT_EQ(compiled, (std::vector<std::string>{"first", "last"}));
}

TEST(PlanMaker, ends_while_something_is_still_wanted) {
    std::atomic<int> begun{0};
    {
        PlanMaker maker([&](const Wanted&) -> Result<plan::Compiled> {
            ++begun;
            return fail(ErrorCode::unfit, "no");
        });
        maker.want({named("one"), {}});
    }
    EXPECT_LE(begun, 1);
}

} // namespace
} // namespace dub::app
