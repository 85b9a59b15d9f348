/*
 * l4c.h: the two ends of a line, for a kernel in C99 that l4-conformance tests.
 *
 * The suite writes one JSON object a line, and the kernel answers each with one. This header reads a line into an
 * `l4c_request` and prints an `l4c_seen`. It needs no C library, allocates nothing and keeps nothing. A kernel is a loop:
 *
 *     char line[L4C_LINE], reply[L4C_LINE];
 *     l4c_request x;
 *     while (fgets(line, sizeof line, stdin)) {
 *       l4c_seen seen = {0};
 *       enum l4c_status status = l4c_parse(line, &x);
 *       if (status == L4C_MALFORMED) l4c_print_error(reply, sizeof reply, x.n, "malformed line");
 *       else if (status == L4C_UNKNOWN) l4c_print_cannot(reply, sizeof reply, x.n, "not in this contract");
 *       else if (x.kind == L4C_HELLO) l4c_print_manifest(reply, sizeof reply, &my_manifest);
 *       else { my_kernel(&x, &seen); l4c_print_seen(reply, sizeof reply, x.n, &seen); }
 *       puts(reply); fflush(stdout);
 *     }
 *
 * `my_kernel` is yours. If x.kind is L4C_BOOT, start the machine of x.boot afresh: thread 0.0 runs, which is what a
 * `seen` of zeros says. If it is L4C_STIMULUS, the running thread executes one instruction, x.call; its operands are the
 * fields of x that it needs (L4C_HAS(&x, PAGER) asks for one that may be left out); or x.call is L4C_CALL_TICK, and up to
 * x.ms milliseconds pass, of which seen.elapsed_ms says how many did; or it is L4C_CALL_DURING, and x.event is to come in the
 * middle of the next copy of which x.k steps are done. Then the machine runs until some thread needs its next instruction:
 * seen.running is that thread, or who = L4C_IDLE; seen.shows, and what goes with it, is what THAT thread now learns of its
 * own last instruction, and an earlier answer did not say. The meaning of it all is in docs/guides/contract.md; a whole kernel
 * over this header is in conformance/c/kernel.
 *
 * A thread is an l4c_id: who = L4C_THREAD and task, lthread, nth, where nth 0 means that the line leaves it out; or who =
 * L4C_NOBODY or, as the source of a receive, L4C_ANY or L4C_DEVICE, an interrupt line of which `line` is the number. Times
 * and slices are milliseconds or L4C_NEVER. An event, L4C_CALL_INTERRUPT, comes as x.call, too. A kernel that does not know a
 * call answers with l4c_print_cannot: the program is dropped, and counted. l4c_print_error gives up. A line that does not
 * begin with `{` is the kernel's log. Flush each reply, or at least whenever no further line is at hand; the suite writes
 * ahead as many lines as `window` of the manifest says. Printing returns the length of the reply, or 0 if it did not fit:
 * L4C_LINE bytes always suffice for what is seen. A line may have its fields in any order, any white space between them,
 * and whole numbers in any form of JSON. The header speaks of all profiles.
 */
#ifndef L4C_H
#define L4C_H

#include <stddef.h>
#include <stdint.h>

/* vocabulary: begin */
/* Made from the zod types by vocabulary-header.ts, whose test compares. */
#define L4C_CONTRACT 1
#define L4C_MAX_WORDS 2
#define L4C_MAX_ITEMS 4
#define L4C_MAX_STRINGS 31
#define L4C_MAX_BUFFER_WORDS 524285
#define L4C_MAX_TASK 2047
#define L4C_MAX_LTHREAD 127
#define L4C_MAX_NTH 1023
#define L4C_MAX_PAGE 1048575
#define L4C_MAX_SIZE_LOG2 20
#define L4C_MAX_FRAMES 1024
#define L4C_MAX_PAGES 1024
#define L4C_MAX_TASKS 64
#define L4C_MAX_LTHREADS 64
#define L4C_MAX_LINES 16
#define L4C_MAX_CLOCK_MS 1099511627776
#define L4C_MAX_TIMEOUT_MS 2147483648
#define L4C_MAX_TICK_MS 4294967296
#define L4C_MAX_VECTOR 31
#define L4C_MAX_STRING_BYTES 4194304
#define L4C_MAX_K 65535
#define L4C_MAX_PRIORITY 255
#define L4C_MAX_SLICE_MS 127
#define L4C_MAX_WINDOW 1024

enum l4c_calls {
  L4C_CALL_IPC,
  L4C_CALL_ID_NEAREST,
  L4C_CALL_FPAGE_UNMAP,
  L4C_CALL_THREAD_SWITCH,
  L4C_CALL_THREAD_SCHEDULE,
  L4C_CALL_TASK_NEW,
  L4C_CALL_LTHREAD_EX_REGS,
  L4C_CALL_LOAD,
  L4C_CALL_STORE,
  L4C_CALL_TRAP,
  L4C_CALL_TICK,
  L4C_CALL_INTERRUPT,
  L4C_CALL_DURING
};
#define L4C_CALLS 13
static const char *const l4c_call_names[] = {"ipc", "id_nearest", "fpage_unmap", "thread_switch", "thread_schedule", "task_new", "lthread_ex_regs", "load", "store", "trap", "tick", "interrupt", "during"};

enum l4c_events {
  L4C_EVENT_INTERRUPT,
  L4C_EVENT_TICK,
  L4C_EVENT_SLICE_END
};
#define L4C_EVENTS 3
static const char *const l4c_event_names[] = {"interrupt", "tick", "slice_end"};

enum l4c_results {
  L4C_RESULT_IPC,
  L4C_RESULT_ID_NEAREST,
  L4C_RESULT_THREAD_SCHEDULE,
  L4C_RESULT_TASK_NEW,
  L4C_RESULT_LTHREAD_EX_REGS
};
#define L4C_RESULTS 5
static const char *const l4c_result_names[] = {"ipc", "id_nearest", "thread_schedule", "task_new", "lthread_ex_regs"};

