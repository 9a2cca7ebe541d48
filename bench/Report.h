//===- Report.h - The table of ratios ---------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_BENCH_REPORT_H
#define QOPT_BENCH_REPORT_H

#include "Ceilings.h"

#include "llvm/Support/raw_ostream.h"

#include <benchmark/benchmark.h>

#include <map>
#include <string>

namespace qopt::bench {

/// One line of the table: what a benchmark of this name is compared with.
struct Entry {
  std::string name;
  /// Multiply-accumulates of a call; 0: the time is all there is to say.
  double macs = 0;
  /// What the call runs on; null: no ceiling is known.
  const Ceiling *ceiling = nullptr;
  /// The benchmark of the same network in float, or empty.
  std::string floatName = {};
  /// The least share of the ceiling that is good enough; 0: none is asked for.
  double leastShare = 0;
  /// The most seconds that are good enough; 0: none are asked for.
  double mostSeconds = 0;
};

/// Prints Google Benchmark's lines when all have run: of each benchmark only
/// the repetition that took least time.
class BestReporter : public benchmark::ConsoleReporter {
public:
  BestReporter() : ConsoleReporter(OO_None) {}

  void ReportRuns(const std::vector<Run> &runs) override;
  void Finalize() override;

  /// The seconds of a call; 0 if the benchmark has not run.
  double seconds(llvm::StringRef name) const;
  /// Whether other processes took the core even during the best repetition.
  bool wasDisturbed(llvm::StringRef name) const;

  bool hasResults() const { return !best.empty(); }
  bool hasFailures() const { return failed; }

private:
  const Run *find(llvm::StringRef name) const;

  /// By name, without repetitions and kind of time.
  std::map<std::string, Run> best;
  bool failed = false;
};

/// Prints the entries that have run.
void printTable(llvm::raw_ostream &os, llvm::ArrayRef<Entry> entries,
                const BestReporter &results);

} // namespace qopt::bench

#endif // QOPT_BENCH_REPORT_H
