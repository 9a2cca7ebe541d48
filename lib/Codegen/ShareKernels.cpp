//===- ShareKernels.cpp - Equal loops become one function -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ByteSize.h"
#include "qopt/Codegen/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/ViewLikeInterface.h"
#include "llvm/Support/MathExtras.h"

namespace qopt {
#define GEN_PASS_DEF_SHAREKERNELS
#include "qopt/Codegen/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {

/// Below so many operations a call costs about what it saves.
constexpr unsigned smallest = 16;

/// The place of an operand that comes from outside of a loop: the number of
/// its operation in the loop, in pre-order, and its own.
using Slot = std::pair<Operation *, unsigned>;

/// The value of one slot in each of several equal loops.
using Column = SmallVector<Value>;

Attribute constantOf(Value value) {
  Attribute attr;
  return matchPattern(value, m_Constant(&attr)) ? attr : Attribute();
}

bool isInside(Value value, Operation *loop) {
  return loop->isAncestor(value.getParentBlock()->getParentOp());
}

SmallVector<Slot> outerSlots(Operation *loop) {
  SmallVector<Slot> slots;
  loop->walk<WalkOrder::PreOrder>([&](Operation *op) {
    for (auto [i, operand] : llvm::enumerate(op->getOperands()))
      if (!isInside(operand, loop))
        slots.emplace_back(op, i);
  });
  return slots;
}

/// Whether a constant that differs between loops may become a parameter there.
/// What is not listed is code that gets worse when it no longer sees the value:
/// divisions, shifts, addresses, shuffles.
bool takesAnyValue(Operation *op) {
  return isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::AddIOp,
             arith::SubIOp, arith::MaximumFOp, arith::MinimumFOp,
             arith::MaxNumFOp, arith::MinNumFOp, arith::MaxSIOp, arith::MinSIOp,
             arith::MaxUIOp, arith::MinUIOp, arith::CmpFOp, arith::CmpIOp,
             arith::SelectOp, vector::BroadcastOp, vector::TransferWriteOp,
             vector::StoreOp, memref::StoreOp>(op);
}

/// The scalar that `attr` is or that it repeats, if a parameter can carry it.
TypedAttr scalarOf(Attribute attr) {
  if (auto splat = dyn_cast_or_null<SplatElementsAttr>(attr))
    attr = splat.getSplatValue<Attribute>();
  auto typed = dyn_cast_or_null<TypedAttr>(attr);
  if (typed && (isa<FloatType>(typed.getType()) ||
                (isa<IntegerType>(typed.getType()) &&
                 typed.getType().getIntOrFloatBitWidth() >= 8)))
    return typed;
  return nullptr;
}

/// Whether `a` in one loop and `b` in another can be one value of a kernel.
bool canMeet(Value a, Value b, Operation *user) {
  if (a.getType() != b.getType())
    return false;
  Attribute constantA = constantOf(a), constantB = constantOf(b);
  if (constantA || constantB)
    return constantA && constantB &&
           (constantA == constantB ||
            (takesAnyValue(user) && scalarOf(constantA) &&
             scalarOf(constantB)));
  return isa<MemRefType>(a.getType()) || a.getType().isIntOrIndexOrFloat();
}

/// Whether two loops do the same, up to the values that they use from outside.
bool areEqual(Operation *a, Operation *b) {
  DenseMap<Value, Value> counterpart;
  return OperationEquivalence::isEquivalentTo(
      a, b,
      [&](Value x, Value y) {
        bool inside = isInside(x, a);
        if (inside != isInside(y, b))
          return failure();
        if (!inside)
          return success();
        auto it = counterpart.find(x);
        return success(it != counterpart.end() && it->second == y);
      },
      [&](Value x, Value y) { counterpart[x] = y; },
      OperationEquivalence::IgnoreLocations);
}

llvm::hash_code hashOf(Operation *loop) {
  llvm::hash_code hash(0);
  loop->walk<WalkOrder::PreOrder>([&](Operation *op) {
    hash =
        llvm::hash_combine(hash, OperationEquivalence::computeHash(
                                     op, OperationEquivalence::ignoreHashValue,
                                     OperationEquivalence::ignoreHashValue,
                                     OperationEquivalence::IgnoreLocations));
  });
  return hash;
}

/// Equal loops, and what each uses from outside, slot by slot.
struct Group {
  SmallVector<Operation *> loops;
  SmallVector<SmallVector<Slot>> slots;

  explicit Group(Operation *loop) : loops{loop}, slots{outerSlots(loop)} {}

