import type { Nucleus } from './nucleus.js';
import { Variable } from './variables.js';

/**
 * A node of the mapping database: word offsets. There is one tree for each frame (F:2.1): its root is the page of
 * sigma-zero, and the children of a node are the pages mapped from that page. What a page lets its space do stands in
 * the page table alone.
 */
export const Node = {
  /** The node from whose page this one came; 0 in a root. */
  parent: 0,
  firstChild: 1,
  /** The next and the previous child of the same parent, or 0. */
  next: 2,
  /** Of a free node: the next free one, or 0. */
  previous: 3,
  /** The page that the node stands for: its task, and its number there. */
  space: 4,
  page: 5,
} as const;
export const NODE_WORDS = 8;

/** Physical address of a node, or 0. */
export type NodeAddress = number;

const place = ({ config, layout }: Nucleus, task: number, page: number): number =>
  layout.nodeOfPage + (task * config.pages + page) * 4;

/** The node of a page, or 0 where the page is nil. */
export const nodeOf = (k: Nucleus, task: number, page: number): NodeAddress => k.memory.read(place(k, task, page));

/** The root of the tree in which a node is: the page of sigma-zero that is the frame. */
export const rootOf = ({ memory, layout }: Nucleus, node: NodeAddress): NodeAddress => {
  let at = node;
  for (let i = 0; i < layout.nodeCount && memory.read(at, Node.parent) !== 0; i++) at = memory.read(at, Node.parent);
  return at;
};

const takeNode = ({ memory, layout }: Nucleus): NodeAddress => {
  const free = memory.read(layout.variables, Variable.freeNode);
  if (free !== 0) {
    memory.write(layout.variables, Variable.freeNode, memory.read(free, Node.previous));
    return free;
  }
  const made = memory.read(layout.variables, Variable.nodesMade);
  if (made >= layout.nodeCount) throw new Error('out of nodes: the layout has one for each page of each task');
  memory.write(layout.variables, Variable.nodesMade, made + 1);
  return layout.nodes + made * NODE_WORDS * 4;
};

/** Map (L.66): the page becomes a child of `parent`; of nobody, if that is 0, as the pages of sigma-zero are. */
export const addNode = (k: Nucleus, parent: NodeAddress, task: number, page: number): void => {
  const { memory } = k;
  const node = takeNode(k);
  const sibling = parent === 0 ? 0 : memory.read(parent, Node.firstChild);
  memory.write(node, Node.parent, parent);
  memory.write(node, Node.firstChild, 0);
  memory.write(node, Node.next, sibling);
  memory.write(node, Node.previous, 0);
  memory.write(node, Node.space, task);
  memory.write(node, Node.page, page);
  if (sibling !== 0) memory.write(sibling, Node.previous, node);
  if (parent !== 0) memory.write(parent, Node.firstChild, node);
  memory.write(place(k, task, page), 0, node);
};

/** Grant (L.67): the node itself moves. Its parent stays its parent and its children its children (F:A3). */
export const moveNode = (k: Nucleus, node: NodeAddress, task: number, page: number): void => {
  const { memory } = k;
  memory.write(place(k, memory.read(node, Node.space), memory.read(node, Node.page)), 0, 0);
  memory.write(node, Node.space, task);
  memory.write(node, Node.page, page);
  memory.write(place(k, task, page), 0, node);
};

/** Takes a node, with all below it, out of the children of its parent. */
export const cutOff = ({ memory }: Nucleus, node: NodeAddress): void => {
  const before = memory.read(node, Node.previous);
  const after = memory.read(node, Node.next);
  if (before === 0) memory.write(memory.read(node, Node.parent), Node.firstChild, after);
  else memory.write(before, Node.next, after);
  if (after !== 0) memory.write(after, Node.previous, before);
};

/**
 * Frees a node whose page has become nil. A walk that stands on it goes on: the links that `nextDerived` reads stay.
 */
export const releaseNode = (k: Nucleus, node: NodeAddress): void => {
  const { memory, layout } = k;
  memory.write(place(k, memory.read(node, Node.space), memory.read(node, Node.page)), 0, 0);
  memory.write(node, Node.previous, memory.read(layout.variables, Variable.freeNode));
  memory.write(layout.variables, Variable.freeNode, node);
};

/**
 * The node after `node` in the tree below `top`, parents before their children, or 0 at the end: from `top` on, every
 * page derived from it, directly or not (L.70), and none besides. It needs no stack: a chain of maps may be as long as
 * there are pages.
 */
export const nextDerived = ({ memory, layout }: Nucleus, top: NodeAddress, node: NodeAddress): NodeAddress => {
  const child = memory.read(node, Node.firstChild);
  if (child !== 0) return child;
  let at = node;
  for (let i = 0; i < layout.nodeCount && at !== top; i++) {
    const sibling = memory.read(at, Node.next);
    if (sibling !== 0) return sibling;
    at = memory.read(at, Node.parent);
  }
  return 0;
};
