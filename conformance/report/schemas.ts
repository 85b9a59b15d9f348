import { z } from 'zod';
import { Answer, BootConfig, Manifest, Program, Request, Seen, Stimulus, View } from '../../spec/vocabulary/index.js';
import { FailureFile } from '../check/failure-file.js';

const types = {
  manifest: Manifest,
  boot: BootConfig,
  stimulus: Stimulus,
  seen: Seen,
  view: View,
  request: Request,
  reply: Answer,
  program: Program,
  failure: FailureFile,
} as const;
export type SchemaName = keyof typeof types;
export const schemaNames = Object.keys(types) as readonly SchemaName[];

/** The JSON Schema (draft 2020-12) of what goes over the wire or lies in a file. */
export const schemaOf = (name: SchemaName): Readonly<Record<string, unknown>> => ({
  title: `l4c ${name}`,
  ...z.toJSONSchema(types[name], { io: 'input' }),
});
