import { ofIpc } from './notation-ipc.js';
import { ofMachine } from './notation-machine.js';
import { ofRules } from './notation-rules.js';
import { tex } from '../../spec/index.js';
import type { Signs } from './signs.js';

const logic: Signs = {
  title: 'How a formula is read',
  signs: [
    {
      sign: tex`\Rightarrow, \; \Leftrightarrow`,
      says: 'Where what stands before it holds, the premise, what stands behind it is claimed; one exactly where the other. They bind least, then or, then and.',
    },
    {
      sign: tex`\land, \; \lor, \; \lnot, \; \bot`,
      says: 'And, or, not. The last is what is not given, or not there.',
    },
    {
      sign: tex`\forall, \; \exists, \; \nexists`,
      says: 'For every, for some, for none. A letter that none of these binds stands for everything of its kind.',
    },
    {
      sign: tex`s, \; s'`,
      says: 'The state before the step, with all that is shown of it, and after it. A prime on a name is what that name means after the step.',
    },
    {
      sign: tex`p : \text{ready} \mid \text{halted}`,
      says: 'What stands before the colon is so, or of this kind; or one of several is.',
    },
    {
      sign: tex`x \mathbin{?} y`,
      says: 'x where it is given, and otherwise y; of a tuple, part by part. It binds more than a relation.',
    },
    {
      sign: tex`[p : \text{ready}], \; |T|, \; \textstyle\sum`,
      says: '1 where that is so, otherwise 0; how many there are; the sum.',
    },
    {
      sign: tex`f[x \mapsto y]`,
      says: 'As f, but y where x is; with a colon, for every x of which what follows is true.',
    },
    {
      sign: tex`\in, \; \notin, \; \subseteq, \; \nsubseteq, \; \cap, \; \cup, \; \setminus, \; \{\dots\}, \; \varnothing`,
      says: 'Sets, and the empty one; which also stands for nil, nobody, nothing, and for the machine that idles.',
    },
    {
      sign: tex`\min, \; \infty, \; \lceil x \rceil`,
      says: 'The least of several; without end; rounded up.',
    },
    { sign: tex`=, \; \ne, \; <, \; \le, \; \ge`, says: 'As usual.' },
    { sign: tex`n, m`, says: 'Numbers: of interrupt lines, of bytes, of words, of counts.' },
    { sign: tex`x, y`, says: 'Values: words, and what a call is given or tells.' },
  ],
};

const spaces: Signs = {
  title: 'Tasks and pages',
  signs: [
    {
      sign: tex`i, j, k, l; \; \Sigma`,
      says: 'Tasks, by number, of which 0 is that of sigma-zero; and those that exist. Where a task is to stand, a thread stands for its own.',
    },
    {
      sign: tex`v, v', u, w`,
      says: 'Pages of a space. As on L.68 a map or grant leads from page v of i to page v′ of j, which is no prime of a state; a demap is of page v of i, which is then also v′ of j.',
    },
    {
      sign: tex`\sigma_i(v) = (\sigma_k, u)^r`,
      says: 'Page v of i was obtained from page u of k, with the rights r. Without r: whatever its rights.',
    },
    {
      sign: tex`r, \; r_i(v), \; \rho`,
      says: 'Rights; those of page v of i, none where it is nil; those that a map or grant asks for.',
    },
    { sign: tex`\text{read}, \; \text{write}`, says: 'The two rights.' },
    {
      sign: tex`(k, u) < (i, v), \; \le, \; \nleq`,
      says: 'Page u of k was obtained from page v of i, directly or not; or is that page; or neither. With a prime: after the step.',
    },
    {
      sign: tex`\text{real}(i, v)`,
      says: 'The frame to which page v of i leads (L.68); of an address, the word of memory.',
    },
    { sign: tex`\text{map}, \; \text{grant}`, says: 'The operation, or the item, is a map, a grant.' },
    {
      sign: tex`\text{own}, \; \text{readOnly}`,
      says: 'The demap takes the page of the owner too; it takes the right to write alone.',
    },
    {
      sign: tex`\text{sent}`,
      says: 'The sender has the page, and offers it to another task, which is not that of sigma-zero.',
    },
    {
      sign: tex`\text{arrives}`,
      says: 'The page is sent, and was not derived from the one onto which it is sent.',
    },
    { sign: tex`\text{again}`, says: 'The page is mapped onto one that names it already.' },
    {
      sign: tex`\text{given}(k, v), \; \text{follows}(k, v)`,
      says: 'Page v of k names another than before, or may be written now; and the one that it named went in this step.',
    },
    {
      sign: tex`F, \; \text{lands}(F, \text{window}_q)`,
      says: 'Pages that are named together, as an fpage; of an item F and a window, which page goes to which (the rules of items have the formula).',
    },
    { sign: tex`a`, says: 'An address, of a word.' },
    {
      sign: tex`\text{mem}(\text{real}(i, a))`,
      says: 'What memory holds there: a word, or of a message in memory a byte.',
    },
    { sign: tex`\text{frames}`, says: 'How many frames sigma-zero has.' },
    {
      sign: tex`\text{may}(j), \; \text{clan}(j)`,
      says: 'No task j exists, or the caller is of its chief; the tasks that j made, and those that these made.',
    },
  ],
};

