/* What a RISC-V processor needs before main: a stack, and the request of a
 * debugger that the emulator answers. */

#include "start.h"

__attribute__((section(".vectors"), naked, used)) void reset(void) {
  __asm__ volatile("la sp, stack_end\n"
                   "la t0, fault\n"
                   "csrw mtvec, t0\n"
                   "call main\n"
                   "call finish\n");
}

__attribute__((used, aligned(4))) static void fault(void) { finish(1); }

long semihost(long operation, const void *argument) {
  register long a0 __asm__("a0") = operation;
  register const void *a1 __asm__("a1") = argument;
  __asm__ volatile(".option push\n"
                   ".option norvc\n"
                   ".balign 16\n"
                   "slli x0, x0, 0x1f\n"
                   "ebreak\n"
                   "srai x0, x0, 7\n"
                   ".option pop\n"
                   : "+r"(a0)
                   : "r"(a1)
                   : "memory");
  return a0;
}