enum l4c_phases {
  L4C_PHASE_SEND,
  L4C_PHASE_RECEIVE
};
#define L4C_PHASES 2
static const char *const l4c_phase_names[] = {"send", "receive"};

enum l4c_causes {
  L4C_CAUSE_OK,
  L4C_CAUSE_NON_EXISTENT,
  L4C_CAUSE_TIMEOUT,
  L4C_CAUSE_MESSAGE_CUT,
  L4C_CAUSE_CANCELLED,
  L4C_CAUSE_ABORTED,
  L4C_CAUSE_SENDER_FAULT_TIMEOUT,
  L4C_CAUSE_RECEIVER_FAULT_TIMEOUT
};
#define L4C_CAUSES 8
static const char *const l4c_cause_names[] = {"ok", "nonExistent", "timeout", "messageCut", "cancelled", "aborted", "senderFaultTimeout", "receiverFaultTimeout"};

enum l4c_items {
  L4C_ITEM_MAP,
  L4C_ITEM_GRANT
};
#define L4C_ITEMS 2
static const char *const l4c_item_names[] = {"map", "grant"};

enum l4c_doings {
  L4C_DOING_READY,
  L4C_DOING_SENDING,
  L4C_DOING_RECEIVING,
  L4C_DOING_TRANSFERRING,
  L4C_DOING_HALTED
};
#define L4C_DOINGS 5
static const char *const l4c_doing_names[] = {"ready", "sending", "receiving", "transferring", "halted"};

enum l4c_profiles {
  L4C_PROFILE_SIGMA,
  L4C_PROFILE_IPC,
  L4C_PROFILE_TASKS,
  L4C_PROFILE_TIMEOUTS,
  L4C_PROFILE_SCHEDULING,
  L4C_PROFILE_EXCEPTIONS,
  L4C_PROFILE_INTERRUPTS,
  L4C_PROFILE_STRINGS
};
#define L4C_PROFILES 8
static const char *const l4c_profile_names[] = {"sigma", "ipc", "tasks", "timeouts", "scheduling", "exceptions", "interrupts", "strings"};

enum l4c_fields {
  L4C_FIELD_N,
  L4C_FIELD_HELLO,
  L4C_FIELD_BOOT,
  L4C_FIELD_DO,
  L4C_FIELD_SEND,
  L4C_FIELD_RECEIVE,
  L4C_FIELD_OF,
  L4C_FIELD_FPAGE,
  L4C_FIELD_OWN,
  L4C_FIELD_READ_ONLY,
  L4C_FIELD_TO,
  L4C_FIELD_PRIORITY,
  L4C_FIELD_SLICE_MS,
  L4C_FIELD_TASK,
  L4C_FIELD_PAGER,
  L4C_FIELD_IP,
  L4C_FIELD_MCP,
  L4C_FIELD_LTHREAD,
  L4C_FIELD_HANDLER,
  L4C_FIELD_ADDRESS,
  L4C_FIELD_VALUE,
  L4C_FIELD_VECTOR,
  L4C_FIELD_MS,
  L4C_FIELD_LINE,
  L4C_FIELD_K,
  L4C_FIELD_EVENT
};
#define L4C_FIELDS 26
static const char *const l4c_field_names[] = {"n", "hello", "boot", "do", "send", "receive", "of", "fpage", "own", "readOnly", "to", "priority", "sliceMs", "task", "pager", "ip", "mcp", "lthread", "handler", "address", "value", "vector", "ms", "line", "k", "event"};
#define L4C_BIT(field) (1u << L4C_FIELD_##field)
/* By call: the fields that its line must have, and those that it may have. */
static const uint32_t l4c_call_needs[] = {
  L4C_BIT(N) | L4C_BIT(DO),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(OF),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(FPAGE) | L4C_BIT(OWN) | L4C_BIT(READ_ONLY),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(TO),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(OF),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(TASK) | L4C_BIT(PAGER) | L4C_BIT(IP),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(LTHREAD),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(ADDRESS),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(ADDRESS) | L4C_BIT(VALUE),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(VECTOR),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(MS),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(LINE),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(K) | L4C_BIT(EVENT),
};
static const uint32_t l4c_call_takes[] = {
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(SEND) | L4C_BIT(RECEIVE),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(OF),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(FPAGE) | L4C_BIT(OWN) | L4C_BIT(READ_ONLY),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(TO),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(OF) | L4C_BIT(PRIORITY) | L4C_BIT(SLICE_MS),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(TASK) | L4C_BIT(PAGER) | L4C_BIT(IP) | L4C_BIT(MCP),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(LTHREAD) | L4C_BIT(IP) | L4C_BIT(PAGER) | L4C_BIT(HANDLER),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(ADDRESS),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(ADDRESS) | L4C_BIT(VALUE),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(VECTOR),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(MS),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(LINE),
  L4C_BIT(N) | L4C_BIT(DO) | L4C_BIT(K) | L4C_BIT(EVENT),
};
/* vocabulary: end */

/* Bytes of the longest line that the suite writes and of the longest reply, the final 0 included. */
#define L4C_LINE 8192
#define L4C_NEVER 0xffffffffu

enum l4c_status {
  L4C_UNDERSTOOD,
  L4C_UNKNOWN,  /* one JSON object with its n, but no request of this contract: answer `cannot` */
  L4C_MALFORMED /* anything else: answer `error`; n is 0 if it could not be read */
};

enum l4c_who { L4C_THREAD, L4C_NOBODY, L4C_ANY, L4C_DEVICE, L4C_IDLE };

typedef struct {
  enum l4c_who who;
  uint32_t task, lthread, nth;
  uint32_t line; /* of L4C_DEVICE */
} l4c_id;

typedef struct {
  uint32_t base, size_log2;
} l4c_fpage;

typedef struct {
  enum l4c_items kind;
  l4c_fpage fpage;
  uint32_t offset;
  int write;
} l4c_item;

