//===- PrepareLhs.cpp - Activations as a kernel reads them ------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PrepareLhs.h"

#include "PackedWeights.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace qopt {

/// `lhs` as one dimension.
static Value flatten(ImplicitLocOpBuilder &b, Value lhs) {
  auto type = cast<RankedTensorType>(lhs.getType());
  if (type.getRank() == 1)
    return lhs;
  return tensor::CollapseShapeOp::create(
      b, lhs,
      ArrayRef<ReassociationIndices>{
          llvm::to_vector(llvm::seq<int64_t>(0, type.getRank()))});
}

/// The elements of `lhs`, each through `body`.
static Value mapLhs(ImplicitLocOpBuilder &b, Value lhs, Type element,
                    function_ref<Value(OpBuilder &, Location, Value)> body) {
  lhs = flatten(b, lhs);
  auto type = cast<RankedTensorType>(lhs.getType()).clone(element);
  Value empty = tensor::EmptyOp::create(b, type.getShape(), element);
  AffineMap identity = b.getMultiDimIdentityMap(1);
  return linalg::GenericOp::create(
             b, type, lhs, empty, ArrayRef{identity, identity},
             ArrayRef{utils::IteratorType::parallel},
             [&](OpBuilder &b, Location loc, ValueRange args) {
               linalg::YieldOp::create(b, loc, body(b, loc, args[0]));
             })
      .getResult(0);
}

Value readLhsAs(ImplicitLocOpBuilder &b, Value lhs, bool isUnsigned,
                const DotKernel &row) {
  bool isByte = getElementTypeOrSelf(lhs.getType()).isInteger(8);
  if (!isByte || (row.lhs == DotType::U8 && isUnsigned) ||
      (row.lhs == DotType::I8 && !isUnsigned))
    return flatten(b, lhs);
  if (row.lhs != DotType::I16)
    return {};
  return mapLhs(b, lhs, b.getI16Type(),
                [&](OpBuilder &b, Location loc, Value x) -> Value {
                  if (isUnsigned)
                    return arith::ExtUIOp::create(b, loc, b.getI16Type(), x);
                  return arith::ExtSIOp::create(b, loc, b.getI16Type(), x);
                });
}

FailureOr<PreparedLhs> prepareLhs(ImplicitLocOpBuilder &b,
                                  const Contraction &contraction,
                                  const DotKernel &row) {
  bool isUnsigned = contraction.lhsUnsigned;
  if (Value lhs = readLhsAs(b, contraction.lhs, isUnsigned, row))
    return PreparedLhs{lhs, contraction.bias};
  // The other signedness: x' = x +- 128, so acc' = acc +- 128 sum w.
  DenseElementsAttr bias;
  if (!matchPattern(contraction.bias, m_Constant(&bias)))
    return failure();
  int64_t moved = isUnsigned ? -128 : 128;
  std::vector<char> weights = rawBytes(contraction.weights), factors;
  if (contraction.factors)
    factors = rawBytes(contraction.factors);
  auto factorOf = [&](int64_t weight) -> int64_t {
    return factors.empty()
               ? 1
               : uint8_t(factors[weight / contraction.reductions.back().size]);
  };
  SmallVector<int32_t> values(bias.getValues<int32_t>());
  for (int64_t i = 0; i < contraction.n; ++i) {
    int64_t sum = 0;
    for (int64_t j = 0; j < contraction.k; ++j) {
      int64_t at = contraction.isDepthwise ? j * contraction.n + i
                                           : i * contraction.k + j;
      sum += factorOf(at) * int8_t(weights[at]);
    }
    values[i] = int32_t(uint32_t(values[i] - moved * sum));
  }
  Value flipped = mapLhs(b, contraction.lhs, b.getI8Type(),
                         [](OpBuilder &b, Location loc, Value x) -> Value {
                           Value bit = arith::ConstantOp::create(
                               b, loc, b.getI8IntegerAttr(-128));
                           return arith::XOrIOp::create(b, loc, x, bit);
                         });
  return PreparedLhs{flipped,
                     arith::ConstantOp::create(
                         b, DenseElementsAttr::get(bias.getType(),
                                                   ArrayRef<int32_t>(values)))};
}

} // namespace qopt
