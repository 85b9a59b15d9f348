/* Loads, stores, and page faults as IPC (L.22-23, L.74). */
#include "kernel.h"

/* A fault is a call to the thread's pager, made by the kernel in the thread's name; the answer may map pages anywhere. */
static void raise_fault(int slot) {
  static const l4c_send empty;
  struct thread *t = &threads[slot];
  t->is_faulted = 1;
  t->message = empty;
  t->message.word_count = 2;
  t->message.words[0] = t->access.address + (t->access.is_store ? 2 : 0);
  t->message.words[1] = t->ip;
  t->message.timeout_ms = L4C_NEVER;
  t->to = t->pager;
  t->receives = 1;
  t->reception.from = t->pager;
  t->reception.has_window = 1;
  t->reception.window.base = 0;
  t->reception.window.size_log2 = L4C_MAX_SIZE_LOG2;
  t->reception.timeout_ms = L4C_NEVER;
  send_phase(slot);
}

/* Performs the access of the running thread, or raises a fault. */
void access_memory(int slot) {
  struct thread *t = &threads[slot];
  uint32_t *word = word_at(task_of(slot), &t->access);
  if (word == 0) {
    raise_fault(slot);
    return;
  }
  if (t->access.is_store) *word = t->access.value;
  t->loaded = *word;
  t->shows = t->access.is_store ? L4C_SHOWS_STORED : L4C_SHOWS_LOADED;
}