/* A string of a message, or a buffer for one; or more of the string of the piece before it, which it `continues`. */
typedef struct {
  uint32_t address, bytes;
  int continues;
} l4c_piece;

/* What of a phase lies in memory. `words` is 0 if the line has no buffer, and `fault_timeout_ms` L4C_NEVER if it has none. */
typedef struct {
  uint32_t address, words; /* the buffer */
  uint32_t string_count;
  l4c_piece strings[L4C_MAX_STRINGS];
  uint32_t fault_timeout_ms;
} l4c_memory;

typedef struct {
  l4c_id to;
  uint32_t word_count, words[L4C_MAX_WORDS];
  uint32_t item_count;
  l4c_item items[L4C_MAX_ITEMS];
  uint32_t timeout_ms;
  l4c_memory memory;
} l4c_send;

typedef struct {
  l4c_id from;
  int has_window;
  l4c_fpage window;
  uint32_t timeout_ms;
  l4c_memory memory;
} l4c_receive;

typedef struct {
  uint32_t frames, pages, tasks, lthreads;
  uint32_t lines;    /* 0 if the line has none */
  uint64_t clock_ms; /* the same */
} l4c_boot;

/* What comes in the middle of a copy: an interrupt on a line, a tick of some ms, or the end of the slice. */
typedef struct {
  enum l4c_events kind;
  uint32_t line;
  uint64_t ms;
} l4c_event;

enum l4c_kind { L4C_HELLO, L4C_BOOT, L4C_STIMULUS };

/* Only the fields that the line has are set; the others are 0. */
typedef struct {
  uint32_t n;
  enum l4c_kind kind;
  uint32_t fields; /* which fields the line has: fields & L4C_BIT(SEND) where it has `send` */
  uint32_t hello;  /* the contract version that the suite speaks */
  l4c_boot boot;
  enum l4c_calls call;
  l4c_send send;
  l4c_receive receive;
  l4c_id of, to, pager, handler;
  l4c_fpage fpage;
  int own, read_only;
  uint32_t task, lthread, ip, mcp, priority, slice_ms, address, value, vector, line, k;
  uint64_t ms;
  l4c_event event;
} l4c_request;
#define L4C_HAS(request, field) (((request)->fields & L4C_BIT(field)) != 0)

/*
 * Of an ipc: `from` and `words` are printed only after a message, whole or cut; `memory_words` and `memory_strings` only after a
 * whole one, if one of them is not 0. `thread`: the nearest, or the one made. Of
 * lthread_ex_regs: if there was a thread, `exchanged` and its old ip, pager and handler; else it was created. Of
 * thread_schedule: `refused`, or the old priority and slice, and what the thread is doing.
 */
typedef struct {
  enum l4c_results call;
  enum l4c_phases phase;
  enum l4c_causes cause;
  l4c_id from;
  uint32_t word_count, words[L4C_MAX_WORDS];
  uint32_t memory_words, memory_strings;
  l4c_id thread;
  int exchanged;
  uint32_t ip;
  l4c_id pager, handler;
  int refused;
  uint32_t priority, slice_ms;
  enum l4c_doings doing;
} l4c_result;

enum l4c_shows { L4C_SHOWS_NOTHING, L4C_SHOWS_RESULT, L4C_SHOWS_LOADED, L4C_SHOWS_STORED, L4C_SHOWS_IGNORED };

typedef struct {
  l4c_id running;
  enum l4c_shows shows;
  l4c_result result;
  uint32_t loaded;
  int ticked; /* the stimulus was a tick: elapsed_ms is printed */
  uint64_t elapsed_ms;
} l4c_seen;

typedef struct {
  uint32_t l4c; /* L4C_CONTRACT */
  const char *name;
  uint32_t profiles;    /* 1u << L4C_PROFILE_X for each */
  uint32_t window;      /* 0: the suite waits for each reply */
  uint32_t lateness_ms; /* how late a wakeup may be; printed if the profile timeouts is among them */
} l4c_manifest;

/* ---- Reading. Each function reads one thing at *at, moves *at past it and returns 1; or returns 0. ---- */

static inline void l4c_skip_space(const char **at) {
  while (**at == ' ' || **at == '\t' || **at == '\n' || **at == '\r') ++*at;
}

static inline int l4c_read_char(const char **at, char wanted) {
  l4c_skip_space(at);
  if (**at != wanted) return 0;
  ++*at;
  return 1;
}

static inline int l4c_same(const char *a, const char *b) {
  while (*a != 0 && *a == *b) ++a, ++b;
  return *a == *b;
}

#define L4C_NAME 32
/* Longer strings and characters beyond ASCII are read, too; they are no name: `out` is then empty. */
static inline int l4c_read_string(const char **at, char out[L4C_NAME]) {
  static const char escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";
  size_t length = 0;
  int plain = 1;
  if (!l4c_read_char(at, '"')) return 0;
  for (; **at != '"'; ++*at) {
    uint32_t c = (unsigned char)**at;
    if (c < 0x20) return 0;
    if (c == '\\') {
      c = (unsigned char)*++*at;
      if (c == 'u') {
        int i;
        for (c = 0, i = 0; i < 4; ++i) {
          char digit = *++*at;
          if (digit >= '0' && digit <= '9') c = c * 16 + (uint32_t)(digit - '0');
          else if (digit >= 'a' && digit <= 'f') c = c * 16 + (uint32_t)(digit - 'a' + 10);
          else if (digit >= 'A' && digit <= 'F') c = c * 16 + (uint32_t)(digit - 'A' + 10);
          else return 0;
        }
      } else {
        const char *pair = escapes;
        while (*pair != 0 && (unsigned char)*pair != c) pair += 2;
        if (*pair == 0) return 0;
        c = (unsigned char)pair[1];
      }
    }
    if (c == 0 || c > 0x7e || length == L4C_NAME - 1) plain = 0;
    else out[length++] = (char)c;
  }
  ++*at;
  out[plain ? length : 0] = 0;
  return 1;
}

