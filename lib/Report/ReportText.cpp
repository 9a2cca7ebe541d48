//===- ReportText.cpp - The report for people -------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Report/Report.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <cmath>

namespace qopt {

namespace {

/// Rows of text in aligned columns, the first row their heads.
class Table {
public:
  /// `alignment` has one character for each column: l or r.
  explicit Table(llvm::StringRef alignment) : alignment(alignment) {}

  void add(std::vector<std::string> row) { rows.push_back(std::move(row)); }

  void print(llvm::raw_ostream &out) const {
    std::vector<size_t> widths(alignment.size());
    for (const std::vector<std::string> &row : rows)
      for (auto [width, cell] : llvm::zip_equal(widths, row))
        width = std::max(width, columns(cell));
    for (const std::vector<std::string> &row : rows) {
      std::string line = " ";
      for (auto [side, width, cell] : llvm::zip_equal(alignment, widths, row)) {
        std::string padding(width - columns(cell), ' ');
        line += " " + (side == 'r' ? padding + cell : cell + padding) + " ";
      }
      out << llvm::StringRef(line).rtrim() << "\n";
    }
  }

private:
  /// What a terminal shows of UTF-8: all bytes but those that continue one.
  static size_t columns(llvm::StringRef cell) {
    return llvm::count_if(cell, [](char c) { return (c & 0xc0) != 0x80; });
  }

