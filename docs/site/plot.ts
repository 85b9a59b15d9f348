import { escaped } from '../../conformance/report/html.js';

/** What is drawn as a band from the least to the most at each place. */
export interface Band {
  readonly name: string;
  readonly points: readonly { readonly at: number; readonly least: number; readonly most: number }[];
}
/** What is drawn as a bar up to the least, and paler up to the most. */
export interface Bar {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Of ours, or a figure of somebody else. */
  readonly isOurs: boolean;
}

const [LEFT, TOP, WIDTH, HEIGHT, FOOT] = [64, 12, 620, 300, 44];
const LEGEND_LINE = 20;
const PLACES = 4;

/** Round values from 0 to the first that is not below `high`: steps of 1, 2 or 5 and noughts, at most 6 of them. */
export const roundTicks = (high: number): readonly number[] => {
  const power = 10 ** Math.floor(Math.log10(high / 6));
  const step = [1, 2, 5, 10].map((it) => it * power).find((it) => high / it <= 6) ?? 10 * power;
  return Array.from({ length: Math.ceil(high / step) + 1 }, (_, i) => i * step);
};
const told = (value: number): string => value.toLocaleString('en');
const svg = (label: string, width: number, height: number, parts: readonly string[]): string =>
  `<svg class="plot" role="img" aria-label="${escaped(label)}; the numbers stand in the table" viewBox="0 0 ${String(width)} ${String(height)}" width="${String(width)}" height="${String(height)}">${parts.join('')}</svg>`;

/**
 * A plot of bands over one axis, both from 0; `unit` is of the values, `axis` of the places. The legend stands above, where no band crosses it. The style
 * sheet has colors and dashes, by the order of the bands; the first lies on top.
 */
export const plot = (bands: readonly Band[], axis: string, unit: string): string => {
  const points = bands.flatMap((it) => it.points);
  const far = Math.max(...points.map(({ at }) => at));
  const ticks = roundTicks(Math.max(...points.map(({ most }) => most)));
  const [high, top] = [ticks[ticks.length - 1], TOP + LEGEND_LINE * (bands.length + 1)];
  const x = (at: number): string => (LEFT + (WIDTH * at) / far).toFixed(1);
  const y = (value: number): string => (top + HEIGHT - (HEIGHT * value) / high).toFixed(1);
  const places = Array.from({ length: PLACES + 1 }, (_, i) => (far * i) / PLACES);
  const line = (own: readonly string[]): string => `<polyline points="${own.join(' ')}"/>`;
  return svg(
    `${unit} by ${axis}: ${bands.map(({ name }) => name).join(', ')}`,
    LEFT + WIDTH + 28,
    top + HEIGHT + FOOT,
    [
      ...ticks.map(
        (it) =>
          `<line class="grid" x1="${String(LEFT)}" x2="${String(LEFT + WIDTH)}" y1="${y(it)}" y2="${y(it)}"/><text x="${String(LEFT - 8)}" y="${y(it)}" dy="4" text-anchor="end">${told(it)}</text>`,
      ),
      ...places.map(
        (it) => `<text x="${x(it)}" y="${String(top + HEIGHT + 18)}" text-anchor="middle">${told(it)}</text>`,
      ),
      `<text x="${String(LEFT + WIDTH / 2)}" y="${String(top + HEIGHT + 38)}" text-anchor="middle">${escaped(axis)}</text>`,
      `<text x="${String(LEFT - 8)}" y="${String(top - 14)}" text-anchor="end">${escaped(unit)}</text>`,
      ...bands
        .map(({ points: own, name }, at) => {
          const upper = own.map((it) => `${x(it.at)},${y(it.most)}`);
          const lower = own.map((it) => `${x(it.at)},${y(it.least)}`).reverse();
          const row = TOP + LEGEND_LINE * at;
          return `<g class="band band-${String(at)}"><polygon points="${[...upper, ...lower].join(' ')}"/>${line(upper)}${line(lower)}<rect x="${String(LEFT)}" y="${String(row)}" width="26" height="11"/>${line([`${String(LEFT)},${String(row)}`, `${String(LEFT + 26)},${String(row)}`])}<text x="${String(LEFT + 34)}" y="${String(row + 10)}">${escaped(name)}</text></g>`;
        })
        .reverse(),
    ],
  );
};

const [BAR_HEIGHT, ROW] = [14, 40];
const ofBar = ({ name, least, most }: Bar): string =>
  `${name}: ${told(least)}${least === most ? '' : ` to ${told(most)}`}`;

/** Bars below one another from one axis, each with its name and its figures above it. */
export const bars = (rows: readonly Bar[], unit: string): string => {
  const ticks = roundTicks(Math.max(...rows.map(({ most }) => most)));
  const high = ticks[ticks.length - 1];
  const x = (value: number): number => 12 + (WIDTH * value) / high;
  const bottom = TOP + ROW * rows.length;
  return svg(`${unit}, ${rows.map(ofBar).join(', ')}`, WIDTH + 60, bottom + FOOT, [
    ...ticks.map(
      (it) =>
        `<line class="grid" x1="${x(it).toFixed(1)}" x2="${x(it).toFixed(1)}" y1="${String(TOP)}" y2="${String(bottom)}"/><text x="${x(it).toFixed(1)}" y="${String(bottom + 18)}" text-anchor="middle">${told(it)}</text>`,
    ),
    `<text x="${String(12 + WIDTH / 2)}" y="${String(bottom + 38)}" text-anchor="middle">${escaped(unit)}</text>`,
    ...rows.map((bar, at) => {
      const row = TOP + ROW * at;
      const part = (from: number, to: number, kind: string): string =>
        `<rect class="${kind}" x="${x(from).toFixed(1)}" y="${String(row + 18)}" width="${(x(to) - x(from)).toFixed(1)}" height="${String(BAR_HEIGHT)}"/>`;
      return `<g class="band band-${bar.isOurs ? '0' : '1'}"><text x="12" y="${String(row + 12)}">${escaped(ofBar(bar))}</text>${part(0, bar.least, 'sure')}${part(bar.least, bar.most, 'open')}</g>`;
    }),
  ]);
};
