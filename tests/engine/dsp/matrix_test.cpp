#include "engine/dsp/matrix.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dub::dsp {
namespace {

using enum Speaker;

Layout named(const char* name) { return *layout_named(name); }
Matrix routed(const char* from, const char* to, const FoldCoefficients& fold = {}) {
    return *route(named(from), named(to), fold);
}
double gain(const Matrix& m, Speaker to, Speaker from) {
    return m.gain(*m.to().find(to), *m.from().find(from));
}
double db(double linear) { return 20 * std::log10(linear); }

// ITU-R BS.775-3 Annex 4, table 2: 3/2 to 2/0 and to 1/0.
TEST(Matrix, five_one_folds_to_stereo_and_mono_as_bs775_says) {
    const Matrix stereo = routed("5.1", "2.0");
    EXPECT_NEAR(gain(stereo, L, L), 1, 1e-9);
    EXPECT_NEAR(gain(stereo, L, C), 0.7071, 1e-4);
    EXPECT_NEAR(gain(stereo, L, Ls), 0.7071, 1e-4);
    EXPECT_EQ(gain(stereo, L, R), 0);
    EXPECT_EQ(gain(stereo, L, Rs), 0);
    EXPECT_EQ(gain(stereo, L, LFE), 0);
    const Matrix mono = routed("5.1", "mono");
    EXPECT_NEAR(gain(mono, M, L), 0.7071, 1e-4);
    EXPECT_NEAR(gain(mono, M, C), 1, 1e-4);
    EXPECT_NEAR(gain(mono, M, Rs), 0.5, 1e-4);
    EXPECT_EQ(gain(mono, M, LFE), 0);
    const Matrix three = routed("5.1", "3.0"); // 3/0: the surrounds at -3 dB to L and R, C stays
    EXPECT_EQ(gain(three, C, C), 1);
    EXPECT_NEAR(gain(three, R, Rs), 0.7071, 1e-4);
}

TEST(Matrix, seven_one_folds_by_way_of_five_one) {
    for (const SurroundPair pair : {SurroundPair::sides, SurroundPair::array}) {
        const FoldCoefficients fold{
            .surrounds = pair, .rear = Db{-2}, .centre = Db{-4.5}, .surround = Db{-6}};
        const Matrix steps = compose(routed("7.1", "5.1", fold), routed("5.1", "2.0", fold));
        const Matrix direct = routed("7.1", "2.0", fold);
        for (int o = 0; o < 2; ++o)
            for (int i = 0; i < 8; ++i)
                EXPECT_NEAR(steps.gain(o, i), direct.gain(o, i), 1e-12);
        const double own = pair == SurroundPair::sides ? 0 : -3.0103;
        EXPECT_NEAR(db(gain(direct, L, Lss)), own - 6, 1e-4);
        EXPECT_NEAR(db(gain(direct, R, Rrs)), own - 2 - 6, 1e-4);
        EXPECT_NEAR(db(gain(direct, R, C)), -4.5, 1e-9);
    }
}

TEST(Matrix, a_five_one_source_through_seven_one_and_back_is_itself) {
    for (const SurroundPair pair : {SurroundPair::sides, SurroundPair::array}) {
        const FoldCoefficients fold{.surrounds = pair};
        const Matrix spread = routed("5.1", "7.1", fold);
        EXPECT_NEAR(gain(spread, Lss, Ls), pair == SurroundPair::sides ? 1 : 0.7071, 1e-4);
        EXPECT_NEAR(gain(spread, Lrs, Ls), pair == SurroundPair::sides ? 0 : 0.7071, 1e-4);
        const Matrix back = compose(spread, routed("7.1", "5.1", fold));
        for (int o = 0; o < 6; ++o)
            for (int i = 0; i < 6; ++i)
                EXPECT_NEAR(back.gain(o, i), o == i ? 1 : 0, 1e-6); // 0.01 dB is 0.00115
    }
}

TEST(Matrix, the_lfe_folds_only_when_asked_for) {
    const FoldCoefficients fold{.lfe = Db{-10}};
    EXPECT_NEAR(db(gain(routed("7.1", "2.0", fold), R, LFE)), -10, 1e-9);
    EXPECT_NEAR(db(gain(routed("5.1", "mono", fold), M, LFE)), -10, 1e-9);
    EXPECT_EQ(gain(routed("7.1", "5.1", fold), LFE, LFE), 1);
}

TEST(Matrix, mono_goes_to_the_centre_or_to_both_sides) {
    EXPECT_EQ(gain(routed("mono", "7.1"), C, M), 1);
    EXPECT_EQ(gain(routed("mono", "7.1"), L, M), 0);
    EXPECT_NEAR(db(gain(routed("mono", "2.0"), L, M)), -3.0103, 1e-4);
    EXPECT_NEAR(db(gain(routed("mono", "4.0"), R, M)), -3.0103, 1e-4);
}

TEST(Matrix, stereo_stays_left_and_right_in_every_wider_layout) {
    for (const auto& layout : layouts()) {
        if (!layout.layout.has(L)) continue;
        const Matrix m = *route(named("2.0"), layout.layout, {});
        for (int o = 0; o < m.to().channels(); ++o) {
            EXPECT_EQ(m.gain(o, 0), m.to()[o] == L ? 1 : 0) << layout.name;
            EXPECT_EQ(m.gain(o, 1), m.to()[o] == R ? 1 : 0) << layout.name;
        }
    }
}

TEST(Matrix, heights_fold_to_the_speaker_below) {
    const FoldCoefficients fold{.height = Db{-6}};
    const Matrix seven = routed("7.1.4", "7.1", fold);
    EXPECT_NEAR(db(gain(seven, L, Ltf)), -6, 1e-9);
    EXPECT_NEAR(db(gain(seven, Rrs, Rtr)), -6, 1e-9);
    EXPECT_NEAR(db(gain(routed("7.1.2", "7.1", fold), Lss, Lts)), -6, 1e-9);
    EXPECT_NEAR(db(gain(routed("5.1.4", "5.1", fold), Ls, Ltr)), -6, 1e-9);
    const FoldCoefficients array{.surrounds = SurroundPair::array, .height = Db{-6}};
    EXPECT_NEAR(db(gain(routed("5.1.4", "5.1", array), Rs, Rtr)), -6, 1e-9);
}

TEST(Matrix, top_speakers_return_to_themselves_through_more_of_them) {
    const Matrix back = compose(routed("7.1.2", "7.1.4"), routed("7.1.4", "7.1.2"));
    EXPECT_NEAR(db(gain(back, Lts, Lts)), 0, 0.01);
    EXPECT_NEAR(gain(back, Lts, Rts), 0, 1e-12);
}

TEST(Matrix, every_pair_of_layouts_has_a_route_but_for_lt_rt) {
    for (const auto& from : layouts())
        for (const auto& to : layouts()) {
            const auto matrix = route(from.layout, to.layout, {});
            if (to.name == "lt-rt" && from.name != "lt-rt") {
                ASSERT_FALSE(matrix);
                EXPECT_EQ(matrix.error().code, ErrorCode::unfit);
                EXPECT_NE(matrix.error().sentence.find("Lo/Ro"), std::string::npos);
                continue;
            }
            ASSERT_TRUE(matrix) << from.name << " to " << to.name;
            for (int i = 0; i < from.layout.channels();
                 ++i) { // nothing but an LFE is lost, left and right stay apart
                double sum = 0;
                for (int o = 0; o < to.layout.channels(); ++o)
                    sum += matrix->gain(o, i);
                EXPECT_EQ(sum > 0, from.layout[i] != LFE || to.layout.has(LFE))
                    << from.name << " to " << to.name;
            }
        }
    EXPECT_TRUE(route(named("lt-rt"), named("lt-rt"), {})->is_identity());
}

TEST(Matrix, left_and_right_are_mirror_images) {
    const auto mirrored = [](const Layout& layout) {
        std::vector<Speaker> speakers(layout.speakers().begin(), layout.speakers().end());
        for (Speaker& s : speakers) {
            std::string name(label(s));
            if (name != "LFE" && name[0] == 'L')
                s = *speaker_named("R" + name.substr(1));
            else if (name[0] == 'R')
                s = *speaker_named("L" + name.substr(1));
        }
        return Layout(speakers);
    };
    for (const auto& from : layouts())
        for (const auto& to : layouts()) {
            const auto m = route(from.layout, to.layout, {.surrounds = SurroundPair::array});
            const auto n =
                route(mirrored(from.layout), mirrored(to.layout), {.surrounds = SurroundPair::array});
            ASSERT_EQ(m.has_value(), n.has_value());
            if (!m) continue;
            for (int o = 0; o < to.layout.channels(); ++o)
                for (int i = 0; i < from.layout.channels(); ++i)
                    EXPECT_EQ(m->gain(o, i), n->gain(o, i));
        }
}

TEST(Matrix, a_speaker_without_a_place_is_named) {
    const auto matrix = route(named("5.1"), Layout{LFE}, {});
    ASSERT_FALSE(matrix);
    EXPECT_NE(matrix.error().sentence.find("L finds no place"), std::string::npos);
}

TEST(Matrix, names_alone_leave_out_what_has_no_namesake) {
    const Matrix m = by_name(named("7.1"), named("5.1"));
    EXPECT_EQ(gain(m, LFE, LFE), 1);
    EXPECT_EQ(gain(m, Ls, Lss), 0);
    EXPECT_TRUE(by_name(named("5.1"), named("5.1")).is_identity());
    EXPECT_FALSE(m.is_identity());
}

} // namespace
} // namespace dub::dsp
