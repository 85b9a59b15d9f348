/* What main.c asks of the kernel. */
#ifndef KERNEL_H
#define KERNEL_H

#include "l4c.h"

/* Starts the machine afresh: thread 0.0 runs. */
l4c_seen boot(const l4c_boot *wanted);
/* The running thread executes one instruction; then the machine runs until some thread needs its next one, or it idles. */
l4c_seen step(const l4c_request *x);

#endif