#define L4C_NO_NUMBER UINT64_MAX
/* 4096 or 4.096e3: any number of JSON. `out` is L4C_NO_NUMBER if it is not whole, negative or beyond 2^53. */
static inline int l4c_read_any_number(const char **at, uint64_t *out) {
  const uint64_t most = (uint64_t)1 << 53;
  uint64_t value = 0;
  int negative, zeros = 0, point = 0, scale = 0, exponent = 0, large = 0;
  l4c_skip_space(at);
  negative = **at == '-';
  if (negative) ++*at;
  if (**at < '0' || **at > '9' || (**at == '0' && (*at)[1] >= '0' && (*at)[1] <= '9')) return 0;
  /* The value is `value` * 10^(zeros + exponent - scale); zeros are multiplied in only when another digit follows. */
  for (; (**at >= '0' && **at <= '9') || (**at == '.' && !point); ++*at) {
    if (**at == '.') {
      point = 1;
      if ((*at)[1] < '0' || (*at)[1] > '9') return 0;
      continue;
    }
    scale += point;
    if (**at == '0') zeros += value != 0;
    else {
      for (; zeros > 0 && !large; --zeros) large = (value *= 10) > most;
      large = large || (value = value * 10 + (uint64_t)(**at - '0')) > most;
    }
  }
  if (**at == 'e' || **at == 'E') {
    int down = *++*at == '-';
    if (down || **at == '+') ++*at;
    if (**at < '0' || **at > '9') return 0;
    for (; **at >= '0' && **at <= '9'; ++*at)
      if (exponent < 100000) exponent = exponent * 10 + (**at - '0');
    if (down) exponent = -exponent;
  }
  if (value != 0) {
    exponent += zeros - scale;
    for (; exponent > 0 && !large; --exponent) large = (value *= 10) > most;
    if (negative || large || exponent < 0) value = L4C_NO_NUMBER;
  }
  *out = value;
  return 1;
}

static inline int l4c_read_wide(const char **at, uint64_t least, uint64_t most, uint64_t *out) {
  return l4c_read_any_number(at, out) && *out >= least && *out <= most;
}

static inline int l4c_read_number(const char **at, uint32_t least, uint32_t most, uint32_t *out) {
  uint64_t value;
  if (!l4c_read_wide(at, least, most, &value)) return 0;
  *out = (uint32_t)value;
  return 1;
}

static inline int l4c_read_word(const char **at, const char *word) {
  l4c_skip_space(at);
  while (*word != 0 && **at == *word) ++*at, ++word;
  return *word == 0;
}

static inline int l4c_read_bool(const char **at, int *out) {
  l4c_skip_space(at);
  *out = **at == 't';
  return l4c_read_word(at, *out ? "true" : "false");
}

/* Any value, of at most `depth` levels. */
static inline int l4c_skip(const char **at, int depth) {
  char name[L4C_NAME];
  uint64_t number;
  l4c_skip_space(at);
  if (**at == '"') return l4c_read_string(at, name);
  if (**at == 't') return l4c_read_word(at, "true");
  if (**at == 'f') return l4c_read_word(at, "false");
  if (**at == 'n') return l4c_read_word(at, "null");
  if (**at == '[' || **at == '{') {
    int object = **at == '{';
    char end = object ? '}' : ']';
    ++*at;
    if (depth == 0) return 0;
    if (l4c_read_char(at, end)) return 1;
    do {
      if (object && !(l4c_read_string(at, name) && l4c_read_char(at, ':'))) return 0;
      if (!l4c_skip(at, depth - 1)) return 0;
    } while (l4c_read_char(at, ','));
    return l4c_read_char(at, end);
  }
  return l4c_read_any_number(at, &number);
}

/* One of `count` names: its index. */
static inline int l4c_read_name(const char **at, const char *const *names, int count, int *out) {
  char name[L4C_NAME];
  if (!l4c_read_string(at, name)) return 0;
  for (*out = 0; *out < count; ++*out)
    if (l4c_same(name, names[*out])) return 1;
  return 0;
}

enum l4c_member { L4C_END = -1, L4C_OTHER = -2, L4C_BROKEN = -3 };
/*
 * The next member of an object: reads up to its value and returns the index of its key. L4C_END after the last; L4C_OTHER
 * for a key that is none of the names; L4C_BROKEN if this is no object, or a key comes twice. `keys` begins as 0 and
 * collects bits: of key i, bit i; of any other key, bit 31.
 */
static inline int l4c_next_member(const char **at, const char *const *names, int count, uint32_t *keys) {
  char name[L4C_NAME];
  int i = 0;
  if (*keys == 0) {
    if (!l4c_read_char(at, '{')) return L4C_BROKEN;
    if (l4c_read_char(at, '}')) return L4C_END;
  } else if (!l4c_read_char(at, ',')) {
    return l4c_read_char(at, '}') ? L4C_END : L4C_BROKEN;
  }
  if (!l4c_read_string(at, name) || !l4c_read_char(at, ':')) return L4C_BROKEN;
  while (i < count && !l4c_same(name, names[i])) ++i;
  if (i == count) {
    *keys |= 1u << 31;
    return L4C_OTHER;
  }
  if ((*keys >> i & 1) != 0) return L4C_BROKEN;
  *keys |= 1u << i;
  return i;
}

/* Whether an array has an element number `index`: 1, 0 at its end, -1 if this is no array. */
static inline int l4c_next_element(const char **at, uint32_t index) {
  if (!l4c_read_char(at, index == 0 ? '[' : ',')) return index != 0 && l4c_read_char(at, ']') ? 0 : -1;
  if (index == 0 && l4c_read_char(at, ']')) return 0;
  return 1;
}

static inline int l4c_read_line(const char **at, uint32_t *out) { return l4c_read_number(at, 0, L4C_MAX_LINES - 1, out); }

