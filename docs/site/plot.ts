import { escaped } from '../../conformance/report/html.js';

/** What is drawn as a band from the least to the most at each place. */
export interface Band {
  readonly name: string;
  readonly points: readonly { readonly at: number; readonly least: number; readonly most: number }[];
}

const [LEFT, TOP, WIDTH, HEIGHT, FOOT] = [64, 12, 620, 300, 44];
const TICKS = 4;

/** A plot of bands over one axis, both from 0; `unit` is of the values, `axis` of the places. The style sheet has the colors, by the order of the bands. */
export const plot = (bands: readonly Band[], axis: string, unit: string): string => {
  const points = bands.flatMap((it) => it.points);
  const [far, high] = [Math.max(...points.map(({ at }) => at)), Math.max(...points.map(({ most }) => most))];
  const x = (at: number): string => (LEFT + (WIDTH * at) / far).toFixed(1);
  const y = (value: number): string => (TOP + HEIGHT - (HEIGHT * value) / high).toFixed(1);
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => i / TICKS);
  const label = (part: number, of: number): string => String(Math.round(part * of));
  return [
    `<svg class="plot" role="img" aria-label="${escaped(`${unit} by ${axis}: ${bands.map(({ name }) => name).join(', ')}; the numbers stand in the table`)}" viewBox="0 0 ${String(LEFT + WIDTH + 28)} ${String(TOP + HEIGHT + FOOT)}" width="${String(LEFT + WIDTH + 28)}" height="${String(TOP + HEIGHT + FOOT)}">`,
    ...ticks.map(
      (it) =>
        `<line class="grid" x1="${String(LEFT)}" x2="${String(LEFT + WIDTH)}" y1="${y(it * high)}" y2="${y(it * high)}"/><text x="${String(LEFT - 8)}" y="${y(it * high)}" dy="4" text-anchor="end">${label(it, high)}</text><text x="${x(it * far)}" y="${String(TOP + HEIGHT + 18)}" text-anchor="middle">${label(it, far)}</text>`,
    ),
    `<text x="${String(LEFT + WIDTH / 2)}" y="${String(TOP + HEIGHT + 38)}" text-anchor="middle">${escaped(axis)}</text>`,
    ...bands.map(({ points: own, name }, at) => {
      const upper = own.map((it) => `${x(it.at)},${y(it.most)}`);
      const lower = own.map((it) => `${x(it.at)},${y(it.least)}`).reverse();
      return `<g class="band band-${String(at)}"><polygon points="${[...upper, ...lower].join(' ')}"/><polyline points="${lower.join(' ')}"/><rect x="${String(LEFT + 12)}" y="${String(TOP + 8 + 20 * at)}" width="14" height="10"/><text x="${String(LEFT + 34)}" y="${String(TOP + 17 + 20 * at)}">${escaped(name)}</text></g>`;
    }),
    '</svg>',
  ].join('');
};
