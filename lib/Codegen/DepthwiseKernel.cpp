//===- DepthwiseKernel.cpp - Depthwise convolutions by dots -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// A dot instruction adds K products to every lane. Here the lanes are channels
/// and the K values are taps of the filter, one below the other: lines of the
/// image are interleaved channel by channel on their way into registers. An
/// interleaved column serves all results whose windows contain it.
///
/// Interleaving within blocks of 128 bits, as machines do it at little cost,
/// leaves the channels in another order, in which everything up to the store is
/// computed. A row whose operands are ordered by K takes the lines as they are.
///
//===----------------------------------------------------------------------===//

#include "DotOperands.h"
#include "Kernels.h"
#include "PackedWeights.h"

#include "qopt/Target/TargetInfo.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/Support/MathExtras.h"

#include <map>

using namespace mlir;

namespace qopt {

namespace {

/// Accumulators of 32 bits in a block of 128.
constexpr int64_t blockLanes = 4;
/// Registers for what is read, interleaved and multiplied next.
constexpr int64_t workingRegisters = 12;

class DepthwiseKernel : LoopBuilder {
public:
  DepthwiseKernel(ImplicitLocOpBuilder &b, const KernelRequest &request,
                  ArrayRef<ChannelRun> runs)
      : LoopBuilder(b), contraction(request.contraction), lhs(request.lhs),
        epilogue(request.epilogue), sink(request.sink), runs(runs),
        image(contraction.rows[0]), line(contraction.rows[1]),
        pixel(contraction.rows[2]), height(contraction.reductions[0]),
        width(contraction.reductions[1]) {}

  EmittedKernel emit() {
    SmallVector<Value> packed;
    for (const ChannelRun &run : runs)
      packed.push_back(arith::ConstantOp::create(b, pack(run)));
    Value result =
        nest({image.size, line.size}, sink.getDestination(),
             [&](ArrayRef<Value> at, ValueRange outs) -> SmallVector<Value> {
               Value out = outs[0];
               for (auto [run, weights] : llvm::zip_equal(runs, packed))
                 out = emitRun(out, at, run, weights);
               return {out};
             })[0];
    return {result, tilePixels(*runs[0].row), runs[0].width(), packedBytes};
  }

private:
  /// What does not change along a line.
  struct Channels {
    const ChannelRun &run;
    Value packed, chunk, column;
    SmallVector<int64_t> order;
    SmallVector<Value> biases, mapInputs;
  };

  int64_t tilePixels(const DotKernel &row) const {
    // Registers are as large as an accumulator, which is one line's channels
    // where they are by K.
    int64_t working = row.shape.isByK ? workingRegisters / 4 : workingRegisters;
    int64_t most = std::max<int64_t>(
        (row.registers - working) / ChannelRun::accumulators(row), 1);
    // As many as go into the line without a rest, if that is not much less.
    for (int64_t t = std::min(most, pixel.size); 2 * t > most; --t)
      if (pixel.size % t == 0)
        return t;
    return std::min(most, pixel.size);
  }

  /// Groups of K taps, one below the other, in a column of the filter.
  int64_t groups(const DotKernel &row) const {
    return llvm::divideCeil(height.size, row.k);
  }

  /// The element of a slice of channels that each lane has, accumulator by
  /// accumulator.
  static SmallVector<int64_t> laneOrder(const DotKernel &row) {
    SmallVector<int64_t> order;
    if (row.shape.isByK)
      return llvm::to_vector(llvm::seq<int64_t>(0, row.lanes));
    for (int64_t j = 0; j < row.k; ++j)
      for (int64_t lane = 0; lane < row.lanes; ++lane)
        order.push_back(lane / blockLanes * blockLanes * row.k +
                        j * blockLanes + lane % blockLanes);
    return order;
  }

  /// `[chunks][KW][groups][accumulators][lanes * K]`.
  DenseElementsAttr pack(const ChannelRun &run) {
    const DotKernel &row = *run.row;
    std::vector<char> source = rawBytes(contraction.weights), bytes;
    SmallVector<int64_t> order = laneOrder(row);
    for (int64_t chunk = 0; chunk < run.count; ++chunk)
      for (int64_t x = 0; x < width.size; ++x)
        for (int64_t g = 0; g < groups(row); ++g) {
          auto add = [&](int64_t element, int64_t t) {
            int64_t y = g * row.k + t,
                    c = run.first + chunk * run.width() + element;
            bool isThere = y < height.size && element < run.valid;
            bytes.push_back(
                isThere ? source[(y * width.size + x) * contraction.n + c] : 0);
          };
          if (row.shape.isByK)
            for (int64_t t = 0; t < row.k; ++t)
              for (int64_t element : order)
                add(element, t);
          else
            for (int64_t element : order)
              for (int64_t t = 0; t < row.k; ++t)
                add(element, t);
        }
    packedBytes += int64_t(bytes.size());
    auto type = RankedTensorType::get(
        {run.count, width.size * groups(row) * run.accumulators(),
         row.lanes * row.k},
        b.getI8Type());
    return DenseElementsAttr::getFromRawBuffer(type, bytes);
  }

