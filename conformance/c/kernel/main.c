/* The line to the suite: the only part that needs a C library. */
#include <stdio.h>
#include "kernel.h"

static const l4c_manifest manifest = {
    L4C_CONTRACT,
    "l4-in-c",
    1u << L4C_PROFILE_SIGMA | 1u << L4C_PROFILE_IPC | 1u << L4C_PROFILE_TASKS | 1u << L4C_PROFILE_TIMEOUTS |
        1u << L4C_PROFILE_SCHEDULING | 1u << L4C_PROFILE_EXCEPTIONS | 1u << L4C_PROFILE_INTERRUPTS |
        1u << L4C_PROFILE_STRINGS,
    32,
    SCAN_MS - 1,
};

/* A line is answered whatever it holds; a machine must be booted before it can do anything. */
static void answer(const char *line, char *reply, size_t size) {
  static int is_booted;
  l4c_request x;
  enum l4c_status status = l4c_parse(line, &x);
  if (status == L4C_MALFORMED) {
    l4c_print_error(reply, size, x.n, "malformed line");
  } else if (status == L4C_UNKNOWN) {
    l4c_print_cannot(reply, size, x.n, "not in this contract");
  } else if (x.kind == L4C_HELLO) {
    l4c_print_manifest(reply, size, &manifest);
  } else if (x.kind == L4C_STIMULUS && !is_booted) {
    l4c_print_error(reply, size, x.n, "a stimulus before the first boot");
  } else {
    l4c_seen seen = x.kind == L4C_BOOT ? boot(&x.boot) : step(&x);
    is_booted = 1;
    l4c_print_seen(reply, size, x.n, &seen);
  }
}

int main(void) {
  char line[L4C_LINE], reply[L4C_LINE];
  while (fgets(line, sizeof line, stdin) != NULL) {
    answer(line, reply, sizeof reply);
    puts(reply);
    fflush(stdout);
  }
  return 0;
}