  /// Whether `loop` is one more of them; if so, takes it.
  bool add(Operation *loop) {
    if (!areEqual(loops.front(), loop))
      return false;
    SmallVector<Slot> theirs = outerSlots(loop);
    if (theirs.size() != slots.front().size())
      return false;
    for (auto [mine, other] : llvm::zip_equal(slots.front(), theirs))
      if (!canMeet(valueOf(mine), valueOf(other), mine.first))
        return false;
    loops.push_back(loop);
    slots.push_back(std::move(theirs));
    return true;
  }

  static Value valueOf(Slot slot) {
    return slot.first->getOperand(slot.second);
  }

  Column column(size_t slot) const {
    return llvm::map_to_vector(
        slots, [&](ArrayRef<Slot> mine) { return valueOf(mine[slot]); });
  }
};

/// The buffer that a memref is a view of.
Value bufferOf(Value value) {
  while (auto view = value.getDefiningOp<ViewLikeOpInterface>()) {
    // Arena and state are divided into buffers by views.
    if (isa<memref::ViewOp>(view))
      break;
    value = view.getViewSource();
  }
  return value;
}

/// Whether two memrefs may hold an element in common.
bool mayOverlap(Value a, Value b) {
  Value first = bufferOf(a), second = bufferOf(b);
  if (first == second)
    return true;
  auto x = first.getDefiningOp<memref::ViewOp>(),
       y = second.getDefiningOp<memref::ViewOp>();
  if (!x || !y || x.getSource() != y.getSource())
    return false;
  auto begin = dyn_cast_or_null<IntegerAttr>(constantOf(x.getByteShift())),
       other = dyn_cast_or_null<IntegerAttr>(constantOf(y.getByteShift()));
  if (!begin || !other)
    return true;
  return begin.getInt() < other.getInt() + byteSize(y.getType()) &&
         other.getInt() < begin.getInt() + byteSize(x.getType());
}

/// The bytes that the address of a whole buffer is known to be a multiple of.
int64_t alignmentOf(Value value) {
  auto given = [](Attribute attr) {
    auto bytes = dyn_cast_or_null<IntegerAttr>(attr);
    return bytes ? bytes.getInt() : 1;
  };
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    auto func = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
    return func ? given(func.getArgAttr(argument.getArgNumber(),
                                        LLVM::LLVMDialect::getAlignAttrName()))
                : 1;
  }
  if (auto global = value.getDefiningOp<memref::GetGlobalOp>()) {
    auto symbol = SymbolTable::lookupNearestSymbolFrom<memref::GlobalOp>(
        global, global.getNameAttr());
    return symbol ? given(symbol.getAlignmentAttr()) : 1;
  }
  if (auto view = value.getDefiningOp<memref::ViewOp>()) {
    auto offset =
        dyn_cast_or_null<IntegerAttr>(constantOf(view.getByteShift()));
    if (!offset)
      return 1;
    return llvm::MinAlign(alignmentOf(view.getSource()), offset.getInt());
  }
  if (isa_and_nonnull<memref::CollapseShapeOp, memref::ExpandShapeOp,
                      memref::CastOp>(value.getDefiningOp()))
    return alignmentOf(
        value.getDefiningOp<ViewLikeOpInterface>().getViewSource());
  return 1;
}

/// A parameter of a kernel.
struct Parameter {
  Column values;
  SmallVector<size_t> slots;
  /// Whether `values` are constants, of which the scalar is passed.
  bool constant;

  Type type() const {
    return constant ? scalarOf(constantOf(values.front())).getType()
                    : values.front().getType();
  }
};

struct ShareKernels : qopt::impl::ShareKernelsBase<ShareKernels> {
  using Base::Base;

  void runOnOperation() override {
    SmallVector<Group> groups;
    DenseMap<size_t, SmallVector<size_t>> byHash;
    for (auto func : getOperation().getOps<func::FuncOp>()) {
      if (func.isExternal())
        continue;
      for (Operation &op : func.getBody().front()) {
        if (!isCandidate(&op))
          continue;
        SmallVector<size_t> &alike = byHash[size_t(hashOf(&op))];
        if (llvm::any_of(alike,
                         [&](size_t group) { return groups[group].add(&op); }))
          continue;
        alike.push_back(groups.size());
        groups.emplace_back(&op);
      }
    }
    for (const Group &group : groups)
      if (group.loops.size() > 1)
        share(group);
  }

private:
  static bool isCandidate(Operation *op) {
    if (op->getNumRegions() == 0 || op->getNumResults() != 0)
      return false;
    unsigned count = 0;
    op->walk([&](Operation *) { ++count; });
    return count >= smallest;
  }

  void share(const Group &group);
};

