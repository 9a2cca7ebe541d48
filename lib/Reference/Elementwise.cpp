//===- Elementwise.cpp - Elementwise TOSA, executed in float ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// What a plan leaves in float. Every function is computed in double and
/// rounded once, except + - * / which IEEE defines: the results of a float
/// network depend on the C library and are held to a tolerance.
///
//===----------------------------------------------------------------------===//

#include "Broadcast.h"
#include "NanMode.h"

#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/TypeSwitch.h"

#include <algorithm>
#include <cmath>

using namespace mlir;
using namespace qopt;
using namespace qopt::reference;
using llvm::Expected;

//===----------------------------------------------------------------------===//
// Broadcasting
//===----------------------------------------------------------------------===//

Expected<Broadcast> Broadcast::make(Operation *op, Operands operands) {
  Broadcast broadcast;
  broadcast.shape = operands[0]->shape;
  for (const HostTensor *operand : operands) {
    if (operand->shape.size() != broadcast.shape.size())
      return makeError(op, "its operands differ in rank");
    for (auto [extent, other] : llvm::zip(broadcast.shape, operand->shape))
      if (extent == 1)
        extent = other;
      else if (other != 1 && other != extent)
        return makeError(op, "its operands do not broadcast: " +
                                 formatShape(operands[0]->shape) + " and " +
                                 formatShape(operand->shape));
  }
  return broadcast;
}

int64_t Broadcast::index(const HostTensor &operand, int64_t element) const {
  SmallVector<int64_t> position = positionOf(element, shape);
  for (auto [index, extent] : llvm::zip(position, operand.shape))
    if (extent == 1)
      index = 0;
  return elementAt(position, operand.shape);
}

//===----------------------------------------------------------------------===//
// One operand
//===----------------------------------------------------------------------===//

static Expected<HostTensor> mapFloat(Operation *op, Operands operands,
                                     llvm::function_ref<double(double)> f) {
  const HostTensor &input = *operands[0];
  if (!isFloat(input))
    return makeError(op, "the interpreter executes this on f32 and f64 only");
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  if (result->type != input.type)
    return makeError(op, "its result must have the type of its operand");
  for (int64_t i = 0, e = input.numElements(); i < e; ++i)
    storeFloat(*result, i, f(loadFloat(input, i)));
  return result;
}

/// An evaluator of the scalar function \p F.
template <double (*F)(double)>
static Expected<HostTensor> evaluateMap(Operation *op, Operands operands) {
  return mapFloat(op, operands, F);
}

static double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
static double reciprocal(double x) { return 1 / x; }
static double rsqrt(double x) { return 1 / std::sqrt(x); }

static Expected<HostTensor> evaluateClamp(Operation *op, Operands operands) {
  auto clamp = cast<tosa::ClampOp>(op);
  auto low = dyn_cast<FloatAttr>(clamp.getMinVal());
  auto high = dyn_cast<FloatAttr>(clamp.getMaxVal());
  if (!low || !high)
    return makeError(op, "the interpreter executes this on f32 and f64 only");
  double min = low.getValueAsDouble(), max = high.getValueAsDouble();
  NanMode mode = clamp.getNanMode();
  return mapFloat(op, operands, [=](double x) {
    return minimum(maximum(x, min, mode), max, mode);
  });
}

static Expected<HostTensor> evaluateNegate(Operation *op, Operands operands) {
  return mapFloat(op, operands, [](double x) { return -x; });
}

