#include "app/window/composition.h"

#include "app/commands/reading.h"
#include "app/window/no_meters.h"
#include "app/window/no_overviews.h"
#include "app/window/no_pictures.h"
#include "app/window/silent_transport.h"

namespace dub::app {
namespace {

SamplePos start_of(const session::Session& session) { return sample_of(session, session.info->start); }

} // namespace

Composition::Composition(std::unique_ptr<Document> document)
    : document_(std::move(document))
    , transport_(std::make_unique<SilentTransport>(document_->now().info->rate, start_of(document_->now())))
    , meters_(std::make_unique<NoMeters>())
    , overviews_(std::make_unique<NoOverviews>())
    , pictures_(std::make_unique<NoPictures>())
    , jobs_(*document_, user_spec_folder()) {}

ui::Ports Composition::ports() { return {*document_, *transport_, *meters_, *overviews_, *pictures_, jobs_}; }

} // namespace dub::app
