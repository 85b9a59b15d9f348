/** What the site draws of a page of the lecture: where it stands, what it is, and of which pages. */
export interface Figure {
  readonly place: string;
  readonly title: string;
  readonly pages: readonly number[];
}
/** All drawings and plots. The link check finds one whose place is gone. */
export const figures: readonly Figure[] = [
  { place: 'chart.html', title: 'The chart of IPC states', pages: [24, 58] },
  { place: 'drawings.html#forest', title: 'The derivation of pages', pages: [67, 69, 70] },
  { place: 'drawings.html#region', title: 'The IPC region, in the middle of a long message', pages: [50, 51, 52] },
  { place: 'drawings.html#wakeups', title: 'The wakeup lists', pages: [60, 61, 62, 63] },
  { place: 'cost.html#message', title: 'What a message costs, by its length', pages: [40, 43, 44, 45, 48] },
  { place: 'cost.html#system-call', title: 'What a system call of UNIX costs, as two IPCs', pages: [32, 33, 40] },
  { place: 'cost.html#fault', title: 'What a page fault costs', pages: [74] },
  { place: 'cost.html#size', title: 'How large kernel and rules are', pages: [40] },
  { place: 'cost.html#wakeups', title: 'What the timer costs', pages: [60, 62] },
];
