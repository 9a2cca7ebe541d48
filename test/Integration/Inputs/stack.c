/* Measures how deep a call of the network reaches: it runs on a painted stack,
 * and what of the paint is gone was used. More than the header says is an
 * error. The library's memcpy and the like may add SLACK bytes. */
#include "net.h"

#include <stdio.h>
#include <string.h>
#include <ucontext.h>

#ifndef SLACK
#define SLACK 0
#endif
#ifdef NET_IN0_ROW_ELEMENTS
enum { ROWS = 73 }; /* 64, 8 and 1: all copies */
static float in0[ROWS * NET_IN0_ROW_ELEMENTS],
    out0[ROWS * NET_OUT0_ROW_ELEMENTS];
#define CALL net(ROWS, in0, out0, arena)
#else
static float in0[NET_IN0_ELEMENTS], out0[NET_OUT0_ELEMENTS];
#define CALL net(in0, out0, arena)
#endif

static _Alignas(NET_ARENA_ALIGNMENT) unsigned char arena[NET_ARENA_BYTES + 1];
static _Alignas(64) unsigned char stack[1 << 18];
static ucontext_t outer, inner;
static long used;
static long offset; /* moves the stack pointer at the call, 16 bytes a step */

static inline unsigned char *stackPointer(void) {
  unsigned char *result;
#if defined(__x86_64__)
  __asm__ volatile("mov %%rsp, %0" : "=r"(result));
#elif defined(__riscv)
  __asm__ volatile("mv %0, sp" : "=r"(result));
#else
  __asm__ volatile("mov %0, sp" : "=r"(result));
#endif
  return result;
}

static void run(void) {
  CALL;
  unsigned char *top = stackPointer();
  volatile unsigned char *lowest = stack;
  while (*lowest == 0xa5)
    ++lowest;
  used = top - lowest;
}

int main(void) {
  for (offset = 0; offset < 128; offset += 16) {
    memset(stack, 0xa5, sizeof stack);
    if (getcontext(&inner))
      return 2;
    inner.uc_stack.ss_sp = stack;
    inner.uc_stack.ss_size = sizeof stack - (size_t)offset;
    inner.uc_link = &outer;
    makecontext(&inner, run, 0);
    if (swapcontext(&outer, &inner))
      return 2;
    printf("%ld of %d bytes\n", used, NET_STACK_BYTES);
    /* Nothing but what aligns a frame may be left over. */
    if (used > NET_STACK_BYTES + SLACK || used < NET_STACK_BYTES - 192)
      return 1;
  }
  return 0;
}
