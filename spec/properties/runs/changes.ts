import { facts, lecture } from '../../vocabulary/index.js';
import type { Program, Stimulus, ThreadId } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { birthsAt } from '../system/births.js';
import { isAlike } from '../system/names.js';
import { findIn } from '../system/property.js';
import { runProperty, sendWith, somewhere, withInserted, withStimuli } from './property.js';
import type { Run, RunProperty, Variation } from './property.js';

// What can be put in, left out, exchanged or said otherwise without a difference.

/** From moment `at` of one run on, it is as the other is from moment `from` on: what is seen, and all that is there. */
const goesOnAs = (run: Run, at: number, other: Run, from: number): boolean =>
  run.moments.slice(at).every(({ view }, i) => isAlike(view, other.moments[from + i].view)) &&
  run.seen.slice(at).every((seen, i) => isAlike(seen, other.seen[from + i]));
/** Stimuli put in at one place leave everything as it was. */
const inserting = (run: Run, at: number | undefined, ...stimuli: readonly Stimulus[]): readonly Variation[] =>
  at === undefined
    ? []
    : [
        {
          programs: [withInserted(run.program, at, ...stimuli)],
          agrees: (other) => goesOnAs(run, at, other, at + stimuli.length),
        },
      ];

export const askingChangesNothing = runProperty({
  name: 'runs/asking-changes-nothing',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'A thread that asks who it is, or who is nearest, changes nothing.',
  stays:
    'id_nearest that takes a turn or makes somebody run breaks `schedule/only-these-run`. It stays because it finds what would show steps later, in slices and turns.',
  formula: tex`P \cdot \text{id\_nearest}(q) \approx P`,
  variations: (run, draw) => {
    const of = draw(2) === 0 ? ([draw(3), draw(2)] as const) : ('nobody' as const);
    return inserting(run, somewhere(run, draw), { do: 'id_nearest', of });
  },
});

export const yieldingToOneself = runProperty({
  name: 'runs/yielding-to-oneself',
  profile: 'ipc',
  source: [lecture(25), facts('3.5')],
  says: 'A thread that switches to itself goes on as if it had not.',
  stays:
    'A thread_switch to oneself that gives the processor away breaks `schedule/yields-to-the-named`, and one that changes a share breaks `scheduling/only-thread-schedule-changes-a-share`. It stays because it finds what would show steps later, in slices and turns.',
  formula: tex`P \cdot \text{thread\_switch}(c) \approx P`,
  variations: (run, draw) => {
    const at = somewhere(run, draw);
    const running = at === undefined ? 'idle' : run.moments[at].running;
    return running === 'idle' ? [] : inserting(run, at, { do: 'thread_switch', to: running });
  },
});

const drawDemap = (run: Run, draw: (below: number) => number): Stimulus => {
  const sizeLog2 = draw(2);
  const pages = run.program.boot.pages;
  const base = draw(Math.max(1, pages >> sizeLog2)) << sizeLog2;
  return { do: 'fpage_unmap', fpage: { base, sizeLog2 }, own: draw(2) === 0, readOnly: draw(2) === 0 };
};

export const demapsCommute = runProperty({
  name: 'runs/demaps-commute',
  profile: 'sigma',
  source: [lecture(70), facts('3.4')],
  says: 'Of two demaps the order does not matter.',
  stays:
    'A demap that depends on another took too much or too little by itself, which the properties of one demap find. It stays because it is a law of the algebra, which nobody sees by looking at one demap.',
  formula: tex`P \cdot d_1 \cdot d_2 \approx P \cdot d_2 \cdot d_1`,
  variations: (run, draw) => {
    const at = somewhere(run, draw);
    if (at === undefined) return [];
    const [a, b] = [drawDemap(run, draw), drawDemap(run, draw)];
    return [
      {
        programs: [withInserted(run.program, at, a, b), withInserted(run.program, at, b, a)],
        agrees: (ab, ba) => goesOnAs(ab, at + 2, ba, at + 2),
      },
    ];
  },
});

