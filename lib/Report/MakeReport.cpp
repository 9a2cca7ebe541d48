//===- MakeReport.cpp - Gathering what became of each layer -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Report/Report.h"

#include "qopt/Codegen/Batch.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/DenseUnit.h"
#include "qopt/Import/MovesData.h"
#include "qopt/Import/State.h"
#include "qopt/Support/Error.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

#include <numeric>

using namespace mlir;

namespace qopt {

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

void Report::setTarget(const TargetInfo &target) {
  triple = target.getTriple().str();
  cpu = target.getCPU().str();
  features = target.getFeatures().str();
}

int64_t Report::floatBytes() const {
  int64_t sum = 0;
  for (const LayerReport &layer : layers)
    sum += layer.floatBytes;
  for (const FloatOperation &operation : floatOperations)
    sum += operation.bytes;
  return sum;
}

int64_t Report::bytes() const {
  int64_t sum = 0;
  for (const LayerReport &layer : layers)
    sum += layer.bytes();
  for (const FloatOperation &operation : floatOperations)
    sum += operation.bytes;
  return sum;
}

static int64_t sumBytes(llvm::ArrayRef<InterfaceTensor> tensors) {
  int64_t sum = 0;
  for (const InterfaceTensor &tensor : tensors) {
    SmallVector<int64_t> shape = tensor.shapeFor(/*rows=*/1);
    sum += std::accumulate(shape.begin(), shape.end(),
                           getElementSize(tensor.type), std::multiplies<>());
  }
  return sum;
}

int64_t Report::inputBytes() const { return sumBytes(signature.inputs); }
int64_t Report::outputBytes() const { return sumBytes(signature.outputs); }
int64_t Report::ramBytes() const {
  return signature.arenaBytes + signature.stateBytes + object->stackBytes();
}
int64_t Report::peakBytes() const {
  return signature.arenaBytes + signature.stateBytes + inputBytes() +
         outputBytes();
}

//===----------------------------------------------------------------------===//
// Before code generation
//===----------------------------------------------------------------------===//

static int64_t bytesOf(ElementsAttr elements) {
  return elements.getNumElements() *
         llvm::divideCeil(elements.getElementType().getIntOrFloatBitWidth(), 8);
}

/// The bytes of a constant; 0 for any other value.
static int64_t constantBytes(Value value) {
  ElementsAttr elements;
  return matchPattern(value, m_Constant(&elements)) ? bytesOf(elements) : 0;
}

/// The bytes of the float constants that `op` reads; scalars are not counted:
/// they are bounds and other attributes of an operation.
static int64_t floatParameterBytes(Operation *op) {
  int64_t bytes = 0;
  for (Value operand : op->getOperands()) {
    auto type = dyn_cast<ShapedType>(operand.getType());
    if (type && type.hasStaticShape() && type.getNumElements() > 1 &&
        isa<FloatType>(type.getElementType()))
      bytes += constantBytes(operand);
  }
  return bytes;
}

/// The parameters of a layer in f32, weights and the rest.
struct FloatParameters {
  int64_t weights = 0, others = 0;
};

static FloatParameters readFloatParameters(qnn::UnitOp unit) {
  FloatParameters bytes;
  if (FailureOr<DenseUnit> dense = matchDenseUnit(unit); succeeded(dense)) {
    bytes.weights = dense->weight.size() * sizeof(float);
    // A layer without a bias has one of zeros here.
    if (llvm::any_of(dense->bias, [](float value) { return value != 0; }))
      bytes.others = dense->bias.size() * sizeof(float);
    return bytes;
  }
  unit.getBody().walk(
      [&](Operation *op) { bytes.others += floatParameterBytes(op); });
  return bytes;
}

namespace {
/// What the integer program says of one unit.
struct IntegerUnit {
  bool isQuantized = false;
  bool hasTable = false;
  int64_t weightBytes = 0, otherBytes = 0;
  std::string floatReason;
};
} // namespace

static llvm::StringMap<IntegerUnit> readIntegerUnits(ModuleOp quantized) {
  llvm::StringMap<IntegerUnit> units;
  quantized.walk([&](Operation *op) {
    if (auto unit = dyn_cast<qnn::UnitOp>(op)) {
      if (auto reason = unit->getAttrOfType<StringAttr>("qnn.float_reason"))
        units[unit.getId()].floatReason = reason.str();
      return;
    }
    auto id = op->getAttrOfType<StringAttr>("unit");
    if (!id || !isa<qnn::QNNDialect>(op->getDialect()))
      return;
    IntegerUnit &unit = units[id.getValue()];
    unit.isQuantized = true;
    Value weight;
    DenseIntElementsAttr factors;
    llvm::TypeSwitch<Operation *>(op)
        .Case<qnn::DenseOp, qnn::Conv2DOp, qnn::FloatDenseOp,
              qnn::FloatConv2DOp>([&](auto layer) {
          weight = layer.getWeight();
          factors = layer.getFactorsAttr();
        });
    if (factors)
      unit.weightBytes += factors.getNumElements();
    for (Value operand : op->getOperands())
      (operand == weight ? unit.weightBytes : unit.otherBytes) +=
          constantBytes(operand);
    if (auto lookup = dyn_cast<qnn::LookupOp>(op)) {
      unit.hasTable = true;
      unit.otherBytes += bytesOf(lookup.getTable());
    }
    // Every entry is stored beside the next.
    if (auto function = dyn_cast<qnn::InterpolateOp>(op)) {
      unit.hasTable = true;
      unit.otherBytes += 2 * bytesOf(function.getTable());
    }
  });
  return units;
}

/// A unit is in float only if the plan says so: a plan that quantizes a unit
/// which cannot be is refused. The code generator inlines most such units, so
/// the reason is not always there to be read.
static FloatOperation makeFloatOperation(StringRef id,
                                         const IntegerUnit &unit) {
  return {id.str(),
          unit.floatReason.empty() ? "the plan says so" : unit.floatReason,
          "to quantize it, set \"quantize\": true for it in the plan, if its "
          "kind has an integer form"};
}

/// `tosa.transpose at model.mlir:12:8`.
static std::string describe(Operation *op) {
  std::string text = op->getName().getStringRef().str();
  if (auto name = op->getLoc()->findInstanceOf<NameLoc>())
    return text + " \"" + name.getName().str() + "\"";
  auto loc = op->getLoc()->findInstanceOf<FileLineColLoc>();
  if (!loc)
    return text;
  llvm::raw_string_ostream(text)
      << " at " << loc.getFilename().getValue() << ":" << loc.getLine() << ":"
      << loc.getColumn();
  return text;
}

/// True of what is computed on floats outside of all units.
static bool isFloatOperation(Operation *op) {
  auto isFloat = [](Type type) {
    return isa<FloatType>(getElementTypeOrSelf(type));
  };
  // What moves data moves bytes where its operand is quantized.
  return !isa<qnn::UnitOp, tensor::EmptyOp, linalg::FillOp>(op) &&
         !movesData(op) && !matchPattern(op, m_Constant()) &&
         !op->hasTrait<OpTrait::IsTerminator>() &&
         llvm::any_of(op->getResultTypes(), isFloat);
}

/// The id of what is a layer of the report; empty for other operations.
static StringRef layerId(Operation *op) {
  if (auto unit = dyn_cast<qnn::UnitOp>(op))
    return unit.getId();
  auto id = isa<qnn::QNNDialect>(op->getDialect())
                ? op->getAttrOfType<StringAttr>("unit")
                : StringAttr();
  return id ? id.getValue() : "";
}

/// What the layer `op` reads.
static std::vector<std::string> findReads(Operation *op) {
  llvm::SetVector<StringRef> names;
  llvm::DenseSet<Value> seen;
  SmallVector<Value> work(op->getOperands());
  while (!work.empty()) {
    Value value = work.pop_back_val();
    if (!seen.insert(value).second)
      continue;
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      auto function =
          dyn_cast<func::FuncOp>(argument.getOwner()->getParentOp());
      auto name = function ? function.getArgAttrOfType<StringAttr>(
                                 argument.getArgNumber(), "qnn.name")
                           : StringAttr();
      if (name)
        names.insert(name.getValue());
      continue;
    }
    StringRef id = layerId(value.getDefiningOp());
    // Several operations may be parts of one layer.
    if (!id.empty() && id != layerId(op))
      names.insert(id);
    else
      llvm::append_range(work, value.getDefiningOp()->getOperands());
  }
  return std::vector<std::string>(names.begin(), names.end());
}

