//===- Limits.cpp - What a machine has --------------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Limits.h"

#include "qopt/Support/Error.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace qopt {

/// How many layers an error names.
static constexpr size_t namedLayers = 5;

Expected<int64_t> parseBytes(StringRef option, StringRef text) {
  StringRef digits = text;
  int64_t unit = digits.consume_back_insensitive("k")   ? 1 << 10
                 : digits.consume_back_insensitive("m") ? 1 << 20
                                                        : 1;
  int64_t number;
  // The limit is far above any memory and keeps the product in range.
  if (digits.getAsInteger(10, number) || number < 0 ||
      number > int64_t(1) << 40)
    return makeError("--" + option + ": '" + text +
                     "' is not a number of bytes; give one such as 65536, 64K "
                     "or 1M");
  return number * unit;
}

namespace {
/// Bytes of a layer.
struct Share {
  std::string unit;
  int64_t bytes;
};
} // namespace

/// "dense1 8192, dense0 64", the largest first, each unit once.
static std::string list(ArrayRef<Share> parts) {
  std::vector<Share> shares;
  for (const Share &part : parts) {
    auto it = llvm::find_if(
        shares, [&](const Share &share) { return share.unit == part.unit; });
    if (it == shares.end())
      shares.push_back(part);
    else
      it->bytes += part.bytes;
  }
  llvm::sort(shares, [](const Share &a, const Share &b) {
    return a.bytes != b.bytes ? a.bytes > b.bytes : a.unit < b.unit;
  });
  SmallVector<std::string> texts;
  for (const Share &share : ArrayRef(shares).take_front(namedLayers))
    texts.push_back(share.unit + " " + std::to_string(share.bytes));
  if (shares.size() > namedLayers)
    texts.push_back("and " + std::to_string(shares.size() - namedLayers) +
                    " smaller");
  return join(texts, ", ");
}

/// ": arena 512 (at dense1 it holds dense0 128, dense1 64), stack 72".
static std::string describeRAM(const Report &report) {
  std::string text = ": arena " + std::to_string(report.signature.arenaBytes);
  const ArenaPlan &arena = report.arena;
  if (!arena.buffers.empty()) {
    int64_t peak = arena.peakStep();
    std::vector<Share> alive;
    for (const ArenaBuffer &buffer : arena.buffers)
      if (buffer.first <= peak && peak <= buffer.last)
        alive.push_back({buffer.unit, buffer.bytes});
    text += " (at " + arena.steps[size_t(peak)] + " it holds what is of " +
            list(alive) + ")";
  }
  if (report.signature.stateBytes > 0)
    text += ", state " + std::to_string(report.signature.stateBytes);
  return text + ", stack " + std::to_string(report.object->stackBytes());
}

/// ": code 2738, constants 19097 (dense0 9216, dense1 8704)".
static std::string describeFlash(const Report &report) {
  std::vector<Share> layers;
  for (const LayerReport &layer : report.layers)
    if (layer.bytes() > 0)
      layers.push_back({layer.id, layer.bytes()});
  std::string text = ": code " + std::to_string(report.object->codeBytes) +
                     ", constants " +
                     std::to_string(report.object->constantBytes);
  return layers.empty() ? text : text + " (" + list(layers) + ")";
}

static Error refuse(StringRef option, StringRef memory, int64_t needed,
                    int64_t limit, const Twine &parts) {
  return makeError("--" + option + ": the function needs " + Twine(needed) +
                   " bytes of " + memory + ", " + Twine(needed - limit) +
                   " more than " + Twine(limit) + parts +
                   "; allow more, or compile a smaller network");
}

Error checkLimits(const MemoryLimits &limits, const Report &report) {
  if (limits.ram && report.ramBytes() > *limits.ram)
    return refuse("max-ram", "RAM", report.ramBytes(), *limits.ram,
                  describeRAM(report));
  int64_t flash = report.object->flashBytes();
  if (limits.flash && flash > *limits.flash)
    return refuse("max-flash", "flash", flash, *limits.flash,
                  describeFlash(report));
  return Error::success();
}

} // namespace qopt
