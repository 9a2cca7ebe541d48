//===- VectorizeLoops.cpp - linalg operations to vector loops ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Kernels.h"
#include "VectorNest.h"

#include "qopt/Codegen/Passes.h"
#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"

namespace qopt {
#define GEN_PASS_DEF_VECTORIZELOOPS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

Value flatten(OpBuilder &b, Location loc, Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  return tensor::CollapseShapeOp::create(
      b, loc, value,
      ArrayRef<ReassociationIndices>{
          llvm::to_vector(llvm::seq<int64_t>(0, type.getRank()))});
}

/// Elementwise operations whose operands are as large as the result or single
/// values need one loop, whatever their rank is: there are fewest tails. Not so
/// where the result is about to be padded, or an operand is a part of another
/// tensor: these are no run of memory.
void flattenMap(linalg::GenericOp op) {
  auto type = dyn_cast<RankedTensorType>(op.getResult(0).getType());
  if (!type || !type.hasStaticShape() || type.getRank() < 2 ||
      op.getNumParallelLoops() != op.getNumLoops() ||
      op->getNumResults() != 1 ||
      !op.getMatchingBlockArgument(op.getDpsInitOperand(0)).use_empty() ||
      !op.getOutputs()[0].getDefiningOp<tensor::EmptyOp>() ||
      llvm::any_of(op->getUsers(), llvm::IsaPred<tensor::PadOp>) ||
      !hasVectorBody(op))
    return;
  for (auto [map, operand] :
       llvm::zip_equal(op.getIndexingMapsArray(), op->getOperands()))
    if (!map.isConstant() &&
        (!map.isIdentity() || operand.getDefiningOp<tensor::ExtractSliceOp>()))
      return;

  OpBuilder b(op);
  Location loc = op.getLoc();
  AffineMap identity = b.getMultiDimIdentityMap(1);
  SmallVector<Value> inputs;
  SmallVector<AffineMap> maps;
  for (OpOperand *input : op.getDpsInputOperands()) {
    AffineMap map = op.getMatchingIndexingMap(input);
    maps.push_back(map.isIdentity() ? identity
                                    : AffineMap::get(1, 0, map.getResults(),
                                                     b.getContext()));
    inputs.push_back(map.isIdentity() ? flatten(b, loc, input->get())
                                      : input->get());
  }
  maps.push_back(identity);
  Value empty = tensor::EmptyOp::create(b, loc, type.getNumElements(),
                                        type.getElementType());
  auto flat =
      linalg::GenericOp::create(b, loc, empty.getType(), inputs, empty, maps,
                                ArrayRef{utils::IteratorType::parallel});
  flat.getRegion().takeBody(op.getRegion());
  Value result = tensor::ExpandShapeOp::create(
      b, loc, type, flat.getResult(0),
      ArrayRef<ReassociationIndices>{
          llvm::to_vector(llvm::seq<int64_t>(0, type.getRank()))});
  op.getResult(0).replaceAllUsesWith(result);
  op.erase();
}

struct VectorizeLoops : qopt::impl::VectorizeLoopsBase<VectorizeLoops> {
  using Base::Base;

  void runOnOperation() override {
    auto target = TargetInfo::get(getOperation());
    if (!target) {
      getOperation().emitError(llvm::toString(target.takeError()));
      return signalPassFailure();
    }
    // Four vectors at a time hide the latency of what a body computes, and
    // without vectors save steps of the loops that sum up. Two are enough where
    // each is a group of registers.
    isScalarised = !target->hasVectors();
    auto row = [&](DotInput input) -> const DotKernel & {
      return selectDotKernel(*target, input, 1 << 10, {});
    };
    lanes = row(DotInput::Floats).lanes;
    lanes *=
        !isScalarised && lanes >= row(DotInput::Bytes).resultLanes() ? 2 : 4;
    // What a sum starts from is read from these two.
    generalize<linalg::FillOp, linalg::BroadcastOp>();
    vectorizeAll();
    // The borders of padded tensors, and what else is filled.
    padTheRest();
    generalize();
    vectorizeAll();
    getOperation().walk([](linalg::LinalgOp op) {
      if (!op->use_empty())
        op->emitRemark() << "'" << op->getName()
                         << "' has no vector form here and runs as scalar "
                            "loops; it is correct but slow";
    });
  }

private:
  int64_t lanes;
  bool isScalarised;

  void vectorizeAll() {
    SmallVector<linalg::GenericOp> ops;
    getOperation().walk([&](linalg::GenericOp op) { ops.push_back(op); });
    for (linalg::GenericOp &op : ops)
      if (op->use_empty())
        op->erase(), op = nullptr;
    llvm::erase(ops, linalg::GenericOp());
    for (linalg::GenericOp op : ops)
      flattenMap(op);
    ops.clear();
    getOperation().walk([&](linalg::GenericOp op) { ops.push_back(op); });
    DenseSet<Operation *> fused;
    for (linalg::GenericOp op : ops) {
      if (fused.contains(op))
        continue;
      bool isMap = op.getNumReductionLoops() == 0;
      Operation *map =
          emitVectorNest(op, {isScalarised && isMap ? 1 : lanes, isScalarised});
      if (map)
        fused.insert(map);
    }
  }

  /// Padding that no producer made room for: the tensor is copied into the
  /// middle.
  void padTheRest() {
    getOperation().walk([](tensor::PadOp op) {
      std::optional<StaticPad> pad = StaticPad::match(op);
      if (!pad)
        return;
      ImplicitLocOpBuilder b(op.getLoc(), op);
      Value border = pad->createBorder(b);
      op.getResult().replaceAllUsesWith(
          pad->insertMiddle(b, op.getSource(), border));
      op.erase();
    });
  }

  /// Named operations to generic ones, but for those of the types `Kept`.
  template <typename... Kept>
  void generalize() {
    IRRewriter rewriter(&getContext());
    SmallVector<linalg::LinalgOp> named;
    getOperation().walk([&](linalg::LinalgOp op) {
      if (!isa<linalg::GenericOp, Kept...>(op))
        named.push_back(op);
    });
    for (linalg::LinalgOp op : llvm::reverse(named)) {
      if (op->use_empty()) {
        rewriter.eraseOp(op);
        continue;
      }
      rewriter.setInsertionPoint(op);
      (void)linalg::generalizeNamedOp(rewriter, op);
    }
  }
};

} // namespace
