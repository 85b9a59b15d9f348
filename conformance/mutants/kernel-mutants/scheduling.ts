import type { Mutant } from '../mutants.js';

/** Mutants of who runs, and for how long. */
export const scheduling: readonly Mutant[] = [
  {
    name: 'slice-ends-with-something-else',
    attacks: ['scheduling/slice-ends'],
    story: 'That a slice has ended is looked at only when a wakeup comes.',
    file: 'kernel/tick.js',
    find: 'sliceLeft(k) === ENDLESS || !hasRival(k, running)',
    replace: 'true',
  },
  {
    name: 'maximum-priority-is-not-asked',
    attacks: ['scheduling/refuse'],
    story: 'A thread gives a priority above the maximum of its task.',
    file: 'kernel/schedule.js',
    find: '|| (priority ?? 0) > mcp',
    replace: '',
  },
  {
    name: 'raised-thread-is-lost',
    attacks: ['scheduling/set'],
    story: 'A ready thread with a new priority leaves its ready ring and enters none.',
    file: 'kernel/ready.js',
    find: 'const head = readyHead(k, priority);\n    const first',
    replace: 'return;\n    const head = readyHead(k, priority);\n    const first',
  },
  {
    name: 'yield-keeps-its-place',
    attacks: ['schedule/yield', 'schedule/round-robin'],
    story: 'A thread that yields to nobody stays before its equals.',
    file: 'kernel/schedule.js',
    find: 'lineUp(k, caller);\n    return pick(k);',
    replace: 'return pick(k);',
  },
  {
    name: 'lowest-priority-first',
    attacks: ['schedule/leave', 'schedule/round-robin'],
    story: 'Of the ready threads those of the lowest priority run first.',
    file: 'kernel/ready.js',
    find: 'let priority = PRIORITIES - 1; priority >= 0; priority--',
    replace: 'let priority = 0; priority < PRIORITIES; priority++',
  },
  {
    name: 'refused-and-done',
    attacks: ['scheduling/refuse'],
    story: 'A thread above the maximum of the caller is given another priority.',
    file: 'kernel/schedule.js',
    find: 'memory.read(tcb, Tcb.priority) > mcp || ',
    replace: '',
  },
  {
    name: 'last-in-first-out',
    attacks: ['schedule/round-robin'],
    standIns: ['tasks/create-thread', 'tasks/create', 'schedule/resume'],
    story: 'A thread that becomes ready stands in front of its equals.',
    file: 'kernel/ready.js',
    find: 'append(memory, headOf(k, tcb), Tcb.ready, tcb);\n};',
    replace: 'append(memory, headOf(k, tcb), Tcb.ready, tcb);\n    memory.write(headOf(k, tcb), 0, tcb);\n};',
  },
];
