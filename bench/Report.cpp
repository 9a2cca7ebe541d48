//===- Report.cpp - The table of ratios -------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <array>

using namespace llvm;

namespace qopt::bench {

/// The time that counts: of the processor, which others do not disturb, but for
/// benchmarks that wait for another process.
static double timeOf(const BestReporter::Run &run) {
  double accumulated = run.run_name.time_type.empty()
                           ? run.cpu_accumulated_time
                           : run.real_accumulated_time;
  return accumulated / double(run.iterations);
}

void BestReporter::ReportRuns(const std::vector<Run> &runs) {
  const Run *best = nullptr;
  for (const Run &run : runs) {
    if (run.error_occurred) {
      failed = true;
      best = &run;
      break;
    }
    if (run.run_type == Run::RT_Iteration &&
        (!best || timeOf(run) < timeOf(*best)))
      best = &run;
  }
  if (!best)
    return;
  Run line = *best;
  line.run_name.repetitions.clear();
  ConsoleReporter::ReportRuns({line});
  if (!best->error_occurred)
    times[best->run_name.function_name] = timeOf(*best);
}

using Line = std::array<std::string, 8>;

static Line makeLine(const Entry &entry, const BestReporter &results) {
  double seconds = results.seconds(entry.name);
  Line line = {entry.name, formatv("{0:f2}", seconds * 1e6).str()};
  double share = 0;
  if (entry.macs > 0) {
    double rate = 1e-9 * entry.macs / seconds;
    line[2] = formatv("{0:f1}", rate).str();
    if (entry.ceiling) {
      share = rate / entry.ceiling->best;
      line[3] =
          formatv("{0} {1:f1}", entry.ceiling->name, entry.ceiling->best).str();
      line[4] = formatv("{0:f1}%", share * 100).str();
    }
  }
  if (double floatSeconds = results.seconds(entry.floatName))
    line[5] = formatv("{0:f2}", floatSeconds / seconds).str();
  bool passes = true;
  if (entry.leastShare > 0 && entry.ceiling) {
    line[6] = formatv(">= {0:f0}%", entry.leastShare * 100).str();
    passes = share >= entry.leastShare;
  } else if (entry.mostSeconds > 0) {
    line[6] = formatv("<= {0:f1} s", entry.mostSeconds).str();
    passes = seconds <= entry.mostSeconds;
  }
  if (!line[6].empty())
    line[7] = passes ? "pass" : "MISS";
  for (std::string &cell : line)
    if (cell.empty())
      cell = "-";
  return line;
}

void printTable(raw_ostream &os, ArrayRef<Entry> entries,
                const BestReporter &results) {
  std::vector<Line> lines = {{"benchmark", "us", "GMAC/s", "ceiling, GMAC/s",
                              "share", "int8 : f32", "bar", "result"}};
  for (const Entry &entry : entries)
    if (results.seconds(entry.name) > 0)
      lines.push_back(makeLine(entry, results));

  std::array<size_t, std::tuple_size_v<Line>> widths = {};
  for (const Line &line : lines)
    for (auto [width, cell] : llvm::zip_equal(widths, line))
      width = std::max(width, cell.size());
  auto print = [&](const Line &line) {
    for (auto [width, cell] : llvm::zip_equal(widths, line))
      os << "| " << cell << std::string(width - cell.size() + 1, ' ');
    os << "|\n";
  };
  print(lines.front());
  for (size_t width : widths)
    os << "|" << std::string(width + 2, '-');
  os << "|\n";
  for (const Line &line : llvm::drop_begin(lines))
    print(line);
}

} // namespace qopt::bench