/// Marks the parameters that no other one overlaps, and how they are aligned.
void describeMemory(func::FuncOp kernel, ArrayRef<Parameter> parameters) {
  MLIRContext *context = kernel.getContext();
  auto isAlone = [&](size_t index) {
    for (size_t loop = 0; loop < parameters[index].values.size(); ++loop) {
      Value buffer = bufferOf(parameters[index].values[loop]);
      // Parameters that the caller's caller may have made overlap.
      if (auto argument = dyn_cast<BlockArgument>(buffer)) {
        auto func = dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
        if (!func || !func.getArgAttr(argument.getArgNumber(),
                                      LLVM::LLVMDialect::getNoAliasAttrName()))
          return false;
      }
      for (auto [i, other] : llvm::enumerate(parameters))
        if (i != index && isa<MemRefType>(other.type()) &&
            mayOverlap(other.values[loop], parameters[index].values[loop]))
          return false;
    }
    return true;
  };
  for (auto [i, parameter] : llvm::enumerate(parameters)) {
    if (!isa<MemRefType>(parameter.type()))
      continue;
    if (isAlone(i))
      kernel.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(),
                        UnitAttr::get(context));
    int64_t bytes = alignmentOf(parameter.values.front());
    for (Value value : parameter.values)
      bytes = std::min(bytes, alignmentOf(value));
    if (bytes > 1)
      kernel.setArgAttr(i, LLVM::LLVMDialect::getAlignAttrName(),
                        IntegerAttr::get(IntegerType::get(context, 64), bytes));
  }
}

void ShareKernels::share(const Group &group) {
  // Slots with the same values in every loop are one parameter, and constants
  // that all loops agree on are none.
  SmallVector<Parameter> parameters;
  llvm::SmallDenseMap<size_t, Attribute> constants;
  for (size_t slot = 0; slot < group.slots.front().size(); ++slot) {
    Column column = group.column(slot);
    Attribute constant = constantOf(column.front());
    if (constant && llvm::all_of(column, [&](Value value) {
          return constantOf(value) == constant;
        }))
      continue;
    auto known = llvm::find_if(parameters, [&](const Parameter &parameter) {
      return parameter.values == column;
    });
    if (known == parameters.end()) {
      parameters.push_back({column, {}, bool(constant)});
      known = std::prev(parameters.end());
    }
    known->slots.push_back(slot);
  }

  Operation *first = group.loops.front();
  auto caller = first->getParentOfType<func::FuncOp>();
  SymbolTable symbols(getOperation());
  OpBuilder b = OpBuilder::atBlockEnd(getOperation().getBody());
  SmallVector<Type> types = llvm::map_to_vector(
      parameters, [](const Parameter &parameter) { return parameter.type(); });
  auto kernel = func::FuncOp::create(b, first->getLoc(),
                                     (caller.getName() + "_kernel").str(),
                                     b.getFunctionType(types, {}));
  kernel.setPrivate();
  kernel->setAttr("passthrough", b.getStrArrayAttr({"noinline"}));
  symbols.insert(kernel);
  describeMemory(kernel, parameters);

  b.setInsertionPointToStart(kernel.addEntryBlock());
  // By slot of the first loop; the clone is rewired slot by slot, because loops
  // may agree on a value in one place and not in another.
  SmallVector<Value> inner(group.slots.front().size());
  IRMapping constantsInside;
  for (auto [slot, place] : llvm::enumerate(group.slots.front())) {
    Value value = Group::valueOf(place);
    if (!constantOf(value))
      continue;
    if (!constantsInside.contains(value))
      b.clone(*value.getDefiningOp(), constantsInside);
    inner[slot] = constantsInside.lookup(value);
  }
  for (auto [parameter, argument] :
       llvm::zip_equal(parameters, kernel.getArguments())) {
    Value value = argument;
    Type type = parameter.values.front().getType();
    if (parameter.constant && isa<VectorType>(type))
      value = vector::BroadcastOp::create(b, first->getLoc(), type, argument);
    for (size_t slot : parameter.slots)
      inner[slot] = value;
  }
  IRMapping mapping;
  b.clone(*first, mapping);
  for (auto [slot, place] : llvm::enumerate(group.slots.front()))
    mapping.lookup(place.first)->setOperand(place.second, inner[slot]);
  func::ReturnOp::create(b, first->getLoc());

  for (auto [number, loop] : llvm::enumerate(group.loops)) {
    OpBuilder at(loop);
    SmallVector<Value> arguments;
    for (const Parameter &parameter : parameters) {
      Value value = parameter.values[number];
      if (parameter.constant)
        value = arith::ConstantOp::create(at, loop->getLoc(),
                                          scalarOf(constantOf(value)));
      arguments.push_back(value);
    }
    func::CallOp::create(at, loop->getLoc(), kernel, arguments);
  }
  numShared += group.loops.size() - 1;
  for (Operation *loop : group.loops)
    loop->erase();
}

} // namespace
