//===- DataFeed.cpp - Samples for the inputs of a model ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/DataFeed.h"

#include "qopt/Reference/Arithmetic.h"
#include "qopt/Support/Error.h"

#include <limits>

using namespace llvm;

namespace qopt {

/// The array for every input, by name, or in order where no name matches.
static Expected<SmallVector<const ArrayInfo *>>
matchArrays(StringRef path, ArrayRef<ArrayInfo> arrays,
            const Signature &signature) {
  SmallVector<const ArrayInfo *> matched;
  auto byName = [&](StringRef name) -> const ArrayInfo * {
    const auto *it = llvm::find_if(
        arrays, [&](const ArrayInfo &info) { return info.name == name; });
    return it == arrays.end() ? nullptr : it;
  };
  std::string present;
  for (const ArrayInfo &info : arrays)
    present += (present.empty() ? "'" : ", '") + info.name + "'";
  bool anyName = llvm::any_of(signature.inputs, [&](const InterfaceTensor &t) {
    return byName(t.name) != nullptr;
  });
  if (!anyName && arrays.size() < signature.inputs.size())
    return makeError(
        path + ": has " + Twine(arrays.size()) + " arrays for the model's " +
        Twine(signature.inputs.size()) + " inputs; give one array per input");
  for (auto [i, input] : llvm::enumerate(signature.inputs)) {
    const ArrayInfo *info = anyName ? byName(input.name) : &arrays[i];
    if (!info)
      return makeError(path + ": no array for input '" + input.name +
                       "'; the file has " + present +
                       "; name every array after its input, or none");
    matched.push_back(info);
  }
  return matched;
}

static bool isFloat(ElementType type) {
  return type == ElementType::F32 || type == ElementType::F64;
}

/// An 8-bit input with a scale: floats can be quantized for it.
static bool takesQuantized(const InterfaceTensor &input) {
  return input.isQuantized &&
         (input.type == ElementType::I8 || input.type == ElementType::U8);
}

/// Whole numbers that stand for themselves, such as those of words.
static bool takesIndices(const InterfaceTensor &input) {
  return !input.isQuantized && input.type == ElementType::I32;
}

/// The array's elements are, or can be made, those of `input`.
static Error checkType(StringRef path, const ArrayInfo &info,
                       const InterfaceTensor &input,
                       const InterfaceTensor &stored) {
  if (info.type == input.type || info.type == stored.type ||
      (isFloat(info.type) &&
       (input.type == ElementType::F32 || takesQuantized(input))) ||
      (info.type == ElementType::I64 && takesIndices(input)))
    return Error::success();
  std::string wanted = getElementTypeName(input.type).str();
  if (stored.type != input.type)
    wanted += " or " + getElementTypeName(stored.type).str();
  else if (takesQuantized(input))
    wanted += " or f32";
  else if (takesIndices(input))
    wanted += " or i64";
  return makeError(path + ": array '" + info.name + "' is " +
                   getElementTypeName(info.type) + " but input '" + input.name +
                   "' is " + wanted + "; convert the array");
}

Expected<DataFeed> DataFeed::open(StringRef path, const Signature &signature,
                                  const Signature *storedAs) {
  DataFeed feed;
  feed.path = path.str();
  auto file = ArrayFile::open(path);
  if (!file)
    return file.takeError();
  feed.file = std::move(*file);
  auto arrays = matchArrays(path, feed.file->arrays(), signature);
  if (!arrays)
    return arrays.takeError();
  for (auto [i, info] : llvm::enumerate(*arrays)) {
    const InterfaceTensor &input = signature.inputs[i];
    const InterfaceTensor &stored = storedAs ? storedAs->inputs[i] : input;
    if (Error error = checkType(path, *info, input, stored))
      return std::move(error);
    ArrayRef<int64_t> sample =
        ArrayRef(info->shape).drop_front(info->shape.empty() ? 0 : 1);
    ArrayRef<int64_t> whole(input.shape);
    bool isRow = !whole.empty() && sample == whole.drop_front();
    bool isWhole = sample == whole;
    if (info->shape.empty() || (!isRow && !isWhole)) {
      std::string wanted = "[samples";
      for (int64_t dim : whole.drop_front(whole.empty() ? 0 : 1))
        wanted += ", " + std::to_string(dim);
      return makeError(path + ": array '" + info->name + "' has shape " +
                       formatShape(info->shape) + " but input '" + input.name +
                       "' needs " + wanted + "]");
    }
    if (info->numSamples() == 0)
      return makeError(path + ": array '" + info->name +
                       "' is empty; give at least one sample");
    if (!feed.sources.empty() && feed.samples != info->numSamples())
      return makeError(path + ": array '" + info->name + "' has " +
                       Twine(info->numSamples()) + " samples but '" +
                       feed.sources.front().reader->info().name + "' has " +
                       Twine(feed.samples));
    feed.samples = info->numSamples();
    auto reader = feed.file->reader(info->name);
    if (!reader)
      return reader.takeError();
    feed.sources.push_back(
        {std::move(*reader), input, stored, isWhole && !isRow});
  }
  if (feed.sources.empty())
    return makeError(path + ": the model has no inputs to feed");
  int64_t rows = feed.rowsPerCall(1);
  for (const Source &source : feed.sources)
    if ((source.wholeInput ? 1 : source.input.shapeFor(1).front()) != rows)
      return makeError(path +
                       ": the inputs have different batch sizes; give "
                       "every array whole inputs: [samples, " +
                       Twine("model shape...]"));
  return feed;
}

int64_t DataFeed::rowsPerCall(int64_t dynamicRows) const {
  const Source &source = sources.front();
  return source.wholeInput ? 1 : source.input.shapeFor(dynamicRows).front();
}

bool DataFeed::hasWholeInputs() const {
  return llvm::any_of(sources,
                      [](const Source &source) { return source.wholeInput; });
}

bool DataFeed::quantizes() const {
  return llvm::any_of(sources, [](const Source &source) {
    return isFloat(source.reader->info().type) && !isFloat(source.input.type);
  });
}

/// Calls `set(i, value)` with every value of a tensor of T.
template <typename T, typename Set>
static void forEachValue(const HostTensor &tensor, Set set) {
  for (auto [i, value] : llvm::enumerate(tensor.as<T>()))
    set(i, value);
}

/// `from`, floats, as the integers of type T that `input` takes.
template <typename T>
static void quantizeInto(const HostTensor &from, const InterfaceTensor &input,
                         HostTensor &to) {
  MutableArrayRef<T> values = to.as<T>();
  auto set = [&](size_t i, auto value) {
    values[i] = T(quantize(float(value), input.scale, input.zeroPoint,
                           std::numeric_limits<T>::min(),
                           std::numeric_limits<T>::max()));
  };
  if (from.type == ElementType::F64)
    forEachValue<double>(from, set);
  else
    forEachValue<float>(from, set);
}

/// `from`, of i64, as i32, where every number fits.
static Expected<HostTensor> narrow(StringRef path, const HostTensor &from,
                                   const InterfaceTensor &input) {
  HostTensor to = HostTensor::zeros(from.name, input.type, from.shape);
  for (auto [wide, narrow] :
       llvm::zip_equal(from.as<int64_t>(), to.as<int32_t>())) {
    narrow = int32_t(wide);
    if (narrow != wide)
      return makeError(path + ": input '" + input.name + "' is i32 and " +
                       "its array holds " + Twine(wide) +
                       "; give numbers below 2^31");
  }
  return to;
}

/// `from` as what `input` takes; `stored` says how its integers are meant.
static HostTensor convert(const HostTensor &from, const InterfaceTensor &input,
                          const InterfaceTensor &stored) {
  HostTensor to = HostTensor::zeros(from.name, input.type, from.shape);
  if (input.type == ElementType::I8) {
    quantizeInto<int8_t>(from, input, to);
    return to;
  }
  if (input.type == ElementType::U8) {
    quantizeInto<uint8_t>(from, input, to);
    return to;
  }
  MutableArrayRef<float> values = to.as<float>();
  auto setReal = [&](size_t i, int64_t q) {
    values[i] = dequantize(q, stored.scale, stored.zeroPoint);
  };
  if (from.type == ElementType::I8)
    forEachValue<int8_t>(from, setReal);
  else if (from.type == ElementType::U8)
    forEachValue<uint8_t>(from, setReal);
  else
    forEachValue<double>(from,
                         [&](size_t i, double x) { values[i] = float(x); });
  return to;
}

Expected<int64_t> DataFeed::read(int64_t first, int64_t dynamicRows,
                                 std::vector<HostTensor> &inputs) {
  int64_t rows = rowsPerCall(dynamicRows);
  int64_t count = std::min(rows, samples - first);
  inputs.resize(sources.size());
  for (auto [source, input] : llvm::zip_equal(sources, inputs)) {
    if (Error error = source.reader->readSamples(first, count, input))
      return std::move(error);
    if (takesIndices(source.input) && input.type != source.input.type) {
      auto narrowed = narrow(path, input, source.input);
      if (!narrowed)
        return narrowed.takeError();
      input = std::move(*narrowed);
    } else if (input.type != source.input.type) {
      input = convert(input, source.input, source.stored);
    }
    input.name = source.input.name;
    bool isDynamic = llvm::is_contained(source.input.shape, -1);
    if (!isDynamic && count < rows) {
      size_t sampleBytes = input.data.size() / count;
      AlignedBytes last(input.data.end() - sampleBytes, input.data.end());
      for (int64_t i = count; i < rows; ++i)
        input.data.insert(input.data.end(), last.begin(), last.end());
    }
    input.shape = source.input.shapeFor(count);
  }
  return count;
}

} // namespace qopt
