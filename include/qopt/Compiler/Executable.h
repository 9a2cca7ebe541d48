//===- Executable.h - A compiled function in this process -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_COMPILER_EXECUTABLE_H
#define QOPT_COMPILER_EXECUTABLE_H

#include "qopt/Compiler/Signature.h"

#include "llvm/Support/Error.h"

#include <memory>

namespace llvm::orc {
class LLJIT;
} // namespace llvm::orc

namespace qopt {

/// The object file that would be shipped, loaded and callable.
class Executable {
public:
  /// Loads an object file whose function is described by `signature`.
  static llvm::Expected<std::unique_ptr<Executable>>
  load(llvm::ArrayRef<char> object, Signature signature);
  ~Executable();

  const Signature &getSignature() const { return signature; }

  /// Calls the function: one pointer per input, then one per output. The state
  /// is what the last call left, at first the initial one.
  void call(int64_t rows, llvm::ArrayRef<void *> buffers);

  /// Runs on tensors of the input's types. Their shapes are the signature's,
  /// with any leading dimension where the batch is dynamic. The results are
  /// resized as needed.
  llvm::Error run(llvm::ArrayRef<HostTensor> inputs,
                  std::vector<HostTensor> &outputs);

private:
  Executable(Signature signature, std::unique_ptr<llvm::orc::LLJIT> jit,
             void *entry);

  /// Calls the function that initialises the state, if there is one.
  llvm::Error initialiseState();

  Signature signature;
  std::unique_ptr<llvm::orc::LLJIT> jit;
  void *entry;
  AlignedBytes arena, state;
};

} // namespace qopt

#endif // QOPT_COMPILER_EXECUTABLE_H
