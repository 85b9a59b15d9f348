import { benchIpc } from '../../conformance/benches/ipc.js';
import type { IpcBench } from '../../conformance/benches/ipc.js';
import { countFault } from '../../conformance/benches/pages.js';
import { benchSize, renderSize } from '../../conformance/benches/size.js';
import { benchUnix, renderUnixBench } from '../../conformance/benches/unix.js';
import type { UnixBench } from '../../conformance/benches/unix.js';
import { THREADS, benchWakeup } from '../../conformance/benches/wakeup.js';
import type { WakeupBench } from '../../conformance/benches/wakeup.js';
import { renderIpcBench } from '../../conformance/report/ipc-cost.js';
import { renderWakeupBench } from '../../conformance/report/wakeup-cost.js';
import { MHZ } from '../../impl/index.js';
import type { Interval } from '../../impl/index.js';
import { html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import { bars, plot } from './plot.js';
import type { Band, Bar } from './plot.js';

const drawing = (svg: string): Html =>
  html`<div class="drawing" tabindex="0" role="group" aria-label="Plot">${made(svg)}</div>`;
/** What the command prints: the figures of the plot, and how they came about. */
const printed = (command: string, text: string): Html =>
  html`<p><code>${command}</code> prints:</p>
    <pre tabindex="0">${text}</pre>`;

const messages = ({ oneWays }: IpcBench): readonly Band[] =>
  [...new Set(oneWays.map(({ kernel }) => kernel))].map((name) => ({
    name,
    points: oneWays
      .filter(({ kernel }) => kernel === name)
      .map(({ bytes, cost: { total } }) => ({ at: bytes, least: total.least, most: total.most })),
  }));
const timers = ({ rows }: WakeupBench): readonly Band[] =>
  [...new Set(rows.map(({ structure }) => structure))].map((name) => ({
    name,
    points: rows
      .filter(({ structure }) => structure === name)
      .map(({ threads, cyclesPerTick }) => ({ at: threads, least: cyclesPerTick.least, most: cyclesPerTick.most })),
  }));

const toTenth = (value: number): number => Number(value.toFixed(1));
const ours = (name: string, { least, most }: Interval): Bar => ({ name, least, most, isOurs: true });
const printedThere = (name: string, value: number): Bar => ({ name, least: value, most: value, isOurs: false });
/** A system call of UNIX in microseconds: ours beside the figures of the lecture. */
const systemCalls = ({ rows, lectureUs }: UnixBench): readonly Bar[] => [
  ...rows.map(({ name, us }) => ours(name, { least: toTenth(us.least), most: toTenth(us.most) })),
  printedThere('the lecture: a system call of UNIX itself (L.32)', lectureUs.unix),
  printedThere('the lecture: two IPCs of the first generation (L.32)', lectureUs.mach),
  printedThere('the lecture: two IPCs of L4 (L.40)', lectureUs.l4),
];
const faults = (): readonly Bar[] => {
  const { fault, answer } = countFault();
  const [one, other] = [fault.cost.total, answer.cost.total];
  return [
    ours('the fault, a message to the pager', one),
    ours('its answer, with a page', other),
    ours('together', { least: one.least + other.least, most: one.most + other.most }),
  ];
};

/** What a message, a fault, a system call and a scan of the timer cost on a 486, counted while this site is built. */
export const costPage = (): Page => {
  const [ipc, unix, wakeup, size] = [benchIpc(), benchUnix(), benchWakeup(THREADS), benchSize()];
  const lines = size.parts.map(({ name, lines: own }) => ours(name, { least: own, most: own }));
  return {
    path: 'cost.html',
    title: 'What it costs',
    content: html`<p>
        Cycles of a 486 of ${MHZ} MHz: listings of instructions with sourced clocks, as often as the simulated machine
        did what they are for, and its TLB misses. An interval goes from cheap misses and a warm cache to dear ones and
        a cold one. These are counts of a model of the machine, no measurements of one. The commands print the same
        figures for machines with <code>--json</code>.
      </p>
      <h2 id="message">A message, by its length</h2>
      <p>
        One way between two spaces: by the one copy through the region (L.50-52), by two copies (L.48), and by a buffer
        that both spaces have (L.49), which is as fast and is no L4.
      </p>
      ${drawing(plot(messages(ipc), 'bytes', 'cycles'))} ${printed('l4c bench ipc', renderIpcBench(ipc))}
      <h2 id="system-call">A system call of UNIX, as two IPCs</h2>
      ${drawing(bars(systemCalls(unix), 'microseconds'))} ${printed('l4c bench unix', renderUnixBench(unix))}
      <h2 id="fault">A page fault whose page the pager has</h2>
      <p>
        Two messages across spaces, of which the kernel sends one in the name of the thread (L.74). Not listed are the
        exception by which the fault enters, and the words of page table and database that the page takes.
        <code>l4c bench pages</code> prints it last.
      </p>
      ${drawing(bars(faults(), 'cycles'))}
      <h2 id="wakeups">Wakeups</h2>
      <p>
        A tick of the timer by an array (L.60), by lists (L.61-62), and by lists with one for what is far away (L.63).
      </p>
      ${drawing(plot(timers(wakeup), 'threads that sleep', 'cycles'))}
      ${printed('l4c bench wakeup', renderWakeupBench(wakeup))}
      <h2 id="size">Size</h2>
      ${drawing(bars(lines, 'lines of code'))} ${printed('l4c bench size', renderSize(size))}`,
  };
};
