/* Loads and stores; page faults and exceptions as IPC (L.20, L.22-23, L.74). */
#include "kernel.h"

/* A fault is a call, by the kernel in the thread's name, to its pager or its handler; the answer may map pages anywhere. */
void call_servant(int slot, enum fault fault, tid servant, uint32_t word, uint32_t ip, uint32_t timeout_ms) {
  static const l4c_send empty;
  struct thread *t = &threads[slot];
  t->fault = fault;
  t->message = empty;
  t->message.word_count = 2;
  t->message.words[0] = word;
  t->message.words[1] = ip;
  t->message.timeout_ms = timeout_ms;
  t->to = servant;
  t->receives = 1;
  t->reception.from = servant;
  t->reception.has_window = 1;
  t->reception.window.base = 0;
  t->reception.window.size_log2 = L4C_MAX_SIZE_LOG2;
  t->reception.timeout_ms = timeout_ms;
  send_phase(slot);
}

/* Performs the access of the running thread, or raises a fault. */
void access_memory(int slot) {
  struct thread *t = &threads[slot];
  uint32_t *word = word_at(task_of(slot), &t->access);
  if (word == 0) {
    call_servant(slot, ACCESS, t->pager, t->access.address + (t->access.is_store ? 2 : 0), t->ip, L4C_NEVER);
    return;
  }
  if (t->access.is_store) *word = t->access.value;
  t->loaded = *word;
  t->shows = t->access.is_store ? L4C_SHOWS_STORED : L4C_SHOWS_LOADED;
}

/* An exception of the running thread. */
void trap(int slot, uint32_t vector) {
  call_servant(slot, TRAP, threads[slot].handler, vector, threads[slot].ip, L4C_NEVER);
}
