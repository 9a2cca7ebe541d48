// What one core of this machine can do at most, as one JSON object on stdout.
//
// Usage: ceilings BYTES...
// "vpdpbusd_512", "vpdpbusd_256" and "fma_f32" are in units of 1e9
// multiply-accumulates a second, 0 where the machine (as -march=native sees it)
// has no such instruction.  "read" maps each working set of BYTES to the rate
// in 1e9 bytes a second at which it is read over and over.

#include <immintrin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { Trials = 12, Steps = 1000000, BytesPerTrial = 100000000 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

static double larger(double a, double b) { return a > b ? a : b; }

/// Keeps the compiler from moving, merging or dropping the computation of a
/// register.
#define KEEP(value) __asm__ volatile("" : "+v"(value))

/// The independent chains: enough to hide a latency of 4 cycles at 2
/// instructions a cycle.  They are variables, not an array, because gcc leaves
/// an array in memory.
#define FOR_EACH_CHAIN(DO, X)                                                  \
  DO(0, X)                                                                     \
  DO(1, X)                                                                     \
  DO(2, X)                                                                     \
  DO(3, X)                                                                     \
  DO(4, X) DO(5, X) DO(6, X) DO(7, X) DO(8, X) DO(9, X) DO(10, X) DO(11, X)
enum { Chains = 12 };
#define DECLARE(i, ZERO) , sum##i = ZERO
#define ADVANCE(i, STEP)                                                       \
  sum##i = STEP(sum##i, a, b);                                                 \
  KEEP(sum##i);

/// Defines a function that returns the best rate of one instruction, in 1e9
/// multiply-accumulates a second.
#define COMPUTE_CEILING(NAME, VECTOR, ZERO, STEP, MACS)                        \
  static double NAME(void) {                                                   \
    double best = 0;                                                           \
    for (int trial = 0; trial < Trials; ++trial) {                             \
      VECTOR a = ZERO, b = ZERO FOR_EACH_CHAIN(DECLARE, ZERO);                 \
      KEEP(a);                                                                 \
      KEEP(b);                                                                 \
      double start = now();                                                    \
      for (long step = 0; step < Steps; ++step) {                              \
        FOR_EACH_CHAIN(ADVANCE, STEP)                                          \
      }                                                                        \
      best = larger(best, 1e-9 * Steps * Chains * MACS / (now() - start));     \
    }                                                                          \
    return best;                                                               \
  }

#define FMA_512(sum, a, b) _mm512_fmadd_ps(a, b, sum)
#define FMA_256(sum, a, b) _mm256_fmadd_ps(a, b, sum)

#if defined(__AVX512VNNI__)
COMPUTE_CEILING(vpdpbusd512, __m512i, _mm512_setzero_si512(),
                _mm512_dpbusd_epi32, 64)
#else
static double vpdpbusd512(void) { return 0; }
#endif

#if defined(__AVXVNNI__)
COMPUTE_CEILING(vpdpbusd256, __m256i, _mm256_setzero_si256(),
                _mm256_dpbusd_avx_epi32, 32)
#elif defined(__AVX512VNNI__) && defined(__AVX512VL__)
COMPUTE_CEILING(vpdpbusd256, __m256i, _mm256_setzero_si256(),
                _mm256_dpbusd_epi32, 32)
#else
static double vpdpbusd256(void) { return 0; }
#endif

#if defined(__AVX512F__)
COMPUTE_CEILING(fmaF32, __m512, _mm512_setzero_ps(), FMA_512, 16)
#elif defined(__FMA__)
COMPUTE_CEILING(fmaF32, __m256, _mm256_setzero_ps(), FMA_256, 8)
#else
static double fmaF32(void) { return 0; }
#endif

#if defined(__AVX512F__)
typedef __m512i Line;
#define LOAD(pointer) _mm512_load_si512(pointer)
#else
typedef __m256 Line;
#define LOAD(pointer) _mm256_load_ps((const float *)(pointer))
#endif

#define READ(i, FROM)                                                          \
  {                                                                            \
    Line line = LOAD(FROM + i * sizeof(Line));                                 \
    KEEP(line);                                                                \
  }

/// Returns the best rate, in 1e9 bytes a second, of reading about size bytes
/// over and over.
static double readCeiling(size_t size) {
  enum { Block = Chains * sizeof(Line), Page = 4096 };
  size_t blocks = size / Block, bytes = blocks * Block;
  char *buffer = aligned_alloc(Page, (size + Page - 1) / Page * Page);
  if (!buffer || blocks == 0) {
    fprintf(stderr, "ceilings: can't read %zu bytes\n", size);
    exit(1);
  }
  memset(buffer, 1, bytes);
  long passes = BytesPerTrial / bytes + 1;
  double best = 0;
  for (int trial = 0; trial < Trials; ++trial) {
    double start = now();
    for (long pass = 0; pass < passes; ++pass) {
      for (const char *from = buffer; from != buffer + bytes; from += Block) {
        FOR_EACH_CHAIN(READ, from)
      }
    }
    best = larger(best, 1e-9 * passes * bytes / (now() - start));
  }
  free(buffer);
  return best;
}

int main(int argc, char **argv) {
  vpdpbusd512(); // brings the core up to speed
  printf("{\"vpdpbusd_512\": %.1f, ", vpdpbusd512());
  printf("\"vpdpbusd_256\": %.1f, ", vpdpbusd256());
  printf("\"fma_f32\": %.1f, \"read\": {", fmaF32());
  for (int i = 1; i < argc; ++i) {
    size_t size = strtoul(argv[i], NULL, 10);
    printf("%s\"%zu\": %.1f", i > 1 ? ", " : "", size, readCeiling(size));
  }
  printf("}}\n");
  return 0;
}
