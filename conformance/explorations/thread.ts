import { parentPort } from 'node:worker_threads';
import { exploreScope } from './scopes.js';

// A thread that explores the scopes whose names it is told, one after the other, and answers with their records.
parentPort?.on('message', (name: string) => {
  parentPort?.postMessage(exploreScope(name));
});
