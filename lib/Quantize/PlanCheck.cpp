//===- PlanCheck.cpp - Whether a plan is for a module -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "PlanCheck.h"

#include "ChannelScales.h"
#include "TensorNames.h"

#include "qopt/Import/ModuleHash.h"
#include "qopt/Quantize/PlanBuilder.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace qopt;

/// Reports \p names, if there are any, in one error.
static LogicalResult reportNames(ModuleOp module, ArrayRef<std::string> names,
                                 StringRef before, StringRef after) {
  if (names.empty())
    return success();
  emitError(module.getLoc())
      << before << " "
      << llvm::join(llvm::map_range(names,
                                    [](const std::string &name) {
                                      return "'" + name + "'";
                                    }),
                    ", ")
      << after;
  return failure();
}

static LogicalResult checkHash(ModuleOp module, const Plan &plan) {
  std::string hash = hashModule(module);
  if (plan.model == hash)
    return success();
  return emitError(module.getLoc())
         << "the plan was made for another model (its \"model\" is "
         << plan.model << ", this model is " << hash
         << "); calibrate this model to make its plan";
}

/// A unit must be where its casts can be.
static LogicalResult checkPlaces(ModuleOp module) {
  for (qnn::UnitOp unit : collectUnits(module)) {
    auto function = dyn_cast<func::FuncOp>(unit->getParentOp());
    if (!function || !function.getBody().hasOneBlock())
      return emitError(unit.getLoc())
             << "unit \"" << unit.getId()
             << "\" is inside control flow; networks are straight-line code";
  }
  return success();
}

static LogicalResult checkUnits(ModuleOp module, const Plan &plan) {
  llvm::StringSet<> ids;
  SmallVector<std::string> missing, unknown;
  for (qnn::UnitOp unit : collectUnits(module)) {
    if (!ids.insert(unit.getId()).second)
      return emitError(unit.getLoc())
             << "two units are called \"" << unit.getId()
             << "\"; import the model again";
    const UnitPlan *unitPlan = plan.findUnit(unit.getId());
    if (!unitPlan) {
      missing.push_back(unit.getId().str());
      continue;
    }
    if (!unitPlan->quantize)
      continue;
    if (!hasIntegerForm(unit.getKind()))
      return emitError(unit.getLoc())
             << "unit \"" << unit.getId() << "\" of kind \"" << unit.getKind()
             << "\" has no integer form; set \"quantize\": false in the plan";
    if (unitPlan->readsWords && !canReadWords(unit.getKind()))
      return emitError(unit.getLoc())
             << "unit \"" << unit.getId() << "\" of kind \"" << unit.getKind()
             << "\" cannot have \"input-bits\" 16; delete it from the plan";
    if (!unitPlan->storesTensors() && !hasWeights(unit))
      return emitError(unit.getLoc())
             << "unit \"" << unit.getId() << "\" of kind \"" << unit.getKind()
             << "\" cannot have \"activations\" "
             << getActivationsName(unitPlan->activations)
             << ": it has no weights; delete it from the plan, or set "
                "\"quantize\": false";
    int64_t group = unitPlan->weights ? unitPlan->weights->group : 0;
    if (std::string reason = group ? refuseWeightGroup(unit, group) : "";
        !reason.empty())
      return emitError(unit.getLoc())
             << "unit \"" << unit.getId() << "\" cannot have \"weight-group\" "
             << group << ": " << reason << "; delete it from the plan";
  }
  for (const UnitPlan &unit : plan.units)
    if (!ids.contains(unit.id))
      unknown.push_back(unit.id);
  if (failed(reportNames(module, unknown, "the plan names units",
                         ", which the model does not have; delete them from "
                         "\"units\"")))
    return failure();
  return reportNames(module, missing, "the plan lacks the units",
                     "; add them to \"units\"");
}

