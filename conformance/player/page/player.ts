import { renderSeen, renderStimulus } from '../../../spec/vocabulary/index.js';
import { KERNELS, allowedIn } from '../film.js';
import type { Camera, Take } from '../film.js';
import type { Offered, Playable } from '../offered.js';
import { RECORDED, cameraOn, dialectPlayed } from '../recording.js';
import { comparedRows } from '../panel.js';
import type { Panel } from '../panel.js';
import { asLines, readFile, readLines } from '../reading.js';
import type { Reading } from '../reading.js';
import { toldOnce } from '../told-once.js';
import { MOST_DRAWN, columnAt, timeline } from '../timeline.js';
import { dialectChoice } from './dialect-choice.js';
import { element, setText } from './element.js';
import { panelTable } from './panel-table.js';
import type { PanelTable } from './panel-table.js';
import { ruleLinks } from './rule-links.js';

/** What is played: the takes so far, and which of them is shown. */
interface Playing {
  readonly played: Playable;
  readonly kernel: string;
  readonly camera: Camera;
  readonly takes: Take[];
  at: number;
}

/** A film is made in slices of so many ms, between which the page answers. */
const SLICE_MS = 40;
/** So many stimuli before and after the step are listed; so many outcomes are told. */
const [AROUND, OUTCOMES] = [4, 8];

const isOver = ({ takes, played: { program } }: Playing): boolean =>
  takes.length > program.stimuli.length || takes[takes.length - 1].refusal !== null;
const makeNext = (playing: Playing): void => {
  const at = playing.takes.length - 1;
  playing.takes.push(playing.camera.next(playing.takes[at], playing.played.program.stimuli[at], at));
};

/** The stimuli around the step; a row is the same wherever in the program the step is. */
const listed = ({ played: { program }, takes, at }: Playing): Panel => ({
  title: 'Program',
  columns: ['step', 'stimulus', 'seen'],
  rows: Array.from({ length: 2 * AROUND + 1 }, (_, row) => at - AROUND + row)
    .filter((step) => step >= 1 && step <= program.stimuli.length)
    .map((step) => {
      const seen = step < takes.length ? renderSeen(takes[step].seen) : '';
      const cells = [String(step), renderStimulus(program.stimuli[step - 1]), seen];
      return { key: String(step - at), cells, isMarked: step === at };
    }),
});

/** The timeline is drawn once; at each step only its mark moves. */
const markInTimeline = (drawing: Element, at: number): void => {
  drawing.querySelector('.marked')?.setAttribute('x', String(columnAt(at)));
};

