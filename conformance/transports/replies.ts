import type { z } from 'zod';
import { CONTRACT, HelloReply, Manifest, Reply, SeenReply } from '../../spec/vocabulary/index.js';
import type { Observation } from '../../model/index.js';
import type { Verdict } from '../check/check-program.js';
import { UsageError } from '../command/usage-error.js';

// What the lines say that a kernel writes, live or recorded.

const json = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};
/** The first thing that is wrong, by its field: `running: Invalid input`. */
const wrongIn = ({ issues: [{ path, message }] }: z.ZodError): string =>
  [path.join('.'), message].filter((it) => it !== '').join(': ');
const shown = (line: string): string => (line.length > 80 ? `${line.slice(0, 77)}...` : line);

/** The manifest in the answer to `hello` of a kernel called `name`; whatever is wrong with it is a UsageError of one line. */
export const manifestOf = (line: string, name: string): Manifest => {
  const value = json(line);
  const reply = HelloReply.safeParse(value);
  if (!reply.success) {
    const why = value === undefined ? 'not JSON' : wrongIn(reply.error);
    throw new UsageError(`${name}: not an answer to hello (${why}): ${shown(line)}`);
  }
  const { l4c } = reply.data.manifest;
  if (l4c !== CONTRACT)
    throw new UsageError(
      `${name}: speaks contract version ${String(l4c)}; this suite speaks version ${String(CONTRACT)}`,
    );
  const manifest = Manifest.safeParse(reply.data.manifest);
  if (!manifest.success) throw new UsageError(`${name}: manifest: ${wrongIn(manifest.error)}`);
  return manifest.data;
};

/** What a line says at its place in the program: an observation, or a verdict that ends it. */
export const observationOf = (line: string, n: number, step: number): Observation | Verdict => {
  const value = json(line);
  const parsed = Reply.safeParse(value);
  if (!parsed.success) {
    const { error } = SeenReply.safeParse(value);
    const why = value === undefined ? 'not JSON' : error === undefined ? 'not a reply' : wrongIn(error);
    return { is: 'broken', step, says: `answered line ${String(n)} with rubbish (${why}): ${shown(line)}`, lost: true };
  }
  const reply = parsed.data;
  if (reply.n !== n)
    return { is: 'broken', step, says: `answered line ${String(reply.n)} where line ${String(n)} was due`, lost: true };
  if ('cannot' in reply) return { is: 'cannot', says: reply.cannot };
  if ('error' in reply) return { is: 'broken', step, says: `gave up at line ${String(n)}: ${reply.error}`, lost: true };
  const { view, running, result, loaded, stored, elapsedMs, ignored } = reply;
  return { seen: { running, result, loaded, stored, elapsedMs, ignored }, view };
};
