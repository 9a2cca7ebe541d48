//===- MatchSignedness.cpp - Store activations as the target multiplies ---===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/MovesData.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/IntEqClasses.h"

namespace qopt {
#define GEN_PASS_DEF_MATCHSIGNEDNESSPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
/// The top bit, which is all that u8 and i8 of the same number differ in.
constexpr int topBit = 0x80;

/// Tensors that hold the same bytes, moved: they flip together.
struct StoredClass {
  /// Those that no operation of `moves` makes.
  SmallVector<Value> roots;
  /// Operations from members to members.
  SmallVector<Operation *> moves;
  /// Uses of the members by other operations.
  SmallVector<OpOperand *> uses;
};

struct MatchSignedness
    : public qopt::impl::MatchSignednessPassBase<MatchSignedness> {
  using Base::Base;

  void runOnOperation() override;

private:
  void match(const StoredClass &stored);
  void flip(const StoredClass &stored);
  void flipMove(Operation *move);
};
} // namespace

static bool isStored(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getElementType().isInteger(8);
}

/// How many of the first operands hold the bytes of the result; 0 for what
/// computes. TOSA's own comparisons take bytes as signed: they compute.
static unsigned numMovedOperands(Operation *op) {
  if (!op || op->getNumResults() != 1 || !isStored(op->getResult(0)))
    return 0;
  if (isa<tosa::ConcatOp>(op))
    return op->getNumOperands();
  return isa<qnn::MaxPool2DOp>(op) || (movesData(op) && !comparesData(op));
}

//===----------------------------------------------------------------------===//
// What operations say of signedness
//===----------------------------------------------------------------------===//

/// Whether `use` is what a target multiplies by weights, or by another tensor.
static bool isContracted(OpOperand *use) {
  return use->getOperandNumber() == 0 &&
         isa<qnn::DenseOp, qnn::Conv2DOp, qnn::MatMulOp>(use->getOwner());
}

static std::optional<bool> readsUnsigned(OpOperand *use) {
  auto reader = dyn_cast<qnn::SignednessInterface>(use->getOwner());
  return reader ? reader.isOperandUnsigned(use->getOperandNumber())
                : std::nullopt;
}

static bool flipReader(OpOperand *use) {
  auto reader = dyn_cast<qnn::SignednessInterface>(use->getOwner());
  return reader && reader.flipOperand(use->getOperandNumber());
}

static bool flipWriter(Value root) {
  auto writer =
      dyn_cast_or_null<qnn::SignednessInterface>(root.getDefiningOp());
  return writer && writer.flipResult();
}

/// Whether the bytes are unsigned numbers; nullopt where all agree that both
/// readings are the same.
static std::optional<bool> isUnsigned(const StoredClass &stored) {
  for (Value root : stored.roots)
    if (auto writer =
            dyn_cast_or_null<qnn::SignednessInterface>(root.getDefiningOp()))
      if (std::optional<bool> answer = writer.isResultUnsigned())
        return answer;
  for (OpOperand *use : stored.uses)
    if (std::optional<bool> answer = readsUnsigned(use))
      return answer;
  for (Operation *move : stored.moves)
    if (auto pool = dyn_cast<qnn::MaxPool2DOp>(move))
      return pool.getIsUnsigned();
  return std::nullopt;
}

/// Whether no flip is needed at the class's edges. Flipping twice changes
/// nothing.
static bool isFree(const StoredClass &stored) {
  return llvm::all_of(
             stored.roots,
             [](Value root) { return flipWriter(root) && flipWriter(root); }) &&
         llvm::all_of(stored.uses, [](OpOperand *use) {
           return flipReader(use) && flipReader(use);
         });
}

//===----------------------------------------------------------------------===//
// Flipping
//===----------------------------------------------------------------------===//

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

static void flipAtUse(OpOperand *use) {
  OpBuilder builder(use->getOwner());
  use->set(createFlip(builder, use->get()));
}

