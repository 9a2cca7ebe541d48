//===- Testing.h - Modules from text, passes, executions --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_QUANTIZE_TESTING_H
#define QOPT_TEST_UNIT_QUANTIZE_TESTING_H

#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/Import/Passes.h"
#include "qopt/Quantize/Passes.h"
#include "qopt/Reference/Interpreter.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "gtest/gtest.h"

#include <random>

namespace qopt::testing {

/// A context that keeps what was diagnosed.
class Session {
public:
  Session() {
    context.loadDialect<mlir::func::FuncDialect, mlir::qnn::QNNDialect,
                        mlir::arith::ArithDialect, mlir::quant::QuantDialect,
                        mlir::tensor::TensorDialect, mlir::tosa::TosaDialect>();
    context.disableMultithreading();
    context.getDiagEngine().registerHandler(
        [this](mlir::Diagnostic &diag) { messages += diag.str() + "\n"; });
  }

  mlir::OwningOpRef<mlir::ModuleOp> parse(llvm::StringRef text) {
    auto module = mlir::parseSourceString<mlir::ModuleOp>(text, &context);
    EXPECT_TRUE(module) << messages;
    return module;
  }

  /// Runs the passes that \p build adds; false if they fail.
  bool run(mlir::ModuleOp module,
           llvm::function_ref<void(mlir::OpPassManager &)> build) {
    mlir::PassManager pm(&context);
    build(pm);
    return mlir::succeeded(pm.run(module));
  }

  /// Runs one pass.
  bool run(mlir::ModuleOp module, std::unique_ptr<mlir::Pass> pass,
           bool onFunctions = true) {
    return run(module, [&](mlir::OpPassManager &pm) {
      if (onFunctions)
        pm.addNestedPass<mlir::func::FuncOp>(std::move(pass));
      else
        pm.addPass(std::move(pass));
    });
  }

  mlir::MLIRContext context;
  /// All diagnostics so far.
  std::string messages;
};

inline mlir::func::FuncOp mainOf(mlir::ModuleOp module) {
  return module.lookupSymbol<mlir::func::FuncOp>("main");
}

/// Executes @main; reports an error as a test failure.
inline std::vector<HostTensor> execute(mlir::ModuleOp module,
                                       llvm::ArrayRef<HostTensor> inputs) {
  llvm::Expected<std::vector<HostTensor>> results =
      interpret(mainOf(module), inputs);
  if (results)
    return std::move(*results);
  ADD_FAILURE() << llvm::toString(results.takeError());
  return {};
}

/// Executes @main, which must fail, and returns the error.
inline std::string executionError(mlir::ModuleOp module,
                                  llvm::ArrayRef<HostTensor> inputs) {
  llvm::Expected<std::vector<HostTensor>> results =
      interpret(mainOf(module), inputs);
  if (!results)
    return llvm::toString(results.takeError());
  ADD_FAILURE() << "expected an error";
  return "";
}

template <typename T>
HostTensor makeTensor(ElementType type, llvm::ArrayRef<int64_t> shape,
                      llvm::ArrayRef<T> values) {
  HostTensor tensor = HostTensor::zeros("", type, shape);
  EXPECT_EQ(tensor.numElements(), static_cast<int64_t>(values.size()));
  llvm::copy(values, tensor.as<T>().begin());
  return tensor;
}

/// Random bytes, with the extremes among them.
inline HostTensor randomBytes(ElementType type, llvm::ArrayRef<int64_t> shape,
                              std::mt19937 &random) {
  HostTensor tensor = HostTensor::zeros("", type, shape);
  constexpr unsigned char extremes[] = {0x00, 0x7f, 0x80, 0xff};
  for (char &byte : tensor.data)
    byte = static_cast<char>(random() % 4 ? random() : extremes[random() % 4]);
  return tensor;
}

inline HostTensor randomFloats(llvm::ArrayRef<int64_t> shape, float low,
                               float high, std::mt19937 &random) {
  HostTensor tensor = HostTensor::zeros("", ElementType::F32, shape);
  std::uniform_real_distribution<float> distribution(low, high);
  for (float &value : tensor.as<float>())
    value = distribution(random);
  return tensor;
}

/// The same names, types, shapes and bytes.
inline void expectEqual(llvm::ArrayRef<HostTensor> a,
                        llvm::ArrayRef<HostTensor> b) {
  ASSERT_EQ(a.size(), b.size());
  for (auto [x, y] : llvm::zip(a, b)) {
    EXPECT_EQ(x.name, y.name);
    EXPECT_EQ(x.type, y.type);
    EXPECT_EQ(x.shape, y.shape);
    EXPECT_TRUE(x.data == y.data);
  }
}

} // namespace qopt::testing

#endif // QOPT_TEST_UNIT_QUANTIZE_TESTING_H
