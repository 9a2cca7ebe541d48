//===- Ceilings.cpp - What one core can do at most --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Ceilings.h"

#include "llvm/ADT/STLExtras.h"

#include <chrono>

using namespace llvm;

namespace qopt::bench {

#if defined(__x86_64__)

/// Registers 0 to 11 are the chains, 12 and 13 are free, 14 and 15 operands.
#define CHAINS(STEP)                                                           \
  STEP("0")                                                                    \
  STEP("1")                                                                    \
  STEP("2")                                                                    \
  STEP("3")                                                                    \
  STEP("4")                                                                    \
  STEP("5") STEP("6") STEP("7") STEP("8") STEP("9") STEP("10") STEP("11")
#define DEFINE_RUN(NAME, STEP)                                                 \
  static void NAME(long steps) {                                               \
    asm volatile("vzeroall\n"                                                  \
                 "1:\n" CHAINS(STEP) "dec %0\n"                                \
                                     "jnz 1b\n"                                \
                                     "vzeroupper\n"                            \
                 : "+r"(steps)                                                 \
                 :                                                             \
                 : "cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5",       \
                   "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",  \
                   "xmm13", "xmm14", "xmm15");                                 \
  }

#define VPDPBUSD_ZMM(I) "vpdpbusd %%zmm15, %%zmm14, %%zmm" I "\n"
#define VPDPBUSD_YMM(I) "%{evex%} vpdpbusd %%ymm15, %%ymm14, %%ymm" I "\n"
#define VPDPBUSD_XMM(I) "%{evex%} vpdpbusd %%xmm15, %%xmm14, %%xmm" I "\n"
#define VEX_VPDPBUSD_YMM(I) "%{vex%} vpdpbusd %%ymm15, %%ymm14, %%ymm" I "\n"
#define VEX_VPDPBUSD_XMM(I) "%{vex%} vpdpbusd %%xmm15, %%xmm14, %%xmm" I "\n"
#define FMA_ZMM(I) "vfmadd231ps %%zmm15, %%zmm14, %%zmm" I "\n"
#define FMA_YMM(I) "vfmadd231ps %%ymm15, %%ymm14, %%ymm" I "\n"
#define VPMADDWD_YMM(I)                                                        \
  "vpmaddwd %%ymm15, %%ymm14, %%ymm13\n"                                       \
  "vpaddd %%ymm13, %%ymm" I ", %%ymm" I "\n"
#define VPMADDUBSW_YMM(I)                                                      \
  "vpmaddubsw %%ymm15, %%ymm14, %%ymm13\n"                                     \
  "vpmaddwd %%ymm15, %%ymm13, %%ymm12\n"                                       \
  "vpaddd %%ymm12, %%ymm" I ", %%ymm" I "\n"

DEFINE_RUN(runVpdpbusdZmm, VPDPBUSD_ZMM)
DEFINE_RUN(runVpdpbusdYmm, VPDPBUSD_YMM)
DEFINE_RUN(runVpdpbusdXmm, VPDPBUSD_XMM)
DEFINE_RUN(runVexVpdpbusdYmm, VEX_VPDPBUSD_YMM)
DEFINE_RUN(runVexVpdpbusdXmm, VEX_VPDPBUSD_XMM)
DEFINE_RUN(runFmaZmm, FMA_ZMM)
DEFINE_RUN(runFmaYmm, FMA_YMM)
DEFINE_RUN(runVpmaddwdYmm, VPMADDWD_YMM)
DEFINE_RUN(runVpmaddubswYmm, VPMADDUBSW_YMM)

static std::vector<Ceiling> listCeilings() {
  return {
      {"vpdpbusd zmm",
       {"avx512vnni"},
       {"x86.avx512vnni.u8s8"},
       64,
       runVpdpbusdZmm},
      {"vpdpbusd ymm",
       {"avx512vnni", "avx512vl"},
       {"x86.avx512vnni.u8s8.256"},
       32,
       runVpdpbusdYmm},
      {"vpdpbusd xmm",
       {"avx512vnni", "avx512vl"},
       {"x86.avx512vnni.u8s8.128"},
       16,
       runVpdpbusdXmm},
      {"vpdpbusd ymm (VEX)",
       {"avxvnni"},
       {"x86.avxvnni.u8s8"},
       32,
       runVexVpdpbusdYmm},
      {"vpdpbusd xmm (VEX)",
       {"avxvnni"},
       {"x86.avxvnni.u8s8.128"},
       16,
       runVexVpdpbusdXmm},
      {"vpmaddwd ymm", {"avx2"}, {"x86.avx2.s16s8"}, 16, runVpmaddwdYmm},
      {"vpmaddubsw ymm", {"avx2"}, {"x86.avx2.u8s8"}, 32, runVpmaddubswYmm},
      {"fma zmm", {"avx512f"}, {"x86.avx512f.f32"}, 16, runFmaZmm},
      {"fma ymm", {"avx2", "fma"}, {"x86.fma.f32"}, 8, runFmaYmm},
  };
}

#else

static std::vector<Ceiling> listCeilings() { return {}; }

#endif

Ceilings::Ceilings(const TargetInfo &host) : ceilings(listCeilings()) {
  llvm::erase_if(ceilings, [&](const Ceiling &ceiling) {
    return !llvm::all_of(ceiling.features, [&](StringRef feature) {
      return host.hasFeature(feature);
    });
  });
}

void Ceilings::measure() {
  using Clock = std::chrono::steady_clock;
  // Short enough for one of them to be left alone by other processes.
  constexpr int trials = 4;
  constexpr long steps = 20000;
  for (Ceiling &ceiling : ceilings)
    for (int trial = 0; trial < trials; ++trial) {
      auto start = Clock::now();
      ceiling.run(steps);
      std::chrono::duration<double> time = Clock::now() - start;
      double macs = steps * Ceiling::numChains * ceiling.macs;
      ceiling.best = std::max(ceiling.best, 1e-9 * macs / time.count());
    }
}

const Ceiling *Ceilings::find(const DotKernel &row) const {
  auto *found = llvm::find_if(get(), [&](const Ceiling &ceiling) {
    return llvm::is_contained(ceiling.rows, row.name);
  });
  return found == get().end() ? nullptr : found;
}

} // namespace qopt::bench