Report makeReport(ModuleOp floatModule, const Plan &plan, ModuleOp quantized) {
  Report report;
  llvm::StringMap<IntegerUnit> units = readIntegerUnits(quantized);
  auto addUnit = [&](qnn::UnitOp op) {
    const IntegerUnit &unit = units[op.getId()];
    FloatParameters parameters = readFloatParameters(op);
    LayerReport layer;
    layer.id = op.getId().str();
    layer.kind = op.getKind().str();
    layer.reads = findReads(op);
    layer.isQuantized = unit.isQuantized;
    layer.floatBytes = parameters.weights + parameters.others;
    if (unit.isQuantized) {
      layer.weightBytes = unit.weightBytes;
      layer.otherBytes = unit.otherBytes;
      if (const UnitPlan *unitPlan = plan.findUnit(layer.id)) {
        layer.weights = unitPlan->weights;
        layer.activations = unitPlan->activations;
      }
      if (const TensorPlan *output = plan.findTensor(layer.id))
        layer.output = *output;
      layer.kernel = unit.hasTable ? "table" : "elementwise";
    } else {
      layer.weightBytes = parameters.weights;
      layer.otherBytes = parameters.others;
      layer.kernel = "float";
      // A note says so of all.
      if (!plan.isOfWeightsOnly() || hasWeights(op))
        report.floatOperations.push_back(makeFloatOperation(layer.id, unit));
    }
    report.layers.push_back(std::move(layer));
  };
  // What arrived as integers is not in units.
  llvm::StringSet<> imported;
  auto addImported = [&](Operation *op, StringRef id) {
    if (!imported.insert(id).second)
      return;
    const IntegerUnit &unit = units[id];
    LayerReport layer;
    layer.id = id.str();
    layer.kind = op->getName().stripDialect().str();
    layer.reads = findReads(op);
    layer.isQuantized = layer.isImported = true;
    layer.weightBytes = unit.weightBytes;
    layer.otherBytes = unit.otherBytes;
    layer.floatBytes = layer.bytes();
    layer.kernel = unit.hasTable ? "table" : "elementwise";
    report.layers.push_back(std::move(layer));
  };
  floatModule.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (auto unit = dyn_cast<qnn::UnitOp>(op)) {
      addUnit(unit);
      return WalkResult::skip();
    }
    if (StringRef id = layerId(op); !id.empty())
      addImported(op, id);
    if (!isFloatOperation(op))
      return WalkResult::advance();
    report.floatOperations.push_back(
        {describe(op), "no unit of the model holds it",
         "to quantize it, express it as part of a dense layer or as a "
         "function of one tensor",
         floatParameterBytes(op)});
    // The body of an operation is a part of it.
    return WalkResult::skip();
  });
  return report;
}

