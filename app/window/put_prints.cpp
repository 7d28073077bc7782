#include "app/window/put_prints.h"

#include <set>

#include "app/jobs/publication.h"

namespace dub::app {

PrintLaying::Place place_of_prints(const Document& document) {
    const auto file = document.file();
    return {file ? *file : document.folder() / (document.file_name() + ".dub"), document.folder(), {}};
}

std::string names_of(const session::Session& session, const std::vector<BusId>& buses) {
    std::string names;
    for (const BusId bus : buses)
        if (const auto* const one = session::find_bus(session, bus))
            names += (names.empty() ? "" : ", ") + one->name;
    return names;
}

Result<Diagnostics> put_prints(Document& document, const std::vector<std::unique_ptr<PrintLaying>>& layings,
                               const std::string& name) {
    session::Session next = document.now();
    std::vector<Publishable> files;
    std::set<std::filesystem::path> named; // two states of a session may be alike, and are then one snapshot
    Diagnostics told;
    for (const auto& laying : layings) {
        TRY(next, laying->lay(std::move(next)));
        for (Publishable& file : laying->files())
            if (named.insert(file.path).second) files.push_back(std::move(file));
        append(told, Diagnostics(laying->diagnostics()));
    }
    CHECK(publish(files, IfExists::refuse));
    TRY(auto more, document.put(std::move(next), name));
    for (const auto& laying : layings)
        laying->keep();
    append(told, std::move(more));
    return told;
}

} // namespace dub::app