/// Float to integer rounds half to even and saturates, as TOSA says.
static Expected<HostTensor> evaluateCast(Operation *op, Operands operands) {
  const HostTensor &input = *operands[0];
  Expected<HostTensor> result = makeResult(op, input.shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = input.numElements(); i < e; ++i) {
    if (!isFloat(input)) {
      int64_t value = loadInteger(input, i);
      isFloat(*result) ? storeFloat(*result, i, value)
                       : storeInteger(*result, i, value);
      continue;
    }
    double value = loadFloat(input, i);
    if (isFloat(*result)) {
      storeFloat(*result, i, value);
      continue;
    }
    if (result->type == ElementType::Bool) {
      storeInteger(*result, i, value != 0);
      continue;
    }
    double limit = std::ldexp(1, 8 * getElementSize(result->type) - 1);
    // Of 64 bits there is no double that is one less.
    double most =
        result->type == ElementType::I64 ? std::nextafter(limit, 0) : limit - 1;
    double rounded = std::isnan(value) ? 0 : std::nearbyint(value);
    storeInteger(
        *result, i,
        static_cast<int64_t>(std::min(std::max(rounded, -limit), most)));
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Two operands
//===----------------------------------------------------------------------===//

/// Applies \p f to broadcast operands; f32 operands give an f32 result by one
/// rounding, which for + - * / and the like is IEEE's.
static Expected<HostTensor>
zipFloat(Operation *op, Operands operands,
         llvm::function_ref<double(double, double)> f) {
  operands = operands.take_front(2);
  if (!isFloat(*operands[0]) || operands[1]->type != operands[0]->type)
    return makeError(op, "the interpreter executes this on f32 and f64 only");
  Expected<Broadcast> broadcast = Broadcast::make(op, operands);
  if (!broadcast)
    return broadcast.takeError();
  Expected<HostTensor> result = makeResult(op, broadcast->shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    double value =
        f(loadFloat(*operands[0], broadcast->index(*operands[0], i)),
          loadFloat(*operands[1], broadcast->index(*operands[1], i)));
    isFloat(*result) ? storeFloat(*result, i, value)
                     : storeInteger(*result, i, value != 0);
  }
  return result;
}

/// An evaluator of the scalar function \p F.
template <double (*F)(double, double)>
static Expected<HostTensor> evaluateZip(Operation *op, Operands operands) {
  return zipFloat(op, operands, F);
}

static double add(double a, double b) { return a + b; }
static double sub(double a, double b) { return a - b; }
static double mul(double a, double b) { return a * b; }
static double equal(double a, double b) { return a == b; }
static double greater(double a, double b) { return a > b; }
static double greaterEqual(double a, double b) { return a >= b; }

static Expected<HostTensor> evaluateMaximum(Operation *op, Operands operands) {
  NanMode mode = cast<tosa::MaximumOp>(op).getNanMode();
  return zipFloat(op, operands,
                  [=](double a, double b) { return maximum(a, b, mode); });
}

static Expected<HostTensor> evaluateMinimum(Operation *op, Operands operands) {
  NanMode mode = cast<tosa::MinimumOp>(op).getNanMode();
  return zipFloat(op, operands,
                  [=](double a, double b) { return minimum(a, b, mode); });
}

static Expected<HostTensor> evaluateLogical(Operation *op, Operands operands) {
  Expected<Broadcast> broadcast = Broadcast::make(op, operands);
  if (!broadcast)
    return broadcast.takeError();
  Expected<HostTensor> result = makeResult(op, broadcast->shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    auto load = [&](unsigned operand) -> bool {
      return loadInteger(*operands[operand],
                         broadcast->index(*operands[operand], i));
    };
    bool value =
        llvm::TypeSwitch<Operation *, bool>(op)
            .Case([&](tosa::LogicalNotOp) { return !load(0); })
            .Case([&](tosa::LogicalAndOp) { return load(0) && load(1); })
            .Case([&](tosa::LogicalOrOp) { return load(0) || load(1); })
            .Default([&](Operation *) { return load(0) != load(1); });
    storeInteger(*result, i, value);
  }
  return result;
}

static Expected<HostTensor> evaluateSelect(Operation *op, Operands operands) {
  Expected<Broadcast> broadcast = Broadcast::make(op, operands);
  if (!broadcast)
    return broadcast.takeError();
  Expected<HostTensor> result = makeResult(op, broadcast->shape);
  if (!result)
    return result.takeError();
  for (int64_t i = 0, e = result->numElements(); i < e; ++i) {
    bool condition =
        loadInteger(*operands[0], broadcast->index(*operands[0], i));
    const HostTensor &source = *operands[condition ? 1 : 2];
    int64_t from = broadcast->index(source, i);
    isFloat(source) ? storeFloat(*result, i, loadFloat(source, from))
                    : storeInteger(*result, i, loadInteger(source, from));
  }
  return result;
}

//===----------------------------------------------------------------------===//
// The family
//===----------------------------------------------------------------------===//

Evaluator reference::findElementwiseEvaluator(Operation *op) {
  return llvm::TypeSwitch<Operation *, Evaluator>(op)
      .Case([](tosa::ClampOp) { return evaluateClamp; })
      .Case([](tosa::CastOp) { return evaluateCast; })
      .Case([](tosa::NegateOp) { return evaluateNegate; })
      .Case([](tosa::SigmoidOp) { return evaluateMap<sigmoid>; })
      .Case([](tosa::ReciprocalOp) { return evaluateMap<reciprocal>; })
      .Case([](tosa::RsqrtOp) { return evaluateMap<rsqrt>; })
      .Case([](tosa::TanhOp) { return evaluateMap<std::tanh>; })
      .Case([](tosa::ErfOp) { return evaluateMap<std::erf>; })
      .Case([](tosa::ExpOp) { return evaluateMap<std::exp>; })
      .Case([](tosa::LogOp) { return evaluateMap<std::log>; })
      .Case([](tosa::SinOp) { return evaluateMap<std::sin>; })
      .Case([](tosa::CosOp) { return evaluateMap<std::cos>; })
      .Case([](tosa::AbsOp) { return evaluateMap<std::fabs>; })
      .Case([](tosa::CeilOp) { return evaluateMap<std::ceil>; })
      .Case([](tosa::FloorOp) { return evaluateMap<std::floor>; })
      .Case([](tosa::AddOp) { return evaluateZip<add>; })
      .Case([](tosa::SubOp) { return evaluateZip<sub>; })
      .Case([](tosa::MulOp) { return evaluateZip<mul>; })
      .Case([](tosa::PowOp) { return evaluateZip<std::pow>; })
      .Case([](tosa::MaximumOp) { return evaluateMaximum; })
      .Case([](tosa::MinimumOp) { return evaluateMinimum; })
      .Case([](tosa::EqualOp) { return evaluateZip<equal>; })
      .Case([](tosa::GreaterOp) { return evaluateZip<greater>; })
      .Case([](tosa::GreaterEqualOp) { return evaluateZip<greaterEqual>; })
      .Case<tosa::LogicalAndOp, tosa::LogicalOrOp, tosa::LogicalXorOp,
            tosa::LogicalNotOp>([](auto) { return evaluateLogical; })
      .Case([](tosa::SelectOp) { return evaluateSelect; })
      .Default([](Operation *) { return nullptr; });
}
