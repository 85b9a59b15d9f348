import { renderSeen, renderStimulus } from '../../../spec/vocabulary/index.js';
import { KERNELS, allowedIn } from '../film.js';
import type { Take } from '../film.js';
import type { Offered, Playable } from '../offered.js';
import { RECORDED, cameraOn, dialectPlayed } from '../recording.js';
import { comparedRows, toldChanges } from '../panel.js';
import type { Panel } from '../panel.js';
import { readFile, readLines } from '../reading.js';
import type { Reading } from '../reading.js';
import { toldOnce } from '../told-once.js';
import { MOST_DRAWN, columnAt, timeline } from '../timeline.js';
import { dialectChoice } from './dialect-choice.js';
import { editorOf } from './editor.js';
import { element, setText } from './element.js';
import { onKeys } from './keys.js';
import { panelTable } from './panel-table.js';
import type { PanelTable } from './panel-table.js';
import { isOver, listed, makeNext } from './playing.js';
import type { Playing } from './playing.js';
import { ruleLinks } from './rule-links.js';

/** A film is made in slices of so many ms, between which the page answers. */
const SLICE_MS = 40;
/** So many outcomes of a step are told. */
const OUTCOMES = 8;

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
  const [step, now, changes, problem] = [
    element('p', { class: 'count' }),
    element('p', { class: 'now' }),
    element('p', { class: 'unseen' }),
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
    const compared = shown.map((it) => ({
      ...it,
      rows: comparedRows(
        before?.find(({ title }) => title === it.title),
        it,
      ),
    }));
    for (const it of compared) {
      const table = tables.get(it.title) ?? panelTable(it.title);
      if (!tables.has(it.title)) panels.append(table.section);
      tables.set(it.title, table);
      table.show(it);
    }
    setText(changes, before === null ? '' : toldChanges(compared));
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
    editor.show(played.program);
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
  const openReading = (reading: Reading, at: number): void => {
    if ('wrong' in reading) complain(reading.wrong);
    else open({ dialect: dialects.chosen(), ...reading, route: [] }, reading.kernel ?? notRecorded(), at);
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

  const editor = editorOf((text) => {
    openReading(readLines(text), playing?.at ?? 0);
  });
  const file = element('input', { type: 'file', id: 'file', accept: '.json,application/json' });
  const read = async (chosen: File | undefined): Promise<void> => {
    if (chosen !== undefined) openReading(readFile(await chosen.text()), 0);
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

  onKeys(
    new Map([
      ['ArrowLeft', () => move(-1)],
      ['ArrowRight', () => move(1)],
      ['Home', () => goTo(0)],
      ['End', () => goTo(Infinity)],
    ]),
  );

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
    element('div', { role: 'status', 'aria-live': 'polite' }, now, changes),
    by.line,
    problem,
    choices,
    drawing,
    panels,
    editor.section,
  );
  const nameInAddress = (): string => decodeURIComponent(location.hash.slice(1));
  const named = (): Offered | undefined => offered.find((it) => it.name === nameInAddress());
  /** Says so where the address names no program, and leads nowhere else on the page. */
  const complainOfAddress = (): void => {
    const name = nameInAddress();
    if (name !== '' && named() === undefined && document.getElementById(name) === null)
      complain(`No program is called ${name}.`);
  };
  addEventListener('hashchange', () => {
    complainOfAddress();
    const it = named();
    if (it === undefined) return;
    openOffered(it);
    const { top } = home.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) home.scrollIntoView();
  });
  const opening = named() ?? offered.at(0);
  if (opening !== undefined) openOffered(opening);
  complainOfAddress();
};
