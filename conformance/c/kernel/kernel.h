/*
 * A complete L4 in C99 for all profiles, written from docs/guides/contract.md and the lecture.
 * It needs no C library but in main.c. Here is what its parts know of each other; each function is explained where it is.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include "../l4c.h"

#define MAX_SLOTS (L4C_MAX_TASKS * L4C_MAX_LTHREADS)
#define PAGE_BYTES 4096
#define PAGE_WORDS 1024

/* No slot, no page. */
#define NIL (-1)

/* A thread that is there, was there or is to come: slot + MAX_SLOTS * (how many were made at the slot before it). */
typedef int32_t tid;
#define NOBODY (-1)
#define ANY (-2)
/* An interrupt line, of which a receive may ask for a message. */
#define LINE(number) (-3 - (tid)(number))

#define FOREVER UINT64_MAX

/*
 * Where a thread stands in the chart of IPC. TRANSFERRING: a message in memory is copied, from it or to it. HALTED: its fault found
 * no pager, or no handler.
 */
enum phase { ABSENT, READY, SENDING, RECEIVING, TRANSFERRING, HALTED };

/* First in, first out, of slots. A thread is in one queue at most: ready to run, or waiting to send to somebody. */
struct queue {
  int first, last;
};

/* A receive phase. Whom it names is settled when the call is made. */
struct reception {
  tid from;
  int has_window;
  l4c_fpage window;
  uint32_t timeout_ms;
  l4c_memory memory;
};

/* What a thread has to do with a copy, from the first step to the end of both IPCs, also while one of the two waits for its pager. */
enum role { ALONE, SENDER, RECEIVER };

/* One side of a copy: `count` pieces, the first being the words in memory if the message has any. */
struct side {
  uint32_t count;
  l4c_piece pieces[L4C_MAX_STRINGS + 1];
  uint32_t first, at, done; /* where the string that is copied begins; the piece that is, and how many of its bytes are over */
};

/* A copy, as its sender has it, who executes it. What was settled when the two met outlives the calls to pagers. */
struct copy {
  l4c_send message;
  int receives;
  struct reception reception; /* of the sender, when it has sent */
  struct reception room;      /* of the receiver */
  struct side source, target;
  int is_cut;      /* there is no more room for what follows */
  uint32_t done;   /* how many steps */
  enum role paged; /* whose page for the next step was asked for */
};

/* A step of a copy: bytes within one page of either side. */
struct step {
  uint32_t from, to, bytes;
};

struct access {
  uint32_t address, value;
  int is_store;
};

/* Why the kernel makes an IPC in the name of a thread: for an access that is tried again, an exception, or a page that a copy lacks. */
enum fault { FAULTLESS, ACCESS, TRAP, PAGE };

struct thread {
  enum phase phase;
  uint32_t births; /* how many threads were ever made at this slot */
  int priority;
  uint32_t slice_ms; /* how long it runs before its equals have their turn */
  uint64_t arrival;  /* counts up: when it came to stand among the ready threads */
  uint32_t ip;
  tid pager, handler;

  l4c_send message; /* of its send phase */
  tid to;
  int receives; /* a receive phase follows */
  struct reception reception;
  uint64_t due_ms; /* when its wait ends by itself, by the clock */

  enum fault fault;
  struct access access; /* of ACCESS: tried again when the thread runs */

  enum role role;
  int partner;      /* unless ALONE: the slot of the other side */
  struct copy copy; /* of a SENDER */

  enum l4c_shows shows; /* what it shows when it runs next */
  l4c_result result;
  tid sender; /* of the message in `result`; its name is found when it is shown */
  uint32_t loaded;

  struct queue senders;
  int next, previous; /* in the queue in which it is */
};

struct task {
  int chief; /* the task that made it, or one of these */
  int mcp;   /* the highest priority that it may give */
};
#define NO_TASK (-1)
#define NO_CHIEF (-2)

struct line {
  tid owner;     /* the thread that attached to it */
  int is_raised; /* an interrupt came that its owner has not received */
};

extern l4c_boot machine;
extern struct thread threads[MAX_SLOTS];
extern struct task tasks[L4C_MAX_TASKS];
extern uint64_t clock_ms;
extern int running;  /* a slot, or NIL while the machine idles */
extern int receiver; /* the last that a message of this step made ready: a slot, or NIL */
extern uint64_t slice_end_ms; /* of the running thread */

/* threads.c */
int slot_count(void);
int task_of(int slot);
tid tid_at(int slot);
int find(tid id);
tid number_of(l4c_id name);
tid servant_of(l4c_id name);
l4c_id name_of(tid id);
void create(int slot, uint32_t ip, tid pager, tid handler, int priority, uint32_t slice_ms);
void queue_clear(struct queue *queue);
void queue_insert(struct queue *queue, int slot, int before);
void queue_append(struct queue *queue, int slot);
void queue_remove(struct queue *queue, int slot);
void leave_queue(int slot);

/* schedule.c */
void schedule_boot(void);
struct queue *ready_queue(int slot);
int can_run(int slot);
void arrive(int slot);
void make_ready(int slot, enum l4c_shows shows);
void take_processor(int slot);
void begin_slice(void);
void switch_to(int slot);
void next_turn(void);
int has_rival(void);
void yield_to(tid id);
void thread_schedule(int caller, const l4c_request *x);
l4c_seen resume(void);

/* spaces.c */
void spaces_boot(void);
void transfer_item(const l4c_item *item, int from_task, int to_task, l4c_fpage window);
void unmap(int task, l4c_fpage fpage, int own, int read_only);
void clear_space(int task);
uint32_t *word_at(int task, const struct access *access);

/* ipc.c */
void ipc(int slot, const l4c_request *x);
void send_phase(int slot);
void end_ipc(int slot, enum l4c_phases phase, enum l4c_causes cause);
void end_wait(int slot, enum l4c_causes cause);
void await(int slot);
int lacks_window(int from, int to);
void arrive_whole(int from, int to);
void arrive_cut(int from, int to);

/* strings.c */
int is_in_memory(const l4c_send *message);
uint32_t strings_of(const l4c_memory *memory);
void lay_out(struct copy *copy);
int find_step(struct copy *copy, struct step *step);
void copy_step(struct copy *copy, const struct step *step, const uint32_t *from, uint32_t *to);

/* copy.c */
void begin_copy(int from, int to);
void go_on(int from);
void page_answered(int slot);
void page_fails(int slot, enum l4c_causes cause);
void abort_copy(int slot);
void bereave(int slot);

/* during.c */
void during_boot(void);
void announce(uint32_t k, const l4c_event *event);
int is_interrupted(int from);

/* faults.c */
void access_memory(int slot);
void trap(int slot, uint32_t vector);
void call_servant(int slot, enum fault fault, tid servant, uint32_t word, uint32_t ip, uint32_t timeout_ms);

/* interrupts.c */
void interrupts_boot(void);
int interrupt(uint32_t line);
void detach(tid owner);
int receive_from_line(int slot);

/* tasks.c */
void tasks_boot(void);
void show(int slot, enum l4c_results call);
void id_nearest(int caller, l4c_id of);
void task_new(int caller, const l4c_request *x);
void lthread_ex_regs(int caller, const l4c_request *x);

/* timeouts.c */
#define SCAN_MS 4
uint64_t due_after(uint32_t timeout_ms);
void tick(uint64_t ms);

/* step.c */
l4c_seen boot(const l4c_boot *wanted);
l4c_seen step(const l4c_request *x);

#endif
