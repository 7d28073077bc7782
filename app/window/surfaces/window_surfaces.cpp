#include "app/window/surfaces/window_surfaces.h"

#include <QSettings>

#include "app/commands/reading.h"
#include "engine/core/atomic_file.h"

namespace dub::app {
namespace {

namespace fs = std::filesystem;
constexpr const char* settings_key = "surfaces";
constexpr std::uint64_t bindings_bytes_max = 4 << 20;

Result<std::vector<Binding>> load_bindings(const fs::path& file) {
    std::error_code error;
    if (file.empty() || !fs::exists(file, error)) return std::vector<Binding>{};
    TRY(const std::string text, read_text_file(file, bindings_bytes_max));
    return read_bindings(text, file.string());
}

Result<void> save_bindings(const fs::path& file, const std::vector<Binding>& bindings) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    TRY(auto out, AtomicFile::create(file, IfExists::replace));
    CHECK(out.write(bindings_text(bindings)));
    return out.commit();
}

} // namespace

WindowSurfaces::WindowSurfaces(QSettings& settings, const ui::Ports& ports, Outside outside)
    : settings_(settings)
    , ports_(ports)
    , outside_(std::move(outside))
    , hands_(*ports.hands,
             [this](const auto& owner, const auto& address) { surfaces_.touched(owner, address); })
    , surfaces_({ports.document, ports.transport, ports.meters, *ports.hands, ports.pec_direct, ports.prints,
                 ports.automation, outside_.run, outside_.say},
                outside_.midi) {
    surfaces_.learned = [this](const auto&) { keep_bindings(); };
    const auto kept = read_surface_settings(settings_.value(settings_key).toString().toStdString());
    if (kept)
        surfaces_.set(*kept);
    else
        outside_.say(kept.error().text());
    auto bindings = load_bindings(user_controllers_file());
    if (bindings)
        surfaces_.set_bindings(std::move(*bindings));
    else
        outside_.say(bindings.error().text());
}

ui::Ports WindowSurfaces::ports() {
    ui::Ports heard = ports_;
    heard.hands = &hands_;
    return heard;
}

void WindowSurfaces::service() { surfaces_.service(std::chrono::steady_clock::now().time_since_epoch()); }

void WindowSurfaces::set(const SurfaceSettings& settings) {
    surfaces_.set(settings);
    settings_.setValue(settings_key, QString::fromStdString(surface_settings_text(settings)));
}

void WindowSurfaces::set_bindings(std::vector<Binding> bindings) {
    surfaces_.set_bindings(std::move(bindings));
    keep_bindings();
}

void WindowSurfaces::keep_bindings() {
    if (const auto kept = save_bindings(user_controllers_file(), surfaces_.bindings()); !kept)
        outside_.say(kept.error().text());
}

} // namespace dub::app
