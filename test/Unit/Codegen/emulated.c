/* Calls a linked object as a file says, under an emulator.
 *
 *   emulated MODEL.so CALLS RESULTS
 *
 * CALLS has 64-bit integers and bytes: the bytes of the arena, the number of
 * calls; for each the rows, the number of inputs and of outputs, then for every
 * input its size and bytes, and for every output its size. RESULTS gets the
 * bytes of all outputs.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { maxTensors = 64 };

static void fail(const char *what) {
  fprintf(stderr, "emulated: %s\n", what);
  exit(1);
}

static int64_t readNumber(FILE *file) {
  int64_t value;
  if (fread(&value, sizeof value, 1, file) != 1)
    fail("the calls end too early");
  return value;
}

static char *allocate(int64_t size) {
  /* Nothing but the arena has any alignment beyond that of its elements. */
  void *bytes = NULL;
  if (posix_memalign(&bytes, 64, (size_t)size + 64))
    fail("no memory");
  return bytes;
}

int main(int argc, char **argv) {
  void *library = argc == 4 ? dlopen(argv[1], RTLD_NOW) : NULL;
  if (!library)
    fail(argc == 4 ? dlerror() : "wrong arguments");
  void (*model)(int64_t, void **);
  *(void **)&model = dlsym(library, "model_packed");
  FILE *calls = fopen(argv[2], "rb"), *results = fopen(argv[3], "wb");
  if (!model || !calls || !results)
    fail("a file cannot be opened");
  char *arena = allocate(readNumber(calls));
  for (int64_t count = readNumber(calls); count > 0; --count) {
    int64_t rows = readNumber(calls), inputs = readNumber(calls),
            outputs = readNumber(calls), sizes[maxTensors];
    void *tensors[maxTensors], *blocks[maxTensors];
    if (inputs + outputs >= maxTensors)
      fail("too many tensors");
    for (int64_t i = 0; i < inputs + outputs; ++i) {
      sizes[i] = readNumber(calls);
      blocks[i] = allocate(sizes[i]);
      tensors[i] = (char *)blocks[i] + 4;
      if (i < inputs &&
          fread(tensors[i], 1, (size_t)sizes[i], calls) != (size_t)sizes[i])
        fail("the calls end too early");
    }
    tensors[inputs + outputs] = arena;
    model(rows, tensors);
    for (int64_t i = inputs; i < inputs + outputs; ++i)
      if (fwrite(tensors[i], 1, (size_t)sizes[i], results) != (size_t)sizes[i])
        fail("the results cannot be written");
    for (int64_t i = 0; i < inputs + outputs; ++i)
      free(blocks[i]);
  }
  return fclose(results) ? 1 : 0;
}
