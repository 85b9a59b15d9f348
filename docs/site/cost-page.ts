import { benchIpc } from '../../conformance/benches/ipc.js';
import { THREADS, benchWakeup } from '../../conformance/benches/wakeup.js';
import { renderIpcBench } from '../../conformance/report/ipc-cost.js';
import { renderWakeupBench } from '../../conformance/report/wakeup-cost.js';
import { html, made } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import { plot } from './plot.js';

/** What a message and a scan of the timer cost on a 486, counted while this site is built. */
export const costPage = (): Page => {
  const ipc = benchIpc();
  const kernels = [...new Set(ipc.oneWays.map(({ kernel }) => kernel))];
  const bands = kernels.map((name) => ({
    name,
    points: ipc.oneWays
      .filter(({ kernel }) => kernel === name)
      .map(({ bytes, cost: { total } }) => ({ at: bytes, least: total.least, most: total.most })),
  }));
  const wakeup = benchWakeup(THREADS);
  const structures = [...new Set(wakeup.rows.map(({ structure }) => structure))];
  const timers = structures.map((name) => ({
    name,
    points: wakeup.rows
      .filter(({ structure }) => structure === name)
      .map(({ threads, cyclesPerTick }) => ({ at: threads, least: cyclesPerTick.least, most: cyclesPerTick.most })),
  }));
  return {
    path: 'cost.html',
    title: 'What it costs',
    content: html`<p>
        Cycles of a 486 of 50 MHz: listings of instructions with sourced clocks, as often as the simulated machine did
        what they are for, and its TLB misses. An interval goes from cheap misses and a warm cache to dear ones and a
        cold one. These are counts of a model of the machine, no measurements of one.
      </p>
      <h2 id="message">A message, by its length</h2>
      <div class="drawing" tabindex="0" role="group" aria-label="Plot">${made(plot(bands, 'bytes', 'cycles'))}</div>
      <pre tabindex="0">${renderIpcBench(ipc)}</pre>
      <h2 id="wakeups">Wakeups</h2>
      <div class="drawing" tabindex="0" role="group" aria-label="Plot">
        ${made(plot(timers, 'threads that sleep', 'cycles'))}
      </div>
      <pre tabindex="0">${renderWakeupBench(wakeup)}</pre>`,
  };
};
