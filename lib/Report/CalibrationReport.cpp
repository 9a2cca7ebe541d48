//===- CalibrationReport.cpp - What calibration saw of each tensor --------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Report/Report.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

namespace qopt {

int64_t CalibrationReport::countUnstable() const {
  return llvm::count_if(
      tensors, [](const TensorReport &tensor) { return tensor.isUnstable(); });
}

std::string CalibrationReport::describeUnstable() const {
  std::string text;
  llvm::raw_string_ostream(text)
      << countUnstable() << " of " << tensors.size()
      << " tensors have ranges that differ by more than "
      << llvm::format("%.0f %%", 100 * TensorReport::mostChange)
      << " between the halves of the data; calibrate with more data";
  return text;
}

/// What the stored values stand for, from the first to the last.
static Range clippingRange(const QuantParams &params) {
  auto real = [&](int64_t q) {
    return double(params.scale) * static_cast<double>(q - params.zeroPoint);
  };
  return {real(params.qmin), real(params.qmax)};
}

/// The share of the values that rounding changes by more than half a step.
static double shareOutside(const Statistics &seen, const Range &clip,
                           double step) {
  const Histogram &histogram = seen.histogram();
  uint64_t outside = 0;
  for (auto [i, count] : llvm::enumerate(histogram.counts())) {
    double low = histogram.width() *
                 static_cast<double>(histogram.firstBin() + int64_t(i));
    // A bin that is partly outside counts as inside.
    if (low + histogram.width() <= clip.min - step / 2 ||
        low >= clip.max + step / 2)
      outside += count;
  }
  return static_cast<double>(outside) / static_cast<double>(seen.count());
}

static void addBins(TensorReport &tensor, const Histogram &fine) {
  Histogram coarse = fine;
  while (coarse.counts().size() > TensorReport::mostBins)
    coarse = coarse.widened(coarse.exponent() + 1);
  tensor.binWidth = coarse.width();
  tensor.firstBin = tensor.binWidth * static_cast<double>(coarse.firstBin());
  tensor.bins.assign(coarse.counts().begin(), coarse.counts().end());
}

static void addHalves(TensorReport &tensor, llvm::ArrayRef<Plan> halves) {
  for (const Plan &half : halves)
    if (const TensorPlan *planned = half.findTensor(tensor.name))
      tensor.halves.push_back(planned->range);
  if (tensor.halves.size() != 2) {
    tensor.halves.clear();
    return;
  }
  const Range &first = tensor.halves[0], &second = tensor.halves[1];
  double difference = std::max(std::abs(first.min - second.min),
                               std::abs(first.max - second.max));
  double width = std::max({tensor.chosen.max - tensor.chosen.min,
                           first.max - first.min, second.max - second.min});
  tensor.change = difference > 0 ? difference / width : 0;
}

void addCalibration(Report &report, const Plan &plan, const Observations &seen,
                    llvm::ArrayRef<Plan> halves) {
  CalibrationReport &calibration = report.calibration.emplace();
  calibration.samples = seen.all.samples;
  calibration.whyNoHalves = seen.whyNoHalves;
  for (const Statistics &statistics : seen.all.tensors) {
    const TensorPlan *planned = plan.findTensor(statistics.tensor());
    if (!planned || statistics.count() == 0)
      continue;
    TensorReport tensor;
    tensor.name = planned->name;
    tensor.method = planned->method;
    tensor.seen = statistics.range();
    tensor.chosen = planned->range;
    tensor.clip = clippingRange(planned->params);
    tensor.outside =
        shareOutside(statistics, tensor.clip, planned->params.scale);
    addBins(tensor, statistics.histogram());
    addHalves(tensor, halves);
    calibration.tensors.push_back(std::move(tensor));
  }
}

} // namespace qopt
