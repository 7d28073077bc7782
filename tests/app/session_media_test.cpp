#include "app/jobs/session_media.h"

#include <gtest/gtest.h>

namespace {

using namespace dub::app;
namespace fs = std::filesystem;

TEST(PoolPath, media_below_the_session_are_named_from_it) {
    EXPECT_EQ(pool_path("/films/reel", "/films/reel/sound/a.wav"), "sound/a.wav");
    EXPECT_EQ(pool_path("/films/reel", "/films/shared/a.wav"), "../shared/a.wav");
}

TEST(PoolPath, media_elsewhere_keep_their_whole_name) {
    EXPECT_EQ(pool_path("/films/reel", "/mnt/archive/a.wav"), "/mnt/archive/a.wav");
}

TEST(PoolPath, what_was_written_is_found_again) {
    for (const char* file : {"/films/reel/a.wav", "/films/b.wav", "/mnt/c.wav"})
        EXPECT_EQ(media_file("/films/reel", pool_path("/films/reel", file)), fs::path(file));
}

} // namespace