/* A thread or nobody; `as_source`, of a receive, also anybody or a line. */
static inline int l4c_read_id(const char **at, int as_source, l4c_id *out) {
  static const char *const names[] = {"nobody", "any"};
  static const char *const keys[] = {"line"};
  int i, more;
  uint32_t count = 0;
  l4c_skip_space(at);
  if (**at == '"') {
    if (!l4c_read_name(at, names, as_source ? 2 : 1, &i)) return 0;
    out->who = i == 0 ? L4C_NOBODY : L4C_ANY;
    return 1;
  }
  if (**at == '{') {
    out->who = L4C_DEVICE;
    return as_source && l4c_next_member(at, keys, 1, &count) == 0 && l4c_read_line(at, &out->line) &&
           l4c_next_member(at, keys, 1, &count) == L4C_END;
  }
  out->who = L4C_THREAD;
  for (; (more = l4c_next_element(at, count)) == 1; ++count) {
    if (count == 0 && !l4c_read_number(at, 0, L4C_MAX_TASK, &out->task)) return 0;
    if (count == 1 && !l4c_read_number(at, 0, L4C_MAX_LTHREAD, &out->lthread)) return 0;
    if (count == 2 && !l4c_read_number(at, 1, L4C_MAX_NTH, &out->nth)) return 0;
    if (count == 3) return 0;
  }
  return more == 0 && count >= 2;
}

/* A number of ms, or never. */
static inline int l4c_read_time(const char **at, uint32_t least, uint32_t most, uint32_t *out) {
  static const char *const names[] = {"never"};
  int i;
  l4c_skip_space(at);
  if (**at != '"') return l4c_read_number(at, least, most, out);
  *out = L4C_NEVER;
  return l4c_read_name(at, names, 1, &i);
}

static inline int l4c_read_fpage(const char **at, l4c_fpage *out) {
  static const char *const names[] = {"base", "sizeLog2"};
  uint32_t keys = 0;
  int i, ok = 1;
  while (ok && (i = l4c_next_member(at, names, 2, &keys)) >= 0)
    ok = i == 0 ? l4c_read_number(at, 0, L4C_MAX_PAGE, &out->base)
                : l4c_read_number(at, 0, L4C_MAX_SIZE_LOG2, &out->size_log2);
  return ok && i == L4C_END && keys == 3 && out->base % (1u << out->size_log2) == 0;
}

static inline int l4c_read_item(const char **at, l4c_item *out) {
  static const char *const names[] = {"kind", "fpage", "offset", "write"};
  uint32_t keys = 0;
  int i, kind, ok = 1;
  while (ok && (i = l4c_next_member(at, names, 4, &keys)) >= 0) {
    if (i == 0) {
      ok = l4c_read_name(at, l4c_item_names, L4C_ITEMS, &kind);
      if (ok) out->kind = (enum l4c_items)kind;
    }
    if (i == 1) ok = l4c_read_fpage(at, &out->fpage);
    if (i == 2) ok = l4c_read_number(at, 0, L4C_MAX_PAGE, &out->offset);
    if (i == 3) ok = l4c_read_bool(at, &out->write);
  }
  return ok && i == L4C_END && keys == 15;
}

static inline int l4c_read_words(const char **at, l4c_send *out) {
  int more;
  while ((more = l4c_next_element(at, out->word_count)) == 1) {
    if (out->word_count == L4C_MAX_WORDS) return 0;
    if (!l4c_read_number(at, 0, UINT32_MAX, &out->words[out->word_count++])) return 0;
  }
  return more == 0;
}

static inline int l4c_read_items(const char **at, l4c_send *out) {
  int more;
  while ((more = l4c_next_element(at, out->item_count)) == 1) {
    if (out->item_count == L4C_MAX_ITEMS) return 0;
    if (!l4c_read_item(at, &out->items[out->item_count++])) return 0;
  }
  return more == 0;
}

/* Whether so many bytes from an address on lie below the end of the address space. */
static inline int l4c_is_below_end(uint32_t address, uint32_t bytes) { return (uint64_t)address + bytes <= (uint64_t)1 << 32; }

static inline int l4c_read_buffer(const char **at, l4c_memory *out) {
  static const char *const names[] = {"address", "words"};
  uint32_t keys = 0;
  int i, ok = 1;
  while (ok && (i = l4c_next_member(at, names, 2, &keys)) >= 0)
    ok = i == 0 ? l4c_read_number(at, 0, UINT32_MAX, &out->address)
                : l4c_read_number(at, 1, L4C_MAX_BUFFER_WORDS, &out->words);
  return ok && i == L4C_END && keys == 3 && out->address % 4 == 0 && l4c_is_below_end(out->address, 4 * out->words);
}

static inline int l4c_read_piece(const char **at, l4c_piece *out) {
  static const char *const names[] = {"address", "bytes", "continues"};
  uint32_t keys = 0;
  int i, ok = 1;
  while (ok && (i = l4c_next_member(at, names, 3, &keys)) >= 0) {
    if (i == 0) ok = l4c_read_number(at, 0, UINT32_MAX, &out->address);
    if (i == 1) ok = l4c_read_number(at, 0, L4C_MAX_STRING_BYTES, &out->bytes);
    if (i == 2) ok = l4c_read_bool(at, &out->continues) && out->continues;
  }
  return ok && i == L4C_END && (keys & 3) == 3 && l4c_is_below_end(out->address, out->bytes);
}

static inline int l4c_read_strings(const char **at, l4c_memory *out) {
  int more;
  while ((more = l4c_next_element(at, out->string_count)) == 1) {
    if (out->string_count == L4C_MAX_STRINGS) return 0;
    if (!l4c_read_piece(at, &out->strings[out->string_count++])) return 0;
  }
  return more == 0;
}

/* The first members of a phase, 0 to 2, are those that say what of it lies in memory. */
#define L4C_MEMORY_NAMES "buffer", "strings", "faultTimeoutMs"
static inline int l4c_read_memory(const char **at, int member, l4c_memory *out) {
  if (member == 0) return l4c_read_buffer(at, out);
  if (member == 1) return l4c_read_strings(at, out);
  return l4c_read_time(at, 0, L4C_MAX_TIMEOUT_MS, &out->fault_timeout_ms);
}

