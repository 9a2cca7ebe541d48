// The loop that every engine is timed in.  engines.py compiles and loads it.

#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

/// Calls function(a, b, c) count times and returns the seconds it took.
double time_calls(void (*function)(void *, void *, void *), void *a, void *b,
                  void *c, long count) {
  double start = now();
  for (long i = 0; i < count; ++i)
    function(a, b, c);
  return now() - start;
}

/// Calls a Python callable with no arguments, for engines with no C entry point
/// in their wheel. The other parameters are Python's own PyObject_CallNoArgs
/// and Py_DecRef, so that this file needs no Python headers.
void call_python(void *callable, void *callNoArgs, void *decRef) {
  void *result = ((void *(*)(void *))callNoArgs)(callable);
  if (result)
    ((void (*)(void *))decRef)(result);
}

/// Does nothing: the cost of the loop itself.
void call_nothing(void *a, void *b, void *c) {}
