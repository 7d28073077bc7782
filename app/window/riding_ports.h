#pragma once
// Hands and the writing of automation, over the riding. [window thread]

#include "app/playback/riding.h"
#include "ui/ports/automation.h"
#include "ui/ports/hands.h"

namespace dub::app {

class RidingPorts final : public ui::HandsPort, public ui::AutomationPort {
  public:
    explicit RidingPorts(Riding& riding)
        : riding_(riding) {}

    void touch(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        riding_.touch({owner, address});
    }
    void move(const session::StripOwner& owner, const session::ParameterAddress& address,
              double value) override {
        riding_.move({owner, address}, value);
    }
    void let_go(const session::StripOwner& owner, const session::ParameterAddress& address) override {
        riding_.let_go({owner, address});
    }
    void let_go(const std::vector<session::Control>& controls) override { riding_.let_go(controls); }
    double value(const session::StripOwner& owner, const session::ParameterAddress& address,
                 SamplePos heard) const override {
        return riding_.value({owner, address}, heard);
    }

    const session::PassSettings& settings() const override { return riding_.settings(); }
    void set(const session::PassSettings& settings) override { riding_.set(settings); }
    VersionId version() const override { return riding_.version(); }
    Result<void> hear(VersionId version) override {
        CHECK(may_hear());
        riding_.hear(version);
        return {};
    }
    void preview(bool on) override { riding_.preview(on); }
    bool previewing() const override { return riding_.previewing(); }
    void punch_preview() override { riding_.punch_preview(); }
    void capture(const std::vector<session::StripOwner>& owners) override { riding_.capture(owners); }
    bool has_capture() const override { return riding_.has_capture(); }
    void punch_capture(std::optional<SampleRange> range) override { riding_.punch_capture(range); }
    void write_to(session::Extent extent) override { riding_.write_to(extent); }
    void match_now() override { riding_.match_now(); }
    ui::HandsOn doing(const session::StripOwner& owner) const override {
        return static_cast<ui::HandsOn>(riding_.doing(owner)); // the same words in the same order
    }

    std::function<Result<void>()> may_hear = [] { return Result<void>(); }; // another version

  private:
    Riding& riding_;
};

} // namespace dub::app
