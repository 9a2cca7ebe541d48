//===- TargetInfo.h - What is compiled for ----------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A target is an LLVM triple, processor and feature string. The host is asked
/// only where the user writes `host`.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_TARGETINFO_H
#define QOPT_TARGET_TARGETINFO_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/Support/Error.h"
#include "llvm/TargetParser/Triple.h"

#include <memory>
#include <string>

namespace llvm {
class MCSubtargetInfo;
class TargetLowering;
class TargetMachine;
} // namespace llvm

namespace mlir {
class ModuleOp;
} // namespace mlir

namespace qopt {

/// What a module is compiled for. Copies share the subtarget description.
class TargetInfo {
public:
  /// `triple` is an LLVM triple or `host`; `cpu` a processor of it, `host`, or
  /// empty for the processor that goes with the triple; `features` a list such
  /// as `+avx2,-fma`. An unknown name is an error that lists the known ones.
  static llvm::Expected<TargetInfo> create(llvm::StringRef triple = "host",
                                           llvm::StringRef cpu = "",
                                           llvm::StringRef features = "");

  /// The target that `attachTo` left on the module.
  static llvm::Expected<TargetInfo> get(mlir::ModuleOp module);

  /// Writes the target on the module as upstream's `#llvm.target`.
  void attachTo(mlir::ModuleOp module) const;

  const llvm::Triple &getTriple() const { return triple; }
  llvm::StringRef getCPU() const { return cpu; }
  llvm::StringRef getFeatures() const { return features; }

  /// Whether the processor has `feature` (a name as in LLVM's tables).
  bool hasFeature(llvm::StringRef feature) const;

  /// Whether LLVM makes instructions of `intrinsic` on f32, and not the call of
  /// a library. Asked of fma and of the roundings.
  bool hasInstruction(llvm::Intrinsic::ID intrinsic) const;

  /// Bits of an address, hence of an index.
  unsigned addressBits() const;

  /// What becomes the call of the compiler's library where there are no
  /// instructions for it.
  enum class IntegerOperation {
    Multiply64, ///< A product of 64 bits.
    Shift64,    ///< A shift of 64 bits by a number that is not constant.
    CountZeros, ///< The leading zeros of 32 or 64 bits.
    Divide,     ///< A quotient of 32 bits.
  };
  bool hasInstructions(IntegerOperation operation) const;

  /// Whether there are vector registers.
  bool hasVectors() const;

  /// The registers that may hold an address, without those that the stack, a
  /// constant or the system has: 8 at least.
  unsigned countRegisters() const;

  /// Whether there are instructions for f32. Without them, arithmetic calls the
  /// compiler's library.
  bool hasFloat() const;

  /// Whether instructions stay in the order in which kernels are written.
  /// LLVM's scheduler hides latency with registers that the accumulators of a
  /// tile need, and spills these.
  bool keepsOrder() const;

  /// Whether the machine this process runs on can execute code for the target.
  /// Of a processor's features those count that compiled code may use.
  bool runsOnHost() const;

  /// An error that names what the machine lacks, unless it `runsOnHost`.
  llvm::Error checkRunsOnHost() const;

  /// A target machine that makes position-independent code.
  llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
  createTargetMachine() const;

private:
  bool askCodeGenerator(
      llvm::function_ref<bool(const llvm::TargetLowering &)> question) const;

  llvm::Triple triple;
  std::string cpu;
  std::string features;
  std::shared_ptr<llvm::MCSubtargetInfo> subtarget;
};

} // namespace qopt

#endif // QOPT_TARGET_TARGETINFO_H
