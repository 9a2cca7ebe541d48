//===- RegisterTile.cpp - The block of accumulators -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Codegen/RegisterTile.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>

using namespace llvm;

namespace qopt {

namespace {

// A machine with two vector pipes and two loads a cycle. Only ratios matter:
// they rank tiles of one row against each other.
constexpr double dotsPerCycle = 2, loadsPerCycle = 2;
/// A dot's latency: no K step is shorter.
constexpr double dotLatency = 4;
/// Weights of a column block that is larger than this come from the second
/// level cache, at so many bytes a cycle.
constexpr double firstLevelBytes = 32 << 10, secondLevelBytesPerCycle = 24;
/// What follows the accumulators, per vector and per row.
constexpr double cyclesPerStoredVector = 4, cyclesPerStoredRow = 3;
/// Rows of a power-of-two length share the sets of the first level cache, whose
/// ways more rows would overflow.
constexpr int64_t maxRows = 8;

/// On small cores every instruction counts alike: what follows the
/// accumulators, per four results and per row, and the end of a loop.
constexpr double instructionsPerFourResults = 6, instructionsPerRow = 4,
                 instructionsPerLoop = 4;
/// The dots of an iteration of an unrolled loop, in instructions; where code is
/// to be small, fewer.
constexpr double mostUnrolled = 200, mostUnrolledScalar = 32;
/// On small cores, how much faster a tile must be for every copy of the loops
/// that serves what it leaves over; and where code is to be small.
constexpr double costPerCopy = 0.01, costPerCopyScalar = 0.05;
/// The bytes of weights that paired loads reach from one pointer on.
constexpr int64_t weightReach = 1024;

/// The weights that go with one load of the left side.
int64_t weightBytes(const DotKernel &row, int64_t vectors) {
  return vectors * row.dotsPerLoad() * row.lanes * row.k;
}

struct Cost {
  const DotKernel &row;
  int64_t k, elementBytes;

  /// The accumulators that as many rows need for one vector of columns.
  int64_t groups(int64_t rows) const {
    return int64_t(divideCeil(rows, row.shape.rows));
  }

  /// The instructions of a tile.
  double count(int64_t rows, int64_t vectors) const {
    auto parts = double(row.dotsPerLoad());
    double dots = parts * double(groups(rows) * vectors) * row.instructions;
    // What several rows share is put together of theirs; a scalar row treats
    // both sides alike.
    double left = double(rows) * (row.shape.rows > 1    ? 2
                                  : row.shape.scalarLhs ? parts
                                  : row.isScalar() ? row.shape.rhsInstructions
                                                   : 1);
    double right = parts * double(vectors) * row.shape.rhsInstructions;
    // What is beyond the reach of paired loads comes one by one.
    if (double bytes = double(weightBytes(row, vectors)); bytes > weightReach)
      right *= 2 - weightReach / bytes;
    auto loads = int64_t(divideCeil(k, row.lhsLoad()));
    double loop = instructionsPerLoop /
                  double(countUnrolled(row, loads, groups(rows), vectors));
    int64_t together = std::min<int64_t>(4, row.accumulators());
    return double(loads) * (dots + left + right + loop) +
           double(rows) * (double(divideCeil(vectors * row.lanes, together)) *
                               instructionsPerFourResults +
                           instructionsPerRow);
  }

  double tile(int64_t rows, int64_t vectors, double blockBytes) const {
    if (row.shape.sharesIssue)
      return count(rows, vectors);
    double dots = rows * vectors * row.instructions / dotsPerCycle;
    // Weights that are widened on their way in cost as much again.
    double reads = rows + vectors * (row.prepareRhs ? 2 : 1);
    double loads = reads / loadsPerCycle;
    double bytes = double(vectors * row.lanes * row.k * elementBytes);
    if (blockBytes > firstLevelBytes)
      loads = rows / loadsPerCycle + bytes / secondLevelBytesPerCycle;
    // Loads compete with dots for issue slots, so fewer of them win ties.
    double step = std::max({dots, loads, dotLatency}) + loads / 16;
    return double(divideCeil(k, row.k)) * step +
           rows * (vectors * cyclesPerStoredVector + cyclesPerStoredRow);
  }

  double block(int64_t m, int64_t rows, int64_t vectors) const {
    double bytes = double(vectors * row.lanes * k * elementBytes);
    double cycles = double(m / rows) * tile(rows, vectors, bytes);
    if (m % rows)
      cycles += tile(m % rows, vectors, bytes);
    return cycles;
  }
};

} // namespace

int64_t countUnrolled(const DotKernel &row, int64_t loads, int64_t groups,
                      int64_t vectors) {
  if (!row.shape.sharesIssue)
    return 1;
  int64_t dots = groups * vectors * row.dotsPerLoad(), unrolled = 1;
  while (loads % (2 * unrolled) == 0 &&
         2 * double(unrolled * dots) * row.instructions <=
             (row.isScalar() ? mostUnrolledScalar : mostUnrolled) &&
         2 * unrolled * weightBytes(row, vectors) <= weightReach)
    unrolled *= 2;
  return unrolled;
}

RegisterTile chooseRegisterTile(const DotKernel &row, int64_t m, int64_t n,
                                int64_t k, int64_t together,
                                int64_t fixedVectors) {
  Cost cost{row, k, row.storedRhs == DotType::F32 ? 4 : 1};
  // Where even one row of so many has no room, spilling is the lesser evil.
  int64_t allVectors = divideCeil(n, row.lanes);
  RegisterTile best{1, fixedVectors             ? fixedVectors
                       : allVectors >= together ? together
                                                : 1};
  double bestCycles = 0;
  for (int64_t vectors = 1; vectors <= std::min(allVectors, row.registers);
       ++vectors) {
    if (fixedVectors ? vectors != fixedVectors
                     : allVectors >= together && vectors % together != 0)
      continue;
    for (int64_t rows = 1; rows <= std::min(m, maxRows); ++rows) {
      // One row uses every weight once, straight from memory; and where the
      // left side is what stays, two weights at a time pass by.
      int64_t operands = rows == 1 ? 2 : vectors + 1;
      if (row.shape.sharesIssue)
        operands =
            row.shape.scalarLhs ? 1 : cost.groups(rows) * row.shape.rows + 2;
      if (cost.groups(rows) * vectors + operands + row.scratch > row.registers)
        break;
      double cycles =
          double(allVectors / vectors) * cost.block(m, rows, vectors);
      if (int64_t rest = allVectors % vectors)
        cycles += cost.block(m, rows, rest);
      if (row.shape.sharesIssue) {
        int copies = (allVectors % vectors ? 2 : 1) * (m % rows ? 2 : 1);
        cycles *= 1 + (row.isScalar() ? costPerCopyScalar : costPerCopy) *
                          (copies - 1);
      }
      if (bestCycles == 0 || cycles < bestCycles) {
        bestCycles = cycles;
        best = {rows, vectors};
      }
    }
  }
  return best;
}

} // namespace qopt
