/* IPC (L.45-58): a rendez-vous of a send and a receive, without buffers; the five forms of one call. */
#include "kernel.h"

static void receive_phase(int slot);

/* How an IPC ends. If the kernel made it in the thread's name for a fault, no answer can come: the thread is halted, or its copy ends. */
void end_ipc(int slot, enum l4c_phases phase, enum l4c_causes cause) {
  struct thread *t = &threads[slot];
  if (t->fault == PAGE) {
    page_fails(slot, cause);
    return;
  }
  if (t->fault != FAULTLESS) {
    t->phase = HALTED;
    t->due_ms = FOREVER;
    return;
  }
  t->result.call = L4C_RESULT_IPC;
  t->result.phase = phase;
  t->result.cause = cause;
  make_ready(slot, L4C_SHOWS_RESULT);
}

/* The thread, which waits, waits no longer, and is told why in the phase in which it waited. */
void end_wait(int slot, enum l4c_causes cause) {
  enum l4c_phases phase = threads[slot].phase == SENDING ? L4C_PHASE_SEND : L4C_PHASE_RECEIVE;
  leave_queue(slot);
  end_ipc(slot, phase, cause);
}

/* The words reach the receiver. If they answer a fault it learns nothing: it tries its access again, goes on after its trap, or with its copy. */
static void deliver(int from, int to, enum l4c_causes cause) {
  struct thread *t = &threads[to];
  const l4c_send *message = &threads[from].message;
  uint32_t i;
  if (t->fault == PAGE) {
    page_answered(to);
    return;
  }
  if (t->fault != FAULTLESS) {
    if (t->fault == TRAP) t->fault = FAULTLESS;
    make_ready(to, L4C_SHOWS_NOTHING);
    return;
  }
  t->result.word_count = message->word_count;
  for (i = 0; i < message->word_count; ++i) t->result.words[i] = message->words[i];
  t->result.memory_words = message->memory.words;
  t->result.memory_strings = strings_of(&message->memory);
  t->sender = tid_at(from);
  end_ipc(to, L4C_PHASE_RECEIVE, cause);
}

/* The message has items, and the receiver no window for them. */
int lacks_window(int from, int to) { return threads[from].message.item_count > 0 && !threads[to].reception.has_window; }

/* The message does not fit: both sides are told, and the sender does not go on to receive. */
void arrive_cut(int from, int to) {
  receiver = to;
  deliver(from, to, L4C_CAUSE_MESSAGE_CUT);
  end_ipc(from, L4C_PHASE_SEND, L4C_CAUSE_MESSAGE_CUT);
}

/* The items and then the words go to the receiver; then the sender goes on with its call. */
void arrive_whole(int from, int to) {
  struct thread *sender = &threads[from];
  uint32_t i;
  receiver = to;
  for (i = 0; i < sender->message.item_count; ++i)
    transfer_item(&sender->message.items[i], task_of(from), task_of(to), threads[to].reception.window);
  deliver(from, to, L4C_CAUSE_OK);
  if (sender->receives) receive_phase(from);
  else end_ipc(from, L4C_PHASE_SEND, L4C_CAUSE_OK);
}

/* The message of one thread goes to another, which takes it by its receive phase. Of an answer to a fault only the items count. */
static void transfer(int from, int to) {
  if (is_in_memory(&threads[from].message) && threads[to].fault == FAULTLESS) begin_copy(from, to);
  else if (lacks_window(from, to)) arrive_cut(from, to);
  else arrive_whole(from, to);
}

/* A fault message does not answer a fault: two threads that page each other would go on for ever. */
static int waits_for(int to, int from) {
  const struct thread *t = &threads[to];
  if (t->phase != RECEIVING || (t->fault != FAULTLESS && threads[from].fault != FAULTLESS)) return 0;
  return t->reception.from == ANY || t->reception.from == tid_at(from);
}

/* The send phase, whose message and destination the thread has. */
void send_phase(int slot) {
  struct thread *t = &threads[slot];
  int to = find(t->to);
  if (to == NIL || to == slot) {
    end_ipc(slot, L4C_PHASE_SEND, L4C_CAUSE_NON_EXISTENT);
  } else if (waits_for(to, slot)) {
    transfer(slot, to);
  } else if (t->message.timeout_ms == 0) {
    end_ipc(slot, L4C_PHASE_SEND, L4C_CAUSE_TIMEOUT);
  } else {
    t->phase = SENDING;
    t->due_ms = due_after(t->message.timeout_ms);
    queue_append(&threads[to].senders, slot);
  }
}

/* The thread waits for a message until its receive phase times out. */
void await(int slot) {
  threads[slot].phase = RECEIVING;
  threads[slot].due_ms = due_after(threads[slot].reception.timeout_ms);
}

/* The receive phase, which takes an interrupt before all others, or else the sender that has waited longest of those that it accepts. */
static void receive_phase(int slot) {
  struct thread *t = &threads[slot];
  const struct reception *wanted = &t->reception;
  int sender = t->senders.first;
  if (receive_from_line(slot)) return;
  while (sender != NIL && wanted->from != ANY && wanted->from != tid_at(sender)) sender = threads[sender].next;
  if (wanted->from >= 0 && find(wanted->from) == NIL) {
    end_ipc(slot, L4C_PHASE_RECEIVE, L4C_CAUSE_NON_EXISTENT);
  } else if (sender != NIL && t->fault == FAULTLESS) {
    leave_queue(sender);
    transfer(sender, slot);
  } else if (wanted->timeout_ms == 0) {
    end_ipc(slot, L4C_PHASE_RECEIVE, L4C_CAUSE_TIMEOUT);
  } else {
    await(slot);
  }
}

void ipc(int slot, const l4c_request *x) {
  struct thread *t = &threads[slot];
  t->message = x->send;
  t->to = number_of(x->send.to);
  t->receives = L4C_HAS(x, RECEIVE);
  t->reception.from = number_of(x->receive.from);
  t->reception.has_window = x->receive.has_window;
  t->reception.window = x->receive.window;
  t->reception.timeout_ms = x->receive.timeout_ms;
  t->reception.memory = x->receive.memory;
  if (t->reception.from == tid_at(slot)) t->reception.from = NOBODY; /* to receive from oneself is to sleep */
  if (L4C_HAS(x, SEND)) send_phase(slot);
  else receive_phase(slot);
}
