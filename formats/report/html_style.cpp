#include "formats/report/html_parts.h"

namespace dub::report {

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
        case '&': safe += "&amp;"; break;
        case '<': safe += "&lt;"; break;
        case '>': safe += "&gt;"; break;
        case '"': safe += "&quot;"; break;
        default: safe += c;
        }
    }
    return safe;
}

std::string_view page_style() {
    return R"css(
:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; background: #131619; color: #d5dade; font: 14px/1.5 "Inter", "Noto Sans", "DejaVu Sans", system-ui, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 28px 20px 60px; }
header { display: flex; align-items: flex-start; gap: 24px; padding-bottom: 20px; border-bottom: 1px solid #2a3036; }
header div { flex: 1; }
h1 { margin: 0 0 4px; font-size: 24px; font-weight: 600; color: #f1f3f4; }
h2 { margin: 36px 0 12px; font-size: 15px; font-weight: 600; color: #f1f3f4; letter-spacing: .02em; }
h3 { margin: 0; font-size: 14px; font-weight: 600; color: #e6e9eb; overflow-wrap: anywhere; }
p { margin: 4px 0; max-width: 90ch; }
.muted { color: #8d979f; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; margin: 20px 0 0; }
.fact, .card { background: #1a1e22; border: 1px solid #262c32; border-radius: 6px; }
.fact { padding: 10px 14px; }
.fact b { display: block; font-size: 19px; font-weight: 600; color: #f1f3f4; font-variant-numeric: tabular-nums; }
.card { padding: 14px 16px; margin: 0 0 16px; }
.card > div { display: flex; gap: 16px; align-items: baseline; justify-content: space-between; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; color: #8d979f; font-size: 12px; padding: 6px 12px 6px 0; border-bottom: 1px solid #2a3036; }
td { padding: 6px 12px 6px 0; border-bottom: 1px solid #20252a; vertical-align: top; }
td.n, th.n { text-align: right; white-space: nowrap; }
td.name { overflow-wrap: anywhere; }
td small { color: #8d979f; }
code { font: 11.5px/1.5 "JetBrains Mono", "DejaVu Sans Mono", monospace; color: #9fb0bc; overflow-wrap: anywhere; }
.badge { display: inline-block; padding: 1px 9px; border-radius: 9px; font-size: 12px; font-weight: 600; white-space: nowrap; }
.pass { background: #17382a; color: #79d2a0; }
.fail { background: #4a1f20; color: #ff9a94; }
.open { background: #262c32; color: #9aa5ad; }
.badge.large { font-size: 16px; padding: 5px 18px; border-radius: 16px; }
svg { display: block; width: 100%; height: auto; margin-top: 10px; }
.grid { stroke: #252b31; stroke-width: 1; }
.tick, .time, .unit { fill: #77828b; font-size: 10.5px; }
.tick { text-anchor: end; } .time { text-anchor: middle; } .unit { text-anchor: end; }
.band { fill: #2f7d55; opacity: .35; }
.momentary { fill: #2c4152; }
.short { fill: none; stroke: #86bfe6; stroke-width: 1.6; stroke-linejoin: round; }
.whole { stroke: #f1f3f4; stroke-width: 1; stroke-dasharray: 6 4; }
.speech { stroke: #d7a6e8; stroke-width: 1; stroke-dasharray: 2 3; }
.peak { fill: #6b5326; stroke: #d9a441; stroke-width: .8; }
.limit { stroke: #e06c66; stroke-width: 1; }
.worked { fill: #e06c66; opacity: .28; }
.legend { display: flex; flex-wrap: wrap; gap: 18px; margin-top: 8px; font-size: 12px; color: #8d979f; }
.legend i { display: inline-block; width: 18px; height: 3px; margin-right: 6px; vertical-align: middle; border-radius: 2px; }
details { margin-top: 10px; } summary { cursor: pointer; color: #9fb0bc; }
footer { margin-top: 40px; padding-top: 14px; border-top: 1px solid #2a3036; color: #77828b; font-size: 12px; }
@media print { body { background: #fff; color: #111; } }
)css";
}

} // namespace dub::report