const threads: Signs = {
  title: 'Threads',
  signs: [
    {
      sign: tex`p, q, r; \; T; \; T_j`,
      says: 'Threads; those that exist; those of task j. A thread that is made anew is another. A formula that asks what a thread was and what it is speaks of those that were there and are.',
    },
    {
      sign: tex`\theta_0(\sigma_j), \; \theta^n, \; \text{count}(\theta)`,
      says: 'The thread of a number in task j (L.72); the n-th that was ever made under a number; how many were.',
    },
    { sign: tex`c, \; \text{running}'`, says: 'Who runs when the step begins, the caller; who runs when it ends.' },
    {
      sign: tex`e`,
      says: 'What happens in the step: an instruction of the caller, or an event from outside. While nobody runs no formula speaks of an instruction by its name.',
    },
    {
      sign: tex`\text{ipc}, \; \text{id\_nearest}, \; \text{fpage\_unmap}, \; \text{thread\_switch}, \; \text{thread\_schedule}, \; \text{lthread\_ex\_regs}, \; \text{task\_new}`,
      says: 'The seven calls. Arguments that do not matter are left out; a thread that one names need not exist.',
    },
    {
      sign: tex`\text{load}, \; \text{store}, \; \text{trap}`,
      says: 'The other instructions: of an address, of an address and a value, of the number of an exception.',
    },
    {
      sign: tex`\text{tick}, \; \text{interrupt}, \; \text{during}`,
      says: 'Events: time passes, a line is raised, one of these is announced for the middle of a copy.',
    },
    {
      sign: tex`\text{ready}, \; \text{halted}`,
      says: 'Standings of the chart: it runs or could; its fault reached nobody.',
    },
    {
      sign: tex`\text{sending}(q), \; \text{receiving}(q \mid n \mid \text{any})`,
      says: 'It waits to send to q, to receive from a thread, a line or anybody; from nobody: it sleeps.',
    },
    { sign: tex`\text{waiting}(q)`, says: 'One of these two.' },
    {
      sign: tex`\text{transferring}(q), \; \text{with}(p)`,
      says: 'It is in the middle of a transfer with q; its partner there.',
    },
    { sign: tex`\text{phase}(p)`, says: 'The standing of p, whoever its partner.' },
    {
      sign: tex`\text{ip}(p), \; \text{pager}(p), \; \text{handler}(p); \; \text{regs}(p)`,
      says: 'Instruction pointer, pager and handler of exceptions; the three together.',
    },
    {
      sign: tex`x \simeq y, \; x \doteq y`,
      says: 'A register holds what was asked for, where that is no thread that does not exist; it names the same number, whatever its count.',
    },
    {
      sign: tex`p : \text{exchanged}, \; \text{redirected}`,
      says: 'The step is an exchange of the registers of p; one that gives it a new instruction pointer.',
    },
    { sign: tex`\text{created}`, says: 'What an exchange tells where there was no thread.' },
    { sign: tex`\text{made} = q`, says: 'The result that is shown in this step says that q was made.' },
    {
      sign: tex`\text{fault}(p), \; \text{missing}`,
      says: 'What p waits to have answered: a load or store that faulted, a trap, or a page that is missing for a copy.',
    },
    { sign: tex`\text{server}(p)`, says: 'Who is told of it: of an exception the handler, otherwise the pager.' },
    {
      sign: tex`\text{fault-free}`,
      says: 'No thread has a fault when the step begins: none can be tried again within it.',
    },
    {
      sign: tex`\text{shown}, \; \text{ignored}`,
      says: 'What the thread that runs after the step shows: a result, the word of a load, that a store was done, or nothing; that the step was ignored.',
    },
    { sign: tex`\text{pending}(p)`, says: 'What is kept to be shown when p runs.' },
    {
      sign: tex`\text{result}, \; \text{nil}, \; \text{refused}, \; \text{nobody}`,
      says: 'What the call of this step returned to the caller, if that runs on; of `task_new` nil, where it made nothing.',
    },
    {
      sign: tex`\text{returns}(e)`,
      says: 'What e may return: of a trap nothing ever, of an event only that nothing is shown.',
    },
    {
      sign: tex`\text{did}(p, e)`,
      says: 'In this step p did this load or store: its instruction, or one that had faulted.',
    },
    { sign: tex`\text{task}(p), \; \text{mcp}(p)`, says: 'The task of p, and the highest priority that it may give.' },
    {
      sign: tex`\text{prio}(p), \; \text{slice}(p); \; \text{share}(p)`,
      says: 'Priority and length of the slice; the two together. The priority of nobody is below all.',
    },
    {
      sign: tex`\text{turn}(q), \; \text{had}(r)`,
      says: 'The round robin gave q the processor in this step; who had a turn since r became ready or last ran.',
    },
    {
      sign: tex`\text{used}, \; \text{contended}`,
      says: 'For how long the thread that runs has run since its turn; of that, up to now with another of its priority ready throughout. Neither is known of one that runs without a turn.',
    },
  ],
};

/** Every sign of the formulas. */
export const notation: readonly Signs[] = [logic, spaces, threads, ...ofIpc, ofMachine, ofRules];
