//===- AVXVNNI.cpp - AVX-VNNI rows ------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../WidenWeights.h"

#include "qopt/Target/CallIntrinsic.h"
#include "qopt/Target/DotKernel.h"

using namespace mlir;

namespace qopt {

template <int Bits>
static Value emitVpdpbusd(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                          Value rhs) {
  // The name says AVX512; without AVX512 and with AVX-VNNI it is the VEX form.
  return callIntrinsic(b, "llvm.x86.avx512.vpdpbusd." + std::to_string(Bits),
                       acc.getType(), {acc, lhs, rhs});
}

static Value emitVpdpwssd(ImplicitLocOpBuilder &b, Value acc, Value lhs,
                          Value rhs) {
  return callIntrinsic(b, "llvm.x86.avx512.vpdpwssd.256", acc.getType(),
                       {acc, lhs, rhs});
}

llvm::ArrayRef<DotKernel> getAVXVNNIKernels() {
  static constexpr llvm::StringLiteral features[] = {"avxvnni"};
  static const DotKernel rows[] = {
      {"x86.avxvnni.u8s8", llvm::Triple::x86_64, features, DotType::U8,
       DotType::I8, /*lanes=*/8, /*k=*/4, /*registers=*/16, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitVpdpbusd<256>},
      {"x86.avxvnni.u8s8.128", llvm::Triple::x86_64, features, DotType::U8,
       DotType::I8, /*lanes=*/4, /*k=*/4, /*registers=*/16, /*scratch=*/0,
       /*instructions=*/1, nullptr, nullptr, emitVpdpbusd<128>},
      {"x86.avxvnni.s16s8", llvm::Triple::x86_64, features, DotType::I16,
       DotType::I8, /*lanes=*/8, /*k=*/2, /*registers=*/16, /*scratch=*/0,
       /*instructions=*/1, nullptr, widenWeights, emitVpdpwssd},
  };
  return rows;
}

} // namespace qopt
