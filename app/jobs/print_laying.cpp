#include "app/jobs/print_laying.h"

#include <fmt/format.h>

#include "app/jobs/disk_space.h"
#include "app/jobs/session_media.h"
#include "app/jobs/wave_head.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/record_print.h"
#include "formats/media/identity.h"
#include "formats/wave/wave_reader.h"

namespace dub::app {
namespace fs = std::filesystem;
using session::Session;

PrintLaying::PrintLaying(const Session& session, Place place)
    : session_(session)
    , place_(std::move(place)) {}

Result<std::unique_ptr<PrintLaying>> PrintLaying::create(const Session& session, Place place,
                                                         std::vector<PassWanted> wanted) {
    std::unique_ptr<PrintLaying> laying(new PrintLaying(session, std::move(place)));
    CHECK(laying->make_files(std::move(wanted)));
    return laying;
}

Result<void> PrintLaying::make_files(std::vector<PassWanted> wanted) {
    const bool own_place = place_.media.empty();
    const fs::path folder = own_place ? print_folder_of(place_.session) : fs::absolute(place_.media);
    std::uint64_t needed = 0;
    for (const PassWanted& pass : wanted)
        needed += static_cast<std::uint64_t>(pass.file.length().value) *
                  static_cast<std::uint64_t>(pass.layout.channels() * wave::bits_of(place_.type) / 8);
    CHECK(check_space(folder, needed, "this print",
                      "make room, name another folder with --media, or print a shorter range"));
    CHECK(folders_.make(folder));
    CHECK(folders_.make(folder / "snapshots"));
    sweep_unfinished_prints(folder);
    std::set<fs::path> taken;
    for (const auto& media : session_.pool->media)
        taken.insert(media_file(place_.folder, media->path));
    if (own_place) tell_unnamed(unnamed_prints(folder, taken));
    taken.insert(place_.taken.begin(), place_.taken.end());
    for (PassWanted& pass : wanted) {
        const fs::path file = free_print_file(folder, title_of_print(session_, pass.print), taken);
        taken.insert(file);
        TRY(auto output, WaveOutput::create(file, options_for(pass), Split::no, pass.file.start));
        passes_.push_back({std::move(pass), std::move(output), {}});
    }
    TRY(snapshot_, Snapshot::create(folder / "snapshots", session_));
    return {};
}

void PrintLaying::tell_unnamed(const std::vector<fs::path>& files) {
    if (files.empty()) return;
    std::string names;
    for (const fs::path& file : files)
        names += (names.empty() ? "" : ", ") + file.filename().string();
    unnamed_.push_back(
        {Severity::note, "print.unnamed-files", files.front().parent_path().string(),
         fmt::format("no recording of this session is {}: a print that was ended left {}, "
                     "or an older state of the session plays {}.",
                     names, files.size() == 1 ? "it" : "them", files.size() == 1 ? "it" : "them")});
}

wave::WriteOptions PrintLaying::options_for(const PassWanted& pass) const {
    wave::WriteOptions options;
    options.layout = pass.layout;
    options.rate = session_.info->rate;
    options.type = place_.type;
    options.mask = wave_mask(pass.layout) ? wave::Mask::yes : wave::Mask::no;
    options.bext = bext_for(fmt::format("{}, print {} {}", session_.info->name,
                                        title_of_print(session_, pass.print), pass.layout.name()),
                            pass.file.start);
    options.ixml = ixml_for(*session_.info, pass.file.start);
    return options;
}

Result<session::Media> PrintLaying::media_of(Pass& pass) const {
    const fs::path file = pass.output->writer(0).temporary_path();
    TRY(const auto identity, media::identity_of(file));
    TRY(const auto reader, wave::WaveReader::open(file));
    const fs::path path = pass.output->files().front().path;
    session::Media media;
    media.name = path.stem().string();
    media.path = pool_path(place_.folder, path);
    media.layout = reader->info().format.layout;
    media.rate = session_.info->rate;
    media.length = pass.wanted.file.length();
    media.bits = wave::bits_of(place_.type);
    media.timestamp = pass.wanted.file.start;
    media.bytes = identity.bytes;
    media.hash = identity.hash;
    return media;
}

Result<void> PrintLaying::finish() {
    for (Pass& pass : passes_) {
        CHECK(pass.output->finish());
        TRY(pass.media, media_of(pass));
    }
    return {};
}

Result<Session> PrintLaying::lay(Session onto) const {
    for (const Pass& pass : passes_) {
        const PassWanted& wanted = pass.wanted;
        TRY(onto, session::apply(onto, session::AddMedia{pass.media}));
        session::RecordPrint record;
        record.bus = wanted.print.bus;
        record.name = wanted.name;
        record.roles = wanted.print.roles;
        record.undipped = wanted.print.undipped;
        record.version = wanted.print.version;
        record.media = onto.pool->media.back()->id;
        record.range = wanted.heard;
        record.handle = wanted.heard.start - wanted.file.start;
        record.crossfade = {print_crossfade_ms * session_.info->rate.hz / 1000};
        record.snapshot = pool_path(place_.folder, snapshot_->path());
        TRY(onto, session::apply(onto, record));
    }
    return onto;
}

std::vector<Publishable> PrintLaying::files() {
    std::vector<Publishable> files;
    for (std::size_t pass = 0; pass < passes_.size(); ++pass)
        files.push_back({path(pass), [this, pass] { return passes_[pass].output->commit(); }});
    if (snapshot_->is_new()) files.push_back({snapshot_->path(), [this] { return snapshot_->commit(); }});
    return files;
}

} // namespace dub::app
