/*
 * Who runs (L.25, L.58). After a message its receiver runs, and no scheduler is asked; else the thread that ran, if it can, until
 * its slice ends; else the ready thread of the highest priority that has waited longest.
 */
#include "kernel.h"

int running, receiver;
uint64_t slice_end_ms;
static struct queue ready[L4C_MAX_PRIORITY + 1]; /* by priority and arrival; without the thread that runs */
static uint64_t arrivals;

void schedule_boot(void) {
  int priority;
  for (priority = 0; priority <= L4C_MAX_PRIORITY; ++priority) queue_clear(&ready[priority]);
  running = receiver = NIL;
}

struct queue *ready_queue(int slot) { return &ready[threads[slot].priority]; }

/* It is ready, or copies: a sender uses the processor for both sides, unless one of them waits for a page. */
int can_run(int slot) {
  const struct thread *t = &threads[slot];
  if (t->phase != TRANSFERRING) return t->phase == READY;
  return t->role == SENDER && threads[t->partner].phase == TRANSFERRING;
}

/* A thread that can run again stands last among its equals. */
void arrive(int slot) {
  threads[slot].arrival = ++arrivals;
  queue_append(ready_queue(slot), slot);
}

/* A thread that was in no queue can run, and will show that. */
void make_ready(int slot, enum l4c_shows shows) {
  struct thread *t = &threads[slot];
  t->phase = READY;
  t->due_ms = FOREVER;
  t->shows = shows;
  if (slot != running) arrive(slot);
}

/* The processor goes to a thread that is in no queue; the one that ran stands last among its equals, if it still can run. */
void take_processor(int slot) {
  if (slot == running) return;
  if (running != NIL && can_run(running)) arrive(running);
  running = slot;
}

/* The processor goes to a thread that can run. */
void switch_to(int slot) {
  if (slot != running) queue_remove(ready_queue(slot), slot);
  take_processor(slot);
}

static int first_ready(void) {
  int priority = L4C_MAX_PRIORITY;
  while (priority > 0 && ready[priority].first == NIL) --priority;
  return ready[priority].first;
}

void begin_slice(void) { slice_end_ms = due_after(threads[running].slice_ms); }

/* Somebody else could have the turn of the running thread. */
int has_rival(void) {
  int slot = first_ready();
  return slot != NIL && threads[slot].priority >= threads[running].priority;
}

/* The running thread has had its turn: the next one, and a new slice, is of whoever has waited longest, or its own. */
void next_turn(void) {
  if (has_rival()) switch_to(first_ready());
  begin_slice();
}

/* The running thread gives the rest of its slice to that thread if it is ready; else its turn is over. */
void yield_to(tid id) {
  int slot = find(id);
  if (slot == NIL || !can_run(slot)) next_turn();
  else switch_to(slot);
}

/* Whoever is to run has the processor, or nobody. */
static void dispatch(void) {
  int next = receiver;
  receiver = NIL;
  if (next != NIL && threads[next].role == RECEIVER) next = threads[next].partner;
  if (next == NIL && running != NIL && can_run(running)) return;
  if (next == NIL) next = first_ready();
  if (next == NIL) {
    running = NIL;
    return;
  }
  switch_to(next);
  begin_slice();
}

/*
 * Runs the machine until a thread needs an instruction, and says what it now learns. A copy goes on first, or an access that
 * faulted is tried again; each ends, or its thread waits, or the processor is taken from it by an event that comes once: so the loop ends.
 */
l4c_seen resume(void) {
  l4c_seen seen = {{L4C_IDLE, 0, 0, 0, 0}, L4C_SHOWS_NOTHING, {0}, 0, 0, 0};
  struct thread *t;
  for (;;) {
    dispatch();
    if (running == NIL) return seen;
    t = &threads[running];
    if (t->phase == TRANSFERRING) {
      go_on(running);
      continue;
    }
    if (t->fault == FAULTLESS) break;
    t->fault = FAULTLESS;
    access_memory(running);
  }
  seen.running = name_of(tid_at(running));
  seen.shows = t->shows;
  seen.result = t->result;
  seen.result.from = name_of(t->sender);
  seen.loaded = t->loaded;
  t->shows = L4C_SHOWS_NOTHING;
  return seen;
}

/* ---- The lever of a scheduler at user level ---- */

/* A ready thread keeps its arrival: among its new equals it stands where it would if it always had been one of them. */
static void set_priority(int slot, int priority) {
  struct thread *t = &threads[slot];
  int is_queued = can_run(slot) && slot != running, before;
  if (is_queued) queue_remove(ready_queue(slot), slot);
  t->priority = priority;
  if (!is_queued) return;
  before = ready_queue(slot)->first;
  while (before != NIL && threads[before].arrival < t->arrival) before = threads[before].next;
  queue_insert(ready_queue(slot), slot, before);
}

static enum l4c_doings doing(int slot) {
  switch (threads[slot].phase) {
  case SENDING: return L4C_DOING_SENDING;
  case RECEIVING: return L4C_DOING_RECEIVING;
  case TRANSFERRING: return L4C_DOING_TRANSFERRING;
  case HALTED: return L4C_DOING_HALTED;
  case ABSENT:
  case READY: break;
  }
  return L4C_DOING_READY;
}

/* Nobody schedules what is above the maximum of his task, nor puts anything above it. The caller runs on. */
void thread_schedule(int caller, const l4c_request *x) {
  int slot = find(number_of(x->of)), most = tasks[task_of(caller)].mcp;
  l4c_result *result = &threads[caller].result;
  show(caller, L4C_RESULT_THREAD_SCHEDULE);
  result->refused = slot == NIL || threads[slot].priority > most || (int)x->priority > most;
  if (result->refused) return;
  result->priority = (uint32_t)threads[slot].priority;
  result->slice_ms = threads[slot].slice_ms;
  result->doing = doing(slot);
  if (L4C_HAS(x, PRIORITY)) set_priority(slot, (int)x->priority);
  if (!L4C_HAS(x, SLICE_MS)) return;
  threads[slot].slice_ms = x->slice_ms;
  if (slot == running) begin_slice();
}