/** Puts a player into an element, with programs to choose from. `linkOf` says where a rule is told of. */
export const player = (home: HTMLElement, offered: readonly Offered[], linkOf: (rule: string) => string): void => {
  const button = (text: string, keys: string, action: () => void): HTMLButtonElement => {
    const made = element('button', { type: 'button', 'aria-keyshortcuts': keys }, text);
    made.addEventListener('click', action);
    return made;
  };
  const by = ruleLinks(linkOf);
  const [step, now, problem] = [
    element('p', { class: 'count' }),
    element('p', { class: 'now', role: 'status', 'aria-live': 'polite' }),
    element('pre', { class: 'problem', role: 'alert', hidden: '' }),
  ];
  const [choices, drawing, panels] = [
    element('div', { class: 'choices' }),
    element('div', { class: 'drawing', tabindex: '0', role: 'group', 'aria-label': 'Timeline' }),
    element('div', { class: 'panels' }),
  ];
  const tables = new Map<string, PanelTable>();
  let playing: Playing | null = null;
  let awaited: ReturnType<typeof setTimeout> | undefined;

  const complain = (text: string | null): void => {
    setText(problem, text ?? '');
    problem.hidden = text === null;
  };

  const showPanels = (shown: readonly Panel[], before: readonly Panel[] | null): void => {
    const titles = new Set(shown.map(({ title }) => title));
    for (const [title, table] of tables)
      if (!titles.has(title)) {
        table.section.remove();
        tables.delete(title);
      }
    for (const it of shown) {
      const table = tables.get(it.title) ?? panelTable(it.title);
      if (!tables.has(it.title)) panels.append(table.section);
      tables.set(it.title, table);
      const was = before?.find(({ title }) => title === it.title);
      table.show(it, comparedRows(was, it));
    }
  };

  const showChoices = (take: Take): void => {
    const allowed = allowedIn(take);
    const texts = allowed.map(({ seen, rules }, at) => {
      const by = ` by ${toldOnce(rules)
        .map(({ told }) => told)
        .join(' > ')}`;
      if (take.taken === null) return element('li', {}, `${seen},${by}`);
      const choose = element('button', { type: 'button', 'aria-pressed': String(at === take.taken) }, seen);
      choose.addEventListener('click', () => {
        takeAnother(at);
      });
      return element('li', {}, choose, by);
    });
    const title = allowed.length === 1 ? 'Nothing else was allowed' : `Allowed: ${String(allowed.length)} outcomes`;
    if (allowed.length < 2) choices.replaceChildren(element('p', {}, take.stimulus === null ? '' : title));
    else choices.replaceChildren(element('p', {}, title), element('ol', {}, ...texts.slice(0, OUTCOMES)));
  };

  const show = (): void => {
    if (playing === null) return;
    const take = playing.takes[playing.at];
    const last = playing.played.program.stimuli.length;
    setText(
      step,
      `Step ${String(playing.at)} of ${String(last)}${isOver(playing) && playing.takes.length <= last ? ', where the film ends' : ''}`,
    );
    const stimulus = take.stimulus === null ? 'The machine has booted' : renderStimulus(take.stimulus);
    setText(now, `${stimulus}: ${renderSeen(take.seen)}.`);
    by.show(take.applied.map(({ rule }) => rule.name));
    complain(take.refusal);
    showChoices(take);
    markInTimeline(drawing, playing.at);
    const before = playing.at === 0 ? null : playing.takes[playing.at - 1].panels();
    showPanels([listed(playing), ...take.panels()], before);
    back.disabled = first.disabled = playing.at === 0;
    forward.disabled = end.disabled = isOver(playing) && playing.at === playing.takes.length - 1;
  };

  /** Shows a step, and makes the film up to it if it has to be made. */
  const goTo = (target: number): void => {
    clearTimeout(awaited);
    if (playing === null) return;
    const until = performance.now() + SLICE_MS;
    while (playing.takes.length <= target && !isOver(playing) && performance.now() < until) makeNext(playing);
    playing.at = Math.max(0, Math.min(target, playing.takes.length - 1));
    show();
    if (playing.at < target && !isOver(playing))
      awaited = setTimeout(() => {
        goTo(target);
      });
  };
  const move = (steps: number): void => {
    if (playing !== null) goTo(playing.at + steps);
  };
  const [first, back, forward, end] = [
    button('First', 'Home', () => {
      goTo(0);
    }),
    button('Back', 'ArrowLeft', () => {
      move(-1);
    }),
    button('Forward', 'ArrowRight', () => {
      move(1);
    }),
    button('Last', 'End', () => {
      goTo(Infinity);
    }),
  ];

  const open = (played: Playable, kernel: string, at = 0): void => {
    const camera = cameraOn(kernel, played);
    playing = { played, kernel, camera, takes: [camera.first], at: 0 };
    recorded.hidden = recorded.disabled = played.recording === undefined;
    kernels.value = kernel;
    dialects.show(dialectPlayed(played));
    drawing.hidden = played.program.stimuli.length > MOST_DRAWN;
    if (!drawing.hidden) {
      while (!isOver(playing)) makeNext(playing);
      drawing.innerHTML = timeline(playing.takes, { marked: 0 });
    }
    goTo(at);
  };
  /** From this step on the film goes another allowed way. */
  const takeAnother = (outcome: number): void => {
    if (playing === null) return;
    const { played, kernel, at } = playing;
    const route = Array.from({ length: at }, (_, i) => (i === at - 1 ? outcome : (played.route.at(i) ?? 0)));
    open({ ...played, route }, kernel, at);
  };
  const openReading = (reading: Reading): void => {
    if ('wrong' in reading) complain(reading.wrong);
    else open({ dialect: dialects.chosen(), ...reading, route: [] }, notRecorded());
  };

  const programs = element('select', { id: 'program' });
  for (const group of new Set(offered.map((it) => it.group)))
    programs.append(
      element(
        'optgroup',
        { label: group },
        ...offered.filter((it) => it.group === group).map(({ name }) => element('option', { value: name }, name)),
      ),
    );
  const openOffered = (it: Offered): void => {
    programs.value = it.name;
    open(it, it.kernel ?? (it.recording === undefined ? 'model' : RECORDED));
  };
  programs.addEventListener('change', () => {
    location.hash = programs.value;
  });
  const kernels = element(
    'select',
    { id: 'kernel' },
    ...KERNELS.map((name) => element('option', { value: name }, name)),
  );
  const recorded = element('option', { value: RECORDED }, RECORDED);
  kernels.prepend(recorded);
  kernels.addEventListener('change', () => {
    if (playing !== null) open(playing.played, kernels.value, playing.at);
  });

  /** What is played otherwise than it was recorded is played on the specification. */
  const notRecorded = (): string => (kernels.value === RECORDED ? 'model' : kernels.value);

  const dialects = dialectChoice((dialect) => {
    if (playing !== null) open({ ...playing.played, dialect }, notRecorded(), playing.at);
  });

  const lines = element('textarea', { id: 'lines', rows: '10', spellcheck: 'false' });
  const editor = element(
    'details',
    { class: 'editor' },
    element('summary', {}, 'Edit the program'),
    element('label', { for: 'lines' }, 'The machine on the first line, then a stimulus a line, as JSON'),
    lines,
    button('Run it', '', () => {
      openReading(readLines(lines.value));
    }),
  );
  editor.addEventListener('toggle', () => {
    if (editor.open && playing !== null) lines.value = asLines(playing.played.program);
  });
  const file = element('input', { type: 'file', id: 'file', accept: '.json,application/json' });
  const read = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined) openReading(readFile(await chosen.text()));
  };
  // The same file may be chosen again, when it has been edited.
  file.addEventListener('click', () => {
    file.value = '';
  });
  file.addEventListener('change', () => void read(file.files?.[0]));
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    void read(event.dataTransfer?.files[0]);
  });

  const keys = new Map([
    ['ArrowLeft', () => move(-1)],
    ['ArrowRight', () => move(1)],
    ['Home', () => goTo(0)],
    ['End', () => goTo(Infinity)],
  ]);
  document.addEventListener('keydown', (event) => {
    const isElsewhere =
      event.target instanceof HTMLElement && event.target.matches('textarea, select, input, .table, .drawing');
    const action = keys.get(event.key);
    if (action === undefined || isElsewhere || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    action();
  });

  const field = (label: string, control: HTMLElement): HTMLElement =>
    element('div', { class: 'field' }, element('label', { for: control.id }, label), control);
  home.replaceChildren(
    element(
      'div',
      { class: 'fields' },
      field('Program', programs),
      field('Kernel', kernels),
      field('Dialect', dialects.select),
      field('Or a file', file),
    ),
    element('div', { class: 'controls', role: 'group', 'aria-label': 'Steps' }, first, back, forward, end, step),
    now,
    by.line,
    problem,
    choices,
    drawing,
    panels,
    editor,
  );
  /** The program that the address names, if it names one: it may lead elsewhere on the page. */
  const named = (): Offered | undefined => {
    const name = decodeURIComponent(location.hash.slice(1));
    return offered.find((it) => it.name === name);
  };
  addEventListener('hashchange', () => {
    const it = named();
    if (it === undefined) return;
    openOffered(it);
    const { top } = home.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) home.scrollIntoView();
  });
  const opening = named() ?? offered.at(0);
  if (opening !== undefined) openOffered(opening);
};
