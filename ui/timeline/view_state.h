#pragma once
// What a person looks at and has hold of: zoom, heights, open playlists, rulers, modes, selection. None of it
// is session, none of it is undone. Plain values. [window thread]

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "engine/core/ids.h"
#include "ui/timeline/geometry.h"

namespace dub::ui::timeline {

enum class Follow : unsigned char { off, page, centre };
enum class EditMode : unsigned char {
    slip,          // freely
    shuffle,       // what comes after follows, no gap opens
    spot,          // a clip that is grabbed asks where to go
    grid,          // edges land on frames
    grid_relative, // moves by whole frames
};
enum class Tool : unsigned char { smart, zoom, trim, select, grab, scrub, pencil };
// How modes and tools are called, in the order of their enumerators.
struct NamedMode {
    std::string_view command, name;
};
inline constexpr std::array edit_modes{
    NamedMode{"mode.slip", "Slip"}, NamedMode{"mode.shuffle", "Shuffle"}, NamedMode{"mode.spot", "Spot"},
    NamedMode{"mode.grid", "Grid of frames"}, NamedMode{"mode.grid-relative", "Grid, relative"}};
inline constexpr std::array tools{NamedMode{"tool.smart", "Smart"},  NamedMode{"tool.zoom", "Zoom"},
                                  NamedMode{"tool.trim", "Trim"},    NamedMode{"tool.select", "Selector"},
                                  NamedMode{"tool.grab", "Grabber"}, NamedMode{"tool.scrub", "Scrub"},
                                  NamedMode{"tool.pencil", "Pencil"}};

enum class AutoFades : unsigned char { off, on };
enum class Automation : unsigned char { stays, follows };             // when clips over it go elsewhere
enum class MenuPlace : unsigned char { clips, track, marker, strip }; // under the mouse
enum class GainLines : unsigned char { hidden, shown };
enum class Ruler : unsigned char { timecode, feet, minutes, samples };
inline constexpr std::array rulers{Ruler::timecode, Ruler::feet, Ruler::minutes, Ruler::samples};

struct ViewState {
    Scale scale;
    std::optional<Scale> before_zoom; // what "zoom to the selection and back" goes back to
    int top = 0;                      // how many pixels of tracks lie above the view
    std::map<TrackId, int> heights;   // index into theme::track_heights; usual_height where none is said
    int usual_height = 2;
    std::set<TrackId> open; // its playlists are shown as lanes
    std::set<Ruler> shown_rulers{Ruler::timecode, Ruler::feet};
    Follow follow = Follow::page;
    EditMode mode = EditMode::grid;
    Tool tool = Tool::smart;
    AutoFades auto_fades = AutoFades::off; // edges that an edit makes get short fades
    Automation automation = Automation::follows;
    GainLines gain_lines = GainLines::hidden;
    std::string_view lane;  // the parameter (its id) whose automation lies over the clips; empty: none
    std::size_t nudge = 3;  // index into nudges()
    double wave_height = 1; // waveforms are drawn that much higher, 1 … 32
    std::array<double, 5> zooms{20, 200, 1000, 5000, 25'000}; // samples a pixel: the zoom presets
};

struct Selection {
    std::set<ClipId> clips;
    std::optional<SampleRange> range;
    std::set<TrackId> tracks; // those the range lies on; of the cursor when there is no range
    SamplePos cursor;         // where play begins, things are pasted and cut
    ClipId focus;             // the clip that keys and screen readers are at
};

} // namespace dub::ui::timeline
