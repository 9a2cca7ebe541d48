//===- DotKernel.h - Dot instructions as rows -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// `DotKernel` is all that qopt knows of one dot instruction. Packing, tiling,
/// lowering, tests and benchmarks read these rows and nothing else; an
/// instruction set is one file of rows under lib/Target and its name in one
/// CMake list.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_TARGET_DOTKERNEL_H
#define QOPT_TARGET_DOTKERNEL_H

#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/TargetParser/Triple.h"

namespace qopt {

class TargetInfo;

/// How an operand lies in memory or is read by an instruction.
enum class DotType { I8, U8, I16, F32 };

/// What the left side of a layer is: bytes of either signedness, signed words
/// of 16 bits, or floats.
enum class DotInput { Bytes, Words, Floats };

/// The MLIR element type of `type`; integers are signless.
mlir::Type getElementType(DotType type, mlir::MLIRContext *context);

/// What is known of constant i8 weights when a kernel is chosen.
struct WeightFacts {
  /// For every output and every pair of neighbours (w[2j], w[2j + 1]) the
  /// positive parts sum to at most 128 and the negative parts to at least
  /// -128: then u8 x s8 products of the pair add up in 16 bits without
  /// saturation, whatever the activations are.
  bool pairsFit16 = false;
  /// No weight is -128: then two products of i8 x i8 add up in 16 bits.
  bool without128 = false;
};

/// How a dot instruction groups what it multiplies, where that is more than
/// lanes and K.
struct DotShape {
  /// Rows of the left side that are multiplied at once. The left operand has
  /// the K values of one after those of the other, the accumulator the `lanes`
  /// results of one after those of the other.
  int64_t rows = 1;
  /// Lanes of the accumulator that each result is spread over; they are added
  /// up after the last dot.
  int64_t partials = 1;
  /// Values of K that come from a row of the left side with one load, for
  /// several dots where they are more than K of one; 0: K.
  int64_t lhsLoad = 0;
  /// Whether dots and loads compete for the same issue slots, as on small
  /// cores: the tile of fewest instructions wins, not the one whose dots hide
  /// its loads.
  bool sharesIssue = false;
  /// Where they do, the instructions that bring the weights of one dot into a
  /// register: a half where two come with one load.
  double rhsInstructions = 0.5;
  /// Whether the instruction takes its left value, one of K, from a general
  /// register: each is loaded by itself, and `emit` gets it broadcast.
  bool scalarLhs = false;
  /// Whether the operands have the first of the K values of all lanes, then the
  /// second, ...: for depthwise convolutions only, where such are lines of the
  /// image.
  bool isByK = false;
  /// Whether the first and the second half of the K weights of a column are
  /// stored in turns: every other byte, widened, is then of neighbours.
  bool alternatesRhs = false;
};

/// Which rows a kernel can use.
enum class DotUse {
  Any,
  /// Those with one row and no partial sums: lane n of the accumulator is
  /// result n, and the left operand is K values in all lanes.
  Plain,
  /// As Plain, and weights lie in the order of K: activations are put there
  /// as the model runs.
  MatMul,
  /// As Plain, or by K.
  Depthwise
};

/// One dot instruction: `acc[n] += sum_k lhs[k] * rhs[n, k]` for `lanes` values
/// of n and `k` values of k.
struct DotKernel {
  /// `<arch>.<instruction set>.<types>[.<width>]`.
  llvm::StringLiteral name;
  /// The architecture, or UnknownArch where LLVM's generic code will do.
  llvm::Triple::ArchType arch;
  /// Features of the processor that are needed, by LLVM's names; all of them.
  llvm::ArrayRef<llvm::StringLiteral> features;
  /// What the instruction reads on the left. Stored activations are flipped or
  /// widened to this where they differ.
  DotType lhs;
  /// How weights are stored: lanes x k values per instruction.
  DotType storedRhs;
  int64_t lanes;
  int64_t k;
  /// Vector registers as large as an accumulator, or of a scalar row registers
  /// for addresses. The register tile is computed from it, never listed.
  int64_t registers;
  /// Registers that one `emit` needs besides its operands.
  int64_t scratch;
  /// Machine instructions that one `emit` becomes: what ranks rows.
  double instructions;
  /// What the instruction demands of the weights; null: nothing.
  bool (*admits)(const WeightFacts &);
  /// Brings stored weights into a register, once per load; null: as they are.
  mlir::Value (*prepareRhs)(mlir::ImplicitLocOpBuilder &, mlir::Value rhs);
  /// One dot: vectors of `accumulators()`, and of `lanes * k` values.
  mlir::Value (*emit)(mlir::ImplicitLocOpBuilder &, mlir::Value acc,
                      mlir::Value lhs, mlir::Value rhs);
  DotShape shape = {};

  /// The lanes of the accumulator's vector.
  int64_t accumulators() const { return shape.rows * lanes * shape.partials; }
  /// Results of a row that are rescaled and stored together: what fills a
  /// vector register when they are bytes, or that are in one when they are
  /// floats.
  int64_t resultLanes() const;
  /// Values of K of a row that one load brings in, and the dots they are for.
  int64_t lhsLoad() const { return shape.lhsLoad ? shape.lhsLoad : k; }
  int64_t dotsPerLoad() const { return lhsLoad() / k; }
  bool isPlain() const {
    return shape.rows == 1 && shape.partials == 1 && !shape.isByK;
  }
  bool isFor(DotUse use) const {
    switch (use) {
    case DotUse::Any:
      return !shape.isByK;
    case DotUse::Plain:
      return isPlain();
    case DotUse::MatMul:
      return isPlain() && !shape.alternatesRhs;
    case DotUse::Depthwise:
      return isPlain() || shape.isByK;
    }
    llvm_unreachable("covered switch");
  }
  bool isFloat() const { return lhs == DotType::F32; }
  /// Whether the row is for such a left side; bytes can be widened to words.
  bool reads(DotInput input) const {
    return input == DotInput::Floats  ? isFloat()
           : input == DotInput::Words ? lhs == DotType::I16
                                      : !isFloat();
  }
  /// Whether accumulators are in general registers: the code is for a small
  /// machine, and is to be small itself.
  bool isScalar() const { return accumulators() == 1; }
  /// Whether the row can run on `target` at all.
  bool isAvailable(const TargetInfo &target) const;
};

/// More rows of the left side than a dot multiplies.
constexpr int64_t manyRows = 1 << 10;

/// All rows, in the order of the CMake list.
llvm::ArrayRef<DotKernel> getDotKernels();

/// The row that needs the fewest instructions for a layer of `m` rows and `n`
/// columns on `target`; among equals a plain one, then the one that pads least,
/// then the one of most registers.
/// Never fails: the generic rows run everywhere.
const DotKernel &selectDotKernel(const TargetInfo &target, DotInput input,
                                 int64_t n, const WeightFacts &facts,
                                 DotUse use = DotUse::Any,
                                 int64_t m = manyRows);

} // namespace qopt

#endif // QOPT_TARGET_DOTKERNEL_H
