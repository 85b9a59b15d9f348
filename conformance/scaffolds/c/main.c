/* The lines of the suite, read and answered one by one. */
#include <stdio.h>
#include "kernel.h"

static const l4c_manifest manifest = {
    L4C_CONTRACT,
    "my-kernel",
    1u << L4C_PROFILE_SIGMA | 1u << L4C_PROFILE_IPC,
    32, /* lines that the suite may write ahead */
    0,
};

static void answer(const char *line, char *reply, size_t size) {
  l4c_request x;
  enum l4c_status status = l4c_parse(line, &x);
  if (status == L4C_MALFORMED) {
    l4c_print_error(reply, size, x.n, "malformed line");
  } else if (status == L4C_UNKNOWN) {
    l4c_print_cannot(reply, size, x.n, "not claimed");
  } else if (x.kind == L4C_HELLO) {
    l4c_print_manifest(reply, size, &manifest);
  } else {
    l4c_seen seen = x.kind == L4C_BOOT ? boot(&x.boot) : step(&x);
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
