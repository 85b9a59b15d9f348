import { renderSeen, renderStimulus } from '../../spec/vocabulary/index.js';
import type { BootConfig } from '../../spec/vocabulary/index.js';
import { timeline } from '../../conformance/player/timeline.js';
import type { Frame } from '../../conformance/player/frame.js';
import { html, made, joined } from './html.js';
import type { Html } from './html.js';

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;
export const machineOf = ({ frames, pages, tasks, lthreads, lines = 0 }: BootConfig): string =>
  [
    counted(frames, 'frame'),
    `${counted(pages, 'page')} a space`,
    counted(tasks, 'task'),
    `${counted(lthreads, 'thread')} a task`,
    ...(lines === 0 ? [] : [counted(lines, 'interrupt line')]),
  ].join(', ');

/** A run, drawn and told: each step with what is seen and by which rules, `link` of each. */
export const drawnRun = (config: BootConfig, frames: readonly Frame[], link: (rule: string) => Html): Html =>
  html` <p class="machine">A machine of ${machineOf(config)}.</p>
    <div class="drawing" tabindex="0" role="group" aria-label="Timeline">${made(timeline(frames))}</div>
    <ol class="steps">
      ${frames.slice(1).map(
        ({ stimulus, seen, applied }) =>
          html`<li>
            <span class="stimulus">${stimulus === null ? '' : renderStimulus(stimulus)}</span>
            <span class="seen">${renderSeen(seen)}</span>
            <span class="by"
              >${joined(
                applied.map(
                  ({ rule, parent }) =>
                    html`<span class="${parent === null ? 'first' : 'then'}">${link(rule.name)}</span>`,
                ),
                ' > ',
              )}</span
            >
          </li>`,
      )}
    </ol>`;
