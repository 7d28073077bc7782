#include "app/jobs/found_role.h"

#include <gtest/gtest.h>

namespace dub::app {
namespace {

using delivery::FileRole;

// By name alone: there are no such files.
std::optional<ToldRole> told(const std::string& name) {
    static const auto known = *delivery::load_specs({});
    return role_told(known, "nowhere/" + name);
}

TEST(FoundRole, a_dialogue_stem_is_known_by_the_words_of_the_trade) {
    for (const char* name : {"reel1_DX.wav", "Reel 1 Dialogue.wav", "R1-x_DIA_5.1.wav", "film.dx.L.wav"}) {
        ASSERT_TRUE(told(name)) << name;
        EXPECT_EQ(told(name)->role, FileRole::stem) << name;
        EXPECT_TRUE(told(name)->dialogue) << name;
    }
    EXPECT_FALSE(told("reel1_MX.wav")->dialogue);
    EXPECT_EQ(told("reel1_ME.wav")->role, FileRole::music_and_effects);
}

TEST(FoundRole, the_names_of_a_known_spec_come_before_words) {
    const auto music_and_effects = told("Dialogue_Scene_ME_5.1_48k_24b.wav");
    ASSERT_TRUE(music_and_effects);
    EXPECT_EQ(music_and_effects->spec, "me-5.1");
    EXPECT_EQ(told("scene_nl_DX_Stem_5.1_48k_24b.wav")->spec, "stems");
    EXPECT_TRUE(told("scene_nl_DX_Stem_5.1_48k_24b.wav")->dialogue);
}

TEST(FoundRole, a_part_of_a_word_says_nothing) {
    for (const char* name : {"home.wav", "mediatrix.wav", "mix.wav", "somewhere.wav"})
        EXPECT_FALSE(told(name)) << name;
}

} // namespace
} // namespace dub::app
