//===- WeightRounding.cpp - Weights rounded against an error ----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Quantize/WeightRounding.h"

#include "qopt/Calibration/QuantParams.h"

#include "llvm/ADT/STLExtras.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace qopt;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::MatrixXf;
using Eigen::VectorXd;
using Eigen::VectorXf;
using RowMajorXf =
    Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void InputMoments::add(llvm::ArrayRef<float> rows,
                       llvm::ArrayRef<float> wanted) {
  auto added = static_cast<Index>(rows.size()) / k;
  Eigen::Map<const RowMajorXf> seen(rows.data(), added, k);
  MatrixXf squares = MatrixXf::Zero(k, k);
  squares.selfadjointView<Eigen::Lower>().rankUpdate(seen.transpose());
  Eigen::Map<MatrixXd>(products.data(), k, k) += squares.cast<double>();
  VectorXd sum = seen.cast<double>().colwise().sum().transpose();
  Eigen::Map<VectorXd>(sums.data(), k) += sum;
  count += added;
  if (wanted.empty()) {
    Eigen::Map<VectorXd>(wantedSums.data(), k) += sum;
    return;
  }
  Eigen::Map<const RowMajorXf> right(wanted.data(), added, k);
  wantedProducts.resize(products.size());
  squares.noalias() = right.transpose() * seen;
  Eigen::Map<MatrixXd>(wantedProducts.data(), k, k) += squares.cast<double>();
  Eigen::Map<VectorXd>(wantedSums.data(), k) +=
      right.cast<double>().colwise().sum().transpose();
}

namespace {
/// The share of the mean variance that every input is taken to have beside its
/// own: what was not seen may come.
constexpr double damping = 0.01;

/// The scales that are tried, as factors of the given ones, where a step is
/// large enough for that to matter.
constexpr float scaleFactors[] = {1.0f, 0.8f, 0.87f, 0.94f, 1.08f, 1.16f};
constexpr int64_t largeStepMax = 15;

/// Weights, errors and steps are matrices of a column for each channel, with
/// the inputs in the order in which they are rounded, the last first.
class Rounder {
public:
  explicit Rounder(const RoundingTask &task);
  RoundingResult run();

private:
  void orderInputs();
  void makeMoments();
  /// The mean square of the error of every channel.
  VectorXf measure(const MatrixXf &steps, const VectorXf &scales) const;
  MatrixXf roundNearest(const VectorXf &scales) const;
  MatrixXf roundAgainstError(const VectorXf &scales) const;
  void takeBetter(const MatrixXf &steps, const VectorXf &scales);
  void fitScales();
  void descend();
  float clampStep(float step) const {
    return std::clamp(std::nearbyint(step), -most, most);
  }

  const RoundingTask &task;
  Index k, channels;
  float most;
  std::vector<Index> order;
  /// The weights, and what they should be for the inputs as they come.
  MatrixXf weights, targets;
  /// What each weight's step is, in its channel's scale.
  MatrixXf units;
  /// The moments, and the lower Cholesky factor of them.
  MatrixXf moments, factor;
  /// The best so far.
  MatrixXf best;
  VectorXf bestScales, bestErrors;
};
} // namespace

Rounder::Rounder(const RoundingTask &task)
    : task(task), k(task.inputs.size()),
      channels(static_cast<Index>(task.scales.size())),
      most(static_cast<float>(task.qmax)) {
  orderInputs();
  Eigen::Map<const RowMajorXf> given(task.weights.data(), channels, k);
  weights.resize(k, channels);
  for (Index i = 0; i < k; ++i)
    weights.row(i) = given.col(order[i]).transpose();
  units = MatrixXf::Ones(k, channels);
  auto count = static_cast<Index>(task.factors.size());
  for (Index i = 0; count > 0 && i < k; ++i)
    for (Index channel = 0; channel < channels; ++channel)
      units(i, channel) =
          task.factors[(channel * k + order[i]) / (channels * k / count)];
  makeMoments();
}

/// What the inputs that vary most do is decided while there is most left to
/// make up for it.
void Rounder::orderInputs() {
  order.resize(k);
  std::iota(order.begin(), order.end(), 0);
  llvm::sort(order, [&](Index a, Index b) {
    return std::pair(task.inputs.product(a, a), a) <
           std::pair(task.inputs.product(b, b), b);
  });
}

void Rounder::makeMoments() {
  const InputMoments &inputs = task.inputs;
  double meanShare = task.correctsMean ? 1 : 0;
  auto exact = MatrixXd::NullaryExpr(k, k, [&](Index row, Index column) {
                 Index i = order[row], j = order[column];
                 return inputs.product(i, j) -
                        meanShare * inputs.mean(i) * inputs.mean(j);
               }).eval();
  double variance = exact.trace() / static_cast<double>(k);
  // Of inputs that were never other than 0, any weight does.
  double added = std::max(task.inputNoise + damping * variance, 1e-30);
  exact.diagonal().array() += added;
  Eigen::LLT<MatrixXd> cholesky(exact);
  factor = cholesky.matrixL().toDenseMatrix().cast<float>();
  moments = exact.cast<float>();
  targets = weights;
  if (!inputs.hasWanted())
    return;
  auto wanted = MatrixXd::NullaryExpr(k, k, [&](Index row, Index column) {
                  Index i = order[row], j = order[column];
                  return inputs.wantedProduct(i, j) -
                         meanShare * inputs.wantedMean(i) * inputs.mean(j);
                }).eval();
  // The weights that would make the best of such inputs.
  wanted.diagonal().array() += added;
  MatrixXd sums = wanted.transpose() * weights.cast<double>();
  targets = cholesky.solve(sums).cast<float>();
}

