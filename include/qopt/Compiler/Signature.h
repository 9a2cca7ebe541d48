//===- Signature.h - What a compiled function takes and gives ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_SIGNATURE_H
#define QOPT_COMPILER_SIGNATURE_H

#include "qopt/Support/HostTensor.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace qopt {

/// One input or output of the compiled function.
struct InterfaceTensor {
  std::string name;
  ElementType type;
  /// The leading dimension is -1 where the batch is dynamic.
  llvm::SmallVector<int64_t> shape;
  /// For integers: x = scale * (q - zeroPoint).
  bool isQuantized = false;
  float scale = 1;
  int64_t zeroPoint = 0;

  /// The shape, or the shape of `rows` rows where the batch is dynamic.
  llvm::SmallVector<int64_t> shapeFor(int64_t rows) const;
};

/// `void name([int64_t rows,] inputs..., outputs..., [void *state,] void
/// *arena)`; where there is state, also `void name_init(void *state)`.
struct Signature {
  std::string name;
  std::vector<InterfaceTensor> inputs, outputs;
  /// What is kept between calls, with its value before the first one.
  std::vector<HostTensor> states;
  /// The batch is a parameter.
  bool hasDynamicBatch = false;
  int64_t arenaBytes = 0;
  /// Of all states together, in compiled code.
  int64_t stateBytes = 0;
};

/// Reads the interface of a function on tensors; names and quantization are in
/// its argument and result attributes.
llvm::Expected<Signature> readSignature(mlir::func::FuncOp function);

} // namespace qopt

#endif // QOPT_COMPILER_SIGNATURE_H
