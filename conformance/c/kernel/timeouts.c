/*
 * Timeouts (L.59-60) and slices. The timer looks at all waiting threads every SCAN_MS, as in the array of L.60; a wait that has come
 * to its end by then is over, and so is the slice of the running thread. So a wakeup and the end of a slice are late by less than
 * SCAN_MS. Scans at which nothing is due are passed over.
 */
#include "kernel.h"

uint64_t clock_ms;

uint64_t due_after(uint32_t timeout_ms) { return timeout_ms == L4C_NEVER ? FOREVER : clock_ms + timeout_ms; }

static int waits(int slot) { return threads[slot].phase == SENDING || threads[slot].phase == RECEIVING; }

/* The moment of the next scan that finds something, or FOREVER. A slice that is over matters only to a rival. */
static uint64_t next_scan(void) {
  uint64_t due_ms = FOREVER;
  int slot;
  for (slot = 0; slot < slot_count(); ++slot)
    if (waits(slot) && threads[slot].due_ms < due_ms) due_ms = threads[slot].due_ms;
  if (running != NIL && slice_end_ms < due_ms && has_rival())
    due_ms = slice_end_ms > clock_ms ? slice_end_ms : clock_ms + 1;
  return due_ms == FOREVER ? FOREVER : (due_ms + SCAN_MS - 1) / SCAN_MS * SCAN_MS;
}

static int higher_of(int first, int slot) {
  return first == NIL || threads[slot].priority > threads[first].priority ? slot : first;
}

/* Ends the waits that are due: of the threads woken, the first of the highest priority, or NIL. With the wait for a page a copy ends. */
static int scan(void) {
  int first = NIL, slot;
  for (slot = 0; slot < slot_count(); ++slot) {
    int is_alone = threads[slot].role == ALONE;
    if (!waits(slot) || threads[slot].due_ms > clock_ms) continue;
    end_wait(slot, L4C_CAUSE_TIMEOUT);
    first = higher_of(first, slot);
    if (!is_alone) first = higher_of(first, threads[slot].partner);
  }
  return first;
}

/* Time passes: until it is over, a thread is woken whose priority is above that of the running one, or a turn is over. */
void tick(uint64_t ms) {
  uint64_t end_ms = clock_ms + ms, scan_ms;
  while ((scan_ms = next_scan()) <= end_ms) {
    int woken, ran = running;
    clock_ms = scan_ms;
    woken = scan();
    if (woken != NIL && (ran == NIL || threads[woken].priority > threads[ran].priority)) {
      switch_to(woken);
      begin_slice();
    } else if (slice_end_ms <= clock_ms) {
      next_turn();
    }
    if (running != ran) return;
  }
  clock_ms = end_ms;
}