static inline int l4c_read_send(const char **at, l4c_send *out) {
  static const char *const names[] = {L4C_MEMORY_NAMES, "to", "words", "items", "timeoutMs"};
  uint32_t keys = 0;
  int i, ok = 1;
  out->memory.fault_timeout_ms = L4C_NEVER;
  while (ok && (i = l4c_next_member(at, names, 7, &keys)) >= 0) {
    if (i <= 2) ok = l4c_read_memory(at, i, &out->memory);
    if (i == 3) ok = l4c_read_id(at, 0, &out->to);
    if (i == 4) ok = l4c_read_words(at, out);
    if (i == 5) ok = l4c_read_items(at, out);
    if (i == 6) ok = l4c_read_time(at, 0, L4C_MAX_TIMEOUT_MS, &out->timeout_ms);
  }
  return ok && i == L4C_END && keys >> 3 == 15;
}

static inline int l4c_read_receive(const char **at, l4c_receive *out) {
  static const char *const names[] = {L4C_MEMORY_NAMES, "from", "timeoutMs", "window"};
  uint32_t keys = 0;
  int i, ok = 1;
  out->memory.fault_timeout_ms = L4C_NEVER;
  while (ok && (i = l4c_next_member(at, names, 6, &keys)) >= 0) {
    if (i <= 2) ok = l4c_read_memory(at, i, &out->memory);
    if (i == 3) ok = l4c_read_id(at, 1, &out->from);
    if (i == 4) ok = l4c_read_time(at, 0, L4C_MAX_TIMEOUT_MS, &out->timeout_ms);
    if (i == 5) ok = out->has_window = l4c_read_fpage(at, &out->window);
  }
  return ok && i == L4C_END && (keys >> 3 & 3) == 3;
}

static inline int l4c_read_event(const char **at, l4c_event *out) {
  static const char *const names[] = {"do", "line", "ms"};
  static const uint32_t wanted[] = {3, 5, 1}; /* by kind: the members that it has */
  uint32_t keys = 0;
  int i, kind = 0, ok = 1;
  while (ok && (i = l4c_next_member(at, names, 3, &keys)) >= 0) {
    if (i == 0) ok = l4c_read_name(at, l4c_event_names, L4C_EVENTS, &kind);
    if (i == 1) ok = l4c_read_line(at, &out->line);
    if (i == 2) ok = l4c_read_wide(at, 1, L4C_MAX_TICK_MS, &out->ms);
  }
  out->kind = (enum l4c_events)kind;
  return ok && i == L4C_END && keys == wanted[kind];
}

static inline int l4c_read_boot(const char **at, l4c_boot *out) {
  static const char *const names[] = {"frames", "pages", "tasks", "lthreads", "lines", "clockMs"};
  uint32_t keys = 0;
  int i, ok = 1;
  while (ok && (i = l4c_next_member(at, names, 6, &keys)) >= 0) {
    if (i == 0) ok = l4c_read_number(at, 1, L4C_MAX_FRAMES, &out->frames);
    if (i == 1) ok = l4c_read_number(at, 1, L4C_MAX_PAGES, &out->pages);
    if (i == 2) ok = l4c_read_number(at, 1, L4C_MAX_TASKS, &out->tasks);
    if (i == 3) ok = l4c_read_number(at, 1, L4C_MAX_LTHREADS, &out->lthreads);
    if (i == 4) ok = l4c_read_number(at, 0, L4C_MAX_LINES, &out->lines);
    if (i == 5) ok = l4c_read_wide(at, 0, L4C_MAX_CLOCK_MS, &out->clock_ms);
  }
  return ok && i == L4C_END && (keys & 15) == 15;
}

static inline int l4c_read_hello(const char **at, uint32_t *out) {
  static const char *const names[] = {"l4c"};
  uint32_t keys = 0;
  return l4c_next_member(at, names, 1, &keys) == 0 && l4c_read_number(at, 0, UINT32_MAX, out) &&
         l4c_next_member(at, names, 1, &keys) == L4C_END;
}

static inline int l4c_read_call(const char **at, enum l4c_calls *out) {
  int i;
  if (!l4c_read_name(at, l4c_call_names, L4C_CALLS, &i)) return 0;
  *out = (enum l4c_calls)i;
  return 1;
}

static inline int l4c_read_field(const char **at, enum l4c_fields field, l4c_request *out) {
  switch (field) {
  case L4C_FIELD_N: return l4c_read_number(at, 0, UINT32_MAX, &out->n);
  case L4C_FIELD_HELLO: return l4c_read_hello(at, &out->hello);
  case L4C_FIELD_BOOT: return l4c_read_boot(at, &out->boot);
  case L4C_FIELD_DO: return l4c_read_call(at, &out->call);
  case L4C_FIELD_SEND: return l4c_read_send(at, &out->send);
  case L4C_FIELD_RECEIVE: return l4c_read_receive(at, &out->receive);
  case L4C_FIELD_OF: return l4c_read_id(at, 0, &out->of);
  case L4C_FIELD_FPAGE: return l4c_read_fpage(at, &out->fpage);
  case L4C_FIELD_OWN: return l4c_read_bool(at, &out->own);
  case L4C_FIELD_READ_ONLY: return l4c_read_bool(at, &out->read_only);
  case L4C_FIELD_TO: return l4c_read_id(at, 0, &out->to);
  case L4C_FIELD_TASK: return l4c_read_number(at, 0, L4C_MAX_TASK, &out->task);
  case L4C_FIELD_PAGER: return l4c_read_id(at, 0, &out->pager);
  case L4C_FIELD_IP: return l4c_read_number(at, 0, UINT32_MAX, &out->ip);
  case L4C_FIELD_MCP: return l4c_read_number(at, 0, L4C_MAX_PRIORITY, &out->mcp);
  case L4C_FIELD_PRIORITY: return l4c_read_number(at, 0, L4C_MAX_PRIORITY, &out->priority);
  case L4C_FIELD_SLICE_MS: return l4c_read_time(at, 1, L4C_MAX_SLICE_MS, &out->slice_ms);
  case L4C_FIELD_LTHREAD: return l4c_read_number(at, 0, L4C_MAX_LTHREAD, &out->lthread);
  case L4C_FIELD_HANDLER: return l4c_read_id(at, 0, &out->handler);
  case L4C_FIELD_ADDRESS: return l4c_read_number(at, 0, UINT32_MAX, &out->address) && out->address % 4 == 0;
  case L4C_FIELD_VALUE: return l4c_read_number(at, 0, UINT32_MAX, &out->value);
  case L4C_FIELD_VECTOR: return l4c_read_number(at, 0, L4C_MAX_VECTOR, &out->vector);
  case L4C_FIELD_LINE: return l4c_read_line(at, &out->line);
  case L4C_FIELD_MS: return l4c_read_wide(at, 1, L4C_MAX_TICK_MS, &out->ms);
  case L4C_FIELD_K: return l4c_read_number(at, 0, L4C_MAX_K, &out->k);
  case L4C_FIELD_EVENT: return l4c_read_event(at, &out->event);
  }
  return 0;
}

