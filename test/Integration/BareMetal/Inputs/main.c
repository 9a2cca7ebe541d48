/* Runs a network on samples that are a part of the program and writes the
 * outputs to the console. */

#include "start.h"

#include "net.h"
#include "samples.h"

#include <stddef.h>

enum { SYS_OPEN = 1, SYS_WRITE = 5, SYS_EXIT = 0x18, WRITE_BYTES = 5 };

static _Alignas(NET_ARENA_ALIGNMENT) unsigned char arena[NET_ARENA_BYTES + 1];
static output_t output[OUTPUTS];

_Noreturn void finish(int status) {
  enum { APPLICATION_EXIT = 0x20026, RUN_TIME_ERROR = 0x20023 };
  semihost(SYS_EXIT,
           (const void *)(status == 0 ? APPLICATION_EXIT : RUN_TIME_ERROR));
  for (;;)
    ;
}

int main(void) {
  const struct {
    const char *name;
    long mode, length;
  } console = {":tt", WRITE_BYTES, 3};
  long file = semihost(SYS_OPEN, &console);
  for (int i = 0; i < SAMPLES; ++i) {
    RUN(samples[i], output, arena);
    const struct {
      long file;
      const void *bytes;
      long length;
    } block = {file, output, sizeof output};
    if (semihost(SYS_WRITE, &block) != 0)
      return 1;
  }
  return 0;
}

/* All that the network may ask for. */

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  for (size_t i = 0; i < size; ++i)
    ((unsigned char *)to)[i] = ((const unsigned char *)from)[i];
  return to;
}

void *memmove(void *to, const void *from, size_t size) {
  unsigned char *t = to;
  const unsigned char *f = from;
  if (t < f)
    return memcpy(to, from, size);
  while (size-- > 0)
    t[size] = f[size];
  return to;
}

void *memset(void *to, int value, size_t size) {
  for (size_t i = 0; i < size; ++i)
    ((unsigned char *)to)[i] = (unsigned char)value;
  return to;
}
