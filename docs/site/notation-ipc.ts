import { tex } from '../../spec/index.js';
import type { Signs } from './signs.js';

/** The signs of calls, of time, of copies, and of runs. */
export const ofIpc: readonly Signs[] = [
  {
    title: 'IPC',
    signs: [
      {
        sign: tex`p \Downarrow \varphi, \kappa`,
        says: 'In this step the IPC of p ends, in that phase, for that cause; it is told so at once or when it runs. Either may be left out.',
      },
      { sign: tex`\varphi, \; \bar\varphi; \; \text{send}, \; \text{receive}`, says: 'A phase, and the other one.' },
      {
        sign: tex`\kappa; \; \text{ok}, \; \text{timeout}, \; \text{cancelled}, \; \text{nonExistent}, \; \text{messageCut}`,
        says: 'Causes.',
      },
      {
        sign: tex`K; \; \text{aborted}`,
        says: 'The causes that end a transfer for both: this one, and the two page-fault timeouts.',
      },
      {
        sign: tex`x \rightsquigarrow p`,
        says: 'In this step p comes to be told of a message of x, a thread or a line.',
      },
      {
        sign: tex`\text{words}(p), \; \text{inMemory}(p)`,
        says: 'The words that it is told; how many words and strings came in memory.',
      },
      { sign: tex`\text{outcome}(p)`, says: 'The result of an IPC that p shows in this step, or that is kept for it.' },
      {
        sign: tex`\text{to}_p, \; \text{from}_p; \; \text{partner}_\varphi(p)`,
        says: 'Whom the call names in which p is, or which it makes in this step: to send to, if that has not begun, and to receive from; in that phase. To receive from itself, or from a thread that does not exist, is from nobody.',
      },
      {
        sign: tex`\text{window}_p, \; \text{items}_p`,
        says: 'The pages into which p takes others, all where it has a fault; the pages that its message offers.',
      },
      {
        sign: tex`m_p, \; b_p; \; m \npreceq b`,
        says: 'The message of p, where words stand those in registers; its buffers; the words in memory, or some string, do not fit the buffer in their place.',
      },
      { sign: tex`\text{size}(m)`, says: 'How many words and how many strings of it lie in memory.' },
      {
        sign: tex`\text{report}(q, p)`,
        says: 'What the kernel says to p of a fault of q: not given unless p is to be told.',
      },
      {
        sign: tex`\text{awaited}(p)`,
        says: 'From whom p waits to receive as the step begins, or by the call that it makes in it; any, where it is still to send.',
      },
      {
        sign: tex`\text{taken}(p)`,
        says: 'Whom p sends to is told of it in this step, or waited for it as the answer to a fault.',
      },
      {
        sign: tex`\text{reach}`,
        says: 'The caller, to whom it sends, and who waits to send to one of these, directly or not.',
      },
      {
        sign: tex`\text{queue}(q), \; \text{since}(p)`,
        says: 'Who is queued to send to q; when p came to wait, or lined up.',
      },
      {
        sign: tex`\text{owner}(n), \; \text{raised}(n); \; \text{line}(n)`,
        says: 'Who has line n; that it remembers an interrupt; the two together.',
      },
      { sign: tex`\text{poll}(n)`, says: 'An IPC that only receives, from line n or from nobody, with timeout 0.' },
      { sign: tex`\text{announced}`, says: 'The event that may come in the middle of a copy.' },
    ],
  },
  {
    title: 'Time',
    signs: [
      {
        sign: tex`\text{now}, \; \text{elapsed}`,
        says: 'What the clock shows; how much of a tick passed, as it is told.',
      },
      { sign: tex`\text{ms}(e)`, says: 'How much is to pass in a tick; 0 of anything else.' },
      {
        sign: tex`\tau_p, \; \tau_\varphi(p)`,
        says: 'The timeout of the wait in which p is, without end where it does not wait; that which its call has for a phase.',
      },
      { sign: tex`\varphi_p, \; \text{due}(p)`, says: 'The phase in which p waits; when its timeout is over.' },
      { sign: tex`g`, says: 'How late after its time a timeout may fire, and a slice end.' },
      { sign: tex`\pi_p`, says: 'How long p may wait for a page that a copy needs: as long as its partner allows.' },
    ],
  },
  {
    title: 'Messages in memory',
    signs: [
      {
        sign: tex`(p, q) \in C, \; C^+; \; C(p), \; C_\varphi(p)`,
        says: 'A message in memory is under way from p to q; or may begin in this step; the partners of p in these; those for which that is its phase.',
      },
      { sign: tex`\text{copy-free}`, says: 'None is sent in the step, waits to be sent or is under way.' },
      {
        sign: tex`\alpha_n, \; \beta_n`,
        says: 'The bytes of real memory where the sender has byte n of the message, and where the receiver is to have it; nothing where that page is missing. With a prime as the pages are after the step, without one then or before.',
      },
      { sign: tex`\text{came}(n)`, says: 'Both are there, and hold the same.' },
      { sign: tex`\text{mem}_0`, says: 'Memory as it was when the copy began.' },
      {
        sign: tex`\text{alone}(p, q)`,
        says: 'It is the one transfer of the step; nothing else has written since it began, it carries no pages, and no page of it moved.',
      },
      {
        sign: tex`\text{apart}(p, q), \; \text{overlapped}`,
        says: 'No byte of it is read and written, or written twice; a message that was not so may have been copied.',
      },
      {
        sign: tex`\text{word}(y), \; \text{stored}`,
        says: 'The word in which a byte lies; the bytes of the word that is stored to in the step.',
      },
      {
        sign: tex`p : \text{copying}, \; \text{told}(p)`,
        says: 'It is in a transfer, or asks for a page for it; its IPC ends in this step, or it is redirected.',
      },
      {
        sign: tex`\text{asks}(p, a, r), \; n \in a`,
        says: 'From this step on p asks its pager for the page of a, to read or to write; byte n of the message lies in that word.',
      },
      {
        sign: tex`p : \text{unanswered}`,
        says: 'It asks for a page of one who exists, and who does nothing about it in this step.',
      },
      {
        sign: tex`\text{lacking}_\kappa(p); \; r : \text{short}`,
        says: 'The sides whose page is missing, as the cause says, in the transfers of p; a byte of the message has no place with that side.',
      },
    ],
  },
  {
    title: 'Runs',
    signs: [
      { sign: tex`P, Q`, says: 'Programs that run, with the same choices where there are any.' },
      {
        sign: tex`\text{seen}(P), \; \text{seen}_i(P)`,
        says: 'What the run shows, step by step; what task i shows of it.',
      },
      {
        sign: tex`\text{running}(P), \; \text{shape}(P)`,
        says: 'Who runs after each step; all that is shown and all that is there, but for words and values.',
      },
      {
        sign: tex`P \sim Q, \; P \sim_J Q, \; P \sim_J^n Q`,
        says: 'They differ in words and values; in those of tasks of J; in values that these store after n stimuli.',
      },
      {
        sign: tex`i \parallel j, \; i \parallel_n j`,
        says: 'In the run of P the two never have a frame both, nor a message or an answer to expect of one another; after n stimuli.',
      },
      {
        sign: tex`\text{first}(P) = (n, p, q)`,
        says: 'The first message in memory of which a thread is told whole: after n stimuli, from p to q.',
      },
      { sign: tex`P \cdot e`, says: 'The program P, and then e.' },
      {
        sign: tex`P \approx Q`,
        says: 'Whatever follows, after both of them the same is shown and the same is there, step by step.',
      },
      { sign: tex`d, d_1, d_2`, says: 'Demaps, by `fpage_unmap`.' },
      { sign: tex`P^t, \; P^\#`, says: 'P with the clock at t when it boots; with each thread named with its count.' },
    ],
  },
];
