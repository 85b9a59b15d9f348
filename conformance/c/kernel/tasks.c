/* Tasks and threads (L.72): how they are made, how a task is deleted, and how registers are exchanged. */
#include "kernel.h"

struct task tasks[L4C_MAX_TASKS];

void tasks_boot(void) {
  uint32_t i;
  for (i = 0; i < machine.tasks; ++i) tasks[i].chief = NO_TASK;
  tasks[0].chief = NO_CHIEF;
  tasks[0].mcp = L4C_MAX_PRIORITY;
}

/* The running thread learns the result of its call at once, and runs on. */
void show(int slot, enum l4c_results call) {
  threads[slot].result.call = call;
  threads[slot].shows = L4C_SHOWS_RESULT;
}

static void show_thread(int slot, enum l4c_results call, tid id) {
  show(slot, call);
  threads[slot].result.thread = name_of(id);
}

/* Without clans a message reaches the thread that it names. */
void id_nearest(int caller, l4c_id of) {
  tid id = of.who == L4C_NOBODY ? tid_at(caller) : number_of(of);
  show_thread(caller, L4C_RESULT_ID_NEAREST, find(id) == NIL ? NOBODY : id);
}

/* ---- The end of a task ---- */

/* The thread is gone: it leaves its queue, and whoever waits for it alone is told. */
static void kill(int slot) {
  tid gone = tid_at(slot);
  int other;
  leave_queue(slot);
  bereave(slot);
  detach(gone);
  threads[slot].phase = ABSENT;
  for (other = 0; other < slot_count(); ++other) {
    const struct thread *t = &threads[other];
    int awaits = (t->phase == SENDING && t->to == gone) || (t->phase == RECEIVING && t->reception.from == gone);
    if (awaits) end_wait(other, L4C_CAUSE_NON_EXISTENT);
  }
}

static void delete_alone(int task) {
  int lthread;
  tasks[task].chief = NO_TASK;
  for (lthread = 0; lthread < (int)machine.lthreads; ++lthread) {
    int slot = task * (int)machine.lthreads + lthread;
    if (threads[slot].phase != ABSENT) kill(slot);
  }
  clear_space(task);
}

/* With a task go the tasks that it made, and those that they made. A chief never has a later end than what it made. */
static void delete_task(int doomed) {
  int is_doomed[L4C_MAX_TASKS] = {0}, more = 1, task;
  is_doomed[doomed] = 1;
  while (more)
    for (more = 0, task = 0; task < (int)machine.tasks; ++task)
      if (!is_doomed[task] && tasks[task].chief >= 0 && is_doomed[tasks[task].chief]) is_doomed[task] = more = 1;
  for (task = 0; task < (int)machine.tasks; ++task)
    if (is_doomed[task]) delete_alone(task);
}

/* ---- The calls ---- */

static int is_active(int task) {
  int lthread;
  for (lthread = 0; lthread < (int)machine.lthreads; ++lthread)
    if (threads[task * (int)machine.lthreads + lthread].phase != ABSENT) return 1;
  return 0;
}

/* Makes a task whose number is free, or was reserved by its chief. What is active is deleted first. Nobody else may. */
void task_new(int caller, const l4c_request *x) {
  int task = (int)x->task, own = task_of(caller), slot = task * (int)machine.lthreads, most = tasks[own].mcp;
  int priority = threads[caller].priority;
  tid pager;
  if (x->task >= machine.tasks || (tasks[task].chief != NO_TASK && tasks[task].chief != own)) {
    show_thread(caller, L4C_RESULT_TASK_NEW, NOBODY);
    return;
  }
  if (is_active(task)) delete_task(task);
  tasks[task].chief = own;
  tasks[task].mcp = L4C_HAS(x, MCP) && (int)x->mcp < most ? (int)x->mcp : most;
  if (priority > tasks[task].mcp) priority = tasks[task].mcp;
  pager = servant_of(x->pager);
  if (x->pager.who != L4C_NOBODY) create(slot, x->ip, pager, pager, priority, threads[caller].slice_ms);
  show_thread(caller, L4C_RESULT_TASK_NEW, x->pager.who == L4C_NOBODY ? NOBODY : tid_at(slot));
}

/* Its IPC is cancelled, or a copy aborted; a wait in a fault ends without a word, and a halted thread is ready again. */
static void cancel(int slot) {
  struct thread *t = &threads[slot];
  if (t->phase == READY) return;
  if (t->role != ALONE) {
    abort_copy(slot);
    return;
  }
  if (t->fault == FAULTLESS) {
    end_wait(slot, L4C_CAUSE_CANCELLED);
    return;
  }
  leave_queue(slot);
  if (t->fault == TRAP) t->fault = FAULTLESS;
  make_ready(slot, L4C_SHOWS_NOTHING);
}

/* The registers of a thread that is there: the caller learns the old ones. */
static void exchange(int caller, int slot, const l4c_request *x) {
  struct thread *t = &threads[slot];
  l4c_result *result = &threads[caller].result;
  result->exchanged = 1;
  result->ip = t->ip;
  result->pager = name_of(t->pager);
  result->handler = name_of(t->handler);
  if (L4C_HAS(x, PAGER)) t->pager = servant_of(x->pager);
  if (L4C_HAS(x, HANDLER)) t->handler = servant_of(x->handler);
  cancel(slot);
  if (!L4C_HAS(x, IP)) return;
  t->ip = x->ip;
  if (slot == caller) return;
  t->fault = FAULTLESS; /* with a new instruction pointer it forgets what it was about */
  t->shows = L4C_SHOWS_NOTHING;
}

void lthread_ex_regs(int caller, const l4c_request *x) {
  const struct thread *own = &threads[caller];
  int slot = task_of(caller) * (int)machine.lthreads + (int)x->lthread;
  threads[caller].result.exchanged = 0;
  if (x->lthread < machine.lthreads && threads[slot].phase != ABSENT) exchange(caller, slot, x);
  else if (x->lthread < machine.lthreads)
    create(slot, x->ip, L4C_HAS(x, PAGER) ? servant_of(x->pager) : own->pager,
           L4C_HAS(x, HANDLER) ? servant_of(x->handler) : own->handler, own->priority,
           own->slice_ms);
  show(caller, L4C_RESULT_LTHREAD_EX_REGS);
}
