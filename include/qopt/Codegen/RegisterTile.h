//===- RegisterTile.h - The block of accumulators ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_CODEGEN_REGISTERTILE_H
#define QOPT_CODEGEN_REGISTERTILE_H

#include "qopt/Target/DotKernel.h"

namespace qopt {

/// The accumulators that one pass over K keeps in registers.
struct RegisterTile {
  int64_t rows;    ///< Rows of the left side.
  int64_t vectors; ///< Accumulator vectors along the columns.
};

/// The tile with which an M x N x K layer does least work, padding and the
/// reading of the weights counted, among those whose accumulators, weights and
/// one left value fit the registers of `row`.
/// \param together vectors that are read at once: the tile has a multiple of
/// them, where there are as many.
/// \param fixedVectors the vectors that the tile has, where the weights are
/// packed for another number of rows already; else 0.
RegisterTile chooseRegisterTile(const DotKernel &row, int64_t m, int64_t n,
                                int64_t k, int64_t together = 1,
                                int64_t fixedVectors = 0);

/// The loads of the left side that an iteration of the loop over K has, where
/// there are `loads`: so many that the end of the loop costs little, none is
/// left over, and all weights are within reach of one pointer.
/// \param groups rows of the tile, counted in those of a dot.
int64_t countUnrolled(const DotKernel &row, int64_t loads, int64_t groups,
                      int64_t vectors);

} // namespace qopt

#endif // QOPT_CODEGEN_REGISTERTILE_H
