/* Between two steps of a copy interrupts are taken, and other threads may run (L.57): an event may be announced for such a moment. */
#include "kernel.h"

static int is_announced;
static uint32_t wanted; /* how many steps are to be done by then, one at least */
static l4c_event awaited;

void during_boot(void) { is_announced = 0; }

/* The event that was announced before will not come any more. */
void announce(uint32_t k, const l4c_event *event) {
  is_announced = 1;
  wanted = k > 0 ? k : 1;
  awaited = *event;
}

/*
 * Before the next step the event comes, if it is time for it. Is the processor to go elsewhere, and the copy to wait for its turn? Time
 * passes for the sender, which runs; a turn that ends may be followed by another of its own. Who had a message before in this step runs no sooner.
 */
int is_interrupted(int from) {
  if (!is_announced || threads[from].copy.done < wanted) return 0;
  is_announced = 0;
  switch (awaited.kind) {
  case L4C_EVENT_INTERRUPT: return interrupt(awaited.line);
  case L4C_EVENT_TICK:
    tick(awaited.ms);
    if (running == from) return 0;
    break;
  case L4C_EVENT_SLICE_END:
    if (slice_end_ms == FOREVER) return 0;
    next_turn();
    break;
  }
  receiver = NIL;
  return 1;
}
