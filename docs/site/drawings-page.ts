import { checkProgram } from '../../conformance/check/check-program.js';
import { demapped, granted, hierarchy, longMessage, sleepers } from '../../conformance/programs/drawn.js';
import { bundledKernel } from '../../conformance/kernels/bundled.js';
import { I486Kernel, Machine, SOUND } from '../../impl/index.js';
import { renderStimulus } from '../../spec/vocabulary/index.js';
import type { HardwareView, KernelUnderTest, Program, View } from '../../spec/vocabulary/index.js';
import { forest, forestInWords } from './forest.js';
import { regionGraph, wakeupArrayGraph, wakeupGraph } from './hardware-graphs.js';
import { html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';

const path = 'drawings.html';

/** What a kernel shows of its inside after a program. */
const viewAfter = (kernel: KernelUnderTest, { boot, stimuli }: Program): View => {
  kernel.boot(boot);
  for (const x of stimuli) kernel.step(x);
  return kernel.view?.() ?? {};
};
const derivationAfter = (program: Program): NonNullable<View['derivation']> => {
  const { derivation } = viewAfter(bundledKernel('i486'), program);
  const { is } = checkProgram(bundledKernel('i486'), program);
  if (derivation === undefined || is !== 'conforms')
    throw new Error(`a program that is drawn ${is}, or shows no derivation`);
  return derivation;
};
const hardwareOf = ({ hardware }: View): HardwareView => {
  if (hardware === undefined) throw new Error('the kernel of the 486 shows no hardware');
  return hardware;
};

/** A machine that tells of each copy in kernel mode, when it is done. */
class WatchedMachine extends Machine {
  constructor(private readonly onCopy: () => void) {
    super();
  }
  override copy(from: number, to: number, bytes: number): ReturnType<Machine['copy']> {
    const fault = super.copy(from, to, bytes);
    this.onCopy();
    return fault;
  }
}
/** The machine when so many pieces of a long message are copied, and the message is not over. */
const inTheMiddle = (program: Program, pieces: number): Html => {
  const drawings: Html[] = [];
  const machine: Machine = new WatchedMachine(() => drawings.push(regionGraph(hardwareOf(kernel.view()))));
  const kernel = new I486Kernel(SOUND, machine);
  viewAfter(kernel, program);
  if (drawings.length !== pieces)
    throw new Error(`${String(drawings.length)} pieces were copied, not ${String(pieces)}`);
  return drawings[pieces - 1];
};

const listing = ({ stimuli }: Program, name: string): Html =>
  html`<details>
    <summary>The program, of ${stimuli.length} stimuli</summary>
    <ol>
      ${stimuli.map((x) => html`<li class="stimulus">${renderStimulus(x)}</li>`)}
    </ol>
    <p><a href="player.html#${encodeURIComponent(name)}">Play it</a>.</p>
  </details>`;
const inWords = (sentences: readonly string[]): Html =>
  html`<details>
    <summary>In words</summary>
    <ul>
      ${sentences.map((it) => html`<li>${it}</li>`)}
    </ul>
  </details>`;

/** The designs of L.60 to L.63, by the kernel that has each. */
const WAKEUPS = [
  ['i486:wakeups=array', 'An array, an entry for each thread (L.60)', wakeupArrayGraph],
  ['i486:wakeups=lists', 'Lists, by the scan that finds the wakeup due (L.61-62)', wakeupGraph],
  ['i486', 'Lists, and one for what is far away (L.63)', wakeupGraph],
] as const;

const forestAfter = (title: string, program: Program): Html => {
  const derivation = derivationAfter(program);
  return html`<h3>${title}</h3>
    ${forest(title, derivation)} ${inWords(forestInWords(derivation))}`;
};

/** The machine drawn, from what the kernel of the 486 shows of its inside after a program. */
export const drawingsPage = (places: Places): Page => {
  const link = (name: string): Html => named(places, path, name);
  return {
    path,
    title: 'The machine, drawn',
    content: html`<p>
        Each drawing is made from what the kernel of the 486 shows of its inside, after a program that ran, and
        conformed, when this page was built.
      </p>
      <h2 id="forest">The derivation of pages</h2>
      <p>
        Sigma-zero has all of memory; whoever has a page maps it on. Every page but those of sigma-zero names the page
        from which it came, so that the pages of a frame are a tree, ${link('derivation/is-forest')}: rules
        ${joined(['sigma/map', 'sigma/grant', 'sigma/demap'].map(link))}. A page from which nothing was derived is left
        out for sigma-zero. On the edges stand the rights.
      </p>
      ${forestAfter('A hierarchy of address spaces (L.69)', hierarchy)}
      ${forestAfter('After task 1 has demapped its page 0: what was derived is gone, its own page is there (L.70)', demapped)}
      ${forestAfter('Or after task 1 has granted it to task 4, which takes its place (L.67)', granted)}
      ${listing(granted, 'the hierarchy of L.69')}
      <h2 id="region">The IPC region, in the middle of a long message</h2>
      <p>
        Thread 1.0 sends 8 KiB to 0.0. Two words of the directory of the sender lead to the page table of the receiver,
        so that the kernel copies from space to space in one go (L.50-52): ${link('strings/copy')}. The second page has
        just been copied. When the message is over the words are zero, and before user code runs the TLB has forgotten
        them: ${joined(['region/closed', 'tlb/ipc-clean'].map(link))}.
      </p>
      ${inTheMiddle(longMessage, 2)} ${listing(longMessage, 'a message of 8 KiB')}
      <h2 id="wakeups">The wakeup lists</h2>
      <p>
        Five threads sleep: for 6, 9, 14 and 40 ms, and for 2<sup>25</sup> ms. The timer looks at one list every 4 ms;
        who is due in another round stands in the list already, as 0.3 does:
        ${joined(['wakeups/complete', 'wakeups/in-time'].map(link))}.
      </p>
      ${WAKEUPS.map(
        ([kernel, title, drawn]) =>
          html`<h3>${title}</h3>
            ${drawn(hardwareOf(viewAfter(bundledKernel(kernel), sleepers)), title)}`,
      )}
      ${listing(sleepers, 'five that sleep')}`,
  };
};
