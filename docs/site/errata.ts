import { fileURLToPath } from 'node:url';
import { benchWakeup } from '../../conformance/benches/wakeup.js';
import { checkProgram } from '../../conformance/check/check-program.js';
import { rootOfPackage } from '../../conformance/package.js';
import { storedShortest } from '../../conformance/explorations/shortest.js';
import { bundledKernel } from '../../conformance/kernels/bundled.js';
import { importEdited } from '../../conformance/mutants/edited.js';
import { mutants } from '../../conformance/mutants/mutants.js';
import { explain } from '../../conformance/report/explain.js';
import { whole } from '../../conformance/report/whole.js';
import type { Parameter } from '../../spec/index.js';
import { MessageDope, inBuffer, lecture, renderSeen, renderStimulus } from '../../spec/vocabulary/index.js';
import type { KernelFactory, KernelUnderTest, Program, Source } from '../../spec/vocabulary/index.js';
import { leftInTheMiddle, sleepsFor5 } from '../../conformance/programs/errata.js';
import { html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { forest } from './forest.js';
import { named } from './places.js';
import type { Places } from './places.js';
import type { Run } from './scenarios-page.js';
import { telling } from './telling.js';

/** Where the lecture as it is printed is wrong, or says too little. `evidence` runs, and throws where it no longer shows that. */
export interface Erratum {
  readonly anchor: string;
  readonly title: string;
  readonly source: readonly Source[];
  /** What is printed, in our words, and what is so instead. */
  readonly printed: string;
  readonly instead: string;
  readonly evidence: (known: Known) => Html | Promise<Html>;
}
/** What evidence is drawn from: where everything is told of, and the scenarios that have run. */
export interface Known {
  readonly places: Places;
  readonly runs: readonly Run[];
}

const path = 'errata.html';

const demand = (holds: boolean, says: string): void => {
  if (!holds) throw new Error(`an erratum is no longer shown: ${says}`);
};

const playIt = (name: string): Html => html`<p><a href="player.html#${encodeURIComponent(name)}">Play it</a>.</p>`;

/** Two readings, as two values of a parameter: what each shows of the stored program that tells them apart. */
const toldApart = (parameter: Parameter, value: string, { places }: Known): Html => {
  const it = storedShortest().distinctions.find((told) => told.parameter === parameter && told.other === value);
  if (it === undefined) throw new Error(`nothing stored tells ${parameter} ${value} apart`);
  return html`<p>Two readings, two values of the parameter <a href="dialects.html#${parameter}">${parameter}</a>.</p>
    ${telling(it, path, places)}`;
};

/** What held in the run of a scenario. */
const heldIn = (name: string, { runs }: Known): Html => {
  const run = runs.find(({ scenario }) => scenario.name === name);
  if (run === undefined) throw new Error(`no scenario ${name} has run`);
  return html`<p>The scenario <a href="scenarios.html#${name}">${name}</a> ran on the specification, and these held:</p>
    <ul>
      ${run.claims.map(({ says }) => html`<li>${says}</li>`)}
    </ul>
    ${playIt(`scenario ${name}`)}`;
};

/** What a kernel shows of a program at its end. */
const endOf = (kernel: KernelUnderTest, { boot: config, stimuli }: Program): ReturnType<KernelUnderTest['step']> =>
  stimuli.reduce((_, x) => kernel.step(x), kernel.boot(config));

const refusedTlbRule = (): Html => {
  const told = (name: string): string => explain(leftInTheMiddle, checkProgram(bundledKernel(name), leftInTheMiddle));
  const [printed, sound] = [told('i486:tlb=lecture'), told('i486')];
  demand(printed.includes('tlb/ipc-clean') && !sound.includes('Rule broken'), 'the TLB rule of L.57');
  return html`<p>
      The kernel <code>i486:tlb=lecture</code> does as is printed, and is refused; <code>i486</code> runs the same
      program and conforms:
    </p>
    <pre tabindex="0">${printed}</pre>
    ${playIt('the TLB rule of L.57')}`;
};

/** The 486 kernel with one edit. */
const edited = async (name: string): Promise<KernelUnderTest> => {
  const mutant = mutants.find((it) => it.name === name);
  if (mutant === undefined) throw new Error(`no mutant is called ${name}`);
  const folder = fileURLToPath(new URL('dist/impl/', rootOfPackage));
  const module = (await importEdited(`${folder}index.js`, mutant, folder)) as { readonly i486: KernelFactory };
  return module.i486();
};
const lateByARound = async (): Promise<Html> => {
  const [sound, literal] = [bundledKernel('i486'), await edited('list-by-the-timeout-rounded-down')].map((kernel) =>
    endOf(kernel, sleepsFor5),
  );
  demand((literal.elapsedMs ?? 0) >= (sound.elapsedMs ?? 0) + 28, 'the list of L.61');
  return html`<p>
      A thread sleeps for 5 ms from clock 0. The bundled kernel: ${renderSeen(sound)}. The kernel edited to put the
      thread into the list of its wakeup rounded down: ${renderSeen(literal)}.
    </p>
    ${playIt('a sleep of 5 ms (L.61)')}`;
};

const factorOfFour = (): Html => {
  const { printed, multiplied } = benchWakeup([]).lecture;
  demand(printed.perSecond < 17_000 && multiplied.perSecond === 50_000, 'the arithmetic of L.62');
  return html`<p>
    If 75 % of messages have a finite timeout, 12 500 such a second are ${whole(printed.perSecond)} messages; only if 25
    % have one are they ${whole(multiplied.perSecond)}.
  </p>`;
};

const stringsOfADope = (): Html => {
  const fits = (strings: number): boolean =>
    MessageDope.safeParse({ words: 2, strings, conditionCode: inBuffer }).success;
  const most = Array.from({ length: 256 }, (_, i) => i).findLast(fits);
  demand(most === 31, 'the strings of L.52');
  return html`<p>
    The codec of the message dope takes ${most ?? 0} strings and refuses ${(most ?? 0) + 1}: its field has five bits.
  </p>`;
};

const hoursOfTheBase = (): Html => {
  const hours = 2 ** 24 / 3_600_000;
  demand(hours.toFixed(2) === '4.66', 'the hours of L.63');
  return html`<p>2<sup>24</sup> ms are ${hours.toFixed(2)} hours.</p>`;
};

const sigmaZeroKeeps = ({ places }: Known): Html => {
  const name = 'sigma/grant-from-sigma-zero';
  const it = storedShortest().rules.find((rule) => rule.name === name);
  if (it === undefined) throw new Error(`nothing stored applies ${name}`);
  const kernel = bundledKernel('i486');
  endOf(kernel, it);
  const derivation = kernel.view?.().derivation ?? [];
  const [zero, ...others] = derivation;
  const keeps = zero?.slice(0, it.boot.frames).every((mapping) => mapping !== null) === true;
  demand(keeps && others.some((pages) => pages?.some((mapping) => mapping !== null) === true), name);
  return html`<p>
      By ${named(places, path, name)}. On the 486 kernel, after these stimuli, sigma-zero has all of its pages, and the
      receiver has one as well:
    </p>
    <ol>
      ${it.stimuli.map((x) => html`<li class="stimulus">${renderStimulus(x)}</li>`)}
    </ol>
    ${forest('After a grant by sigma-zero', derivation)} ${playIt(name)}`;
};

export const errata: readonly Erratum[] = [
  {
    anchor: 'demap-formula',
    title: 'The formula of demap takes too much',
    source: [lecture(70), lecture(71), lecture(80)],
    printed:
      'The formula, on L.71 and again on L.80, makes nil every page with the frame of the page that is demapped, in every space.',
    instead:
      'The prose of L.70 takes it from those that obtained it from the owner; the owner, and those from whom the owner has it, keep it.',
    evidence: (known) => toldApart('demapScope', 'every alias', known),
  },
  {
    anchor: 'tlb-rule',
    title: 'Flushing the TLB between address spaces is not enough',
    source: [lecture(56), lecture(57)],
    printed: 'Between threads of one space the words of the region are invalidated, and nothing is flushed.',
    instead:
      'The TLB still has entries of the region when the next thread of the space runs, and its next copy goes through them. It has to be flushed before user code runs wherever it may have any.',
    evidence: refusedTlbRule,
  },
  {
    anchor: 'list-index',
    title: 'The list of a wakeup is not the timeout modulo N',
    source: [lecture(61)],
    printed: 'A thread with timeout τ is put into list τ mod N.',
    instead:
      'The list is that of the scan which first finds the wakeup due: the time of the wakeup divided by the scan period, rounded up, modulo N. Any other is found late, by up to a round of all lists.',
    evidence: lateByARound,
  },
  {
    anchor: 'finite-timeouts',
    title: '75 % and a factor of four do not agree',
    source: [lecture(62)],
    printed:
      '75 % of messages have a timeout other than 0 and never; therefore 12 500 timeouts a second need 50 000 messages.',
    instead: 'A factor of four needs 25 % with a finite timeout; 75 % is the part that has 0 or never.',
    evidence: factorOfFour,
  },
  {
    anchor: 'strings',
    title: 'A message has at most 31 strings',
    source: [lecture(52)],
    printed: 'A message has up to 255 strings.',
    instead: 'The interface of the 486 kernel counts them in five bits.',
    evidence: stringsOfADope,
  },
  {
    anchor: 'base-hours',
    title: 'The base is updated every 4.66 hours',
    source: [lecture(63)],
    printed: 'Every 4.5 hours, which is 2^24 ms.',
    instead: 'The power of two is what the kernel counts; the hours are rounded.',
    evidence: hoursOfTheBase,
  },
  {
    anchor: 'nil-source',
    title: 'A page that the sender does not have',
    source: [lecture(68)],
    printed:
      'The formula of map copies the value of the sender, also where it is nil, and so unmaps a page of the receiver.',
    instead: 'No kernel that we could read does so: the page is skipped.',
    evidence: (known) => toldApart('unmappedSource', 'copies nil', known),
  },
  {
    anchor: 'grant-onward',
    title: 'What becomes of pages derived from a granted one',
    source: [lecture(67), lecture(68)],
    printed: 'Nothing is said.',
    instead: 'They stay, derived from the page of the receiver now; a formula elsewhere would flush them.',
    evidence: (known) => toldApart('grantOnward', 'flushed', known),
  },
  {
    anchor: 'grant-of-sigma-zero',
    title: 'A grant by sigma-zero',
    source: [lecture(67), lecture(68)],
    printed: 'The granter loses the page; and sigma-zero is the identity, always.',
    instead: 'Both cannot be: a grant out of sigma-zero acts as a map.',
    evidence: sigmaZeroKeeps,
  },
  {
    anchor: 'write-out-then-demap',
    title: 'A page that is written out before it is demapped loses stores',
    source: [lecture(76)],
    printed: 'A cached page is written out and then demapped.',
    instead: 'What a thread stores in between is lost. The pager demaps first: the store faults, and waits.',
    evidence: (known) => heldIn('swapping', known),
  },
  {
    anchor: 'forwarded-fault',
    title: 'The answer to a forwarded fault passes through the pager',
    source: [lecture(81)],
    printed:
      'The pager forwards a fault in the buffer region to the file server, which finds the page and makes the map reply.',
    instead:
      'The fault is a call to the pager, whose answer alone the thread waits for: the block is mapped to the pager, and by it to the client. Between the demap of one block and the map of the next another thread of the client may run, and take words of two blocks for one.',
    evidence: (known) => heldIn('file-pager', known),
  },
];
