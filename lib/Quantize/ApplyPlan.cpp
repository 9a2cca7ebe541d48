//===- ApplyPlan.cpp - Put a plan on the boundaries of units ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "qopt/Quantize/Passes.h"

#include "GivenTensors.h"
#include "InterfaceTypes.h"
#include "Patterns.h"
#include "PlanCheck.h"
#include "QuantizedTypes.h"
#include "TensorNames.h"

#include "qopt/Import/MovesData.h"
#include "qopt/Import/State.h"
#include "qopt/Quantize/PlanBuilder.h"

#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

namespace qopt {
#define GEN_PASS_DEF_APPLYPLANPASS
#include "qopt/Quantize/Passes.h.inc"
} // namespace qopt

using namespace mlir;
using namespace qopt;

namespace {
/// Rewrites one function. Every float value that has a quantized form is a
/// dcast of it from then on; what needs the quantized form takes the dcast's
/// operand, or casts.
class FunctionQuantizer {
public:
  FunctionQuantizer(func::FuncOp function, const Plan &plan,
                    InterfaceTypes &interfaceTypes)
      : function(function), plan(plan), interfaceTypes(interfaceTypes),
        builder(function.getContext()) {}

  LogicalResult run();

  int64_t numQuantized = 0, numFloat = 0;
  /// Those that are in float because nothing but weights is quantized.
  int64_t numWithoutWeights = 0;

private:
  /// Reads the plan's parameters, and gives the tensors at an integer interface
  /// its signedness.
  LogicalResult collectParams();
  LogicalResult matchInterface(const std::string &tensor,
                               const std::string &interface,
                               InterfaceType type);
  /// Says why the result \p index cannot be an integer.
  LogicalResult refuseFloatResult(unsigned index);

  /// Remembers the names of all tensors, which are lost once units are
  /// rewritten, and what the network itself rounds.
  void collectNames();

  void quantizeArguments();
  void quantizeUnit(qnn::UnitOp unit, const UnitPlan &unitPlan);
  void leaveInFloat(qnn::UnitOp unit);
  void moveDequantizeBelow(Operation *move);
  void dropRounding(qnn::FakeQuantizeOp fake);
  void takeStored(qnn::DequantizeOp dequantize);
  void giveStored(qnn::QuantizeOp quantize);
  Operation *cloneMove(Operation *move, Value input, Type type);
  void quantizeResults();
  void eraseDeadOps();

  RankedTensorType quantizedType(Type type, const TensorParams &tensor);
  /// The quantized form of the float \p value.
  Value getQuantized(Value value, const TensorParams &tensor);
  /// How a unit of \p kind with this plan reads the tensor \p name.
  TensorParams operandParams(StringRef kind, const UnitPlan &unitPlan,
                             StringRef name);
  void insertDequantize(Value quantized, Value replaced);

  func::FuncOp function;
  const Plan &plan;
  InterfaceTypes &interfaceTypes;
  OpBuilder builder;
  llvm::StringMap<TensorParams> params;
  /// Who demanded the signedness of a tensor.
  llvm::StringMap<std::pair<InterfaceType, std::string>> demands;
  /// Casts and retyped copies of operations that move elements.
  llvm::DenseMap<std::pair<Value, Type>, Value> quantizedForms;
  SmallVector<bool> quantizeArgument, quantizeResult;

  struct UnitTensors {
    SmallVector<std::string> operands, results;
    /// The network itself rounds the first result.
    bool isRounded = false;
  };
  llvm::DenseMap<Operation *, UnitTensors> tensorsOf;
  SmallVector<std::string> returned;
  llvm::DenseSet<Operation *> ownRoundings;
};
} // namespace

//===----------------------------------------------------------------------===//
// The interface
//===----------------------------------------------------------------------===//

LogicalResult FunctionQuantizer::matchInterface(const std::string &tensor,
                                                const std::string &interface,
                                                InterfaceType type) {
  auto found = params.find(tensor);
  if (found == params.end())
    return emitError(function.getLoc())
           << "'"
           << interface << "' cannot be an integer, because the plan has no range for it; add the tensor '"
           << tensor << "' to the plan, or leave it in float with io="
           << interface << ":f32";
  auto [demand, isNew] = demands.try_emplace(tensor, type, interface);
  if (demand->second.first != type)
    return emitError(function.getLoc())
           << "'" << interface << "' and '" << demand->second.second
           << "' are one tensor and must have one type; change io";
  if (found->second.bits != 8 || !found->second.channelScales.empty())
    return emitError(function.getLoc())
           << "'"
           << interface << "' cannot be a byte of one scale, because the "
           << "plan gives '" << tensor
           << "' 16 bits or a scale per channel; give it one scale of 8 bits "
              "in the plan";
  if (found->second.isSigned != (type == InterfaceType::I8))
    flipSignedness(found->second);
  return success();
}

