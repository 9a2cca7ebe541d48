//===- StatisticsFile.cpp - What calibration saw, as a file ---------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/StatisticsFile.h"

#include "JSONFile.h"
#include "OrderedFloat.h"

#include <cmath>

using namespace llvm;
using namespace qopt;

static constexpr FileKind statisticsFile{"statistics file",
                                         "--emit=statistics"};

namespace qopt {
/// The text of one tensor's statistics.
class StatisticsText {
public:
  static void write(raw_ostream &stream, const Statistics &tensor);
  static Statistics read(const json::Value &value, size_t index,
                         Problem &problem);

private:
  static void readSums(ObjectReader &reader, Statistics &tensor);
  static void readHistogram(ObjectReader &reader, Statistics &tensor);
  static void readChannels(ObjectReader &reader, Statistics &tensor);
  static void readMovingRange(ObjectReader &reader, Statistics &tensor);
};
} // namespace qopt

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

template <typename Values, typename Format>
static void writeNumbers(raw_ostream &stream, StringRef key,
                         const Values &values, Format format) {
  stream << ", \"" << key << "\": [";
  interleaveComma(values, stream,
                  [&](const auto &value) { stream << format(value); });
  stream << ']';
}

void StatisticsText::write(raw_ostream &stream, const Statistics &tensor) {
  stream << "{\"name\": " << quote(tensor.tensorName)
         << ", \"count\": " << tensor.valueCount
         << ", \"zeros\": " << tensor.zeroCount
         << ", \"min\": " << formatNumber(tensor.observed.min)
         << ", \"max\": " << formatNumber(tensor.observed.max)
         << ", \"sum\": \"" << tensor.sum.toString()
         << "\", \"sum-of-magnitudes\": \"" << tensor.magnitudes.toString()
         << "\", \"sum-of-squares\": \"" << tensor.squares.toString()
         << "\", \"exponent\": " << tensor.counts.exponent()
         << ", \"first-bin\": " << tensor.counts.firstBin();
  writeNumbers(stream, "bins", tensor.counts.counts(),
               [](uint64_t count) { return count; });
  if (tensor.channels() != 0) {
    auto format = [](int32_t key) { return formatNumber(fromOrdered(key)); };
    writeNumbers(stream, "channel-min", tensor.lowest, format);
    writeNumbers(stream, "channel-max", tensor.highest, format);
  }
  if (std::optional<Range> moving = tensor.movingRange())
    stream << ", \"moving-min\": " << formatNumber(moving->min)
           << ", \"moving-max\": " << formatNumber(moving->max);
  stream << '}';
}