  Value emitRun(Value out, ArrayRef<Value> at, const ChannelRun &run,
                Value packed) {
    const DotKernel &row = *run.row;
    return loop(
        run.count, out, [&](Value i, ValueRange outs) -> SmallVector<Value> {
          Channels channels{run,
                            packed,
                            i,
                            offset(times(i, run.width()), run.first),
                            laneOrder(row),
                            {},
                            {}};
          Value bias = vector::ShuffleOp::create(
              b,
              readVector(b, lhs.bias, channels.column, run.valid, run.width()),
              readVector(b, lhs.bias, channels.column, run.valid, run.width()),
              channels.order);
          for (int64_t j = 0; j < run.accumulators(); ++j)
            channels.biases.push_back(vector::ExtractStridedSliceOp::create(
                b, bias, j * row.lanes, row.lanes, 1));
          if (epilogue.map)
            channels.mapInputs = epilogue.map->readColumnInputs(
                b, {{}, channels.column, run.valid, run.width()},
                epilogue.deferred, channels.order);
          Value start = offset(
              sum(sum(times(at[0], image.stride), times(at[1], line.stride)),
                  channels.column),
              contraction.first);
          int64_t pixels = tilePixels(row), full = pixel.size / pixels;
          auto tile = [&](Value out, Value x, int64_t count) {
            return emitTile(out, {at[0], at[1], x},
                            sum(start, times(x, pixel.stride)), count,
                            channels);
          };
          Value done = loop(
              full, outs, [&](Value x, ValueRange outs) -> SmallVector<Value> {
                return {tile(outs[0], times(x, pixels), pixels)};
              })[0];
          if (int64_t rest = pixel.size % pixels)
            done = tile(done, index(full * pixels), rest);
          return {done};
        })[0];
  }

  Value emitTile(Value out, ArrayRef<Value> at, Value start, int64_t pixels,
                 const Channels &channels) {
    const ChannelRun &run = channels.run;
    const DotKernel &row = *run.row;
    SmallVector<SmallVector<Value>> accs(pixels, channels.biases);
    // The columns of the image, by their place, and the results and columns of
    // the filter that they serve.
    std::map<int64_t, SmallVector<std::pair<int64_t, int64_t>>> columns;
    for (int64_t p = 0; p < pixels; ++p)
      for (int64_t x = 0; x < width.size; ++x)
        columns[p * pixel.stride + x * width.stride].push_back({p, x});
    for (const auto &[place, users] : columns)
      for (int64_t g = 0; g < groups(row); ++g) {
        SmallVector<Value> dots =
            readColumn(offset(start, place), g * row.k, run);
        for (auto [p, x] : users)
          for (int64_t j = 0; j < run.accumulators(); ++j) {
            int64_t size = row.lanes * row.k;
            Value weights = readVector(
                b, channels.packed,
                {channels.chunk,
                 index((x * groups(row) + g) * run.accumulators() + j),
                 index(0)},
                size, size);
            if (row.prepareRhs)
              weights = row.prepareRhs(b, weights);
            accs[p][j] = row.emit(b, accs[p][j], dots[j], weights);
          }
      }
    for (int64_t p = 0; p < pixels; ++p) {
      SmallVector<Value> indices{at[0], at[1], offset(at[2], p)};
      out = store(out, indices, accs[p], channels);
    }
    return out;
  }

  /// K lines of a column from line `first` on, interleaved.
  SmallVector<Value> readColumn(Value place, int64_t first,
                                const ChannelRun &run) {
    const DotKernel &row = *run.row;
    // Beyond the channels the next pixel's come, if there is one.
    bool mayReadOn = contraction.slack >= run.width() - run.valid;
    SmallVector<Value> lines;
    for (int64_t y = first; y < first + row.k; ++y) {
      if (y >= height.size) {
        lines.push_back(
            arith::ConstantOp::create(b, b.getZeroAttr(lines[0].getType())));
        continue;
      }
      Value line = readVector(b, lhs.lhs, offset(place, y * height.stride),
                              mayReadOn ? run.width() : run.valid, run.width());
      lines.push_back(line);
    }
    if (row.shape.isByK)
      return {joinVectors(b, lines)};
    return interleave(lines, run);
  }

