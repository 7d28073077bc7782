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

TEST(ForFolder, media_pictures_and_snapshots_of_prints_stay_where_they_are) {
    using namespace dub::session;
    Session session;
    MediaPool pool;
    Media media;
    media.path = "sound/a.wav";
    Picture picture;
    picture.path = "/mnt/p.mov";
    pool.media = {std::make_shared<const Media>(media)};
    pool.pictures = {std::make_shared<const Picture>(picture)};
    session.pool = std::make_shared<const MediaPool>(pool);
    Print print;
    print.passes = {{dub::MediaId{1}, "film prints/snapshots/x.dub"}, {dub::MediaId{2}, ""}};
    session.prints = {std::make_shared<const Print>(print)};
    const Session moved = for_folder(session, "/films/reel", "/films/other");
    EXPECT_EQ(moved.pool->media[0]->path, "../reel/sound/a.wav");
    EXPECT_EQ(moved.pool->pictures[0]->path, "/mnt/p.mov");
    EXPECT_EQ(moved.prints[0]->passes[0].snapshot, "../reel/film prints/snapshots/x.dub");
    EXPECT_EQ(moved.prints[0]->passes[1].snapshot, "");
}

} // namespace
