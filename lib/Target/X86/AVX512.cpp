//===- AVX512.cpp - AVX512-VNNI and AVX512F rows ----------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../WidenWeights.h"

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/DotKernel.h"

#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace qopt {

template <int Bits>
static Value emitVpdpbusd(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                          Value rhs) {
  return callIntrinsic(b, "llvm.x86.avx512.vpdpbusd." + std::to_string(Bits),
                       acc.getType(), {acc, lhs, rhs});
}

static Value emitVpdpwssd(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                          Value rhs) {
  return callIntrinsic(b, "llvm.x86.avx512.vpdpwssd.512", acc.getType(),
                       {acc, lhs, rhs});
}

static Value emitFma(ImplicitLocOpBuilder &b, Value acc, Value lhs, Value rhs) {
  return math::FmaOp::create(b, lhs, rhs, acc);
}

llvm::ArrayRef<DotKernel> getAVX512Kernels() {
  static constexpr llvm::StringLiteral vnni[] = {"avx512vnni", "avx512vl"};
  static constexpr llvm::StringLiteral words[] = {"avx512vnni", "avx512bw"};
  static constexpr llvm::StringLiteral foundation[] = {"avx512f"};
  // The narrow rows serve layers of few outputs: the weights are not padded to
  // 16 of them.
  static const DotKernel rows[] = {
      {"x86.avx512vnni.u8s8", llvm::Triple::x86_64, vnni, DotType::U8,
       DotType::I8, /*lanes=*/16, /*k=*/4, /*registers=*/32, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitVpdpbusd<512>},
      {"x86.avx512vnni.u8s8.256", llvm::Triple::x86_64, vnni, DotType::U8,
       DotType::I8, /*lanes=*/8, /*k=*/4, /*registers=*/32, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitVpdpbusd<256>},
      {"x86.avx512vnni.u8s8.128", llvm::Triple::x86_64, vnni, DotType::U8,
       DotType::I8, /*lanes=*/4, /*k=*/4, /*registers=*/32, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitVpdpbusd<128>},
      {"x86.avx512vnni.s16s8", llvm::Triple::x86_64, words, DotType::I16,
       DotType::I8, /*lanes=*/16, /*k=*/2, /*registers=*/32, /*scratch=*/0,
       /*instructions=*/1, nullptr, widenWeights, emitVpdpwssd},
      {"x86.avx512f.f32", llvm::Triple::x86_64, foundation, DotType::F32,
       DotType::F32, /*lanes=*/16, /*k=*/1, /*registers=*/32, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitFma},
  };
  return rows;
}

} // namespace qopt
