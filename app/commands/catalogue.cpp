#include <algorithm>
#include <array>

#include "app/commands/all.h"

namespace dub::app {
namespace {

constexpr std::array catalogue{
    Verb{"new", "Make a session.", "new film.dub --template film-7.1 --fps 23.976", make_new},
    Verb{"import", "Bring sound, picture, turnovers or parts of another session into a session.",
         "import film.dub dialogue.wav --role dialogue --at 01:00:10:00", make_import},
    Verb{"export", "Write a session as a turnover for others: AAF, OTIO, EDL, FCP7 XML.",
         "export film.dub --out film.otio", make_export},
    Verb{"edit", "Apply the session's own edits, or list them.", "edit film.dub --apply edits.json",
         make_edit},
    Verb{"relink", "Find recordings that moved.", "relink film.dub --media /mnt/sound", make_relink},
    Verb{"recover", "Say what was never saved, and make a session of it.", "recover film.dub", make_recover},
    Verb{"backups", "List the older states of a session, or bring one back.", "backups film.dub",
         make_backups},
    Verb{"diff", "Say what differs between two sessions or playlists, or what a version changes.",
         "diff monday.dub film.dub", make_diff},
    Verb{"merge", "Join two people's work on copies of one session.",
         "merge base.dub mine.dub theirs.dub --out film.dub", make_merge},
    Verb{"inspect", "Say what a session, turnover, wave or picture holds, and what is wrong with it.",
         "inspect film.dub --json", make_inspect},
    Verb{"render", "Render one bus to a file.",
         "render film.dub --out mix.wav --bus stem:dialogue --layout 5.1", make_render},
    Verb{"print", "Record buses into prints, or say which prints are out of date.",
         "print film.dub --bus stems,printmaster --from 01:02:00:00 --to 01:03:00:00", make_print},
    Verb{"deliver", "Make every file of delivery specs in one pass, with a report.",
         "deliver film.dub --spec netflix-5.1,stems --out delivery", make_deliver},
    Verb{"measure", "Measure loudness and peaks of files.", "measure mix.wav --spec ebu-r128-5.1",
         make_measure},
    Verb{"check", "Judge a finished delivery by its spec.", "check delivery --spec netflix-5.1", make_check},
    Verb{"notes", "List what was noted while a delivery was watched down.", "notes delivery --json",
         make_notes},
    Verb{"specs", "List the delivery specs, or show one.", "specs netflix-5.1", make_specs},
    Verb{"devices", "List the sound devices there are.", "devices --json", make_devices},
    Verb{"templates", "List the templates a session can begin with, or show one.", "templates film-7.1",
         make_templates},
    Verb{"demo", "Make the demo scene, mix it and deliver it.", "demo --out build/demo --length 30",
         make_demo_verb},
};

} // namespace

std::span<const Verb> verbs() { return catalogue; }

const Verb* find_verb(std::string_view name) {
    const auto at = std::ranges::find(catalogue, name, &Verb::name);
    return at == catalogue.end() ? nullptr : &*at;
}

} // namespace dub::app
