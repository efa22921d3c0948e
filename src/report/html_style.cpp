#include "report/html_style.hpp"

namespace felt {
namespace {

constexpr std::string_view style = R"css(
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --ink: #22292d; --quiet: #566068; --rule: #d9d5cb; --ground: #f3f0e8;
  --accent: #1d6b66; --before: #97562a; --thin: #8d979d; --wash: #e9f1ee;
  --figure: #efe9dd; --figure-edge: #8f8878;
  --shade-1: #cfe3df; --shade-2: #9ccac3; --shade-3: #5fa69d; --shade-4: #2f8079; --key: #10211f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15191b; --ink: #e7e5df; --quiet: #a9b1b6; --rule: #394146; --ground: #1e2427;
    --accent: #74c6bc; --before: #e3ab7c; --thin: #7b868c; --wash: #1d2b2b;
    --figure: #2a3033; --figure-edge: #7f898e;
    --shade-1: #2b4a48; --shade-2: #34686a; --shade-3: #4b938c; --shade-4: #7fc8be; --key: #ffffff;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 2rem; }
footer { padding-top: 1rem; padding-bottom: 2.5rem; }
footer p { border-top: 1px solid var(--rule); padding-top: .75rem; }
h1 { font-size: 1.6rem; line-height: 1.25; font-weight: 600; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.15rem; line-height: 1.3; font-weight: 600; margin: 2.25rem 0 .5rem; }
h3 { font-size: 1rem; line-height: 1.3; font-weight: 600; margin: 0; }
p { margin: 0 0 .5rem; max-width: 42rem; white-space: pre-line; }
.note, footer p, figcaption p { color: var(--quiet); font-size: .875rem; }
.note { margin-top: .5rem; }
ul { margin: 0 0 .5rem; padding-left: 1.15rem; max-width: 42rem; }
li { margin: .2rem 0; white-space: pre-line; }
li::marker { color: var(--quiet); }
table {
  border-collapse: collapse; min-width: min(18rem, 100%); max-width: 100%; font-variant-numeric: tabular-nums;
}
.wide { width: 100%; }
caption { text-align: left; }
.hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: .8125rem; vertical-align: bottom; }
tbody tr { border-top: 1px solid var(--rule); }
th[scope="rowgroup"] { font-weight: 600; padding-top: .8rem; }
th[scope="row"] { min-width: 8rem; overflow-wrap: anywhere; }
td.words { overflow-wrap: anywhere; }
bdi { overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; }
.whole { white-space: nowrap; }
.spark-cell { width: 6rem; }
.pictures {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.5rem 2rem;
  align-items: start; margin: 1rem 0;
}
figure { margin: 0; min-width: 0; }
.body-picture {
  grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; align-items: flex-start;
}
.body-picture figcaption { flex: 1 0 100%; }
.body-picture table { flex: 1 1 18rem; }
figcaption p { margin: .1rem 0 .5rem; }
svg { display: block; width: 100%; height: auto; }
figure > svg { max-width: 26rem; }
.bodies { display: flex; flex-wrap: wrap; gap: .5rem 1rem; }
.bodies svg { width: 13rem; min-width: 0; }
details { margin-top: .4rem; font-size: .875rem; }
summary { color: var(--accent); cursor: pointer; width: fit-content; padding: .15rem 0; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
svg text { font-size: 12.5px; fill: var(--ink); font-family: inherit; }
svg .quiet { fill: var(--quiet); }
svg .strong-words { font-weight: 600; }
.grid { stroke: var(--rule); stroke-width: 1; }
.axis { stroke: var(--quiet); stroke-width: 1; }
.session { stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 3 3; }
.session-dot { fill: var(--ink); }
.after-ground { fill: var(--wash); }
.line { fill: none; stroke-linejoin: round; stroke-linecap: round; }
.thin .line { stroke: var(--thin); stroke-width: 1.1; }
.thin .point { fill: var(--thin); }
.strong .line { stroke: var(--accent); stroke-width: 2.75; }
.strong .point { fill: var(--accent); stroke: var(--paper); stroke-width: 1.5; }
.pair .line { stroke: var(--thin); stroke-width: 1.4; }
.before { fill: var(--paper); stroke: var(--before); stroke-width: 1.75; }
.after { fill: var(--accent); stroke: var(--paper); stroke-width: .75; }
.other { fill: none; stroke: var(--quiet); stroke-width: 1.75; }
.small-lines .line, .spark .line { stroke: var(--accent); stroke-width: 1.6; }
.small-lines .point, .spark .point { fill: var(--accent); }
.spark { width: 4.75rem; height: 1.5rem; }
.feelings .ground { fill: var(--ground); }
.feelings .axis { stroke: var(--rule); }
.in-bed { fill: var(--rule); }
.asleep { fill: var(--accent); }
.figure { fill: var(--figure); }
.outline { fill: none; stroke: var(--figure-edge); stroke-width: .8; }
.shade-1 { fill: var(--shade-1); }
.shade-2 { fill: var(--shade-2); }
.shade-3 { fill: var(--shade-3); }
.shade-4 { fill: var(--shade-4); }
.spot { fill-opacity: .92; stroke: var(--shade-4); stroke-width: .5; }
svg .key {
  font-size: 7.5px; font-weight: 700; fill: var(--key);
  stroke: var(--paper); stroke-width: 1.6; paint-order: stroke;
}
svg .side { font-size: 8px; fill: var(--quiet); }
@media (max-width: 34rem) {
  main, footer { padding-left: 1rem; padding-right: 1rem; }
  .bodies svg { width: calc(50% - .5rem); }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide, .wide tbody, .wide tr, .wide th, .wide td { display: block; padding: 0; }
  .wide tr { padding: .45rem 0; }
  .wide th[scope="row"] { font-weight: 600; min-width: 0; }
  .wide .number { text-align: left; }
  .wide td[data-title]::before { content: attr(data-title) ": "; color: var(--quiet); }
  .wide td.spark-cell::before { content: ""; }
  .wide td:empty { display: none; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --quiet: #444444; --rule: #cccccc; --ground: #f5f5f2;
    --accent: #1d6b66; --before: #97562a; --thin: #888888; --wash: #eef4f2;
    --figure: #f0ece2; --figure-edge: #777777;
    --shade-1: #cfe3df; --shade-2: #9ccac3; --shade-3: #5fa69d; --shade-4: #2f8079; --key: #000000;
  }
  @page { size: A4; margin: 9mm 14mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 8.25pt; line-height: 1.25; }
  main, footer { max-width: none; padding: 0; }
  footer p { padding-top: 2mm; }
  h1 { font-size: 15pt; }
  h2 { font-size: 10.5pt; margin: 2.2mm 0 .6mm; break-after: avoid; }
  h2 + .note { break-after: avoid; }
  h3 { font-size: 8.5pt; break-after: avoid; }
  p, ul { max-width: none; margin-bottom: 1mm; }
  ul { columns: 2; column-gap: 6mm; }
  li { margin: 0 0 .6mm; }
  thead th, .note, footer p, figcaption p { font-size: 7.5pt; }
  .note { margin-top: .75mm; }
  table { font-size: 7.75pt; }
  th, td { padding: .25mm 2.5mm .25mm 0; }
  th[scope="rowgroup"] { padding-top: .8mm; }
  th[scope="row"] { min-width: 25mm; }
  .spark { height: 3.1mm; width: 11mm; }
  figure, tr, li, svg, .note { break-inside: avoid; }
  thead { display: table-header-group; }
  tbody tr:first-child { break-before: avoid; }
  .pictures { grid-template-columns: repeat(12, 1fr); gap: 2.5mm 5mm; margin: 1.5mm 0; }
  figure { grid-column: span 4; }
  .body-picture { grid-column: 1 / -1; }
  .rhythm-picture, .pairs-picture { grid-column: span 3; }
  .rhythm-picture text, .pairs-picture text { font-size: 16px; }
  .rhythm-picture p, .pairs-picture p, .feelings-picture p, .lines-picture p { display: none; }
  .feelings-picture svg, .lines-picture svg, .nights-picture svg { max-width: 42mm; }
  .bodies { gap: 2mm; }
  .bodies svg { width: 21mm; }
  .bodies svg:first-child:nth-last-child(4), .bodies svg:first-child:nth-last-child(4) ~ svg { width: 17mm; }
  .body-picture { gap: 1mm 4mm; }
  .body-picture table { flex-basis: 60mm; min-width: 0; font-size: 7pt; }
  .body-picture th, .body-picture td { padding-right: 2mm; }
  .spark-cell { width: 14mm; }
  figcaption p { margin: 0 0 .5mm; }
  details { display: none; }
}
)css";

}  // namespace

std::string_view html_style() { return style; }

std::string_view html_style_hash() { return "sha256-QqplWP512H/7RDcxV+Ay945yIQ8ZYC/0dIM37OaxfG0="; }

}  // namespace felt
