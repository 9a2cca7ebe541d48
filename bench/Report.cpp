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

static double secondsOf(const BestReporter::Run &run) {
  return run.real_accumulated_time / double(run.iterations);
}

void BestReporter::ReportRuns(const std::vector<Run> &runs) {
  for (const Run &run : runs) {
    if (run.run_type == Run::RT_Aggregate)
      continue;
    auto [kept, isNew] = best.try_emplace(run.run_name.function_name, run);
    failed |= run.error_occurred;
    if (run.error_occurred || (!isNew && !kept->second.error_occurred &&
                               secondsOf(run) < secondsOf(kept->second)))
      kept->second = run;
  }
}

void BestReporter::Finalize() {
  std::vector<Run> lines;
  for (const auto &[name, run] : best) {
    lines.push_back(run);
    lines.back().run_name = benchmark::BenchmarkName();
    lines.back().run_name.function_name = name;
  }
  llvm::sort(lines, [](const Run &a, const Run &b) {
    return a.family_index < b.family_index;
  });
  ConsoleReporter::ReportRuns(lines);
}

const BestReporter::Run *BestReporter::find(StringRef name) const {
  auto found = best.find(name.str());
  return found == best.end() || found->second.error_occurred ? nullptr
                                                             : &found->second;
}

double BestReporter::seconds(StringRef name) const {
  const Run *run = find(name);
  return run ? secondsOf(*run) : 0;
}

bool BestReporter::wasDisturbed(StringRef name) const {
  constexpr double tolerance = 1.05;
  const Run *run = find(name);
  return run &&
         run->real_accumulated_time > tolerance * run->cpu_accumulated_time;
}

using Line = std::array<std::string, 8>;

static std::string formatTime(double us) {
  return us < 1000 ? formatv("{0:f2}", us).str() : formatv("{0:f0}", us).str();
}

static Line makeLine(const Entry &entry, const BestReporter &results) {
  double seconds = results.seconds(entry.name);
  Line line = {entry.name, formatTime(seconds * 1e6)};
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
  // The time of compilation is another process's, so it says nothing of this.
  bool isDisturbed = entry.macs > 0 && results.wasDisturbed(entry.name);
  if (isDisturbed)
    line[7] = "busy core";
  if (!line[6].empty() && (passes || !isDisturbed))
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
