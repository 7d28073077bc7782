#include "engine/session/edits/catalogue.h"

#include <algorithm>
#include <array>

#include "engine/session/edits/add_bus.h"
#include "engine/session/edits/add_clip.h"
#include "engine/session/edits/add_group.h"
#include "engine/session/edits/add_insert.h"
#include "engine/session/edits/add_marker.h"
#include "engine/session/edits/add_media.h"
#include "engine/session/edits/add_picture.h"
#include "engine/session/edits/add_playlist.h"
#include "engine/session/edits/add_segment.h"
#include "engine/session/edits/add_send.h"
#include "engine/session/edits/add_track.h"
#include "engine/session/edits/add_vca.h"
#include "engine/session/edits/add_version.h"
#include "engine/session/edits/bypass_insert.h"
#include "engine/session/edits/clear_key.h"
#include "engine/session/edits/clear_lane.h"
#include "engine/session/edits/clear_range.h"
#include "engine/session/edits/coalesce_trim.h"
#include "engine/session/edits/coalesce_vca.h"
#include "engine/session/edits/crossfade.h"
#include "engine/session/edits/duplicate_clips.h"
#include "engine/session/edits/group_clips.h"
#include "engine/session/edits/lock_clips.h"
#include "engine/session/edits/move_clips.h"
#include "engine/session/edits/move_insert.h"
#include "engine/session/edits/mute_clips.h"
#include "engine/session/edits/play_playlist.h"
#include "engine/session/edits/promote_range.h"
#include "engine/session/edits/punch_lane.h"
#include "engine/session/edits/record_print.h"
#include "engine/session/edits/relink_media.h"
#include "engine/session/edits/relink_picture.h"
#include "engine/session/edits/remove_bus.h"
#include "engine/session/edits/remove_clips.h"
#include "engine/session/edits/remove_group.h"
#include "engine/session/edits/remove_insert.h"
#include "engine/session/edits/remove_marker.h"
#include "engine/session/edits/remove_media.h"
#include "engine/session/edits/remove_picture.h"
#include "engine/session/edits/remove_playlist.h"
#include "engine/session/edits/remove_print.h"
#include "engine/session/edits/remove_segment.h"
#include "engine/session/edits/remove_send.h"
#include "engine/session/edits/remove_track.h"
#include "engine/session/edits/remove_vca.h"
#include "engine/session/edits/remove_version.h"
#include "engine/session/edits/rename_bus.h"
#include "engine/session/edits/rename_clip.h"
#include "engine/session/edits/rename_playlist.h"
#include "engine/session/edits/rename_track.h"
#include "engine/session/edits/rename_vca.h"
#include "engine/session/edits/reorder_track.h"
#include "engine/session/edits/ripple_delete.h"
#include "engine/session/edits/ripple_insert.h"
#include "engine/session/edits/set_automation.h"
#include "engine/session/edits/set_bus_roles.h"
#include "engine/session/edits/set_clip_channels.h"
#include "engine/session/edits/set_clip_envelope.h"
#include "engine/session/edits/set_clip_gain.h"
#include "engine/session/edits/set_colour.h"
#include "engine/session/edits/set_department.h"
#include "engine/session/edits/set_facts.h"
#include "engine/session/edits/set_fades.h"
#include "engine/session/edits/set_fold_down.h"
#include "engine/session/edits/set_group.h"
#include "engine/session/edits/set_info.h"
#include "engine/session/edits/set_insert_dip.h"
#include "engine/session/edits/set_insert_parameter.h"
#include "engine/session/edits/set_key.h"
#include "engine/session/edits/set_marker.h"
#include "engine/session/edits/set_media_speed.h"
#include "engine/session/edits/set_mute.h"
#include "engine/session/edits/set_output.h"
#include "engine/session/edits/set_parameter.h"
#include "engine/session/edits/set_role.h"
#include "engine/session/edits/set_segment.h"
#include "engine/session/edits/set_send.h"
#include "engine/session/edits/set_solo.h"
#include "engine/session/edits/set_solo_mode.h"
#include "engine/session/edits/set_solo_safe.h"
#include "engine/session/edits/set_vca_members.h"
#include "engine/session/edits/set_version.h"
#include "engine/session/edits/set_version_fold_down.h"
#include "engine/session/edits/set_version_strip.h"
#include "engine/session/edits/slip_clip.h"
#include "engine/session/edits/split_clips.h"
#include "engine/session/edits/switch_version_insert.h"
#include "engine/session/edits/trim_clip.h"
#include "engine/session/edits/ungroup_clips.h"
#include "engine/session/edits/write_lane.h"
#include "engine/session/edits/write_version_trim.h"

namespace dub::session {

std::span<const EditDeclaration> edits() {
    static const std::array all{
        add_bus_edit,
        add_clip_edit,
        add_group_edit,
        add_insert_edit,
        add_marker_edit,
        add_media_edit,
        add_picture_edit,
        add_playlist_edit,
        add_segment_edit,
        add_send_edit,
        add_track_edit,
        add_vca_edit,
        add_version_edit,
        bypass_insert_edit,
        clear_key_edit,
        clear_lane_edit,
        clear_range_edit,
        coalesce_trim_edit,
        coalesce_vca_edit,
        crossfade_edit,
        duplicate_clips_edit,
        group_clips_edit,
        lock_clips_edit,
        move_clips_edit,
        move_insert_edit,
        mute_clips_edit,
        play_playlist_edit,
        promote_range_edit,
        punch_lane_edit,
        record_print_edit,
        relink_media_edit,
        relink_picture_edit,
        remove_bus_edit,
        remove_clips_edit,
        remove_group_edit,
        remove_insert_edit,
        remove_marker_edit,
        remove_media_edit,
        remove_picture_edit,
        remove_playlist_edit,
        remove_print_edit,
        remove_segment_edit,
        remove_send_edit,
        remove_track_edit,
        remove_vca_edit,
        remove_version_edit,
        rename_bus_edit,
        rename_clip_edit,
        rename_playlist_edit,
        rename_track_edit,
        rename_vca_edit,
        reorder_track_edit,
        ripple_delete_edit,
        ripple_insert_edit,
        set_automation_edit,
        set_bus_roles_edit,
        set_clip_channels_edit,
        set_clip_envelope_edit,
        set_clip_gain_edit,
        set_colour_edit,
        set_department_edit,
        set_facts_edit,
        set_fades_edit,
        set_fold_down_edit,
        set_group_edit,
        set_info_edit,
        set_insert_dip_edit,
        set_insert_parameter_edit,
        set_key_edit,
        set_marker_edit,
        set_media_speed_edit,
        set_mute_edit,
        set_output_edit,
        set_parameter_edit,
        set_role_edit,
        set_segment_edit,
        set_send_edit,
        set_solo_edit,
        set_solo_mode_edit,
        set_solo_safe_edit,
        set_vca_members_edit,
        set_version_edit,
        set_version_fold_down_edit,
        set_version_strip_edit,
        slip_clip_edit,
        split_clips_edit,
        switch_version_insert_edit,
        trim_clip_edit,
        ungroup_clips_edit,
        write_lane_edit,
        write_version_trim_edit,
    };
    return all;
}

const EditDeclaration* find_edit(std::string_view name) {
    const auto all = edits();
    const auto at = std::ranges::lower_bound(all, name, {}, &EditDeclaration::name);
    return at == all.end() || at->name != name ? nullptr : &*at;
}

} // namespace dub::session
