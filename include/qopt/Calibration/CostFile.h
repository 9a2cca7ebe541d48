//===- CostFile.h - What layers cost on a machine ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// The time that each layer with weights takes by itself, for each number of
/// bits that its weights may have. It is measured once; from then on a choice
/// of bits depends on the file and not on how busy a machine is. It is JSON,
/// a line a layer and number of bits:
///
/// \code
/// {
///   "qopt-costs": 1,
///   "model": "<SHA-256 of the normalised module, 64 hexadecimal digits>",
///   "triple": "x86_64-pc-linux-gnu",
///   "cpu": "znver3",
///   "features": "+64bit,...",
///   "rounds": 101,
///   "costs": [
///     {"id": "dense0", "bits": 8, "nanoseconds": 152.4, "spread": 1.3},
///     {"id": "dense0", "bits": 4, "group": 32, "nanoseconds": 98.1,
///      "spread": 0.9}
///   ]
/// }
/// \endcode
///
/// cpu and features are left out where they are empty, group where the weights
/// have none.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_CALIBRATION_COSTFILE_H
#define QOPT_CALIBRATION_COSTFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>
#include <vector>

namespace qopt {

/// What one layer takes with weights of one form.
struct LayerCost {
  std::string id;
  int bits = 8;
  /// The weights that share a factor of their channel's scale; 0: none do.
  int64_t group = 0;
  /// The median, as it follows from how it compares with 8 bits in the same
  /// round; and how far apart the middle half of the rounds is.
  double nanoseconds = 0, spread = 0;
};

/// All of a model, on one target.
struct CostFile {
  /// The only version of the format there is.
  static constexpr int64_t formatVersion = 1;
  /// SHA-256 of the normalised module.
  std::string model;
  std::string triple, cpu, features;
  /// How often each was measured, at least.
  int64_t rounds = 1;
  std::vector<LayerCost> costs;
  /// The SHA-256 of the text that it was read from.
  std::string sha256;

  /// The entry of the layer with weights of this form, or null.
  const LayerCost *find(llvm::StringRef id, int bits, int64_t group) const;

  /// Whether \p cost is below that of \p other, beyond what chance explains.
  bool isSurelyLess(const LayerCost &cost, const LayerCost &other) const;

  /// Reads and validates a file, as Plan::read does.
  static llvm::Expected<CostFile> read(llvm::StringRef path);
  /// As read, of \p text; messages call it \p file.
  static llvm::Expected<CostFile> parse(llvm::StringRef text,
                                        llvm::StringRef file);

  /// The file's text; what is read from it gives the same text.
  std::string toString() const;
  /// Writes toString() to \p path, completely or not at all.
  llvm::Error write(llvm::StringRef path) const;
};

} // namespace qopt

#endif // QOPT_CALIBRATION_COSTFILE_H