  llvm::StringRef alignment;
  std::vector<std::vector<std::string>> rows;
};

template <typename... Ts>
std::string print(const char *form, Ts... values) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format(form, values...);
  return text;
}

/// `512 B`, `33.3 KiB`.
std::string formatBytes(int64_t bytes) {
  if (bytes < 1024)
    return std::to_string(bytes) + " B";
  double value = bytes;
  const char *unit = "";
  for (const char *larger : {"KiB", "MiB", "GiB"}) {
    unit = larger;
    value /= 1024;
    if (value < 1023.95)
      break;
  }
  return print("%.1f %s", value, unit);
}

/// Names come from files: control characters are shown, long ones cut.
std::string formatName(llvm::StringRef name, size_t limit) {
  std::string text;
  for (unsigned char c : name)
    text += c < 0x20 || c == 0x7f ? '?' : char(c);
  if (text.size() > limit) {
    size_t end = limit - 3;
    while (end > 0 && (text[end] & 0xc0) == 0x80)
      --end;
    text = text.substr(0, end) + "...";
  }
  return text;
}

std::string formatType(const QuantParams &params) {
  return (params.isSigned ? "i" : "u") + std::to_string(params.bits);
}

std::string formatShape(const InterfaceTensor &tensor) {
  std::string text;
  for (int64_t dim : tensor.shape)
    text += (dim < 0 ? "rows" : std::to_string(dim)) + " x ";
  return text + getElementTypeName(tensor.type).str();
}

std::string formatSQNR(const std::optional<UnitFidelity> &fidelity) {
  if (!fidelity)
    return "-";
  if (fidelity->noise == 0)
    return "exact";
  double sqnr = fidelity->sqnr();
  return std::isfinite(sqnr) ? print("%.1f dB", sqnr) : "-";
}

/// Prints words on lines of at most 120 columns, further ones indented.
void printWrapped(llvm::raw_ostream &out, llvm::StringRef text) {
  size_t column = 0;
  for (llvm::StringRef word : llvm::split(text, ' ')) {
    if (word.empty())
      continue;
    if (column != 0 && column + 1 + word.size() > 120) {
      out << "\n";
      column = 0;
      out << "  ";
    }
    out << (column == 0 ? "  " : " ") << word;
    column += (column == 0 ? 4 : 1) + word.size();
  }
  out << "\n";
}

constexpr size_t nameLimit = 28;

void printLayers(llvm::raw_ostream &out, const Report &report) {
  Table table("lllrrlr");
  table.add({"layer", "kind", "weights", "before", "after", "kernel", "tile"});
  for (const LayerReport &layer : report.layers) {
    std::string weights = "-";
    if (layer.weights)
      weights = "i" + std::to_string(layer.weights->bits) + " " +
                getWeightSchemeName(*layer.weights).str() + " " +
                (layer.weights->group
                     ? "groups of " + std::to_string(layer.weights->group)
                     : getGranularityName(layer.weights->granularity).str()) +
                (layer.activations == Activations::Calibrated
                     ? ""
                     : ", activations " +
                           getActivationsName(layer.activations).str());
    else if (!layer.isQuantized && layer.floatBytes > 0)
      weights = "f32";
    else if (layer.isImported && layer.weightBytes > 0)
      weights = "i8";
    std::string tile = "-";
    if (layer.tileRows > 0)
      tile = print("%dx%d", int(layer.tileRows), int(layer.tileColumns));
    table.add({formatName(layer.id, nameLimit), formatName(layer.kind, 12),
               weights, formatBytes(layer.floatBytes),
               formatBytes(layer.bytes()), layer.kernel, tile});
  }
  table.print(out);
}

void printOutputs(llvm::raw_ostream &out, const Report &report) {
  Table table("lrrrrlr");
  table.add({"output of", "min", "max", "scale", "zero point", "type", "SQNR"});
  bool isEmpty = true;
  for (const LayerReport &layer : report.layers) {
    // The scale of what was imported is not known.
    if (layer.isImported)
      continue;
    isEmpty = false;
    std::vector<std::string> row{formatName(layer.id, nameLimit)};
    if (const std::optional<TensorPlan> &output = layer.output)
      row.insert(row.end(), {print("%.4g", output->range.min),
                             print("%.4g", output->range.max),
                             print("%.6g", double(output->params.scale)),
                             std::to_string(output->params.zeroPoint),
                             formatType(output->params) + " " +
                                 getSchemeName(output->params.scheme).str()});
    else
      row.insert(row.end(), {"-", "-", "-", "-", "f32"});
    row.push_back(formatSQNR(layer.fidelity));
    table.add(std::move(row));
  }
  if (isEmpty)
    return;
  table.print(out);
  out << "\n";
}

void printInterface(llvm::raw_ostream &out, const Report &report) {
  Table table("lllrr");
  table.add({"", "name", "type", "scale", "zero point"});
  auto add = [&](llvm::ArrayRef<InterfaceTensor> tensors, const char *label) {
    for (auto [i, tensor] : llvm::enumerate(tensors))
      table.add({label + std::to_string(i), formatName(tensor.name, nameLimit),
                 formatShape(tensor),
                 tensor.isQuantized ? print("%.6g", double(tensor.scale)) : "-",
                 tensor.isQuantized ? std::to_string(tensor.zeroPoint) : "-"});
  };
  add(report.signature.inputs, "in");
  add(report.signature.outputs, "out");
  table.print(out);
}

/// `-0.25 to 3.5`.
std::string formatRange(const Range &range) {
  return print("%.4g to %.4g", range.min, range.max);
}

/// The tensors whose ranges differ the most between the halves of the data.
void printStability(llvm::raw_ostream &out, const Report &report) {
  if (!report.calibration)
    return;
  const CalibrationReport &calibration = *report.calibration;
  if (!calibration.whyNoHalves.empty()) {
    out << "\nRanges of halves of the data are not known:\n";
    printWrapped(out, calibration.whyNoHalves);
    return;
  }
  constexpr size_t mostShown = 5;
  std::vector<const TensorReport *> tensors;
  for (const TensorReport &tensor : calibration.tensors)
    if (!tensor.halves.empty())
      tensors.push_back(&tensor);
  // They are in one vector, so that their addresses have their order.
  llvm::sort(tensors, [](const auto *a, const auto *b) {
    return std::pair(-a->change, a) < std::pair(-b->change, b);
  });
  out << "\nRanges of the halves of the data, the least stable of "
      << tensors.size() << ":\n";
  tensors.resize(std::min(tensors.size(), mostShown));
  Table table("lrrrr");
  table.add({"tensor", "range", "first half", "second half", "differ by"});
  for (const TensorReport *tensor : tensors)
    table.add({formatName(tensor->name, nameLimit), formatRange(tensor->chosen),
               formatRange(tensor->halves[0]), formatRange(tensor->halves[1]),
               print("%.1f %%", 100 * tensor->change)});
  table.print(out);
  if (calibration.countUnstable() > 0)
    printWrapped(out, calibration.describeUnstable());
}

/// What the layers would lose by themselves, the least first, and the choices
/// for all of them between which the options chose.
void printPrecision(llvm::raw_ostream &out, const Report &report) {
  if (!report.precision)
    return;
  const PrecisionSearch &search = *report.precision;
  const MaxDrop &maxDrop = search.options.maxDrop;
  bool isSize = search.options.objective == Objective::Size,
       isTimed = !search.options.costFile.empty();
  out << "\nBits of weights, for the least " << (isSize ? "size" : "latency")
      << " with a drop of " << maxDrop.format(maxDrop.value) << " at most:\n";
  Table curve("rrrl");
  curve.add({isSize    ? "weights"
             : isTimed ? "layers"
                       : "cycles",
             "of 8 bits", "drop", ""});
  for (const PrecisionSearch::Point &point : search.curve) {
    double share = double(point.cost) /
                   double(std::max<int64_t>(search.curve.front().cost, 1));
    curve.add({isSize    ? formatBytes(point.cost)
               : isTimed ? print("%.1f us", double(point.cost) / 1000)
                         : std::to_string(point.cost),
               print("%.1f %%", 100 * share), maxDrop.format(point.drop),
               point.isChosen ? "chosen" : ""});
  }
  curve.print(out);
  if (!search.words.empty())
    printWrapped(out,
                 "These tensors have 16 bits too, as more than that is lost "
                 "without: " +
                     llvm::join(search.words, ", "));
  std::vector<const PrecisionSearch::Layer *> layers;
  for (const PrecisionSearch::Layer &layer : search.layers)
    if (!layer.drops.empty())
      layers.push_back(&layer);
  // They are in one vector, so that their addresses have their order.
  llvm::sort(layers, [](const auto *a, const auto *b) {
    return std::pair(a->drops.front().second, a) <
           std::pair(b->drops.front().second, b);
  });
  if (layers.empty())
    return;
  out << "\n";
  // All numbers of bits that any layer was tried with, the most first.
  std::vector<int> tried;
  for (const PrecisionSearch::Layer *layer : layers)
    for (auto [bits, drop] : layer->drops)
      tried.push_back(bits);
  llvm::sort(tried, std::greater<int>());
  tried.erase(llvm::unique(tried), tried.end());
  std::string alignment = "lr" + std::string(tried.size(), 'r');
  Table table(alignment);
  std::vector<std::string> cells{"layer", "bits"};
  for (int bits : tried)
    cells.push_back((tried.front() == bits ? "drop with " : "with ") +
                    std::to_string(bits));
  table.add(cells);
  for (const PrecisionSearch::Layer *layer : layers) {
    cells = {formatName(layer->id, nameLimit), std::to_string(layer->bits)};
    for (int bits : tried) {
      const auto *found =
          llvm::find_if(llvm::ArrayRef(layer->drops),
                        [&](const auto &drop) { return drop.first == bits; });
      cells.push_back(found == llvm::ArrayRef(layer->drops).end()
                          ? "-"
                          : print("%.2f dB", found->second));
    }
    table.add(cells);
  }
  table.print(out);
}

/// One line a step: its unit, the bytes of the arena that hold something, and a
/// bar that is full where that is the whole arena.
void printArena(llvm::raw_ostream &out, const Report &report) {
  const ArenaPlan &arena = report.arena;
  if (report.signature.arenaBytes == 0 || arena.steps.empty())
    return;
  constexpr int64_t width = 40;
  out << "\nArena, " << formatBytes(report.signature.arenaBytes)
      << ", over time:\n";
  Table table("lrl");
  for (auto [i, unit] : llvm::enumerate(arena.steps)) {
    int64_t live = arena.liveBytes(int64_t(i));
    table.add(
        {formatName(unit, nameLimit), formatBytes(live),
         std::string(size_t(live * width / report.signature.arenaBytes), '#')});
  }
  table.print(out);
}

void printTotals(llvm::raw_ostream &out, const Report &report) {
  out << "  parameters  " << formatBytes(report.floatBytes()) << " before, "
      << formatBytes(report.bytes()) << " after";
  if (report.floatBytes() > 0)
    out << print(" (%.1f %%)",
                 100.0 * double(report.bytes()) / double(report.floatBytes()));
  bool isPerRow = report.signature.hasDynamicBatch;
  out << "\n  memory      " << formatBytes(report.peakBytes()) << " at peak"
      << (isPerRow ? ", for one row" : "") << ": arena "
      << formatBytes(report.signature.arenaBytes)
      << (report.signature.stateBytes > 0
              ? ", state " + formatBytes(report.signature.stateBytes)
              : "")
      << ", inputs " << formatBytes(report.inputBytes()) << ", outputs "
      << formatBytes(report.outputBytes()) << "\n";
  if (!report.object)
    return;
  out << "  object      " << formatBytes(report.object->fileBytes) << ": code "
      << formatBytes(report.object->codeBytes) << ", constants "
      << formatBytes(report.object->constantBytes) << "\n  stack       "
      << formatBytes(report.object->stackBytes());
  if (report.object->stack.scalable > 0)
    out << " with vector registers of " << longestVectorBits << " bits";
  out << ", without that of memcpy, memmove and memset\n";
}

} // namespace

std::string Report::toText() const {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << formatName(model, 60) << " for " << triple
      << (cpu.empty() ? "" : ", " + cpu) << "\n\n";
  printLayers(out, *this);
  out << "\n";
  printOutputs(out, *this);
  printInterface(out, *this);
  if (!floatOperations.empty()) {
    out << "\nLeft in float:\n";
    for (const FloatOperation &operation : floatOperations)
      printWrapped(out, formatName(operation.id, 80) + ": " + operation.reason +
                            "; " + operation.hint);
  }
  if (!notes.empty()) {
    out << "\nNotes:\n";
    for (const std::string &note : notes)
      printWrapped(out, note);
  }
  printStability(out, *this);
  printPrecision(out, *this);
  printArena(out, *this);
  out << "\nTotals:\n";
  printTotals(out, *this);
  return text;
}

} // namespace qopt
