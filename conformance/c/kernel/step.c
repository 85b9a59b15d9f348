/* One step: an instruction of the running thread, a tick or an interrupt; then the kernel works until a thread needs the next instruction. */
#include "kernel.h"

#define BOOT_PRIORITY 100

l4c_seen boot(const l4c_boot *wanted) {
  static const struct thread unborn;
  int slot;
  machine = *wanted;
  clock_ms = machine.clock_ms;
  for (slot = 0; slot < slot_count(); ++slot) threads[slot] = unborn;
  schedule_boot();
  spaces_boot();
  interrupts_boot();
  during_boot();
  tasks_boot();
  create(0, 0, NOBODY, NOBODY, BOOT_PRIORITY, L4C_NEVER);
  return resume();
}

static void access_by(int slot, const l4c_request *x) {
  struct access *access = &threads[slot].access;
  access->address = x->address;
  access->value = x->value;
  access->is_store = x->call == L4C_CALL_STORE;
  access_memory(slot);
}

static l4c_seen time_passes(uint64_t ms) {
  uint64_t start_ms = clock_ms;
  l4c_seen seen;
  tick(ms);
  seen = resume();
  seen.ticked = 1;
  seen.elapsed_ms = clock_ms - start_ms;
  return seen;
}

l4c_seen step(const l4c_request *x) {
  static const l4c_seen ignored = {{L4C_IDLE, 0, 0, 0, 0}, L4C_SHOWS_IGNORED, {0}, 0, 0, 0};
  int caller = running;
  if (x->call == L4C_CALL_TICK) return time_passes(x->ms);
  if (x->call == L4C_CALL_INTERRUPT) {
    interrupt(x->line);
    return resume();
  }
  if (x->call == L4C_CALL_DURING) {
    announce(x->k, &x->event);
    return resume();
  }
  if (caller == NIL) return ignored;
  switch (x->call) {
  case L4C_CALL_IPC: ipc(caller, x); break;
  case L4C_CALL_ID_NEAREST: id_nearest(caller, x->of); break;
  case L4C_CALL_FPAGE_UNMAP: unmap(task_of(caller), x->fpage, x->own, x->read_only); break;
  case L4C_CALL_THREAD_SWITCH: yield_to(number_of(x->to)); break;
  case L4C_CALL_THREAD_SCHEDULE: thread_schedule(caller, x); break;
  case L4C_CALL_TASK_NEW: task_new(caller, x); break;
  case L4C_CALL_LTHREAD_EX_REGS: lthread_ex_regs(caller, x); break;
  case L4C_CALL_LOAD:
  case L4C_CALL_STORE: access_by(caller, x); break;
  case L4C_CALL_TRAP: trap(caller, x->vector); break;
  case L4C_CALL_TICK:
  case L4C_CALL_INTERRUPT:
  case L4C_CALL_DURING: break; /* events, and no instructions */
  }
  return resume();
}
