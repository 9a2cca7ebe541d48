//===- CostFile.cpp - What layers cost on a machine -----------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/CostFile.h"

#include "JSONFile.h"
#include "WeightKeys.h"
#include "qopt/Support/OutputFile.h"

#include "llvm/Support/SHA256.h"

#include <cmath>

using namespace llvm;
using namespace qopt;

static constexpr FileKind costFile{"cost file",
                                   "--cost-file, deleting it first"};

const LayerCost *CostFile::find(StringRef id, int bits, int64_t group) const {
  const auto *found =
      llvm::find_if(ArrayRef(costs), [&](const LayerCost &cost) {
        return cost.id == id && cost.bits == bits && cost.group == group;
      });
  return found == ArrayRef(costs).end() ? nullptr : found;
}

bool CostFile::isSurelyLess(const LayerCost &cost,
                            const LayerCost &other) const {
  // The standard error of a median is about 0.93 of the distance of the
  // quartiles over the root of the number of rounds; twice that is seldom
  // exceeded.
  double error = 2 * std::max(cost.spread, other.spread) /
                 std::sqrt(static_cast<double>(rounds));
  return cost.nanoseconds + error < other.nanoseconds;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static void writeCost(raw_ostream &stream, const LayerCost &cost) {
  stream << "{\"id\": " << quote(cost.id) << ", \"bits\": " << cost.bits;
  if (cost.group)
    stream << ", \"group\": " << cost.group;
  stream << ", \"nanoseconds\": " << formatNumber(cost.nanoseconds)
         << ", \"spread\": " << formatNumber(cost.spread) << '}';
}

std::string CostFile::toString() const {
  std::string text;
  raw_string_ostream stream(text);
  stream << "{\n  \"qopt-costs\": " << formatVersion
         << ",\n  \"model\": " << quote(model)
         << ",\n  \"triple\": " << quote(triple);
  if (!cpu.empty())
    stream << ",\n  \"cpu\": " << quote(cpu);
  if (!features.empty())
    stream << ",\n  \"features\": " << quote(features);
  stream << ",\n  \"rounds\": " << rounds;
  writeList(stream, "costs", costs, writeCost);
  stream << "\n}\n";
  return text;
}

Error CostFile::write(StringRef path) const {
  return writeFileAtomically(path, [&](raw_ostream &stream) {
    stream << toString();
    return Error::success();
  });
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static LayerCost readCost(const json::Value &value, size_t index,
                          Problem &problem) {
  ObjectReader reader(value, "costs[" + Twine(index) + "]",
                      {"id", "bits", "group", "nanoseconds", "spread"},
                      problem);
  LayerCost cost;
  cost.id = reader.getString("id");
  reader.setLabel(cost.id);
  cost.bits = readWeightBits(reader, "bits");
  if (reader.has("group"))
    cost.group = readWeightGroup(reader, "group");
  cost.nanoseconds = reader.getNumber("nanoseconds");
  cost.spread = reader.getNumber("spread");
  // What a call takes is a number of cycles that an int64 holds.
  constexpr double most = 1e15;
  for (auto [key, number, least] :
       {std::tuple(StringRef("nanoseconds"), cost.nanoseconds, 0.1),
        std::tuple(StringRef("spread"), cost.spread, 0.0)})
    if (number < least || number > most)
      reader.report(key, "is no time of a layer; mend it, or " +
                             reader.kind().remedy());
  return cost;
}

static CostFile readCosts(const json::Value &value, Problem &problem) {
  ObjectReader top(
      value, "",
      {"qopt-costs", "model", "triple", "cpu", "features", "rounds", "costs"},
      problem);
  checkVersion(top, "qopt-costs", CostFile::formatVersion);
  CostFile file;
  file.model = readHash(top, "model");
  file.triple = top.getString("triple");
  if (top.has("cpu"))
    file.cpu = top.getString("cpu");
  if (top.has("features"))
    file.features = top.getString("features");
  file.rounds = top.getInteger("rounds");
  if (file.rounds < 1)
    top.report("rounds",
               "must be 1 or more; mend it, or " + Twine(top.kind().remedy()));
  for (const auto &[index, entry] : enumerate(top.getArray("costs"))) {
    LayerCost cost = readCost(entry, index, problem);
    if (file.find(cost.id, cost.bits, cost.group))
      problem.report("costs[" + Twine(index) + "] ('" + cost.id + "')",
                     "has been given with as many bits already; delete one of "
                     "them");
    file.costs.push_back(std::move(cost));
  }
  return file;
}

Expected<CostFile> CostFile::parse(StringRef text, StringRef file) {
  auto costs = parseFile<CostFile>(text, file, costFile, readCosts);
  if (costs)
    costs->sha256 = toHex(SHA256::hash(arrayRefFromStringRef(text)),
                          /*LowerCase=*/true);
  return costs;
}

Expected<CostFile> CostFile::read(StringRef path) {
  Expected<std::string> text = readText(path, costFile);
  return text ? parse(*text, path) : text.takeError();
}
