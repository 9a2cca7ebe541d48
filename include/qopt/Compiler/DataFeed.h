//===- DataFeed.h - Samples for the inputs of a model -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_DATAFEED_H
#define QOPT_COMPILER_DATAFEED_H

#include "qopt/Compiler/Signature.h"
#include "qopt/Support/Npy.h"

namespace qopt {

/// Reads batches of samples for every input of a model from a .npy or .npz
/// file: one array per input, the first dimension the samples. Arrays are
/// matched by name; where no name matches any input, in order.
class DataFeed {
public:
  /// Opens the file and checks that its arrays fit `signature`: names, shapes
  /// and types. Floats may be f32 or f64; for an input that is quantized they
  /// are quantized on the way in (Arithmetic.h). `storedAs`, if given, has the
  /// same inputs in their quantized form: where the file holds those integers
  /// and the input is f32, they are dequantized.
  static llvm::Expected<DataFeed> open(llvm::StringRef path,
                                       const Signature &signature,
                                       const Signature *storedAs = nullptr);

  int64_t numSamples() const { return samples; }

  /// The rows that one call of the model takes: its leading dimension, or
  /// `dynamicRows` where the batch is dynamic.
  int64_t rowsPerCall(int64_t dynamicRows) const;

  /// A sample is the model's whole input, leading dimension included.
  bool hasWholeInputs() const;

  /// Floats of the file are quantized for the model.
  bool quantizes() const;

  /// Reads the samples from `first` on, at most one call's, into one tensor per
  /// input of the model's shape; missing rows of a fixed batch repeat the last
  /// sample. Returns the number of real samples.
  llvm::Expected<int64_t> read(int64_t first, int64_t dynamicRows,
                               std::vector<HostTensor> &inputs);

private:
  struct Source {
    std::unique_ptr<SampleReader> reader;
    InterfaceTensor input;
    /// How integers in the file are meant, where `input` is f32.
    InterfaceTensor stored;
    /// A sample is the model's whole input, not one row of it.
    bool wholeInput;
  };

  std::string path;
  std::unique_ptr<ArrayFile> file;
  std::vector<Source> sources;
  int64_t samples = 0;
};

} // namespace qopt

#endif // QOPT_COMPILER_DATAFEED_H