LogicalResult FunctionQuantizer::refuseFloatResult(unsigned index) {
  Value value = traceOrigin(
      function.getBody().front().getTerminator()->getOperand(index));
  std::string name = resultName(function, index);
  Operation *op = value.getDefiningOp();
  return emitError(op->getLoc())
         << "'" << name << "' cannot be an integer, because '" << op->getName()
         << "' computes it in float; end the network before it, or leave the "
            "result in float with io="
         << name << ":f32";
}

/// Whether the type of an argument or result is a matter of choice: not what
/// is integer already, nor what is kept between calls.
static bool isOpen(Type type, DictionaryAttr attrs) {
  return getElementTypeOrSelf(type).isF32() &&
         !(attrs && attrs.contains(stateAttrName));
}

void FunctionQuantizer::collectNames() {
  Block &body = function.getBody().front();
  for (Operation &op : body) {
    if (auto fake = dyn_cast<qnn::FakeQuantizeOp>(op))
      if (isOwnRounding(fake))
        ownRoundings.insert(fake);
    auto unit = dyn_cast<qnn::UnitOp>(op);
    if (!unit)
      continue;
    UnitTensors &tensors = tensorsOf[unit];
    for (unsigned i = 0; i < unit.getInputs().size(); ++i)
      tensors.operands.push_back(operandName(unit, i));
    for (Value result : unit.getOutputs())
      tensors.results.push_back(tensorName(result));
    tensors.isRounded = givenParams(unit.getOutputs()[0]).has_value();
  }
  for (Value value : body.getTerminator()->getOperands())
    returned.push_back(tensorName(value));
}

