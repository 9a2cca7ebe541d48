/* What a processor of Arm's M profile needs before main: vectors, and the
 * request of a debugger that the emulator answers. */

#include "start.h"

extern unsigned char stack_end[];

long semihost(long operation, const void *argument) {
  register long r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

static void reset(void) {
#ifdef FPU
  /* Coprocessors 10 and 11 are floats and vectors; off until asked for. */
  *(volatile unsigned *)0xe000ed88 |= 0xfu << 20;
  __asm__ volatile("dsb\n isb");
#endif
  finish(main());
}

static void fault(void) { finish(1); }

__attribute__((section(".vectors"),
               used)) static void (*const vectors[16])(void) = {
    (void (*)(void))stack_end,
    reset,
    [2 ... 15] = fault,
};
