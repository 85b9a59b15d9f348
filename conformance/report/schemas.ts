import { z } from 'zod';
import { Answer, BootConfig, Manifest, Program, Request, Seen, Stimulus, View } from '../../spec/vocabulary/index.js';
import { FailureFile } from '../check/failure-file.js';
import { outputs } from './outputs/index.js';

const spoken = {
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
const types = { ...spoken, ...outputs } as const;
export type SchemaName = keyof typeof types;
export const schemaNames = Object.keys(types) as readonly SchemaName[];

/** The JSON Schema (draft 2020-12) of what goes over the wire, lies in a file, or is printed for programs; of the last, which hold many programs, what occurs twice stands once. */
export const schemaOf = (name: SchemaName): Readonly<Record<string, unknown>> => ({
  title: `l4c ${name}`,
  ...z.toJSONSchema(types[name], { io: 'input', reused: name in spoken ? 'inline' : 'ref' }),
});
