import type { ShownMapping, View } from '../../spec/vocabulary/index.js';
import { PRESENT, WRITE } from '../machine/paging.js';
import { CorruptKernelMemory } from './corrupt.js';
import { NODE_WORDS, Node, nodeOf, type NodeAddress } from './mapping-database.js';
import type { Nucleus } from './nucleus.js';
import { entryOf } from './page-table.js';
import { directoryOf } from './task-table.js';
import { Variable } from './variables.js';

const isNode = ({ memory, layout }: Nucleus, address: number): boolean => {
  const number = (address - layout.nodes) / (NODE_WORDS * 4);
  return Number.isInteger(number) && number >= 0 && number < memory.read(layout.variables, Variable.nodesMade);
};

/**
 * Each link of a node must be answered by the link that leads back. So every broken link is found where it stands, and
 * no list is walked.
 */
const agrees = (k: Nucleus, node: NodeAddress): boolean => {
  const { memory } = k;
  const parent = memory.read(node, Node.parent);
  const child = memory.read(node, Node.firstChild);
  const next = memory.read(node, Node.next);
  const previous = memory.read(node, Node.previous);
  const points = (from: NodeAddress, field: number, to: NodeAddress): boolean =>
    isNode(k, from) && memory.read(from, field) === to;
  return (
    (child === 0 || (points(child, Node.parent, node) && memory.read(child, Node.previous) === 0)) &&
    (next === 0 || (points(next, Node.previous, node) && memory.read(next, Node.parent) === parent)) &&
    (previous === 0
      ? parent === 0 || points(parent, Node.firstChild, node)
      : points(previous, Node.next, node) && memory.read(previous, Node.parent) === parent)
  );
};

const showMapping = (k: Nucleus, task: number, page: number, node: NodeAddress): ShownMapping => {
  const { memory } = k;
  const where = `page ${page} of task ${task}`;
  if (!isNode(k, node) || memory.read(node, Node.space) !== task || memory.read(node, Node.page) !== page)
    throw new CorruptKernelMemory(`${where} has a node that is not its own`);
  if (!agrees(k, node)) throw new CorruptKernelMemory(`the links of the node of ${where} are broken`);
  const parent = memory.read(node, Node.parent);
  if ((parent === 0) !== (task === 0)) throw new CorruptKernelMemory(`${where} is a root, or should be one`);
  const source = parent === 0 ? node : parent;
  const entry = entryOf(k, task, page);
  if ((entry & PRESENT) === 0) throw new CorruptKernelMemory(`${where} has a node, but no page table entry`);
  return [memory.read(source, Node.space), memory.read(source, Node.page), (entry & WRITE) === 0 ? 'r' : 'rw'];
};

/** Nodes in use and free nodes are all that were ever made. */
const countNodes = (k: Nucleus, made: number, used: number): void => {
  const { memory, layout } = k;
  let known = used;
  let free = memory.read(layout.variables, Variable.freeNode);
  for (; free !== 0 && known <= made; known++) {
    if (!isNode(k, free)) throw new CorruptKernelMemory('the list of free nodes leads out of the database');
    free = memory.read(free, Node.previous);
  }
  if (known !== made) throw new CorruptKernelMemory(`of ${made} nodes made, ${known} are in use or free`);
};

/** Every mapping, as the mapping database has it; its right, as the page table has it. */
export const showDerivation = (k: Nucleus): NonNullable<View['derivation']> => {
  const made = k.memory.read(k.layout.variables, Variable.nodesMade);
  if (made > k.layout.nodeCount) throw new CorruptKernelMemory(`there is no room for the ${made} nodes made`);
  const derivation: ((ShownMapping | null)[] | null)[] = [];
  let used = 0;
  for (let task = 0; task < k.config.tasks; task++) {
    const exists = directoryOf(k, task) !== 0;
    const mappings: (ShownMapping | null)[] = [];
    for (let page = 0; page < k.config.pages; page++) {
      const node = nodeOf(k, task, page);
      if (node !== 0 && !exists) throw new CorruptKernelMemory(`page ${page} of task ${task} is mapped, in no space`);
      mappings.push(node === 0 ? null : showMapping(k, task, page, node));
      if (node !== 0) used++;
    }
    derivation.push(exists ? mappings : null);
  }
  countNodes(k, made, used);
  return derivation;
};