LogicalResult FunctionQuantizer::collectParams() {
  for (const TensorPlan &tensor : plan.tensors)
    params[tensor.name] = tensor.params;

  // Who calls the function knows its types.
  auto uses = SymbolTable::getSymbolUses(function,
                                         function->getParentOfType<ModuleOp>());
  bool isEntry = function.isPublic() && (!uses || uses->empty());
  quantizeArgument.assign(function.getNumArguments(), false);
  quantizeResult.assign(function.getNumResults(), false);
  if (!isEntry)
    return success();
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    if (!isOpen(function.getArgumentTypes()[i], function.getArgAttrDict(i)))
      continue;
    std::string name = argumentName(function, i);
    InterfaceType type = interfaceTypes.lookup(name);
    quantizeArgument[i] = type != InterfaceType::F32;
    if (quantizeArgument[i] && failed(matchInterface(name, name, type)))
      return failure();
  }
  for (unsigned i = 0; i < function.getNumResults(); ++i) {
    if (!isOpen(function.getResultTypes()[i], function.getResultAttrDict(i)))
      continue;
    std::string name = resultName(function, i);
    InterfaceType type = interfaceTypes.lookup(name);
    quantizeResult[i] = type != InterfaceType::F32;
    if (quantizeResult[i] && returned[i].empty())
      return refuseFloatResult(i);
    if (quantizeResult[i] && failed(matchInterface(returned[i], name, type)))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

RankedTensorType FunctionQuantizer::quantizedType(Type type,
                                                  const TensorParams &tensor) {
  auto ranked = cast<RankedTensorType>(type);
  return ranked.clone(
      makeQuantizedType(builder.getContext(), tensor, ranked.getRank()));
}

TensorParams FunctionQuantizer::operandParams(StringRef kind,
                                              const UnitPlan &unitPlan,
                                              StringRef name) {
  const TensorParams &tensor = params[name];
  return tensor.bits == 16 && !readsWords(kind, unitPlan) ? narrowToByte(tensor)
                                                          : tensor;
}

void FunctionQuantizer::insertDequantize(Value quantized, Value replaced) {
  auto dequantized = quant::DequantizeCastOp::create(
      builder, quantized.getLoc(), replaced.getType(), quantized);
  replaced.replaceAllUsesExcept(dequantized, dequantized);
}

Value FunctionQuantizer::getQuantized(Value value, const TensorParams &tensor) {
  RankedTensorType type = quantizedType(value.getType(), tensor);
  if (auto dequantize = value.getDefiningOp<quant::DequantizeCastOp>())
    if (dequantize.getInput().getType() == type)
      return dequantize.getInput();
  Value &form = quantizedForms[{value, type}];
  if (form)
    return form;
  OpBuilder::InsertionGuard guard(builder);
  Operation *def = value.getDefiningOp();
  // Rounded to what it becomes anyway.
  if (auto fake = dyn_cast_or_null<qnn::FakeQuantizeOp>(def)) {
    Value result = getQuantized(fake.getInput(), tensor);
    if (auto cast = result.getDefiningOp<quant::QuantizeCastOp>())
      cast->setAttr(roundedAttrName, builder.getUnitAttr());
    return quantizedForms[{value, type}] = result;
  }
  if (movesData(def)) {
    Value input = getQuantized(def->getOperand(0), tensor);
    builder.setInsertionPointAfter(def);
    Value result = cloneMove(def, input, type)->getResult(0);
    return quantizedForms[{value, type}] = result; // the map may have grown
  }
  if (qnn::GivenWeightOp given = dyn_cast_or_null<qnn::GivenWeightOp>(def))
    value = given.getInput();
  builder.setInsertionPointAfterValue(value);
  auto cast =
      quant::QuantizeCastOp::create(builder, value.getLoc(), type, value);
  if (plan.numerics != Numerics::FP32)
    cast->setAttr(numericsAttrName,
                  builder.getStringAttr(getNumericsName(plan.numerics)));
  return form = cast;
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

void FunctionQuantizer::quantizeArguments() {
  builder.setInsertionPointToStart(&function.getBody().front());
  for (auto [i, argument] : llvm::enumerate(function.getArguments())) {
    if (!quantizeArgument[i])
      continue;
    Type floatType = argument.getType();
    argument.setType(
        quantizedType(floatType, params[argumentName(function, i)]));
    auto dequantized = quant::DequantizeCastOp::create(
        builder, argument.getLoc(), floatType, argument);
    argument.replaceAllUsesExcept(dequantized, dequantized);
  }
}

void FunctionQuantizer::quantizeUnit(qnn::UnitOp unit,
                                     const UnitPlan &unitPlan) {
  const UnitTensors &tensors = tensorsOf[unit];
  SmallVector<Value> operands;
  for (auto [operand, name] :
       llvm::zip_equal(unit.getInputs(), tensors.operands))
    operands.push_back(
        getQuantized(operand, operandParams(unit.getKind(), unitPlan, name)));
  // What the plan leaves out stays in float, read from the accumulator.
  SmallVector<Type> types;
  for (auto [result, name] :
       llvm::zip_equal(unit.getOutputs(), tensors.results))
    types.push_back(params.contains(name)
                        ? quantizedType(result.getType(), params[name])
                        : result.getType());

  builder.setInsertionPointAfter(unit);
  auto quantized =
      qnn::UnitOp::create(builder, unit.getLoc(), types, unit.getIdAttr(),
                          unit.getKindAttr(), operands);
  quantized.getBody().takeBody(unit.getBody());
  quantized->setDiscardableAttrs(unit->getDiscardableAttrDictionary());
  quantized->setDiscardableAttr(
      quantizationAttrName,
      describeQuantization(builder, plan, unitPlan, tensors.isRounded));
  for (auto [result, replaced] :
       llvm::zip(quantized.getOutputs(), unit.getOutputs()))
    if (result.getType() == replaced.getType())
      replaced.replaceAllUsesWith(result);
    else
      insertDequantize(result, replaced);
  unit.erase();
}

void FunctionQuantizer::leaveInFloat(qnn::UnitOp unit) {
  bool isIntended = plan.isOfWeightsOnly() && !hasWeights(unit);
  if (isIntended) {
    unit->setDiscardableAttr(intendedFloatAttrName, builder.getUnitAttr());
    ++numWithoutWeights;
  }
  unit->setDiscardableAttr(
      "qnn.float_reason",
      builder.getStringAttr(!hasIntegerForm(unit.getKind())
                                ? "its kind has no integer form"
                            : isIntended ? "no activation is calibrated"
                                         : "the plan says so"));
}

/// `move`, which moves elements, for those of the quantized `input`.
Operation *FunctionQuantizer::cloneMove(Operation *move, Value input,
                                        Type type) {
  IRMapping mapping;
  mapping.map(move->getOperand(0), input);
  if (auto pad = dyn_cast<tosa::PadOp>(move)) {
    Value constant = pad.getPadConst();
    // 0 is the same whatever the scale.
    TensorParams whole = *readQuantParams(type);
    whole.channelScales.clear();
    auto constantType =
        cast<RankedTensorType>(constant.getType())
            .clone(makeQuantizedType(builder.getContext(), whole, /*rank=*/1));
    mapping.map(constant, quant::QuantizeCastOp::create(
                              builder, move->getLoc(), constantType, constant));
  }
  Operation *copy = builder.clone(*move, mapping);
  copy->getResult(0).setType(cast<RankedTensorType>(type));
  return copy;
}

/// move(dcast(q)) -> dcast(move(q)): the float form is made at the last moment.
void FunctionQuantizer::moveDequantizeBelow(Operation *move) {
  auto dequantize =
      move->getOperand(0).getDefiningOp<quant::DequantizeCastOp>();
  auto type = dyn_cast<RankedTensorType>(move->getResult(0).getType());
  if (!dequantize || !type)
    return;
  builder.setInsertionPointAfter(move);
  Value input = dequantize.getInput();
  Operation *moved =
      cloneMove(move, input, type.clone(getElementTypeOrSelf(input.getType())));
  insertDequantize(moved->getResult(0), move->getResult(0));
  move->erase();
}

/// The tensor has been rounded, to what the plan says.
void FunctionQuantizer::dropRounding(qnn::FakeQuantizeOp fake) {
  auto dequantize = fake.getInput().getDefiningOp<quant::DequantizeCastOp>();
  if (!dequantize || !ownRoundings.contains(fake))
    return;
  fake.getOutput().replaceAllUsesWith(fake.getInput());
  fake.erase();
}

/// An argument of stored integers has a quantized form already.
void FunctionQuantizer::takeStored(qnn::DequantizeOp dequantize) {
  std::optional<QuantParams> given = givenParams(dequantize.getOutput());
  auto type =
      cast<RankedTensorType>(dequantize.getInput().getType())
          .clone(makeQuantizedType(builder.getContext(), *given, /*rank=*/0));
  builder.setInsertionPoint(dequantize);
  Value stored = quant::StorageCastOp::create(builder, dequantize.getLoc(),
                                              type, dequantize.getInput());
  insertDequantize(stored, dequantize.getOutput());
  dequantize.erase();
}

/// What becomes integers again is taken as it is stored.
void FunctionQuantizer::giveStored(qnn::QuantizeOp quantize) {
  auto dequantize =
      quantize.getInput().getDefiningOp<quant::DequantizeCastOp>();
  if (!dequantize)
    return;
  std::optional<TensorParams> stored =
      readQuantParams(dequantize.getInput().getType());
  if (!stored || !stored->channelScales.empty() ||
      stored->scale != quantize.getScale().convertToFloat() ||
      stored->zeroPoint != quantize.getZp() ||
      stored->isSigned == quantize.getIsUnsigned())
    return;
  builder.setInsertionPoint(quantize);
  Value cast = quant::StorageCastOp::create(
      builder, quantize.getLoc(), quantize.getType(), dequantize.getInput());
  quantize.getOutput().replaceAllUsesWith(cast);
  quantize.erase();
}

void FunctionQuantizer::quantizeResults() {
  Operation *terminator = function.getBody().front().getTerminator();
  for (OpOperand &operand : terminator->getOpOperands())
    if (quantizeResult[operand.getOperandNumber()])
      operand.set(getQuantized(operand.get(),
                               params[returned[operand.getOperandNumber()]]));
  function.setType(FunctionType::get(
      function.getContext(), function.getBody().front().getArgumentTypes(),
      terminator->getOperandTypes()));
}

void FunctionQuantizer::eraseDeadOps() {
  for (Operation &op :
       llvm::make_early_inc_range(llvm::reverse(function.getBody().front())))
    if ((isa<quant::QuantizeCastOp, quant::DequantizeCastOp,
             quant::StorageCastOp, qnn::FakeQuantizeOp, qnn::GivenWeightOp>(
             op) ||
         movesData(&op)) &&
        isOpTriviallyDead(&op))
      op.erase();
}

LogicalResult FunctionQuantizer::run() {
  collectNames();
  if (failed(collectParams()))
    return failure();
  quantizeArguments();
  for (Operation &op : llvm::make_early_inc_range(function.getBody().front())) {
    if (movesData(&op)) {
      moveDequantizeBelow(&op);
      continue;
    }
    if (auto fake = dyn_cast<qnn::FakeQuantizeOp>(op)) {
      dropRounding(fake);
      continue;
    }
    if (auto dequantize = dyn_cast<qnn::DequantizeOp>(op)) {
      takeStored(dequantize);
      continue;
    }
    if (auto quantize = dyn_cast<qnn::QuantizeOp>(op)) {
      giveStored(quantize);
      continue;
    }
    auto unit = dyn_cast<qnn::UnitOp>(op);
    if (!unit)
      continue;
    const UnitPlan &unitPlan = *plan.findUnit(unit.getId());
    if (unitPlan.storesTensors()) {
      quantizeUnit(unit, unitPlan);
      ++numQuantized;
      continue;
    }
    // Its boundary is in float.
    if (unitPlan.quantize) {
      unit->setDiscardableAttr(
          quantizationAttrName,
          describeQuantization(builder, plan, unitPlan, /*isRounded=*/false));
      ++numQuantized;
      continue;
    }
    leaveInFloat(unit);
    ++numFloat;
  }
  quantizeResults();
  eraseDeadOps();
  return success();
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
struct ApplyPlan : public qopt::impl::ApplyPlanPassBase<ApplyPlan> {
  using Base::Base;

  ApplyPlan(Plan plan, StringRef io) : given(std::move(plan)) {
    this->io = io.str();
  }

  void runOnOperation() override;

private:
  LogicalResult apply(const Plan &plan);

  /// The plan, where it does not come from a file.
  std::optional<Plan> given;
};
} // namespace

LogicalResult ApplyPlan::apply(const Plan &plan) {
  ModuleOp module = getOperation();
  llvm::Expected<InterfaceTypes> interfaceTypes = InterfaceTypes::parse(io);
  if (!interfaceTypes)
    return emitError(module.getLoc())
           << llvm::toString(interfaceTypes.takeError());
  if (failed(checkPlan(module, plan)))
    return failure();
  for (auto function : module.getOps<func::FuncOp>()) {
    if (!function.getBody().hasOneBlock())
      continue; // checkPlan found no units in it
    FunctionQuantizer quantizer(function, plan, *interfaceTypes);
    if (failed(quantizer.run()))
      return failure();
    numQuantized += quantizer.numQuantized;
    numFloat += quantizer.numFloat;
    if (int64_t count = quantizer.numWithoutWeights)
      emitRemark(function.getLoc())
          << "the plan quantizes weights and no activations; what has no "
             "weights stays in float, "
          << count << (count == 1 ? " unit" : " units");
  }
  if (auto unused = interfaceTypes->unusedNames(); !unused.empty())
    return emitError(module.getLoc())
           << "io names " << llvm::join(unused, ", ")
           << ", which the model does not have; its arguments and results are "
           << llvm::join(interfaceTypes->knownNames(), ", ");
  return success();
}

void ApplyPlan::runOnOperation() {
  if (given) {
    if (failed(apply(*given)))
      signalPassFailure();
    return;
  }
  if (plan.empty()) {
    // A network that is integer already needs none.
    if (collectUnits(getOperation()).empty())
      return;
    emitError(getOperation().getLoc())
        << "qopt-apply-plan needs the option plan=FILE";
    return signalPassFailure();
  }
  llvm::Expected<Plan> read = Plan::read(plan);
  if (!read) {
    emitError(getOperation().getLoc()) << llvm::toString(read.takeError());
    return signalPassFailure();
  }
  if (failed(apply(*read)))
    signalPassFailure();
}

std::unique_ptr<Pass> qopt::createApplyPlanPass(Plan plan, StringRef io) {
  return std::make_unique<ApplyPlan>(std::move(plan), io);
}
