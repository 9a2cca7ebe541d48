//===- ModelRunner.h - Runs a model over data -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_MODELRUNNER_H
#define QOPT_COMPILER_MODELRUNNER_H

#include "qopt/Compiler/Compiler.h"
#include "qopt/Compiler/DataFeed.h"

namespace qopt {

/// A model that can be called, by whatever means.
class ModelRunner {
public:
  virtual ~ModelRunner();

  virtual const Signature &getSignature() const = 0;
  /// What the model keeps is what the last call left: at first its initial
  /// state.
  virtual llvm::Error run(llvm::ArrayRef<HostTensor> inputs,
                          std::vector<HostTensor> &outputs) = 0;
};

/// Runs a model as the reference interpreter understands it.
class ReferenceRunner : public ModelRunner {
public:
  /// `module` is an imported or quantized model.
  static llvm::Expected<std::unique_ptr<ModelRunner>>
  create(mlir::OwningOpRef<mlir::ModuleOp> module);

  const Signature &getSignature() const override { return signature; }
  llvm::Error run(llvm::ArrayRef<HostTensor> inputs,
                  std::vector<HostTensor> &outputs) override;

private:
  mlir::OwningOpRef<mlir::ModuleOp> module;
  mlir::func::FuncOp entry;
  Signature signature;
  std::vector<HostTensor> states;
};

/// Runs a model as it is compiled.
class CompiledRunner : public ModelRunner {
public:
  explicit CompiledRunner(std::unique_ptr<Executable> executable)
      : executable(std::move(executable)) {}

  const Signature &getSignature() const override {
    return executable->getSignature();
  }
  llvm::Error run(llvm::ArrayRef<HostTensor> inputs,
                  std::vector<HostTensor> &outputs) override {
    return executable->run(inputs, outputs);
  }
  Executable &getExecutable() { return *executable; }

private:
  std::unique_ptr<Executable> executable;
};

/// The shape that runSamples gives `output`: the samples, then that of one.
llvm::Expected<llvm::SmallVector<int64_t>>
shapeOverSamples(const InterfaceTensor &output, const DataFeed &feed,
                 int64_t dynamicRows);

/// Runs all samples of `feed`, `dynamicRows` a call where the batch is dynamic.
/// One tensor per output, whose first dimension is the samples.
llvm::Expected<std::vector<HostTensor>> runSamples(ModelRunner &runner,
                                                   DataFeed &feed,
                                                   int64_t dynamicRows,
                                                   Progress progress);

/// The real values of an input or output: dequantized where it is quantized.
std::vector<float> getRealValues(const HostTensor &values,
                                 const InterfaceTensor &tensor);

} // namespace qopt

#endif // QOPT_COMPILER_MODELRUNNER_H