/// Makes `move` do with flipped bytes what it did.
void MatchSignedness::flipMove(Operation *move) {
  if (auto pool = dyn_cast<qnn::MaxPool2DOp>(move))
    pool.setIsUnsigned(!pool.getIsUnsigned());
  auto pad = dyn_cast<tosa::PadOp>(move);
  if (!pad)
    return;
  DenseElementsAttr constant;
  if (!matchPattern(pad.getPadConst(), m_Constant(&constant)))
    return flipAtUse(&pad.getPadConstMutable());
  OpBuilder builder(pad);
  auto value = static_cast<int8_t>(*constant.value_begin<int8_t>() ^ topBit);
  pad.getPadConstMutable().assign(tosa::ConstOp::create(
      builder, pad.getPadConst().getLoc(), constant.getType(),
      DenseElementsAttr::get(constant.getType(), value)));
}

void MatchSignedness::flip(const StoredClass &stored) {
  // Uses first: they are those of the old roots.
  for (OpOperand *use : stored.uses)
    if (!flipReader(use)) {
      flipAtUse(use);
      ++numEdges;
    }
  for (Operation *move : stored.moves)
    flipMove(move);
  OpBuilder builder(&getContext());
  for (Value root : stored.roots) {
    if (flipWriter(root))
      continue;
    builder.setInsertionPointAfterValue(root);
    Value flipped = createFlip(builder, root);
    root.replaceAllUsesExcept(flipped, flipped.getDefiningOp());
    ++numEdges;
  }
  ++numFlipped;
}

//===----------------------------------------------------------------------===//
// Choosing
//===----------------------------------------------------------------------===//

void MatchSignedness::match(const StoredClass &stored) {
  SmallVector<OpOperand *> mismatched;
  bool isMatched = false;
  for (OpOperand *use : stored.uses) {
    if (!isContracted(use))
      continue;
    if (*readsUnsigned(use) == lhsUnsigned)
      isMatched = true;
    else
      mismatched.push_back(use);
  }
  // Contractions that read one tensor as u8 and as i8 (which numbers in
  // [0, 127] allow): those that do not match get a flipped copy.
  if (isMatched) {
    for (OpOperand *use : mismatched) {
      flipAtUse(use);
      flipReader(use);
      ++numEdges;
    }
    return;
  }
  if (!mismatched.empty())
    return flip(stored);

  // No contraction multiplies it by weights: it follows the others where that
  // costs nothing. What takes the place of weights is signed as they are.
  bool isWeight = llvm::any_of(stored.uses, [](OpOperand *use) {
    return use->getOperandNumber() == 1 && isa<qnn::MatMulOp>(use->getOwner());
  });
  std::optional<bool> is = isUnsigned(stored);
  bool wanted = !isWeight && lhsUnsigned;
  if (is && *is != wanted && isFree(stored))
    flip(stored);
}

/// The classes of all stored tensors, in the order of the program.
static std::vector<StoredClass> collectClasses(Operation *root) {
  SmallVector<Value> values;
  DenseMap<Value, unsigned> numbers;
  auto collect = [&](Value value) {
    if (isStored(value) && numbers.try_emplace(value, values.size()).second)
      values.push_back(value);
  };
  root->walk<WalkOrder::PreOrder>([&](Block *block) {
    llvm::for_each(block->getArguments(), collect);
    for (Operation &op : *block)
      llvm::for_each(op.getResults(), collect);
  });
  llvm::IntEqClasses classes(values.size());
  for (Value value : values) {
    Operation *op = value.getDefiningOp();
    for (unsigned i = 0; i < numMovedOperands(op); ++i)
      classes.join(numbers[value], numbers[op->getOperand(i)]);
  }
  classes.compress();
  std::vector<StoredClass> result(classes.getNumClasses());
  for (auto [i, value] : llvm::enumerate(values)) {
    StoredClass &stored = result[classes[i]];
    if (numMovedOperands(value.getDefiningOp()))
      stored.moves.push_back(value.getDefiningOp());
    else
      stored.roots.push_back(value);
    for (OpOperand &use : value.getUses())
      if (use.getOperandNumber() >= numMovedOperands(use.getOwner()))
        stored.uses.push_back(&use);
  }
  return result;
}

void MatchSignedness::runOnOperation() {
  for (const StoredClass &stored : collectClasses(getOperation()))
    match(stored);
}