/* Whether the fields of a line are those of its kind. */
static inline int l4c_is_whole(l4c_request *x) {
  uint32_t kind = x->fields & (L4C_BIT(HELLO) | L4C_BIT(BOOT) | L4C_BIT(DO));
  x->kind = kind == L4C_BIT(HELLO) ? L4C_HELLO : kind == L4C_BIT(BOOT) ? L4C_BOOT : L4C_STIMULUS;
  if (x->kind != L4C_STIMULUS) return x->fields == (L4C_BIT(N) | kind);
  if (kind != L4C_BIT(DO) || (l4c_call_needs[x->call] & ~x->fields) != 0 || (x->fields & ~l4c_call_takes[x->call]) != 0)
    return 0;
  return x->call != L4C_CALL_IPC || L4C_HAS(x, SEND) || L4C_HAS(x, RECEIVE);
}

/* Reads one line: a string that ends in 0, with or without its newline. */
static inline enum l4c_status l4c_parse(const char *line, l4c_request *out) {
  static const l4c_request empty;
  const char *at = line;
  int i, known = 1;
  *out = empty;
  while ((i = l4c_next_member(&at, l4c_field_names, L4C_FIELDS, &out->fields)) != L4C_END) {
    const char *value = at;
    if (i == L4C_BROKEN) return L4C_MALFORMED;
    if (i != L4C_OTHER && l4c_read_field(&at, (enum l4c_fields)i, out)) continue;
    if (i == L4C_FIELD_N) return L4C_MALFORMED;
    known = 0;
    at = value;
    if (!l4c_skip(&at, 16)) return L4C_MALFORMED;
  }
  l4c_skip_space(&at);
  if (*at != 0 || !L4C_HAS(out, N)) return L4C_MALFORMED;
  return known && l4c_is_whole(out) ? L4C_UNDERSTOOD : L4C_UNKNOWN;
}

/* ---- Printing. ---- */

typedef struct {
  char *at;
  size_t left; /* 0 once something did not fit */
  size_t length;
} l4c_writer;

static inline void l4c_put_char(l4c_writer *w, char c) {
  if (w->left <= 1) {
    w->left = 0;
    return;
  }
  *w->at++ = c;
  --w->left;
  ++w->length;
}

static inline void l4c_put(l4c_writer *w, const char *text) {
  while (*text != 0) l4c_put_char(w, *text++);
}

static inline void l4c_put_number(l4c_writer *w, uint64_t value) {
  char digits[20];
  int count = 0;
  do digits[count++] = (char)('0' + value % 10);
  while ((value /= 10) != 0);
  while (count > 0) l4c_put_char(w, digits[--count]);
}

/* A JSON string; control characters are left out. */
static inline void l4c_put_string(l4c_writer *w, const char *text) {
  l4c_put_char(w, '"');
  for (; *text != 0; ++text) {
    if ((unsigned char)*text < 0x20) continue;
    if (*text == '"' || *text == '\\') l4c_put_char(w, '\\');
    l4c_put_char(w, *text);
  }
  l4c_put_char(w, '"');
}

static inline void l4c_put_key(l4c_writer *w, const char *key) {
  l4c_put(w, ",\"");
  l4c_put(w, key);
  l4c_put(w, "\":");
}

static inline void l4c_put_id(l4c_writer *w, l4c_id id) {
  if (id.who == L4C_DEVICE) {
    l4c_put(w, "{\"line\":");
    l4c_put_number(w, id.line);
    l4c_put_char(w, '}');
    return;
  }
  if (id.who != L4C_THREAD) {
    l4c_put_string(w, id.who == L4C_IDLE ? "idle" : id.who == L4C_ANY ? "any" : "nobody");
    return;
  }
  l4c_put_char(w, '[');
  l4c_put_number(w, id.task);
  l4c_put_char(w, ',');
  l4c_put_number(w, id.lthread);
  if (id.nth != 0) {
    l4c_put_char(w, ',');
    l4c_put_number(w, id.nth);
  }
  l4c_put_char(w, ']');
}