  /// Vectors of the same channels to vectors of the lines' values of a channel,
  /// one after the other, in the order of `laneOrder`.
  SmallVector<Value> interleave(SmallVector<Value> lines,
                                const ChannelRun &run) {
    int64_t count = run.row->k, block = blockLanes * count;
    auto zip = [&](Value low, Value high, int64_t group, bool upper) -> Value {
      SmallVector<int64_t> mask;
      for (int64_t start = 0; start < run.width(); start += block)
        for (int64_t i = 0; i < block / 2; i += group)
          for (int64_t side : {int64_t(0), run.width()})
            for (int64_t e = 0; e < group; ++e)
              mask.push_back(side + start + (upper ? block / 2 : 0) + i + e);
      return vector::ShuffleOp::create(b, low, high, mask);
    };
    // After each step, the vectors of a set have all its lines, the channels
    // of one after those of the other; two sets become one.
    for (int64_t group = 1; group < count; group *= 2) {
      SmallVector<Value> merged;
      for (int64_t set = 0; set < count; set += 2 * group)
        for (int64_t part = set; part < set + group; ++part)
          for (bool upper : {false, true})
            merged.push_back(
                zip(lines[part], lines[part + group], group, upper));
      lines = merged;
    }
    return lines;
  }

  Value store(Value out, ArrayRef<Value> indices, ArrayRef<Value> accs,
              const Channels &channels) {
    const ChannelRun &run = channels.run;
    auto wide = VectorType::get(
        {run.width()}, cast<VectorType>(accs[0].getType()).getElementType());
    Value all = arith::ConstantOp::create(b, b.getZeroAttr(wide));
    for (auto [j, acc] : llvm::enumerate(accs))
      all = vector::InsertStridedSliceOp::create(
          b, acc, all, ArrayRef<int64_t>{int64_t(j) * run.row->lanes},
          ArrayRef<int64_t>{1});
    Value value = epilogue.evaluate(
        b,
        {SmallVector<Value>(indices), channels.column, run.valid, run.width()},
        all, channels.mapInputs, channels.order);
    SmallVector<int64_t> inverse(channels.order.size());
    for (auto [lane, element] : llvm::enumerate(channels.order))
      inverse[element] = int64_t(lane);
    value = vector::ShuffleOp::create(b, value, value, inverse);
    return sink.write(value, out, indices, channels.column, run.valid);
  }

  const Contraction &contraction;
  const PreparedLhs &lhs;
  Epilogue &epilogue;
  ResultSink &sink;
  ArrayRef<ChannelRun> runs;
  LhsDim image, line, pixel, height, width;
  int64_t packedBytes = 0;
};

/// What the instruction may demand: neighbours are taps one below the other.
WeightFacts computeFacts(const Contraction &contraction) {
  std::vector<char> source = rawBytes(contraction.weights), columns;
  int64_t height = contraction.reductions[0].size,
          width = contraction.reductions[1].size;
  for (int64_t c = 0; c < contraction.n; ++c)
    for (int64_t x = 0; x < width; ++x)
      for (int64_t y = 0; y < height; ++y)
        columns.push_back(source[(y * width + x) * contraction.n + c]);
  auto type = RankedTensorType::get({contraction.n, width, height},
                                    contraction.weights.getElementType());
  return computeWeightFacts({DenseElementsAttr::getFromRawBuffer(type, columns),
                             contraction.n, width, height});
}

} // namespace

SmallVector<ChannelRun> planDepthwise(const Contraction &contraction,
                                      const TargetInfo &target) {
  if (contraction.isFloat())
    return {};
  WeightFacts facts = computeFacts(contraction);
  SmallVector<ChannelRun> runs;
  for (int64_t first = 0; first < contraction.n;) {
    int64_t left = contraction.n - first;
    auto select = [&](int64_t n) -> const DotKernel & {
      return selectDotKernel(target, contraction.input, n, facts,
                             DotUse::Depthwise);
    };
    // Every lane of the dots has as many channels as there are accumulators.
    const DotKernel &row =
        select(llvm::divideCeil(left, ChannelRun::accumulators(select(left))));
    if (row.k < 2 || row.lanes % blockLanes != 0 ||
        (!runs.empty() && runs[0].row->lhs != row.lhs))
      return {};
    int64_t width = ChannelRun::width(row);
    runs.push_back({&row, first, std::max<int64_t>(left / width, 1),
                    std::min(left, width)});
    first += runs.back().count * runs.back().valid;
  }
  return runs;
}

EmittedKernel emitDepthwiseKernel(ImplicitLocOpBuilder &b,
                                  const KernelRequest &request,
                                  ArrayRef<ChannelRun> runs) {
  return DepthwiseKernel(b, request, runs).emit();
}

} // namespace qopt
