// The session's list of parameters and the engine's list of processors are two files: here they are held
// together.
#include <gtest/gtest.h>

#include "engine/plan/processor.h"
#include "engine/session/parameters/catalogue.h"

namespace dub::plan {
namespace {

TEST(ProcessorParameters, every_processor_of_the_engine_is_known_to_the_session_and_the_other_way_round) {
    const auto declared = session::processor_parameters();
    ASSERT_EQ(processors().size(), declared.size());
    for (std::size_t i = 0; i < declared.size(); ++i) {
        EXPECT_EQ(processors()[i].id, declared[i].processor);
        EXPECT_FALSE(processors()[i].name.empty());
    }
}

TEST(ProcessorParameters, both_read_the_same_declarations) {
    for (const auto& processor : processors()) {
        const auto* declared = session::find_processor_parameters(processor.id);
        ASSERT_NE(declared, nullptr) << processor.id;
        ASSERT_EQ(declared->parameters.size(), processor.parameters.size()) << processor.id;
        for (std::size_t p = 0; p < processor.parameters.size(); ++p) {
            const auto& a = declared->parameters[p];
            const auto& b = processor.parameters[p];
            EXPECT_EQ(a.id, b.id);
            EXPECT_EQ(a.unit, b.unit) << a.id;
            EXPECT_EQ(a.taper, b.taper) << a.id;
            EXPECT_TRUE(a.min == b.min && a.max == b.max && a.fallback == b.fallback) << a.id;
        }
    }
}

TEST(ProcessorParameters, ranges_hold_their_defaults_and_logarithms_have_no_zero) {
    for (const auto& processor : processors())
        for (const auto& p : processor.parameters) {
            EXPECT_LT(p.min, p.max) << p.id;
            EXPECT_TRUE(p.min <= p.fallback && p.fallback <= p.max) << p.id;
            if (p.taper == session::Taper::logarithmic) {
                EXPECT_GT(p.min, 0) << p.id;
            }
            if (p.unit == session::Unit::choice) {
                EXPECT_EQ(p.choices.size(), static_cast<std::size_t>(p.max) + 1) << p.id;
            }
        }
}

TEST(ProcessorParameters, ids_are_sorted_and_found) {
    std::string_view before;
    for (const auto& processor : processors()) {
        EXPECT_LT(before, processor.id);
        before = processor.id;
        ASSERT_NE(find_processor(processor.id), nullptr);
        EXPECT_NE(processor.make(), nullptr);
    }
    EXPECT_EQ(find_processor("no-such"), nullptr);
}

} // namespace
} // namespace dub::plan