std::string StatisticsFile::toString() const {
  std::string text;
  raw_string_ostream stream(text);
  stream << "{\n  \"qopt-statistics\": " << formatVersion
         << ",\n  \"model\": " << quote(model)
         << ",\n  \"samples\": " << samples;
  if (movingMethod)
    stream << ",\n  \"method\": " << quote(movingMethod->name());
  writeList(stream, "tensors", tensors, StatisticsText::write);
  stream << "\n}\n";
  return text;
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

/// What a value that calibration wrote is not; only damage explains it.
static void reportDamage(ObjectReader &reader, StringRef key,
                         const Twine &what) {
  reader.report(key, what + "; the file is damaged: " + reader.kind().remedy());
}

void StatisticsText::readSums(ObjectReader &reader, Statistics &tensor) {
  auto read = [&](StringRef key) {
    std::optional<ExactSum> sum = ExactSum::parse(reader.getString(key));
    if (!sum)
      reportDamage(reader, key, "is not a sum in hexadecimal digits");
    return sum.value_or(ExactSum());
  };
  tensor.sum = read("sum");
  tensor.magnitudes = read("sum-of-magnitudes");
  tensor.squares = read("sum-of-squares");
}

void StatisticsText::readHistogram(ObjectReader &reader, Statistics &tensor) {
  int64_t exponent = reader.getInteger("exponent");
  int64_t first = reader.getInteger("first-bin");
  std::vector<uint64_t> bins = reader.getCounts("bins");
  if (!Histogram::isValid(exponent, first, static_cast<int64_t>(bins.size())))
    return reportDamage(reader, "bins", "are outside of the histogram");
  uint64_t sum = 0;
  for (uint64_t count : bins)
    sum += count;
  if (sum != static_cast<uint64_t>(tensor.valueCount))
    return reportDamage(reader, "bins",
                        "hold " + Twine(sum) + " values, but count is " +
                            Twine(tensor.valueCount));
  tensor.counts = Histogram::create(static_cast<int>(exponent), first, bins);
  // The ends of the histogram are those of the range.
  auto binOf = [&](double value) {
    return static_cast<int64_t>(std::floor(value / tensor.counts.width()));
  };
  ArrayRef<uint64_t> filled = tensor.counts.counts();
  int64_t last = tensor.counts.firstBin() + int64_t(filled.size()) - 1;
  if (binOf(tensor.observed.min) != tensor.counts.firstBin() ||
      binOf(tensor.observed.max) != last)
    reportDamage(reader, "bins", "do not begin at min and end at max");
}

void StatisticsText::readChannels(ObjectReader &reader, Statistics &tensor) {
  auto read = [&](StringRef key) {
    std::vector<int32_t> keys;
    for (double bound : reader.getNumbers(key)) {
      if (!(bound >= tensor.observed.min && bound <= tensor.observed.max))
        reportDamage(reader, key, "reaches beyond min and max");
      else
        keys.push_back(toOrdered(bit_cast<int32_t>(static_cast<float>(bound))));
    }
    return keys;
  };
  tensor.lowest = read("channel-min");
  tensor.highest = read("channel-max");
  if (tensor.lowest.size() != tensor.highest.size() || tensor.lowest.empty() ||
      tensor.valueCount % tensor.channels() != 0)
    reportDamage(reader, "channel-min", "and channel-max do not fit count");
}

void StatisticsText::readMovingRange(ObjectReader &reader, Statistics &tensor) {
  Range moving{reader.getNumber("moving-min"), reader.getNumber("moving-max")};
  if (moving.min < tensor.observed.min || moving.max > tensor.observed.max)
    reportDamage(reader, "moving-min", "or moving-max is beyond min and max");
  tensor.averaged = moving;
}

Statistics StatisticsText::read(const json::Value &value, size_t index,
                                Problem &problem) {
  ObjectReader reader(value, "tensors[" + Twine(index) + "]",
                      {"name", "count", "zeros", "min", "max", "sum",
                       "sum-of-magnitudes", "sum-of-squares", "exponent",
                       "first-bin", "bins", "channel-min", "channel-max",
                       "moving-min", "moving-max"},
                      problem);
  Statistics tensor(reader.getString("name"));
  reader.setLabel(tensor.tensorName);
  tensor.valueCount = reader.getInteger("count");
  tensor.zeroCount = reader.getInteger("zeros");
  tensor.observed = {reader.getNumber("min"), reader.getNumber("max")};
  if (tensor.valueCount < 1 || tensor.zeroCount < 0 ||
      tensor.zeroCount > tensor.valueCount)
    reportDamage(reader, "count", "is not that of values, some of them zeros");
  if (!(tensor.observed.min <= tensor.observed.max))
    reportDamage(reader, "min", "is above max");
  readSums(reader, tensor);
  readHistogram(reader, tensor);
  if (reader.has("channel-min") || reader.has("channel-max"))
    readChannels(reader, tensor);
  if (reader.has("moving-min") || reader.has("moving-max")) {
    tensor.averagingConstant = 0;
    readMovingRange(reader, tensor);
  }
  return tensor;
}

/// The method whose moving average the file has.
static std::optional<MethodChoice> readMovingMethod(ObjectReader &top) {
  if (!top.has("method"))
    return std::nullopt;
  Expected<MethodChoice> method = MethodChoice::parse(top.getString("method"));
  if (!method)
    top.report("method", toString(method.takeError()));
  else if (!method->averagingConstant())
    top.report("method", "is '" + method->name() +
                             "', whose statistics are not of one method; "
                             "delete the key");
  else
    return *method;
  return std::nullopt;
}

static StatisticsFile readStatistics(const json::Value &value,
                                     Problem &problem) {
  ObjectReader top(value, "",
                   {"qopt-statistics", "model", "samples", "method", "tensors"},
                   problem);
  checkVersion(top, "qopt-statistics", StatisticsFile::formatVersion);
  StatisticsFile file;
  file.model = readHash(top, "model");
  file.samples = top.getInteger("samples");
  if (file.samples < 1)
    reportDamage(top, "samples", "is not the number of samples");
  file.movingMethod = readMovingMethod(top);
  for (const auto &[index, entry] : enumerate(top.getArray("tensors"))) {
    file.tensors.push_back(StatisticsText::read(entry, index, problem));
    if (file.tensors.back().movingRange().has_value() !=
        file.movingMethod.has_value())
      problem.report("tensors[" + Twine(index) + "]",
                     "must have moving-min and moving-max if there is a "
                     "method, and else not; the file is damaged: " +
                         problem.kind.remedy());
  }
  return file;
}

Expected<StatisticsFile> StatisticsFile::parse(StringRef text, StringRef file) {
  return parseFile<StatisticsFile>(text, file, statisticsFile, readStatistics);
}

Expected<StatisticsFile> StatisticsFile::read(StringRef path) {
  Expected<std::string> text = readText(path, statisticsFile);
  return text ? parse(*text, path) : text.takeError();
}

//===----------------------------------------------------------------------===//
// Merging
//===----------------------------------------------------------------------===//

/// Whether the tensors of both are the same.
static bool fits(const StatisticsFile &a, const StatisticsFile &b) {
  return a.model == b.model && a.tensors.size() == b.tensors.size() &&
         all_of(zip(a.tensors, b.tensors), [](auto pair) {
           auto &[x, y] = pair;
           return x.tensor() == y.tensor() && x.channels() == y.channels();
         });
}

static Error checkMergeable(const StatisticsFile &file, StringRef path) {
  if (!file.movingMethod)
    return Error::success();
  return makeError(path + ": has the moving average of --method=" +
                   file.movingMethod->name() +
                   ", which depends on the order of all samples and cannot be "
                   "merged; make every file with another method, or one file "
                   "of all the data");
}

void StatisticsFile::merge(const StatisticsFile &other) {
  samples += other.samples;
  for (auto [tensor, more] : zip_equal(tensors, other.tensors))
    tensor.merge(more);
}

Expected<Observations> StatisticsFile::readAll(ArrayRef<std::string> paths) {
  for (auto [i, path] : enumerate(paths))
    if (is_contained(paths.take_front(i), path))
      return makeError(path + ": is given twice; name every file once");
  std::vector<StatisticsFile> parts;
  for (const std::string &path : paths) {
    Expected<StatisticsFile> part = read(path);
    if (!part)
      return part.takeError();
    parts.push_back(std::move(*part));
    if (paths.size() == 1)
      break;
    if (Error error = checkMergeable(parts.back(), path))
      return std::move(error);
    if (!fits(parts.front(), parts.back()))
      return makeError(path + ": is of another model than " + paths.front() +
                       "; merge statistics of one model");
  }
  return Observations::ofParts(
      std::move(parts), "a statistics file does not tell parts of its data "
                        "apart; give several, of a part each");
}

Observations Observations::ofParts(std::vector<StatisticsFile> parts,
                                   StringRef whyFew) {
  Observations seen;
  for (StatisticsFile &part : parts) {
    if (seen.halves.size() < 2) {
      seen.halves.push_back(part);
    } else {
      StatisticsFile &first = seen.halves[0], &second = seen.halves[1];
      (first.samples <= second.samples ? first : second).merge(part);
    }
    if (&part == parts.data())
      seen.all = std::move(part);
    else
      seen.all.merge(part);
  }
  erase_if(seen.halves,
           [](const StatisticsFile &half) { return half.samples == 0; });
  if (seen.halves.size() < 2) {
    seen.halves.clear();
    seen.whyNoHalves = whyFew;
  }
  return seen;
}