/// Bits and scales must be such as the tensor can have.
static LogicalResult checkForm(const TensorPlan &tensor, Value value,
                               const Plan &plan) {
  const TensorParams &params = tensor.params;
  auto error = [&] {
    InFlightDiagnostic diagnostic = emitError(value.getLoc());
    diagnostic << "the plan's tensor '" << tensor.name << "' ";
    return diagnostic;
  };
  if ((params.bits != 8 && params.bits != 16) || !isValidScale(params.scale))
    return error() << "must have 8 or 16 bits and a scale that is a positive "
                      "normal f32";
  auto unit = value.getDefiningOp<qnn::UnitOp>();
  const UnitPlan *unitPlan = unit ? plan.findUnit(unit.getId()) : nullptr;
  bool isComputed = unitPlan && unitPlan->storesTensors();
  if (params.bits == 16 && isComputed && !canComputeWords(unit.getKind()))
    return error() << "cannot have 16 bits, because a unit of kind \""
                   << unit.getKind() << "\" computes it; make \"bits\" 8";
  if (params.channelScales.empty())
    return success();
  StringRef advice = "; give it one scale";
  if (!isComputed)
    return error() << "cannot have a scale per channel, because no quantized "
                      "unit computes it"
                   << advice;
  if (std::string reason = refuseChannelScales(value); !reason.empty())
    return error() << "cannot have a scale per channel, because " << reason
                   << advice;
  int64_t channels = cast<RankedTensorType>(value.getType()).getShape().back();
  if (static_cast<int64_t>(params.channelScales.size()) != channels)
    return error() << "has " << params.channelScales.size()
                   << " scales, but its last dimension has " << channels
                   << " elements; give as many, or one";
  if (!keepsClamp(value, params))
    return error() << "cannot have these scales, because its activation's "
                      "bound would be another stored value in every channel; "
                      "widen them, or give it one scale";
  return success();
}

static LogicalResult checkTensors(ModuleOp module, const Plan &plan) {
  llvm::StringMap<Value> values;
  for (const ObservedTensor &tensor : findObservedTensors(module))
    values[tensor.name] = tensor.value;
  for (const ObservedTensor &tensor : findConstantTensors(module))
    values[tensor.name] = tensor.value;
  for (const ObservedTensor &tensor : findGivenTensors(module))
    values[tensor.name] = tensor.value;
  SmallVector<std::string> unknown, missing;
  for (const TensorPlan &tensor : plan.tensors) {
    if (Value value = values.lookup(tensor.name)) {
      if (failed(checkForm(tensor, value, plan)))
        return failure();
    } else {
      unknown.push_back(tensor.name);
    }
  }
  llvm::StringSet<> reported;
  auto need = [&](std::string name) {
    if (!plan.findTensor(name) && reported.insert(name).second)
      missing.push_back(std::move(name));
  };
  for (qnn::UnitOp unit : collectUnits(module)) {
    if (!plan.findUnit(unit.getId())->storesTensors())
      continue;
    const UnitPlan &unitPlan = *plan.findUnit(unit.getId());
    for (unsigned i = 0; i < unit.getInputs().size(); ++i) {
      need(operandName(unit, i));
      const TensorPlan *input = plan.findTensor(operandName(unit, i));
      if (input && unitPlan.readsWords && input->params.bits == 16 &&
          !input->params.isSigned)
        return emitError(unit.getLoc())
               << "unit \"" << unit.getId() << "\" cannot read the 16 bits of '"
               << input->name
               << "', because they are unsigned; make \"signed\" true in the "
                  "plan, or delete \"input-bits\"";
    }
    if (!canGiveFloats(unit.getKind()))
      for (Value result : unit.getOutputs())
        need(tensorName(result));
  }
  if (failed(reportNames(module, unknown, "the plan names tensors",
                         ", which the model does not have; delete them from "
                         "\"tensors\"")))
    return failure();
  return reportNames(module, missing, "the plan lacks the tensors",
                     ", which quantized units read or compute; add them to "
                     "\"tensors\", or calibrate again");
}

LogicalResult qopt::checkPlan(ModuleOp module, const Plan &plan) {
  if (failed(checkHash(module, plan)) || failed(checkPlaces(module)) ||
      failed(checkUnits(module, plan)))
    return failure();
  return checkTensors(module, plan);
}
