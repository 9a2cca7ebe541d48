//===- PlanMemory.cpp - One arena -------------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ByteSize.h"
#include "qopt/Codegen/ArenaPlan.h"
#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Import/State.h"

#include "mlir/Dialect/Bufferization/Transforms/BufferViewFlowAnalysis.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/Support/MathExtras.h"

namespace qopt {
#define GEN_PASS_DEF_PLANMEMORY
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// Every buffer begins at a cache line.
constexpr int64_t alignment = 64;

/// A buffer, the operations of the function's block during which it holds
/// something, and its place.
struct Buffer {
  memref::AllocOp alloc;
  int64_t bytes;
  unsigned first, last;
  /// Of the operations that touch memory, the first and the last that touch it.
  int64_t firstAccess = INT64_MAX, lastAccess = -1;
  int64_t offset = 0;
};

/// The lowest offset where `buffer` meets none of `placed` that live with it.
int64_t findOffset(const Buffer &buffer, ArrayRef<Buffer *> placed) {
  SmallVector<std::pair<int64_t, int64_t>> taken;
  for (const Buffer *other : placed)
    if (other->first <= buffer.last && buffer.first <= other->last)
      taken.emplace_back(other->offset, other->offset + other->bytes);
  llvm::sort(taken);
  int64_t offset = 0;
  for (auto [begin, end] : taken) {
    if (offset + buffer.bytes <= begin)
      break;
    offset = std::max(offset, int64_t(llvm::alignTo(end, alignment)));
  }
  return offset;
}

/// The operations of a block that touch memory, in order.
class Accesses {
public:
  explicit Accesses(Block &block) {
    for (Operation &op : block) {
      if (isa<memref::AllocOp, memref::DeallocOp>(op) ||
          op.hasTrait<OpTrait::IsTerminator>() || isMemoryEffectFree(&op))
        continue;
      numbers[&op] = int64_t(labels.size());
      labels.push_back(getStepLabel(&op));
    }
  }

  /// Extends the life of a buffer that `op` uses.
  void extend(Buffer &buffer, Operation *op) const {
    auto it = numbers.find(op);
    if (it == numbers.end())
      return;
    buffer.firstAccess = std::min(buffer.firstAccess, it->second);
    buffer.lastAccess = std::max(buffer.lastAccess, it->second);
  }

  /// Runs of operations of one unit are a step, unless a buffer comes to life
  /// behind the end of another: all buffers of a step live at once.
  ArenaPlan makePlan(ArrayRef<Buffer> buffers) const {
    ArenaPlan plan;
    SmallVector<int64_t> stepOf;
    int64_t begin = 0;
    for (auto [i, label] : llvm::enumerate(labels)) {
      int64_t number = int64_t(i);
      auto ends = [&](const Buffer &buffer) {
        return begin <= buffer.lastAccess && buffer.lastAccess < number;
      };
      auto begins = [&](const Buffer &buffer) {
        return buffer.firstAccess == number;
      };
      // What has lost its label on the way is a part of what is around it.
      bool isOther =
          plan.steps.empty() || (!label.empty() && label != plan.steps.back());
      if (isOther ||
          (llvm::any_of(buffers, ends) && llvm::any_of(buffers, begins))) {
        plan.steps.push_back(
            label.empty() && !plan.steps.empty() ? plan.steps.back() : label);
        begin = number;
      }
      stepOf.push_back(int64_t(plan.steps.size()) - 1);
    }
    for (const Buffer &buffer : buffers) {
      if (buffer.lastAccess < 0)
        continue;
      int64_t first = stepOf[buffer.firstAccess];
      plan.buffers.push_back({plan.steps[first], buffer.bytes, buffer.offset,
                              first, stepOf[buffer.lastAccess]});
    }
    return plan;
  }

private:
  DenseMap<Operation *, int64_t> numbers;
  std::vector<std::string> labels;
};

struct PlanMemory : qopt::impl::PlanMemoryBase<PlanMemory> {
  using Base::Base;

  LogicalResult plan(func::FuncOp func) {
    Block &block = func.getBody().front();
    DenseMap<Operation *, unsigned> position;
    for (auto [i, op] : llvm::enumerate(block))
      position[&op] = i;

    Accesses accesses(block);
    BufferViewFlowAnalysis aliases(func);
    SmallVector<Buffer> buffers;
    WalkResult walk = func.walk([&](memref::AllocOp alloc) {
      if (!alloc.getType().hasStaticShape()) {
        alloc.emitError("a buffer of dynamic size cannot be placed");
        return WalkResult::interrupt();
      }
      Buffer buffer{alloc, byteSize(alloc.getType()), ~0u, 0};
      for (Value alias : aliases.resolve(alloc))
        for (Operation *user : alias.getUsers()) {
          Operation *ancestor = block.findAncestorOpInBlock(*user);
          unsigned at = position[ancestor];
          buffer.first = std::min(buffer.first, at);
          buffer.last = std::max(buffer.last, at);
          accesses.extend(buffer, ancestor);
        }
      buffers.push_back(buffer);
      return WalkResult::advance();
    });
    if (walk.wasInterrupted())
      return failure();

    SmallVector<Buffer *> order;
    for (Buffer &buffer : buffers)
      order.push_back(&buffer);
    llvm::sort(order, [](const Buffer *a, const Buffer *b) {
      // Buffers of one size keep their order in the function.
      return a->bytes != b->bytes ? a->bytes > b->bytes : a < b;
    });
    int64_t arenaBytes = 0;
    SmallVector<Buffer *> placed;
    for (Buffer *buffer : order) {
      buffer->offset = findOffset(*buffer, placed);
      placed.push_back(buffer);
      arenaBytes = std::max(arenaBytes, buffer->offset + buffer->bytes);
    }

    OpBuilder b(func.getContext());
    auto arenaType = MemRefType::get({arenaBytes}, b.getI8Type());
    auto attrs = b.getDictionaryAttr(
        {b.getNamedAttr(LLVM::LLVMDialect::getNoAliasAttrName(),
                        b.getUnitAttr()),
         b.getNamedAttr(LLVM::LLVMDialect::getAlignAttrName(),
                        b.getI64IntegerAttr(alignment))});
    if (failed(func.insertArgument(func.getNumArguments(), arenaType, attrs,
                                   func.getLoc())))
      return failure();
    Value arena = func.getArguments().back();
    for (Buffer &buffer : buffers) {
      b.setInsertionPoint(buffer.alloc);
      Value offset = arith::ConstantIndexOp::create(b, buffer.alloc.getLoc(),
                                                    buffer.offset);
      Value view = memref::ViewOp::create(b, buffer.alloc.getLoc(),
                                          buffer.alloc.getType(), arena, offset,
                                          ValueRange{});
      for (Operation *user :
           llvm::make_early_inc_range(buffer.alloc->getUsers()))
        if (isa<memref::DeallocOp>(user))
          user->erase();
      buffer.alloc.replaceAllUsesWith(view);
      buffer.alloc.erase();
    }
    func->setAttr(arenaBytesAttrName, b.getI64IntegerAttr(arenaBytes));
    if (!buffers.empty())
      accesses.makePlan(buffers).attachTo(func);
    return success();
  }

  void runOnOperation() override {
    for (auto func : getOperation().getOps<func::FuncOp>())
      if (!func.isExternal() && !func->hasAttr(initAttrName) &&
          failed(plan(func)))
        return signalPassFailure();
  }
};

} // namespace
