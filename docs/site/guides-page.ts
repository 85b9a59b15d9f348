import { html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';

/** A page by its path, and the question that a reader finds answered there. */
type Stop = readonly [path: string, answers: string];
interface Course {
  readonly title: string;
  readonly stops: readonly Stop[];
}

/** In which order the guides are read, by what a reader wants; with the pages that are read like guides and are made otherwise. */
const COURSES: readonly Course[] = [
  {
    title: 'To understand L4',
    stops: [
      [
        'guides/questions-of-the-lecture.html',
        'How do processes, pagers, malloc, threads and messages come out of seven calls?',
      ],
      [
        'guides/system-call-against-ipc.html',
        'What becomes of one call of a monolithic kernel, and what does each way take?',
      ],
      [
        'guides/from-specification-to-implementation.html',
        'What does each of the three layers say of one thing, the grant of a page?',
      ],
      ['guides/the-486-kernel.html', 'How does a kernel do all of it, with page tables, a TLB and a timer?'],
      ['cost.html', 'How many cycles do messages, page faults and wakeups take on a 486?'],
    ],
  },
  {
    title: 'To check your kernel',
    stops: [
      ['guides/plug-in-your-kernel.html', 'What do I write, so that the suite can drive my kernel?'],
      ['guides/contract.html', 'What does a kernel in another language read and write, line by line?'],
      ['guides/read-a-failure.html', 'What does a failure tell me, and what do I do with it?'],
      ['guides/running-at-scale.html', 'How do I run more programs, on several machines, and every night?'],
      ['guides/what-is-proved.html', 'What do I know when nothing failed?'],
      ['commands.html', 'Which commands are there, and which options has each?'],
    ],
  },
  {
    title: 'To change the specification',
    stops: [['guides/write-a-rule.html', 'What belongs to a rule, and which command makes each part of it?']],
  },
];

/** The list of guides in their order. Throws where a guide is not in it, and where it names what is none of the pages. */
export const guidesPage = (guides: readonly Page[], beside: readonly Page[]): Page => {
  const path = 'guides/index.html';
  const stops = new Set(COURSES.flatMap((it) => it.stops.map(([to]) => to)));
  const missing = guides.find((it) => !stops.has(it.path));
  if (missing !== undefined)
    throw new Error(`${missing.path} has no place in the reading order of docs/site/guides-page.ts: give it one`);
  const pages = new Map([...guides, ...beside].map((it) => [it.path, it.title]));
  const stop = ([to, answers]: Stop): Html => {
    const title = pages.get(to);
    if (title === undefined) throw new Error(`docs/site/guides-page.ts: there is no page ${to}`);
    return html`<li><a href="${linkTo(path, to)}">${title}</a><br />${answers}</li>`;
  };
  return {
    path,
    title: 'Guides',
    content: html`${COURSES.map(
      (it) =>
        html`<h2>${it.title}</h2>
          <ol class="course">
            ${it.stops.map(stop)}
          </ol>`,
    )}`,
  };
};
