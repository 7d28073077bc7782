#pragma once
// The names that AAF gives to its classes, properties and definitions, as far as a turnover needs them (AAF
// Object Specification 1.1, with the AUIDs of its dictionary). Definitions are told by these and never by
// their text: the same one is "Mono Audio Gain" in one program and "Audio Gain" in another.

#include <array>
#include <cstdint>
#include <span>

#include "formats/turnover/aaf/auid.h"

namespace dub::turnover::aaf {

using Pid = std::uint16_t; // of a property, within a file; from 0x8000 on the file itself says which is which

// Of the classes that are read or written; Class::other is any further one.
enum class Class : std::uint16_t {
    other = 0,
    component = 0x0200,
    edge_code = 0x0400,
    essence_group = 0x0500,
    event = 0x0600,
    comment_marker = 0x0800,
    filler = 0x0900,
    operation_group = 0x0a00,
    nested_scope = 0x0b00,
    pulldown = 0x0c00,
    scope_reference = 0x0d00,
    selector = 0x0e00,
    sequence = 0x0f00,
    source_reference = 0x1000,
    source_clip = 0x1100,
    timecode = 0x1400,
    transition = 0x1700,
    content_storage = 0x1800,
    control_point = 0x1900,
    data_definition = 0x1b00,
    operation_definition = 0x1c00,
    parameter_definition = 0x1d00,
    container_definition = 0x2000,
    interpolation_definition = 0x2100,
    dictionary = 0x2200,
    essence_data = 0x2300,
    essence_descriptor = 0x2400,
    file_descriptor = 0x2500,
    aifc_descriptor = 0x2600,
    picture_descriptor = 0x2700,
    cdci_descriptor = 0x2800,
    rgba_descriptor = 0x2900,
    tiff_descriptor = 0x2b00,
    wave_descriptor = 0x2c00,
    film_descriptor = 0x2d00,
    tape_descriptor = 0x2e00,
    header = 0x2f00,
    identification = 0x3000,
    network_locator = 0x3200,
    text_locator = 0x3300,
    mob = 0x3400,
    composition_mob = 0x3500,
    master_mob = 0x3600,
    source_mob = 0x3700,
    mob_slot = 0x3800,
    event_mob_slot = 0x3900,
    static_mob_slot = 0x3a00,
    timeline_mob_slot = 0x3b00,
    constant_value = 0x3d00,
    varying_value = 0x3e00,
    tagged_value = 0x3f00,
    descriptive_marker = 0x4100,
    sound_descriptor = 0x4200,
    multiple_descriptor = 0x4400,
    pcm_descriptor = 0x4800,
    physical_descriptor = 0x4900,
    import_descriptor = 0x4a00,
};
[[nodiscard]] constexpr Auid id_of(Class c) {
    return {0x0d01010101010000 | static_cast<std::uint64_t>(c), 0x060e2b3402060101};
}
inline constexpr Auid root_class = auid("b3b398a5-1c90-11d4-8053-080036210804");

namespace pid {
inline constexpr Pid meta_dictionary = 0x0001, root_header = 0x0002; // of the root
inline constexpr Pid class_definitions = 0x0003, meta_id = 0x0005, parent_class = 0x0008, properties = 0x0009,
                     local_id = 0x000d; // of the meta dictionary
inline constexpr Pid data_definition = 0x0201, length = 0x0202, component_comments = 0x0204,
                     component_attributes = 0x0205;
inline constexpr Pid choices = 0x0501, event_position = 0x0601, event_comment = 0x0602;
inline constexpr Pid operation = 0x0b01, inputs = 0x0b02, parameters = 0x0b03, rendering = 0x0b05;
inline constexpr Pid scope_slots = 0x0c01, pulldown_input = 0x0d01, relative_scope = 0x0e01,
                     relative_slot = 0x0e02;
inline constexpr Pid selected = 0x0f01, alternates = 0x0f02, components = 0x1001;
inline constexpr Pid source_id = 0x1101, source_slot = 0x1102, channel_ids = 0x1103;
inline constexpr Pid start_time = 0x1201, fade_in_length = 0x1202, fade_in_type = 0x1203,
                     fade_out_length = 0x1204, fade_out_type = 0x1205;
inline constexpr Pid timecode_start = 0x1501, timecode_fps = 0x1502, timecode_drop = 0x1503;
inline constexpr Pid transition_operation = 0x1801, cut_point = 0x1802;
inline constexpr Pid mobs = 0x1901, essence_data = 0x1902;
inline constexpr Pid point_value = 0x1a02, point_time = 0x1a03;
inline constexpr Pid definition_id = 0x1b01, definition_name = 0x1b02;
inline constexpr Pid operation_definitions = 0x2603, parameter_definitions = 0x2604,
                     data_definitions = 0x2605, container_definitions = 0x2608,
                     interpolation_definitions = 0x2609;
inline constexpr Pid essence_mob = 0x2701, essence_stream = 0x2702;
inline constexpr Pid locators = 0x2f01, sample_rate = 0x3001, descriptor_length = 0x3002,
                     container_format = 0x3004;
inline constexpr Pid aifc_summary = 0x3101, wave_summary = 0x3801;
inline constexpr Pid byte_order = 0x3b01, last_modified = 0x3b02, content = 0x3b03, dictionary = 0x3b04,
                     version = 0x3b05, identifications = 0x3b06, model_version = 0x3b07, primary_mob = 0x3b08,
                     operational_pattern = 0x3b09;
inline constexpr Pid company = 0x3c01, product = 0x3c02, product_version = 0x3c04;
inline constexpr Pid bits = 0x3d01, audio_rate = 0x3d03, channels = 0x3d07;
inline constexpr Pid file_descriptors = 0x3f01, url = 0x4001, locator_name = 0x4101;
inline constexpr Pid mob_id = 0x4401, mob_name = 0x4402, slots = 0x4403, mob_modified = 0x4404,
                     mob_created = 0x4405, mob_comments = 0x4406, usage = 0x4408, mob_attributes = 0x4409;
inline constexpr Pid descriptor = 0x4701;
inline constexpr Pid slot_id = 0x4801, slot_name = 0x4802, segment = 0x4803, track_number = 0x4804;
inline constexpr Pid event_rate = 0x4901, edit_rate = 0x4b01, origin = 0x4b02;
inline constexpr Pid parameter = 0x4c01, constant = 0x4d01, interpolation = 0x4e01, points = 0x4e02;
inline constexpr Pid tag_name = 0x5001, tag_value = 0x5003, described_slots = 0x6102;
} // namespace pid

// Properties whose pid each file chooses.
namespace extension {
inline constexpr Auid component_attributes = auid("60958184-47b1-11d4-a01c-0004ac969f50");
inline constexpr Auid mob_attributes = auid("60958183-47b1-11d4-a01c-0004ac969f50");
inline constexpr Auid slot_attributes = auid("107f8331-1914-4234-b2c4-5a3eb755b7ca");
inline constexpr Auid marker_attributes = auid("c72cc817-aac5-499b-af34-bc47fec1eaa8");
inline constexpr Auid marker_colour = auid("e96e6d44-c383-11d3-a069-006094eb75cb");
} // namespace extension

namespace data {
inline constexpr Auid sound = auid("01030202-0200-0000-060e-2b3404010101");
inline constexpr Auid legacy_sound = auid("78e1ebe1-6cef-11d2-807d-006008143e6f");
inline constexpr Auid picture = auid("01030202-0100-0000-060e-2b3404010101");
inline constexpr Auid legacy_picture = auid("6f3c8ce1-6cef-11d2-807d-006008143e6f");
inline constexpr Auid timecode = auid("01030201-0100-0000-060e-2b3404010101");
inline constexpr Auid legacy_timecode = auid("7f275e81-77e5-11d2-807f-006008143e6f");
inline constexpr Auid descriptive = auid("01030201-1000-0000-060e-2b3404010101");
} // namespace data

namespace operation {
inline constexpr Auid mono_gain = auid("9d2ea894-0968-11d3-8a38-0050040ef7d2");
inline constexpr Auid stereo_gain = auid("9d2ea895-0968-11d3-8a38-0050040ef7d2");
inline constexpr Auid mono_pan = auid("9d2ea893-0968-11d3-8a38-0050040ef7d2");
inline constexpr Auid mono_dissolve = auid("0c3bea41-fc05-11d2-8a29-0050040ef7d2");
inline constexpr Auid stereo_dissolve = auid("0c3bea42-fc05-11d2-8a29-0050040ef7d2");
inline constexpr Auid two_parameter_dissolve = auid("2311bd90-b5da-4285-aa3a-8552848779b3");
inline constexpr Auid picture_dissolve = auid("0c3bea40-fc05-11d2-8a29-0050040ef7d2");
inline constexpr Auid channel_combiner = auid("6b46dd7a-132d-4856-ab21-8b751d8462ec");
inline constexpr Auid audio_warp = auid("f1db0f27-8d64-11d3-80df-006008143e6f");
inline constexpr Auid picture_speed = auid("9d2ea890-0968-11d3-8a38-0050040ef7d2");
inline constexpr Auid picture_repeat = auid("9d2ea891-0968-11d3-8a38-0050040ef7d2");
} // namespace operation

namespace parameter {
inline constexpr Auid level = auid("e4962320-2267-11d3-8a4c-0050040ef7d2");
inline constexpr Auid amplitude = auid("e4962321-2267-11d3-8a4c-0050040ef7d2");
inline constexpr Auid pan = auid("e4962322-2267-11d3-8a4c-0050040ef7d2");
inline constexpr Auid speed_ratio = auid("72559a80-24d7-11d3-8a50-0050040ef7d2");
inline constexpr Auid clip_ratio =
    auid("47c00f7d-fb55-11d3-9ff7-0004ac969f50"); // Avid: clip gain by keyframes
inline constexpr Auid curve_type = auid("8134fc48-3bd6-4904-9520-7a6360cc7127"); // Avid: of a dissolve
} // namespace parameter

namespace interpolation {
inline constexpr Auid none = auid("5b6c85a3-0ede-11d3-80a9-006008143e6f");
inline constexpr Auid linear = auid("5b6c85a4-0ede-11d3-80a9-006008143e6f");
inline constexpr Auid constant = auid("5b6c85a5-0ede-11d3-80a9-006008143e6f");
inline constexpr Auid logarithmic = auid("15829ec3-1f24-458a-960d-c65bb23c2aa1");
inline constexpr Auid power = auid("c09153f7-bd18-4e5a-ad09-cbdd654fa001");
} // namespace interpolation

namespace usage {
inline constexpr Auid subclip = auid("0d010102-0101-0500-060e-2b3404010101");
inline constexpr Auid adjusted_clip = auid("0d010102-0101-0600-060e-2b3404010101");
inline constexpr Auid top_level = auid("0d010102-0101-0700-060e-2b3404010101");
inline constexpr Auid lower_level = auid("0d010102-0101-0800-060e-2b3404010101");
} // namespace usage

} // namespace dub::turnover::aaf
