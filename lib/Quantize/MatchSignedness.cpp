//===- MatchSignedness.cpp - Store activations as the target multiplies ---===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Reference/Interpreter.h"

#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/TypeSwitch.h"

namespace qopt {
#define GEN_PASS_DEF_MATCHSIGNEDNESSPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
/// The top bit, which is all that u8 and i8 of the same number differ in.
constexpr int topBit = 0x80;

/// One stored tensor: a value and what reshapes make of it. `uses` are those of
/// the members by operations that are not reshapes.
struct StoredTensor {
  Value root;
  SmallVector<OpOperand *> uses;
};

struct MatchSignedness
    : public qopt::impl::MatchSignednessPassBase<MatchSignedness> {
  using Base::Base;

  void runOnOperation() override;

private:
  LogicalResult match(const StoredTensor &tensor);
  LogicalResult flip(const StoredTensor &tensor);
};
} // namespace

static bool isStored(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getElementType().isInteger(8);
}

static bool isReshape(Operation *op) {
  return isa_and_nonnull<tosa::ReshapeOp, tensor::CollapseShapeOp,
                         tensor::ExpandShapeOp>(op);
}

static void collectUses(Value value, SmallVectorImpl<OpOperand *> &uses) {
  for (OpOperand &use : value.getUses()) {
    if (isReshape(use.getOwner()))
      collectUses(use.getOwner()->getResult(0), uses);
    else
      uses.push_back(&use);
  }
}

//===----------------------------------------------------------------------===//
// What operations say of signedness
//===----------------------------------------------------------------------===//

/// Whether \p use reads its tensor as unsigned; nullopt where it does not say.
static std::optional<bool> readsUnsigned(OpOperand &use) {
  if (use.getOperandNumber() != 0)
    return std::nullopt;
  return llvm::TypeSwitch<Operation *, std::optional<bool>>(use.getOwner())
      .Case([](qnn::DenseOp op) { return op.getXUnsigned(); })
      .Case([](qnn::RequantizeOp op) { return op.getInUnsigned(); })
      .Case([](qnn::DequantizeOp op) { return op.getIsUnsigned(); })
      .Default([](Operation *) { return std::nullopt; });
}

/// Whether \p root is computed as unsigned; nullopt where that cannot be told:
/// numbers in [0, 127] have the same bits either way.
static std::optional<bool> isComputedUnsigned(Value root) {
  Operation *op = root.getDefiningOp();
  if (auto quantize = dyn_cast_or_null<qnn::QuantizeOp>(op))
    return quantize.getIsUnsigned();
  auto requantize = dyn_cast_or_null<qnn::RequantizeOp>(op);
  if (!requantize)
    return std::nullopt;
  if (std::min(requantize.getQmin(), requantize.getOutZp()) < 0)
    return false;
  if (std::max(requantize.getQmax(), requantize.getOutZp()) > 127)
    return true;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Flipping
//===----------------------------------------------------------------------===//

/// The zero point of the same numbers in the other signedness.
static int32_t movedZeroPoint(int32_t zeroPoint, bool isUnsigned) {
  return isUnsigned ? zeroPoint - topBit : zeroPoint + topBit;
}

/// The table of \p lookup with a flipped input, a flipped output, or both.
static FailureOr<ElementsAttr> flipTable(qnn::LookupOp lookup, bool input,
                                         bool output) {
  llvm::Expected<HostTensor> table = readElements(lookup.getTable());
  if (!table)
    return emitError(lookup.getLoc())
           << "its table cannot be read: " << llvm::toString(table.takeError());
  SmallVector<int8_t> entries;
  for (int i = 0; i < 256; ++i) {
    int8_t entry = table->as<int8_t>()[input ? i ^ topBit : i];
    entries.push_back(static_cast<int8_t>(output ? entry ^ topBit : entry));
  }
  return cast<ElementsAttr>(DenseElementsAttr::get(
      RankedTensorType::get({256}, IntegerType::get(lookup.getContext(), 8)),
      ArrayRef<int8_t>(entries)));
}

/// Whether flipReader can change how \p use reads.
static bool canFlipReader(OpOperand &use) {
  if (use.getOperandNumber() != 0)
    return false;
  auto lookup = dyn_cast<qnn::LookupOp>(use.getOwner());
  return readsUnsigned(use) || (lookup && isStored(lookup.getOutput()));
}

/// Makes \p use read flipped bytes as the numbers that they were.
static LogicalResult flipReader(OpOperand &use) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(use.getOwner())
      .Case([](qnn::DenseOp op) {
        op.setXZp(movedZeroPoint(op.getXZp(), op.getXUnsigned()));
        op.setXUnsigned(!op.getXUnsigned());
        return success();
      })
      .Case([](qnn::RequantizeOp op) {
        op.setInZp(movedZeroPoint(op.getInZp(), op.getInUnsigned()));
        op.setInUnsigned(!op.getInUnsigned());
        return success();
      })
      .Case([](qnn::DequantizeOp op) {
        op.setZp(movedZeroPoint(op.getZp(), op.getIsUnsigned()));
        op.setIsUnsigned(!op.getIsUnsigned());
        return success();
      })
      .Case([](qnn::LookupOp op) {
        FailureOr<ElementsAttr> table = flipTable(op, true, false);
        if (succeeded(table))
          op.setTableAttr(*table);
        return LogicalResult(table);
      });
}