VectorXf Rounder::measure(const MatrixXf &steps, const VectorXf &scales) const {
  MatrixXf errors = targets - steps.cwiseProduct(units) * scales.asDiagonal();
  MatrixXf seen = factor.transpose().triangularView<Eigen::Upper>() * errors;
  return seen.colwise().squaredNorm().transpose();
}

MatrixXf Rounder::roundNearest(const VectorXf &scales) const {
  MatrixXf steps =
      weights.cwiseQuotient(units) * scales.cwiseInverse().asDiagonal();
  return steps.unaryExpr([&](float step) { return clampStep(step); });
}

/// The error that the channels' sums have is `factor^T * errors`, whose row `i`
/// the weights from `i` on decide: from the last on, each weight makes it as
/// small as can be.
MatrixXf Rounder::roundAgainstError(const VectorXf &scales) const {
  MatrixXf steps(k, channels), errors(k, channels);
  constexpr Index block = 64;
  for (Index end = k; end > 0; end -= std::min(block, end)) {
    Index begin = std::max<Index>(end - block, 0), size = end - begin;
    // What the weights behind the block have done.
    MatrixXf done = MatrixXf::Zero(size, channels);
    if (end < k)
      done.noalias() = factor.block(end, begin, k - end, size).transpose() *
                       errors.bottomRows(k - end);
    for (Index i = end - 1; i >= begin; --i) {
      for (Index channel = 0; channel < channels; ++channel) {
        Index behind = end - i - 1;
        float before = done(i - begin, channel) +
                       factor.col(i)
                           .segment(i + 1, behind)
                           .dot(errors.col(channel).segment(i + 1, behind));
        float wanted = targets(i, channel) + before / factor(i, i);
        float scale = units(i, channel) * scales[channel];
        float step = clampStep(wanted / scale);
        steps(i, channel) = step;
        errors(i, channel) = targets(i, channel) - step * scale;
      }
    }
  }
  return steps;
}

void Rounder::takeBetter(const MatrixXf &steps, const VectorXf &scales) {
  VectorXf errors = measure(steps, scales);
  for (Index channel = 0; channel < channels; ++channel) {
    if (!(errors[channel] < bestErrors[channel]))
      continue;
    best.col(channel) = steps.col(channel);
    bestScales[channel] = scales[channel];
    bestErrors[channel] = errors[channel];
  }
}

/// The scales with which the steps do best.
void Rounder::fitScales() {
  MatrixXf values = best.cwiseProduct(units);
  MatrixXf seen = moments.selfadjointView<Eigen::Lower>() * values;
  VectorXf scales = bestScales;
  for (Index channel = 0; channel < channels; ++channel) {
    float fitted = seen.col(channel).dot(targets.col(channel)) /
                   seen.col(channel).dot(values.col(channel));
    if (isValidScale(fitted))
      scales[channel] = fitted;
  }
  takeBetter(MatrixXf(best), scales);
}

/// Changes single weights while that lessens the error.
void Rounder::descend() {
  constexpr int sweeps = 4;
  MatrixXf errors =
      targets - best.cwiseProduct(units) * bestScales.asDiagonal();
  MatrixXf slopes = moments.selfadjointView<Eigen::Lower>() * errors;
  MatrixXf steps = best;
  for (Index channel = 0; channel < channels; ++channel) {
    bool hasChanged = true;
    for (int sweep = 0; sweep < sweeps && hasChanged; ++sweep) {
      hasChanged = false;
      for (Index i = 0; i < k; ++i) {
        float step = steps(i, channel),
              scale = bestScales[channel] * units(i, channel);
        float changed =
            clampStep(step + std::nearbyint(slopes(i, channel) /
                                            (moments(i, i) * scale)));
        if (changed == step)
          continue;
        slopes.col(channel) -= moments.col(i) * ((changed - step) * scale);
        steps(i, channel) = changed;
        hasChanged = true;
      }
    }
  }
  takeBetter(steps, VectorXf(bestScales));
}

RoundingResult Rounder::run() {
  bestScales = Eigen::Map<const VectorXf>(task.scales.data(), channels);
  best = roundNearest(bestScales);
  bestErrors = measure(best, bestScales);
  RoundingResult result;
  result.nearestError = bestErrors.sum();
  VectorXf given = bestScales;
  for (float scaleFactor : scaleFactors) {
    VectorXf scales = given * scaleFactor;
    if (llvm::all_of(scales, isValidScale))
      takeBetter(roundAgainstError(scales), scales);
    if (!task.maySetScales || task.qmax > largeStepMax)
      break;
  }
  if (task.maySetScales)
    fitScales();
  descend();
  result.error = bestErrors.sum();
  result.values.resize(k * channels);
  for (Index channel = 0; channel < channels; ++channel)
    for (Index i = 0; i < k; ++i)
      result.values[channel * k + order[i]] =
          static_cast<int8_t>(best(i, channel));
  result.scales.assign(bestScales.begin(), bestScales.end());
  return result;
}

RoundingResult qopt::roundWeights(const RoundingTask &task) {
  return Rounder(task).run();
}
