/* Calls the digits network in the ways that its header allows: all must give
 * the same bytes. */
#define NET_STATIC_ARENA
#include "net.h"

#include <stdio.h>
#include <string.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

static _Alignas(NET_ARENA_ALIGNMENT) unsigned char arena[NET_ARENA_BYTES + 1];

int main(void) {
  uint8_t x[NET_IN0_ELEMENTS + 1], y[NET_OUT0_ELEMENTS],
      other[NET_OUT0_ELEMENTS + 1];
  for (int i = 0; i < NET_IN0_ELEMENTS; ++i)
    x[i] = (uint8_t)(i * 37);
  net(x, y, arena);

  net_static(x, other);
  if (memcmp(y, other, sizeof y))
    return puts("the static arena changes the result"), 1;

  /* What is in the arena, and odd addresses. */
  memset(arena, 0xa5, sizeof arena);
  memmove(x + 1, x, NET_IN0_ELEMENTS);
  net(x + 1, other + 1, arena);
  if (memcmp(y, other + 1, sizeof y) || arena[NET_ARENA_BYTES] != 0xa5)
    return puts("the arena's content or the alignment changes the result"), 1;

#ifdef __SSE__
  _mm_setcsr(_mm_getcsr() | 0x8040); /* flush to zero, denormals are zero */
  net(x + 1, other, arena);
  if (memcmp(y, other, sizeof y))
    return puts("flush-to-zero changes the result"), 1;
#endif
  printf("%g\n",
         (double)(NET_OUT0_SCALE * (float)(y[0] - NET_OUT0_ZERO_POINT)));
  return 0;
}
