import { expect, test } from 'vitest';
import { demapped, granted, hierarchy, longMessage, sleepers } from '../../conformance/programs/drawn.js';
import { bundledKernel } from '../../conformance/kernels/bundled.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { forest, forestInWords } from './forest.js';
import { wakeupGraph } from './hardware-graphs.js';
import { graph } from './graph.js';

const viewAfter = ({ boot, stimuli }: Program) => {
  const kernel = bundledKernel('i486');
  kernel.boot(boot);
  for (const x of stimuli) kernel.step(x);
  return kernel.view?.() ?? expect.fail('nothing is shown');
};
const derivationAfter = (program: Program) => viewAfter(program).derivation ?? expect.fail('no derivation is shown');

test('forest: a node for each page, an edge for each that was mapped or granted, and all of it in words', () => {
  const drawn = forest('L.69', derivationAfter(hierarchy)).html;
  expect(drawn.match(/class="edge"/g)).toHaveLength(6);
  expect(drawn).toContain('page 1 of task 2 is derived from page 0 of task 1, r;');
  expect(forestInWords(derivationAfter(demapped))).toEqual([
    'page 0 of task 1 is derived from page 0 of task 0, rw',
    'page 1 of task 1 is derived from page 1 of task 0, rw',
  ]);
  expect(forestInWords(derivationAfter(granted))).toContain('page 0 of task 2 is derived from page 0 of task 4, rw');
  expect(forest('Empty', derivationAfter(longMessage).slice(0, 1)).html).toContain('nothing is derived');
});

test('wakeup lists: who sleeps for 6 and for 40 ms shares a list, the scans of which are a round apart', () => {
  const { hardware } = viewAfter(sleepers);
  const drawn = wakeupGraph(hardware ?? expect.fail('no hardware is shown'), 'L.63').html;
  expect(drawn).toContain('list 2: 0.0 at 6 ms, 0.3 at 40 ms;');
  expect(drawn).toContain('list late: 0.4 at 33554432 ms');
});

test('graph: a drawing has its label, and takes its colors from the page', () => {
  const { html } = graph('digraph { bgcolor=transparent; a -> b }', 'a "leads" to b');
  expect(html).toContain('role="img" aria-label="a &quot;leads&quot; to b"');
  expect(html.match(/class="node"/g)).toHaveLength(2);
});
