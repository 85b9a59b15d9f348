import { withFrames, withTransfer } from '../change.js';
import { family, next, rule, tex } from '../rule.js';
import { lecture } from '../vocabulary/index.js';
import { copied, copyCut } from './end.js';
import { arrives } from './during.js';
import { pageMissing, stillMissing } from './fault.js';
import { copyBytes } from './memory.js';
import { ahead, progressed } from './progress.js';

export const copyStep = rule({
  name: 'strings/copy',
  profile: 'strings',
  source: [lecture(50), lecture(55)],
  says: 'A step copies bytes of the sender straight into the space of the receiver, once, up to the end of a string or of a page on either side.',
  formula: tex`n \in \text{step}_{i+1} \Rightarrow \text{mem}(\beta_n) := \text{mem}(\alpha_n)`,
  on: 'copy',
  when: (s, w) => {
    const it = ahead(s, w);
    return it !== false && it.from !== false && it.to !== false
      ? { transfer: it.transfer, from: it.from, to: it.to, bytes: it.step.bytes }
      : false;
  },
  then: (s, w, { transfer, from, to, bytes }) => {
    const written = withFrames(s, copyBytes(s.frames, from, to, bytes));
    const further = withTransfer(written, w.from, progressed(transfer, transfer.done + 1, null));
    return next(further, { do: 'copy', from: w.from, isPoint: true });
  },
});

export const copies = family(copied, copyCut, copyStep, pageMissing, stillMissing, arrives);