static inline void l4c_put_result(l4c_writer *w, const l4c_result *result) {
  l4c_put(w, "{\"call\":");
  l4c_put_string(w, l4c_result_names[result->call]);
  switch (result->call) {
  case L4C_RESULT_IPC:
    l4c_put_key(w, "phase");
    l4c_put_string(w, l4c_phase_names[result->phase]);
    l4c_put_key(w, "cause");
    l4c_put_string(w, l4c_cause_names[result->cause]);
    if (result->phase == L4C_PHASE_RECEIVE &&
        (result->cause == L4C_CAUSE_OK || result->cause == L4C_CAUSE_MESSAGE_CUT)) {
      uint32_t i;
      l4c_put_key(w, "from");
      l4c_put_id(w, result->from);
      l4c_put_key(w, "words");
      l4c_put_char(w, '[');
      for (i = 0; i < result->word_count && i < L4C_MAX_WORDS; ++i) {
        if (i > 0) l4c_put_char(w, ',');
        l4c_put_number(w, result->words[i]);
      }
      l4c_put_char(w, ']');
      if (result->cause == L4C_CAUSE_OK && (result->memory_words > 0 || result->memory_strings > 0)) {
        l4c_put_key(w, "inMemory");
        l4c_put(w, "{\"words\":");
        l4c_put_number(w, result->memory_words);
        l4c_put_key(w, "strings");
        l4c_put_number(w, result->memory_strings);
        l4c_put_char(w, '}');
      }
    }
    break;
  case L4C_RESULT_ID_NEAREST:
    l4c_put_key(w, "nearest");
    l4c_put_id(w, result->thread);
    break;
  case L4C_RESULT_TASK_NEW:
    l4c_put_key(w, "made");
    l4c_put_id(w, result->thread);
    break;
  case L4C_RESULT_LTHREAD_EX_REGS:
    l4c_put_key(w, "old");
    if (!result->exchanged) {
      l4c_put_string(w, "created");
      break;
    }
    l4c_put(w, "{\"ip\":");
    l4c_put_number(w, result->ip);
    l4c_put_key(w, "pager");
    l4c_put_id(w, result->pager);
    l4c_put_key(w, "handler");
    l4c_put_id(w, result->handler);
    l4c_put_char(w, '}');
    break;
  case L4C_RESULT_THREAD_SCHEDULE:
    l4c_put_key(w, "old");
    if (result->refused) {
      l4c_put_string(w, "refused");
      break;
    }
    l4c_put(w, "{\"priority\":");
    l4c_put_number(w, result->priority);
    l4c_put_key(w, "sliceMs");
    if (result->slice_ms == L4C_NEVER) l4c_put_string(w, "never");
    else l4c_put_number(w, result->slice_ms);
    l4c_put_key(w, "doing");
    l4c_put_string(w, l4c_doing_names[result->doing]);
    l4c_put_char(w, '}');
    break;
  }
  l4c_put_char(w, '}');
}

static inline l4c_writer l4c_begin(char *buffer, size_t size, uint32_t n) {
  l4c_writer w;
  w.at = buffer;
  w.left = size;
  w.length = 0;
  l4c_put(&w, "{\"n\":");
  l4c_put_number(&w, n);
  return w;
}

/* Closes the object; the length of the reply, or 0 if it did not fit. */
static inline size_t l4c_finish(l4c_writer *w, char *buffer, size_t size) {
  l4c_put_char(w, '}');
  if (w->left > 0) *w->at = 0;
  else if (size > 0) *buffer = 0;
  return w->left > 0 ? w->length : 0;
}

static inline size_t l4c_print_seen(char *buffer, size_t size, uint32_t n, const l4c_seen *seen) {
  l4c_writer w = l4c_begin(buffer, size, n);
  l4c_put_key(&w, "running");
  l4c_put_id(&w, seen->running);
  switch (seen->shows) {
  case L4C_SHOWS_NOTHING: break;
  case L4C_SHOWS_RESULT:
    l4c_put_key(&w, "result");
    l4c_put_result(&w, &seen->result);
    break;
  case L4C_SHOWS_LOADED:
    l4c_put_key(&w, "loaded");
    l4c_put_number(&w, seen->loaded);
    break;
  case L4C_SHOWS_STORED:
    l4c_put_key(&w, "stored");
    l4c_put(&w, "true");
    break;
  case L4C_SHOWS_IGNORED:
    l4c_put_key(&w, "ignored");
    l4c_put(&w, "true");
    break;
  }
  if (seen->ticked) {
    l4c_put_key(&w, "elapsedMs");
    l4c_put_number(&w, seen->elapsed_ms);
  }
  return l4c_finish(&w, buffer, size);
}

static inline size_t l4c_print_manifest(char *buffer, size_t size, const l4c_manifest *manifest) {
  l4c_writer w = l4c_begin(buffer, size, 0);
  int i, first = 1;
  l4c_put_key(&w, "manifest");
  l4c_put(&w, "{\"l4c\":");
  l4c_put_number(&w, manifest->l4c);
  l4c_put_key(&w, "name");
  l4c_put_string(&w, manifest->name);
  l4c_put_key(&w, "profiles");
  l4c_put_char(&w, '[');
  for (i = 0; i < L4C_PROFILES; ++i) {
    if ((manifest->profiles >> i & 1) == 0) continue;
    if (!first) l4c_put_char(&w, ',');
    l4c_put_string(&w, l4c_profile_names[i]);
    first = 0;
  }
  l4c_put_char(&w, ']');
  if (manifest->window != 0) {
    l4c_put_key(&w, "window");
    l4c_put_number(&w, manifest->window);
  }
  if ((manifest->profiles >> L4C_PROFILE_TIMEOUTS & 1) != 0) {
    l4c_put_key(&w, "latenessMs");
    l4c_put_number(&w, manifest->lateness_ms);
  }
  l4c_put_char(&w, '}');
  return l4c_finish(&w, buffer, size);
}

static inline size_t l4c_print_text(char *buffer, size_t size, uint32_t n, const char *key, const char *text) {
  l4c_writer w = l4c_begin(buffer, size, n);
  l4c_put_key(&w, key);
  l4c_put_string(&w, text);
  return l4c_finish(&w, buffer, size);
}

/* The kernel does not know this stimulus. */
static inline size_t l4c_print_cannot(char *buffer, size_t size, uint32_t n, const char *what) {
  return l4c_print_text(buffer, size, n, "cannot", what);
}

/* The kernel gives up. */
static inline size_t l4c_print_error(char *buffer, size_t size, uint32_t n, const char *why) {
  return l4c_print_text(buffer, size, n, "error", why);
}

#endif
