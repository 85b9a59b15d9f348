import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { i486 } from '../../impl/index.js';
import type { Program, View } from '../../spec/vocabulary/index.js';
import { storedShortest } from '../explorations/shortest.js';
import { outputs } from './outputs/index.js';
import { schemaNames, schemaOf } from './schemas.js';
import type { SchemaName } from './schemas.js';

const validatorOf = (name: SchemaName) => new Ajv2020({ strict: false }).compile(schemaOf(name));
/** The hardware is shown in process only. */
const onWire = (view: View = {}): unknown =>
  JSON.parse(JSON.stringify(view, (key, value: unknown) => (key === 'hardware' ? undefined : value)));

test('schema: what the bundled kernel says and shows is valid by the schemas, for a reader that knows nothing of us', () => {
  const kernel = i486();
  const [seen, view] = [validatorOf('seen'), validatorOf('view')];
  const [program, manifest] = [validatorOf('program'), validatorOf('manifest')];
  expect([manifest({ ...kernel.manifest }), manifest.errors]).toEqual([true, null]);
  for (const { name, boot, stimuli } of storedShortest().rules) {
    const own: Program = { boot, stimuli };
    expect([name, program(own), program.errors]).toEqual([name, true, null]);
    kernel.boot(boot);
    for (const stimulus of stimuli) {
      const answer = kernel.step(stimulus);
      expect([name, seen(answer), seen.errors]).toEqual([name, true, null]);
      expect([name, view(onWire(kernel.view?.())), view.errors]).toEqual([name, true, null]);
    }
  }
});

test('schema: each says what it is, and refuses what is none', () => {
  for (const name of schemaNames.filter((it) => !(it in outputs))) {
    expect(schemaOf(name)).toMatchObject({
      title: `l4c ${name}`,
      $schema: expect.stringContaining('2020-12') as string,
    });
    expect([name, validatorOf(name)({ l4c: 2 })]).toEqual([name, false]);
  }
});
