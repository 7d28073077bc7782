#pragma once
// A mix of dialogue, effects and music whose prints are recordings of its own rendered buses.

#include <gtest/gtest.h>

#include "engine/plan/from_prints.h"
#include "engine/session/edits/record_print.h"
#include "tests/support/mix_rig.h"

namespace dub::test {

inline constexpr SampleRange whole{{0}, {48000}};

class PrintedMix : public testing::Test {
  protected:
    PrintedMix()
        : session_(empty_session(*layout_named("5.1"))) {
        add_track(session_, {.name = "D", .role = session::Role::dialogue});
        add_track(session_, {.name = "F", .role = session::Role::effects});
        add_track(session_, {.name = "M", .layout = *layout_named("2.0"), .role = session::Role::music});
    }

    [[nodiscard]] Sound live(const plan::Tap& tap) const {
        const auto plan = compiled(session_, {{{"live", tap, {}}}}, recordings_);
        return rendered(*plan, whole).front();
    }
    void print(const plan::Tap& tap) {
        const session::Bus* const bus =
            tap.bus ? session::find_bus(session_, tap.bus) : session::printmaster_of(session_);
        auto sound = std::make_shared<Sound>(live(tap));
        session::Media media = *session_.pool->media.front();
        media.id = MediaId{2'000'000 + session_.pool->media.size()};
        media.layout = bus->layout;
        media.length = whole.length();
        session::MediaPool pool = *session_.pool;
        pool.media.push_back(std::make_shared<const session::Media>(media));
        session_.pool = std::make_shared<const session::MediaPool>(pool);
        recordings_.set(media.id, [sound](int channel, std::int64_t at) {
            const Row& row = (*sound)[static_cast<std::size_t>(channel)];
            return at < static_cast<std::int64_t>(row.size()) ? row[static_cast<std::size_t>(at)] : 0.0F;
        });
        auto info = *session_.info;
        info.next_id = 3'000'000 + session_.pool->media.size() * 10;
        session_.info = std::make_shared<const session::Info>(info);
        session::RecordPrint record;
        record.bus = bus->id;
        record.roles = tap.roles;
        record.undipped = tap.dips == plan::Dips::bypassed;
        record.media = media.id;
        record.range = whole;
        auto next = session::apply(session_, record);
        ASSERT_TRUE(next) << next.error().text();
        session_ = std::move(*next);
    }
    Result<Sound> printed(const plan::Tap& tap, Layout layout = {}) {
        TRY(const auto from, plan::from_prints(session_, {}, {{{"printed", tap, layout}}}, {whole}));
        const auto plan = compiled(from.session, from.target, recordings_);
        return rendered(*plan, whole).front();
    }

    session::Session session_;
    Recordings recordings_;
};

} // namespace dub::test