/// Whether flipWriter can make the producer of \p root write flipped bytes.
static bool canFlipWriter(Value root) {
  Operation *op = root.getDefiningOp();
  auto lookup = dyn_cast_or_null<qnn::LookupOp>(op);
  return isa_and_nonnull<qnn::QuantizeOp, qnn::RequantizeOp>(op) ||
         (lookup && isStored(lookup.getInput()));
}

static LogicalResult flipWriter(Value root) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(root.getDefiningOp())
      .Case([](qnn::QuantizeOp op) {
        op.setZp(movedZeroPoint(op.getZp(), op.getIsUnsigned()));
        op.setIsUnsigned(!op.getIsUnsigned());
        return success();
      })
      .Case([&](qnn::RequantizeOp op) {
        bool isUnsigned = isComputedUnsigned(root).value_or(false);
        op.setOutZp(movedZeroPoint(op.getOutZp(), isUnsigned));
        op.setQmin(movedZeroPoint(op.getQmin(), isUnsigned));
        op.setQmax(movedZeroPoint(op.getQmax(), isUnsigned));
        return success();
      })
      .Case([](qnn::LookupOp op) {
        FailureOr<ElementsAttr> table = flipTable(op, false, true);
        if (succeeded(table))
          op.setTableAttr(*table);
        return LogicalResult(table);
      });
}

/// `value` with its top bits flipped, for the builder's place.
static Value createFlip(OpBuilder &builder, Value value) {
  Location loc = value.getLoc();
  auto type = cast<RankedTensorType>(value.getType());
  auto mask = static_cast<int8_t>(topBit);
  if (type.hasStaticShape()) {
    Value bits = arith::ConstantOp::create(builder, loc,
                                           DenseElementsAttr::get(type, mask));
    return arith::XOrIOp::create(builder, loc, value, bits);
  }
  // A constant has no dynamic shape, but TOSA broadcasts.
  auto one = RankedTensorType::get(SmallVector<int64_t>(type.getRank(), 1),
                                   type.getElementType());
  Value bits = tosa::ConstOp::create(builder, loc, one,
                                     DenseElementsAttr::get(one, mask));
  return tosa::BitwiseXorOp::create(builder, loc, type, value, bits);
}

LogicalResult MatchSignedness::flip(const StoredTensor &tensor) {
  OpBuilder builder(&getContext());
  // Uses first: they are those of the old root.
  for (OpOperand *use : tensor.uses) {
    if (canFlipReader(*use)) {
      if (failed(flipReader(*use)))
        return failure();
      continue;
    }
    builder.setInsertionPoint(use->getOwner());
    use->set(createFlip(builder, use->get()));
    ++numEdges;
  }
  ++numFlipped;
  if (canFlipWriter(tensor.root))
    return flipWriter(tensor.root);
  builder.setInsertionPointAfterValue(tensor.root);
  Value flipped = createFlip(builder, tensor.root);
  Value root = tensor.root;
  root.replaceAllUsesExcept(flipped, flipped.getDefiningOp());
  ++numEdges;
  return success();
}

//===----------------------------------------------------------------------===//
// Choosing
//===----------------------------------------------------------------------===//

LogicalResult MatchSignedness::match(const StoredTensor &tensor) {
  SmallVector<OpOperand *> mismatched;
  bool isMatched = false;
  for (OpOperand *use : tensor.uses) {
    if (!isa<qnn::DenseOp>(use->getOwner()) || !readsUnsigned(*use))
      continue;
    if (*readsUnsigned(*use) == lhsUnsigned)
      isMatched = true;
    else
      mismatched.push_back(use);
  }
  // Contractions that read one tensor as u8 and as i8 (which numbers in
  // [0, 127] allow): those that do not match get a flipped copy.
  if (isMatched) {
    for (OpOperand *use : mismatched) {
      OpBuilder builder(use->getOwner());
      use->set(createFlip(builder, use->get()));
      if (failed(flipReader(*use)))
        return failure();
      ++numEdges;
    }
    return success();
  }
  if (!mismatched.empty())
    return flip(tensor);

  // No contraction reads it: it follows the others where that costs nothing.
  std::optional<bool> isUnsigned = isComputedUnsigned(tensor.root);
  for (OpOperand *use : tensor.uses)
    if (!isUnsigned)
      isUnsigned = readsUnsigned(*use);
  bool isFree = canFlipWriter(tensor.root) &&
                llvm::all_of(tensor.uses, [](OpOperand *use) {
                  return canFlipReader(*use);
                });
  if (isFree && isUnsigned && *isUnsigned != lhsUnsigned)
    return flip(tensor);
  return success();
}

void MatchSignedness::runOnOperation() {
  SmallVector<StoredTensor> tensors;
  auto collect = [&](Value value) {
    if (!isStored(value) || isReshape(value.getDefiningOp()))
      return;
    StoredTensor tensor{value, {}};
    collectUses(value, tensor.uses);
    tensors.push_back(std::move(tensor));
  };
  getOperation().walk<WalkOrder::PreOrder>([&](Block *block) {
    llvm::for_each(block->getArguments(), collect);
    for (Operation &op : *block)
      llvm::for_each(op.getResults(), collect);
  });
  for (const StoredTensor &tensor : tensors)
    if (failed(match(tensor)))
      return signalPassFailure();
}