const runsOfDemaps = (run: Run): readonly number[] =>
  run.program.stimuli.flatMap((x, at) => (x.do === 'fpage_unmap' && run.moments[at].running !== 'idle' ? [at] : []));

export const demapTwice = runProperty({
  name: 'runs/demap-twice',
  profile: 'sigma',
  source: [lecture(70), facts('3.4')],
  says: 'A demap a second time changes nothing.',
  stays:
    '`demap/idempotent` says it of one page and one demap. It stays because fpage_unmap takes many pages, and because it compares all that there is, not spaces alone.',
  formula: tex`P \cdot d \cdot d \approx P \cdot d`,
  variations: (run, draw) => {
    const places = runsOfDemaps(run);
    const at = places.at(draw(Math.max(1, places.length)));
    return at === undefined ? [] : inserting(run, at + 1, run.program.stimuli[at]);
  },
});

/** The same machine, whose clock shows another time. */
const atAnotherTime = ({ boot, stimuli }: Program, clockMs: number): Program => ({
  boot: {
    frames: boot.frames,
    pages: boot.pages,
    tasks: boot.tasks,
    lthreads: boot.lthreads,
    lines: boot.lines ?? 0,
    clockMs,
  },
  stimuli,
});

export const timeIsRelative = runProperty({
  name: 'runs/time-is-relative',
  profile: 'timeouts',
  source: [lecture(59), lecture(63)],
  says: 'What the clock shows makes no difference, be it near 2^24, 2^31 or 2^32 ms: only what has passed since.',
  stays:
    'A clock that wraps fires timeouts too early or too late, and programs that boot with such a clock break `timeouts/never-before` or `timeouts/never-after`. It stays because it needs no such programs: it gives every program another clock.',
  formula: tex`\text{seen}(P^t) = \text{seen}(P)`,
  variations: (run, draw) => {
    const clockMs = 2 ** ([24, 31, 32][draw(3)] ?? 24) - draw(20);
    return [
      {
        programs: [atAnotherTime(run.program, clockMs)],
        agrees: (other) => run.seen.every((seen, at) => isAlike(seen, other.seen[at])),
      },
    ];
  },
});

/** The stimulus with the count of a thread in place of its name alone, where the thread is there. */
const counted = (run: Run, x: Stimulus, at: number): Stimulus => {
  const moment = run.moments[at];
  const name = (id: ThreadId | 'nobody'): ThreadId | 'nobody' =>
    id === 'nobody' || id[2] !== undefined || findIn(moment, id) === undefined
      ? id
      : [id[0], id[1], birthsAt(moment.births, id)];
  if (x.do === 'thread_switch') return { do: 'thread_switch', to: name(x.to) };
  if (x.do !== 'ipc' || x.send === undefined) return x;
  const send = sendWith(x.send, name(x.send.to), x.send.words);
  return x.receive === undefined ? { do: 'ipc', send } : { do: 'ipc', send, receive: x.receive };
};

export const namedByItsCount = runProperty({
  name: 'runs/named-by-its-count',
  profile: 'tasks',
  source: [facts('1.2'), facts('3.1')],
  says: 'A thread is reached by its unique id as by its number, for as long as it is there.',
  stays:
    'A count that is misread names nobody or another, which `ids/stale-names-nobody`, `ipc/nobody-is-refused` or what is said of the one that is named finds. It stays because it asks it of every call in every program.',
  formula: tex`P^\# \approx P`,
  variations: (run) => [
    {
      programs: [
        withStimuli(
          run.program,
          run.program.stimuli.map((x, at) => counted(run, x, at)),
        ),
      ],
      agrees: (other) => goesOnAs(run, 0, other, 0),
    },
  ],
});

export const changes: readonly RunProperty[] = [
  askingChangesNothing,
  yieldingToOneself,
  demapsCommute,
  demapTwice,
  timeIsRelative,
  namedByItsCount,
];