void addFidelity(Report &report, llvm::ArrayRef<UnitFidelity> fidelity) {
  for (const UnitFidelity &unit : fidelity)
    for (LayerReport &layer : report.layers)
      if (layer.id == unit.id)
        layer.fidelity = unit;
}

//===----------------------------------------------------------------------===//
// After code generation
//===----------------------------------------------------------------------===//

/// Notes the kernels of the contractions of one function.
static void addKernels(Report &report, ArrayAttr records) {
  auto number = [](DictionaryAttr record, StringRef name) -> int64_t {
    auto value = record.getAs<IntegerAttr>(name);
    return value ? value.getInt() : 0;
  };
  auto unitOf = [](DictionaryAttr record) {
    auto id = record.getAs<StringAttr>("unit");
    return id ? id.getValue() : StringRef();
  };
  // Groups and parts of a layer have kernels of their own.
  llvm::StringMap<int64_t> bytes;
  for (auto record : records.getAsRange<DictionaryAttr>())
    bytes[unitOf(record)] += number(record, "packed_bytes");
  for (auto record : records.getAsRange<DictionaryAttr>()) {
    auto layer = llvm::find_if(report.layers, [&](const LayerReport &layer) {
      return layer.id == unitOf(record);
    });
    auto kernel = record.getAs<StringAttr>("kernel");
    // A dynamic batch has copies for several numbers of rows, which share the
    // weights; the one with the largest tile does most of the work.
    if (!kernel || layer == report.layers.end() ||
        layer->tileRows >= number(record, "rows"))
      continue;
    layer->kernel = kernel.str();
    layer->tileRows = number(record, "rows");
    layer->tileColumns = number(record, "columns");
    layer->weightBytes = bytes[layer->id];
  }
}

void addLowered(Report &report, const LoweredModule &lowered) {
  report.signature = lowered.signature;
  int64_t arenaBytes = -1;
  for (auto function : lowered.module.get().getOps<LLVM::LLVMFuncOp>()) {
    auto bytes = function->getAttrOfType<IntegerAttr>(arenaBytesAttrName);
    ArenaPlan arena = ArenaPlan::get(function);
    if (bytes && bytes.getInt() > arenaBytes && !arena.steps.empty()) {
      arenaBytes = bytes.getInt();
      report.arena = std::move(arena);
    }
    if (auto records = function->getAttrOfType<ArrayAttr>("qnn.kernels"))
      addKernels(report, records);
  }
}

llvm::Error addObject(Report &report, llvm::ArrayRef<char> object,
                      const StackUse &stack) {
  auto size = measureObject(object);
  if (!size)
    return size.takeError();
  size->stack = stack.deepest(report.signature.name);
  if (!report.signature.states.empty()) {
    StackBytes init = stack.deepest(report.signature.name + initSuffix.str());
    if (init.at(longestVectorBits) > size->stackBytes())
      size->stack = init;
  }
  report.object = *size;
  return llvm::Error::success();
}

} // namespace qopt
