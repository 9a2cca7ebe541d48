/* Reads steps from stdin and writes the network's outputs to stdout; runs every
 * step through two states in turn, which must not know of each other. */
#include "jarvis.h"

#include <stdio.h>
#include <string.h>

static _Alignas(
    JARVIS_ARENA_ALIGNMENT) unsigned char arena[JARVIS_ARENA_BYTES + 1];
static _Alignas(
    JARVIS_ARENA_ALIGNMENT) unsigned char states[2][JARVIS_STATE_BYTES +
                                                    JARVIS_ARENA_ALIGNMENT];

int main(void) {
  int8_t step[JARVIS_IN0_ELEMENTS];
  uint8_t out[2][JARVIS_OUT0_ELEMENTS];
  unsigned char *second = states[1];
  second +=
      (JARVIS_ARENA_ALIGNMENT - (uintptr_t)second % JARVIS_ARENA_ALIGNMENT) %
      JARVIS_ARENA_ALIGNMENT;
  jarvis_init(states[0]);
  jarvis_init(second);
  while (fread(step, 1, sizeof step, stdin) == sizeof step) {
    memset(arena, 0x55, sizeof arena);
    jarvis(step, out[0], states[0], arena);
    memset(arena, 0xaa, sizeof arena);
    jarvis(step, out[1], second, arena);
    if (memcmp(out[0], out[1], sizeof out[0]) != 0)
      return 1;
    fwrite(out[0], 1, sizeof out[0], stdout);
  }
  return 0;
}
