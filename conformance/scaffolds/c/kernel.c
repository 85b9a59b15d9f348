/* A kernel of L4. So far there is one thread, 0.0, and one space, sigma-zero: page v is frame v. */
#include "kernel.h"

#define PAGE_BYTES 4096
#define PAGE_WORDS 1024

static l4c_boot machine;
static uint32_t memory[L4C_MAX_FRAMES][PAGE_WORDS];
static int is_halted; /* of 0.0 */

static const l4c_id nobody = {L4C_NOBODY, 0, 0, 0, 0};

l4c_seen boot(const l4c_boot *wanted) {
  l4c_seen seen = {{L4C_THREAD, 0, 0, 0, 0}, L4C_SHOWS_NOTHING, {0}, 0, 0, 0};
  uint32_t frame, word;
  machine = *wanted;
  is_halted = 0;
  for (frame = 0; frame < machine.frames; ++frame) {
    for (word = 0; word < PAGE_WORDS; ++word) memory[frame][word] = 0;
    memory[frame][0] = frame; /* so that a load names its frame */
  }
  return seen;
}

/* To write: a fault is a message to the pager of the thread. 0.0 has none: it is halted, and nobody else can run. */
static void fault(l4c_seen *seen) {
  is_halted = 1;
  seen->running.who = L4C_IDLE;
}

static void access_memory(const l4c_request *x, l4c_seen *seen) {
  uint32_t page = x->address / PAGE_BYTES, *word;
  if (page >= machine.frames || page >= machine.pages) {
    fault(seen);
    return;
  }
  word = &memory[page][x->address % PAGE_BYTES / 4];
  if (x->call == L4C_CALL_STORE) *word = x->value;
  seen->shows = x->call == L4C_CALL_STORE ? L4C_SHOWS_STORED : L4C_SHOWS_LOADED;
  seen->loaded = *word;
}

static void show(l4c_seen *seen, enum l4c_results call) {
  seen->shows = L4C_SHOWS_RESULT;
  seen->result.call = call;
}

l4c_seen step(const l4c_request *x) {
  l4c_seen seen = {{L4C_THREAD, 0, 0, 0, 0}, L4C_SHOWS_NOTHING, {0}, 0, 0, 0};
  if (is_halted) {
    seen.running.who = L4C_IDLE;
    seen.shows = L4C_SHOWS_IGNORED;
    return seen;
  }
  switch (x->call) {
  case L4C_CALL_LOAD:
  case L4C_CALL_STORE: access_memory(x, &seen); break;
  case L4C_CALL_ID_NEAREST: /* to write: the thread that is named, if it is there */
    show(&seen, L4C_RESULT_ID_NEAREST);
    if (x->of.who != L4C_NOBODY) seen.result.thread = nobody;
    break;
  case L4C_CALL_TASK_NEW: /* to write: a new space, and its thread 0, which is ready and runs when nobody else does */
    show(&seen, L4C_RESULT_TASK_NEW);
    seen.result.thread = nobody;
    break;
  case L4C_CALL_LTHREAD_EX_REGS: /* to write: another thread of the same space */
    show(&seen, L4C_RESULT_LTHREAD_EX_REGS);
    break;
  case L4C_CALL_IPC: /* to write: a send where x->fields & L4C_BIT(SEND), a receive where L4C_BIT(RECEIVE), or one and then the other; and the pages that travel with the message */
    show(&seen, L4C_RESULT_IPC);
    seen.result.phase = L4C_PHASE_SEND;
    seen.result.cause = L4C_CAUSE_NON_EXISTENT;
    break;
  case L4C_CALL_THREAD_SWITCH: /* to write: another thread runs */
  case L4C_CALL_FPAGE_UNMAP:   /* to write: whatever was mapped from the pages goes */
  case L4C_CALL_TICK:          /* with the profile timeouts */
  case L4C_CALL_THREAD_SCHEDULE: /* with scheduling */
  case L4C_CALL_TRAP:          /* with exceptions */
  case L4C_CALL_INTERRUPT:     /* with interrupts */
  case L4C_CALL_DURING:        /* with strings */
    break;
  }
  return seen;
}
