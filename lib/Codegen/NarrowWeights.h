//===- NarrowWeights.h - Several weights to a byte --------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_CODEGEN_NARROWWEIGHTS_H
#define QOPT_LIB_CODEGEN_NARROWWEIGHTS_H

#include "qopt/Target/DotKernel.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace qopt {

/// Packed weights (packWeights) as they lie in memory: four or two to a byte
/// where all of them fit 2 or 4 bits, else as they are. Those that fit 6 bits
/// are stored twice, their upper 4 and their lower 2.
///
/// The vectors of one step are taken together, as many as there are fields in a
/// byte: field i of their bytes is vector i, so no lane moves when they are
/// unpacked. Of those that are left over, the fields are the vector's own
/// parts. The fields hold `w + 2^(bits-1)`, because subtracting is cheaper than
/// extending a sign.
class NarrowWeights {
public:
  /// `packed` is `[blocks][steps][vectors * size]`, of i8 or floats. Where
  /// parts of vectors that are left over would have less than `leastPart`
  /// elements, more bits are stored.
  NarrowWeights(mlir::ImplicitLocOpBuilder &b, mlir::DenseElementsAttr packed,
                int64_t vectors, int64_t size, int64_t leastPart = 1);

  /// The bytes in memory.
  int64_t bytes() const;

  /// How many vectors of such weights, of i8 or floats, are unpacked from one.
  static int64_t countFields(mlir::DenseElementsAttr weights);

  /// The vector of `size` weights that is number `vector` of a step.
  mlir::Value read(mlir::ImplicitLocOpBuilder &b, mlir::Value block,
                   mlir::Value step, int64_t vector) const;

  /// Some bits of all weights, from bit `shift` on.
  struct Plane {
    int64_t bits, shift;
    mlir::Value stored = {};

    int64_t fields() const { return 8 / bits; }
  };

private:
  mlir::DenseElementsAttr narrow(mlir::DenseElementsAttr packed,
                                 const Plane &plane) const;
  mlir::Value readPlane(mlir::ImplicitLocOpBuilder &b, const Plane &plane,
                        mlir::Value block, mlir::Value step,
                        int64_t vector) const;

  int64_t vectors, size;
  /// 2, 4, 6 or 8; 8 for floats, too.
  int64_t bits = 8;
  llvm::SmallVector<Plane> planes;
};

/// The least part of a vector of weights that `row` unpacks by itself: float
/// rows have short vectors, and of parts of them LLVM makes single elements.
inline int64_t leastPart(const DotKernel &row) { return row.isFloat() ? 4 : 1; }

} // namespace qopt

#endif // QOPT_LIB_CODEGEN_NARROWWEIGHTS_H
