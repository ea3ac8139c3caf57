/** The chart of cost by size: an SVG that is readable on a light and on a dark page. */
import type { Row } from '../bench.ts';

type Line = NonNullable<Row['line']>;

const [WIDTH, HEIGHT] = [760, 380];
const PLOT = { left: 70, right: 536, top: 56, bottom: 330 };
/** Mid-tones, told apart on both backgrounds, also by people who see no red or green. */
const COLOURS = ['#d97706', '#2f81f7', '#8957e5', '#1a9e77'];
const DECADES = [0.01, 0.1, 1, 10, 100];
const LABEL_GAP = 20;

const sizeIn = (line: Line): number[] => line.points.map(([leads]) => leads);
const log = Math.log10;

function scale(from: [number, number], to: [number, number]): (value: number) => number {
  const share = (value: number) => (log(value) - log(from[0])) / (log(from[1]) - log(from[0]));
  return (value) => Math.round((to[0] + share(value) * (to[1] - to[0])) * 10) / 10;
}

/** Both axes are logarithmic: a flat line costs the same at any size. */
export function chartOf(lines: readonly Line[]): string {
  const sizes = [...new Set(lines.flatMap(sizeIn))].sort((a, b) => a - b);
  const x = scale([sizes[0] ?? 1, sizes.at(-1) ?? 10], [PLOT.left, PLOT.right]);
  const y = scale([DECADES[0] as number, DECADES.at(-1) as number], [PLOT.bottom, PLOT.top]);
  const heights = apart(lines.map(({ points }) => y(points.at(-1)?.[1] ?? 1)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title">
  <title id="title">The time of an act by the number of leads</title>
  <style>
    text { font: 13px system-ui, sans-serif; fill: #59636e; }
    .title { font-size: 15px; font-weight: 600; fill: #1f2328; }
    .grid { stroke: #818b98; stroke-opacity: 0.3; }
    @media (prefers-color-scheme: dark) { text { fill: #9198a1; } .title { fill: #f0f6fc; } }
  </style>
  <text class="title" x="${PLOT.left}" y="24">Milliseconds of an act, by the number of leads</text>
${DECADES.map((at) => tick(`${at} ms`, y(at))).join('\n')}
${sizes.map((size) => `  <text x="${x(size)}" y="${PLOT.bottom + 24}" text-anchor="middle">${size.toLocaleString('en')}</text>`).join('\n')}
${lines.map((line, number) => drawn(line, { x, y, colour: COLOURS[number % COLOURS.length] ?? '', labelAt: heights[number] ?? 0 })).join('\n')}
</svg>
`;
}

const tick = (label: string, at: number): string =>
  `  <line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${at}" y2="${at}"/>
  <text x="${PLOT.left - 8}" y="${at + 4}" text-anchor="end">${label}</text>`;

interface Drawing {
  x: (leads: number) => number;
  y: (ms: number) => number;
  colour: string;
  labelAt: number;
}

function drawn({ name, points }: Line, { x, y, colour, labelAt }: Drawing): string {
  const places = points.map(([leads, ms]) => [x(leads), y(ms)] as const);
  const dots = places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="4" fill="${colour}"/>`).join('');
  const last = points.at(-1)?.[1] ?? 0;
  const label = `${name}: ${last < 1 ? last.toFixed(2) : last.toFixed(1)} ms`;
  return `  <polyline points="${places.map((place) => place.join()).join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5"/>
  ${dots}
  <text x="${PLOT.right + 14}" y="${labelAt + 4}" style="fill: ${colour}">${label}</text>`;
}

/** Labels that do not overlap, as near to the ends of their lines as possible. */
function apart(ends: readonly number[]): number[] {
  const placed = ends.map((at, number) => ({ at, number })).sort((a, b) => a.at - b.at);
  for (const [place, one] of placed.entries()) {
    const above = placed[place - 1];
    if (above && one.at - above.at < LABEL_GAP) one.at = above.at + LABEL_GAP;
  }
  return ends.map((_, number) => placed.find((one) => one.number === number)?.at ?? 0);
}
