/*
 * Who runs (L.25, L.58). After a transfer its receiver runs, and no scheduler is asked; else the thread that ran, if it can; else
 * the ready thread of the highest priority that has waited longest.
 */
#include "kernel.h"

int running, receiver;
static struct queue ready[L4C_MAX_PRIORITY + 1]; /* by priority; without the thread that runs */

void schedule_boot(void) {
  int priority;
  for (priority = 0; priority <= L4C_MAX_PRIORITY; ++priority) queue_clear(&ready[priority]);
  running = receiver = NIL;
}

struct queue *ready_queue(int slot) { return &ready[threads[slot].priority]; }

/* A thread that was in no queue can run, and will show that. */
void make_ready(int slot, enum l4c_shows shows) {
  struct thread *t = &threads[slot];
  t->phase = READY;
  t->due_ms = FOREVER;
  t->shows = shows;
  if (slot != running) queue_append(ready_queue(slot), slot);
}

/* The processor goes to a ready thread; the one that ran stands last among its equals, if it is still ready. */
void switch_to(int slot) {
  if (slot == running) return;
  queue_remove(ready_queue(slot), slot);
  if (running != NIL && threads[running].phase == READY) queue_append(ready_queue(running), running);
  running = slot;
}

static int first_ready(void) {
  int priority = L4C_MAX_PRIORITY;
  while (priority > 0 && ready[priority].first == NIL) --priority;
  return ready[priority].first;
}

/* The running thread gives up the processor: to that thread if it is ready, else to whoever is next, which may be itself. */
void yield_to(tid id) {
  int slot = find(id);
  if (slot == NIL || threads[slot].phase != READY) {
    slot = first_ready();
    if (slot == NIL || threads[slot].priority < threads[running].priority) return;
  }
  switch_to(slot);
}

static int choose(void) {
  int next = receiver;
  receiver = NIL;
  if (next != NIL) return next;
  return running != NIL && threads[running].phase == READY ? running : first_ready();
}

/*
 * Runs the machine until a thread needs an instruction, and says what it now learns. An access that faulted is tried again
 * first; if it faults once more its thread waits, so that the loop ends.
 */
l4c_seen resume(void) {
  l4c_seen seen = {{L4C_IDLE, 0, 0, 0}, L4C_SHOWS_NOTHING, {0}, 0, 0, 0};
  struct thread *t;
  for (;;) {
    int next = choose();
    if (next == NIL) {
      running = NIL;
      return seen;
    }
    switch_to(next);
    t = &threads[next];
    if (!t->is_faulted) break;
    t->is_faulted = 0;
    access_memory(next);
  }
  seen.running = name_of(tid_at(running));
  seen.shows = t->shows;
  seen.result = t->result;
  seen.result.from = name_of(t->sender);
  seen.loaded = t->loaded;
  t->shows = L4C_SHOWS_NOTHING;
  return seen;
}
