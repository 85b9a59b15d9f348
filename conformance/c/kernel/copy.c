/*
 * A transfer of a message in memory (L.46, L.50): the sender copies it, step by step, from space to space. Where a page is missing the
 * thread whose page it is calls its pager, for as long as its partner allows, and the copy waits.
 */
#include "kernel.h"

/* Kernel code has no instruction pointer of the thread's. */
#define NO_IP 0xffffffffu

static void enter(int slot, enum role role, int partner) {
  struct thread *t = &threads[slot];
  t->phase = TRANSFERRING;
  t->due_ms = FOREVER;
  t->role = role;
  t->partner = partner;
}

/* The two have met. From now on neither can time out. */
void begin_copy(int from, int to) {
  struct copy *copy = &threads[from].copy;
  copy->message = threads[from].message;
  copy->receives = threads[from].receives;
  copy->reception = threads[from].reception;
  copy->room = threads[to].reception;
  copy->done = 0;
  copy->paged = ALONE;
  lay_out(copy);
  enter(from, SENDER, to);
  enter(to, RECEIVER, from);
  take_processor(from);
  go_on(from);
}

/* All is copied, or all that fits: the rest of the transfer is that of a message in registers. */
static void finish(int from) {
  struct thread *sender = &threads[from];
  const struct copy *copy = &sender->copy;
  int to = sender->partner;
  sender->message = copy->message;
  sender->receives = copy->receives;
  sender->reception = copy->reception;
  threads[to].reception = copy->room;
  sender->role = threads[to].role = ALONE;
  if (copy->is_cut || lacks_window(from, to)) arrive_cut(from, to);
  else arrive_whole(from, to);
}

/* ---- How a copy ends before its time: what was copied stays ---- */

/* One side, which is in no queue, is told in its own phase. */
static void end_side(int slot, enum l4c_causes cause) {
  struct thread *t = &threads[slot];
  enum l4c_phases phase = t->role == SENDER ? L4C_PHASE_SEND : L4C_PHASE_RECEIVE;
  t->role = ALONE;
  t->fault = FAULTLESS;
  end_ipc(slot, phase, cause);
}

static void end_both(int slot, enum l4c_causes cause) {
  end_side(slot, cause);
  end_side(threads[slot].partner, cause);
}

/* The registers of one side are exchanged. */
void abort_copy(int slot) {
  leave_queue(slot);
  leave_queue(threads[slot].partner);
  end_both(slot, L4C_CAUSE_ABORTED);
}

/* A thread goes that may be in a copy. */
void bereave(int slot) {
  struct thread *t = &threads[slot];
  if (t->role == ALONE) return;
  t->role = ALONE;
  leave_queue(t->partner);
  end_side(t->partner, L4C_CAUSE_ABORTED);
}

/* ---- Pages that are missing ---- */

static struct copy *copy_of(int slot) {
  return &threads[threads[slot].role == SENDER ? slot : threads[slot].partner].copy;
}

/* The thread calls its pager, unless it has for this very step: then the answer did not help. */
static void ask(int slot, const struct access *access) {
  struct thread *t = &threads[slot];
  struct copy *copy = copy_of(slot);
  const l4c_memory *other = t->role == SENDER ? &copy->room.memory : &copy->message.memory;
  if (copy->paged == t->role) {
    end_both(slot, L4C_CAUSE_ABORTED);
    return;
  }
  copy->paged = t->role;
  call_servant(slot, PAGE, t->pager, access->address + (access->is_store ? 2 : 0), NO_IP, other->fault_timeout_ms);
}

/* The pager has answered, so that the copy can go on when the sender has the processor. */
void page_answered(int slot) {
  int sender = threads[slot].role == SENDER ? slot : threads[slot].partner;
  threads[slot].fault = FAULTLESS;
  enter(slot, threads[slot].role, threads[slot].partner);
  arrive(sender);
}

/* The call to the pager fails: the partner did not allow it more time, or the pager is no more. */
void page_fails(int slot, enum l4c_causes cause) {
  enum l4c_causes late =
      threads[slot].role == SENDER ? L4C_CAUSE_RECEIVER_FAULT_TIMEOUT : L4C_CAUSE_SENDER_FAULT_TIMEOUT;
  end_both(slot, cause == L4C_CAUSE_TIMEOUT ? late : L4C_CAUSE_ABORTED);
}

/* ---- The copy ---- */

/* The page of one side for the next step: the word in which its first byte lies; or a null pointer, and its pager is asked. */
static uint32_t *page_for(int slot, uint32_t address, int is_store) {
  struct access access = {0, 0, 0};
  uint32_t *word;
  access.address = address - address % 4;
  access.is_store = is_store;
  word = word_at(task_of(slot), &access);
  if (word == 0) ask(slot, &access);
  return word;
}

/* The sender, which has the processor, copies until all is done, a page is missing, or an event takes the processor from it. */
void go_on(int from) {
  struct copy *copy = &threads[from].copy;
  int to = threads[from].partner;
  struct step step;
  while (find_step(copy, &step)) {
    const uint32_t *source;
    uint32_t *target;
    if (is_interrupted(from)) return;
    source = page_for(from, step.from, 0);
    target = source == 0 ? 0 : page_for(to, step.to, 1);
    if (target == 0) {
      if (threads[from].role == ALONE) receiver = to;
      return;
    }
    copy_step(copy, &step, source, target);
  }
  finish(from);
}
