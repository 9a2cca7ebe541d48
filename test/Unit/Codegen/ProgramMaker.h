//===- ProgramMaker.h - What random programs are made of --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_CODEGEN_PROGRAMMAKER_H
#define QOPT_TEST_UNIT_CODEGEN_PROGRAMMAKER_H

#include "RandomProgram.h"

#include "qopt/Dialect/QNN/IR/QNN.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

#include <cmath>

namespace qopt::codegentest {

/// A tensor of bytes, and how an operation is to read it.
struct Stored {
  mlir::Value value;
  bool isUnsigned = false;
  int64_t zp = 0;

  mlir::RankedTensorType getType() const {
    return llvm::cast<mlir::RankedTensorType>(value.getType());
  }
};

/// Makes the function of a program and the operations that have random
/// parameters, whatever the program's form is.
class ProgramMaker {
protected:
  /// Where `isDynamic`, the first dimension of what `typeOf` gives is.
  ProgramMaker(mlir::MLIRContext *context, Random &random, bool isDynamic);

  /// The function, empty as yet; what is created next is in it.
  void begin();
  /// Returns the outputs from the function.
  RandomProgram end();

  mlir::RankedTensorType typeOf(mlir::ArrayRef<int64_t> shape,
                                mlir::Type element);
  template <typename T>
  mlir::Value constant(mlir::ArrayRef<int64_t> shape, mlir::Type element,
                       const std::vector<T> &values) {
    return mlir::arith::ConstantOp::create(
        b, mlir::DenseElementsAttr::get(
               mlir::RankedTensorType::get(shape, element),
               llvm::ArrayRef(values)));
  }
  mlir::Value shapeConstant(mlir::ArrayRef<int64_t> values);
  mlir::UnitAttr unitIf(bool value) {
    return value ? b.getUnitAttr() : mlir::UnitAttr();
  }

  int64_t randomZeroPoint(bool isUnsigned);
  /// Of weights, most often 0, and whether they are unsigned.
  std::pair<int64_t, bool> randomWeightZeroPoint();
  float randomEdgeScale();
  std::vector<int8_t> randomWeights(int64_t count);
  mlir::Value makeBias(int64_t n);
  /// Factors of groups for the weights of `n` channels, `taps` times `inputs`
  /// each, often where groups can be; null for none.
  mlir::DenseIntElementsAttr makeFactors(int64_t n, int64_t taps,
                                         int64_t inputs);
  /// What makes bytes of most sums of `k` products.
  static double typicalScale(int64_t k,
                             mlir::DenseIntElementsAttr factors = {}) {
    return 100 / (5000 * std::sqrt(double(k))) / (factors ? 128 : 1);
  }
  /// A further argument of the function.
  mlir::Value addArgument(const RandomProgram::Input &input,
                          mlir::Type element);
  /// One of bytes, or of floats that are quantized.
  Stored addInput(mlir::ArrayRef<int64_t> shape);
  /// One of floats about as large as `scale` times a byte.
  mlir::Value addFloatInput(mlir::ArrayRef<int64_t> shape, float scale);
  /// One parameter or one for each of `channels`.
  mlir::SmallVector<mlir::Value> makeParams(int64_t channels,
                                            mlir::qnn::Numerics numerics,
                                            double typicalScale);
  /// As many as said.
  mlir::SmallVector<mlir::Value> makeParamsOf(int64_t count,
                                              mlir::qnn::Numerics numerics,
                                              double typicalScale);
  mlir::qnn::Numerics randomNumerics() {
    return random.pick({mlir::qnn::Numerics::fp32, mlir::qnn::Numerics::single,
                        mlir::qnn::Numerics::double_});
  }
  /// What a result is clamped to: all that is stored, or less as after a relu.
  struct Clamp {
    int64_t min, max;
  };
  Clamp randomClamp(mlir::Type stored, bool isUnsigned, int64_t zp);
  Stored requantize(const Stored &from, mlir::Type stored, double typicalScale);
  /// The sum, as networks in fixed point have it, of operands that broadcast
  /// to `shape`.
  Stored addInFixedPoint(const Stored &lhs, const Stored &rhs,
                         mlir::ArrayRef<int64_t> shape);
  Stored lookup(const Stored &from);
  mlir::Value dequantize(const Stored &from);

  void output(mlir::Value value, bool isUnsigned) {
    outputs.push_back(value);
    unsignedOutputs.push_back(isUnsigned);
  }

  mlir::ImplicitLocOpBuilder b;
  Random &random;
  bool isDynamic;
  std::vector<RandomProgram::Input> inputs;
  mlir::SmallVector<mlir::Value> outputs;

private:
  mlir::OwningOpRef<mlir::ModuleOp> module;
  mlir::func::FuncOp function;
  mlir::SmallVector<bool> unsignedOutputs;
};

} // namespace qopt::codegentest

#endif // QOPT_TEST_UNIT_CODEGEN_PROGRAMMAKER_H
