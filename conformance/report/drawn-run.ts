import { renderSeen, renderStimulus } from '../../spec/vocabulary/index.js';
import type { BootConfig } from '../../spec/vocabulary/index.js';
import { timeline } from '../player/timeline.js';
import type { Drawn } from '../player/timeline.js';
import type { Frame } from '../player/frame.js';
import { html, made, joined } from './html.js';
import type { Html } from './html.js';
import { machineOf } from './machine.js';

type Link = (rule: string) => Html;

/** The timeline of a run, in a box of its own that scrolls. */
export const drawn = (frames: readonly Frame[], how: Drawn = {}): Html =>
  html`<div class="drawing" tabindex="0" role="group" aria-label="Timeline">${made(timeline(frames, how))}</div>`;

/** Each step of a run, told: what is seen and by which rules. The frames begin with the one before step `first`. */
export const toldSteps = (frames: readonly Frame[], link: Link, first = 1): Html =>
  html`<ol class="steps" start="${first}">
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

/** A run, drawn and told. */
export const drawnRun = (config: BootConfig, frames: readonly Frame[], link: Link): Html =>
  html`<p class="machine">A machine of ${machineOf(config)}.</p>
    ${drawn(frames)} ${toldSteps(frames, link)}`;
