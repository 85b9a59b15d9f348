/* Interrupts (L.27-28): a message without words, from a line, to the one thread that attached to it. */
#include "kernel.h"

static struct line lines[L4C_MAX_LINES];

void interrupts_boot(void) {
  uint32_t line;
  for (line = 0; line < machine.lines; ++line) {
    lines[line].owner = NOBODY;
    lines[line].is_raised = 0;
  }
}

/* The thread gives up the line that it has, and what came on it. */
void detach(tid owner) {
  uint32_t line;
  for (line = 0; line < machine.lines; ++line) {
    if (lines[line].owner != owner) continue;
    lines[line].owner = NOBODY;
    lines[line].is_raised = 0;
  }
}

static void deliver(uint32_t line, int slot) {
  lines[line].is_raised = 0;
  threads[slot].result.word_count = threads[slot].result.memory_words = threads[slot].result.memory_strings = 0;
  threads[slot].sender = LINE(line);
  end_ipc(slot, L4C_PHASE_RECEIVE, L4C_CAUSE_OK);
}

/*
 * The device raises its line. Whoever waits for that runs at once: is there such a thread? Else it is remembered, once. On a line of nobody it
 * is lost.
 */
int interrupt(uint32_t line) {
  int slot = line < machine.lines ? find(lines[line].owner) : NIL;
  const struct thread *t;
  if (slot == NIL) return 0;
  t = &threads[slot];
  if (t->phase == RECEIVING && (t->reception.from == ANY || t->reception.from == LINE(line))) {
    deliver(line, slot);
    receiver = slot;
    return 1;
  }
  lines[line].is_raised = 1;
  return 0;
}

/* To poll a free line is to attach to it: that it times out is the sign of success. */
static void attach(uint32_t line, int slot) {
  tid own = tid_at(slot);
  if (line >= machine.lines || (lines[line].owner != NOBODY && lines[line].owner != own)) {
    end_ipc(slot, L4C_PHASE_RECEIVE, L4C_CAUSE_NON_EXISTENT);
    return;
  }
  if (lines[line].owner == NOBODY) detach(own);
  lines[line].owner = own;
  end_ipc(slot, L4C_PHASE_RECEIVE, L4C_CAUSE_TIMEOUT);
}

/* What lines have to do with the receive phase of a thread: whether that is all there is to it. */
int receive_from_line(int slot) {
  const struct reception *wanted = &threads[slot].reception;
  tid own = tid_at(slot);
  uint32_t line;
  for (line = 0; line < machine.lines; ++line) {
    if (lines[line].owner != own || !lines[line].is_raised) continue;
    if (wanted->from != ANY && wanted->from != LINE(line)) continue;
    deliver(line, slot);
    return 1;
  }
  if (wanted->from == NOBODY && wanted->timeout_ms == 0) detach(own);
  if (wanted->from > LINE(0)) return 0;
  if (wanted->timeout_ms == 0) attach((uint32_t)(LINE(0) - wanted->from), slot);
  else await(slot);
  return 1;
}
