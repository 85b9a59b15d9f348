/* Threads: their numbers and names, how they are made, and the queues in which they stand. */
#include "kernel.h"

l4c_boot machine;
struct thread threads[MAX_SLOTS];

int slot_count(void) { return (int)(machine.tasks * machine.lthreads); }

int task_of(int slot) { return slot / (int)machine.lthreads; }

static tid nth_at(int slot, uint32_t nth) { return slot + MAX_SLOTS * (tid)(nth - 1); }

/* The thread at a slot or, if none is there, the one that will be made there next. */
tid tid_at(int slot) {
  const struct thread *t = &threads[slot];
  return nth_at(slot, t->phase == ABSENT ? t->births + 1 : t->births);
}

/* The slot of a thread that exists, or NIL. */
int find(tid id) {
  int slot = id < 0 ? NIL : id % MAX_SLOTS;
  return slot != NIL && threads[slot].phase != ABSENT && tid_at(slot) == id ? slot : NIL;
}

/* Whom a name of the wire means: at this moment, if it has no count. */
tid number_of(l4c_id name) {
  int slot;
  if (name.who == L4C_ANY) return ANY;
  if (name.who == L4C_DEVICE) return LINE(name.line);
  if (name.who != L4C_THREAD || name.task >= machine.tasks || name.lthread >= machine.lthreads) return NOBODY;
  slot = (int)(name.task * machine.lthreads + name.lthread);
  return name.nth == 0 ? tid_at(slot) : nth_at(slot, name.nth);
}

/* A pager or a handler is a thread that is there, or comes next to an empty slot. */
tid servant_of(l4c_id name) {
  tid id = number_of(name);
  return id >= 0 && id == tid_at(id % MAX_SLOTS) ? id : NOBODY;
}

/* A name has a count only where its slot alone would mean another thread. */
l4c_id name_of(tid id) {
  l4c_id name = {L4C_NOBODY, 0, 0, 0, 0};
  int slot;
  if (id <= LINE(0)) {
    name.who = L4C_DEVICE;
    name.line = (uint32_t)(LINE(0) - id);
  }
  if (id < 0) return name;
  slot = id % MAX_SLOTS;
  name.who = L4C_THREAD;
  name.task = (uint32_t)task_of(slot);
  name.lthread = (uint32_t)slot % machine.lthreads;
  if (tid_at(slot) != id) name.nth = (uint32_t)(id / MAX_SLOTS) + 1;
  return name;
}

/* Makes a thread at an empty slot: it is ready, and shows nothing when it first runs. */
void create(int slot, uint32_t ip, tid pager, tid handler, int priority, uint32_t slice_ms) {
  static const struct thread unborn;
  struct thread *t = &threads[slot];
  uint32_t births = t->births;
  *t = unborn;
  t->births = births + 1;
  t->ip = ip;
  t->pager = pager;
  t->handler = handler;
  t->priority = priority;
  t->slice_ms = slice_ms;
  queue_clear(&t->senders);
  make_ready(slot, L4C_SHOWS_NOTHING);
}

/* ---- Queues ---- */

void queue_clear(struct queue *queue) { queue->first = queue->last = NIL; }

/* Puts a thread, which is in no queue, before another, or at the end if `before` is NIL. */
void queue_insert(struct queue *queue, int slot, int before) {
  int after = before == NIL ? queue->last : threads[before].previous;
  threads[slot].next = before;
  threads[slot].previous = after;
  if (after == NIL) queue->first = slot;
  else threads[after].next = slot;
  if (before == NIL) queue->last = slot;
  else threads[before].previous = slot;
}

void queue_append(struct queue *queue, int slot) { queue_insert(queue, slot, NIL); }

void queue_remove(struct queue *queue, int slot) {
  int before = threads[slot].previous, after = threads[slot].next;
  if (before == NIL) queue->first = after;
  else threads[before].next = after;
  if (after == NIL) queue->last = before;
  else threads[after].previous = before;
}

/* The thread leaves the queue in which it is, if it is in one. The one that runs is in none. */
void leave_queue(int slot) {
  const struct thread *t = &threads[slot];
  if (can_run(slot) && slot != running) queue_remove(ready_queue(slot), slot);
  if (t->phase == SENDING) queue_remove(&threads[t->to % MAX_SLOTS].senders, slot);
}
