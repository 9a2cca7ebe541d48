//===- ReportTest.cpp - What became of each layer ---------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Report/Report.h"
#include "qopt/InitAll.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "gmock/gmock.h"

using namespace mlir;
using namespace qopt;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

/// dense0 is quantized, unary1 too; unary2 and a transpose stay in float.
constexpr llvm::StringLiteral floatText = R"mlir(
  func.func @main(%x: tensor<1x4xf32> {qnn.name = "x"}) -> tensor<2x1xf32> {
    %0 = qnn.unit "dense0" kind "dense" (%x)
        : (tensor<1x4xf32>) -> tensor<1x2xf32> {
    ^bb0(%a: tensor<1x4xf32>):
      %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}>
          : () -> tensor<1xf32>
      %s = tosa.const_shape {values = dense<[1, 1, 4]> : tensor<3xindex>}
          : () -> !tosa.shape<3>
      %t = tosa.const_shape {values = dense<[1, 2]> : tensor<2xindex>}
          : () -> !tosa.shape<2>
      %w = "tosa.const"() <{values = dense<[[[1.0, 2.0], [3.0, 4.0],
          [5.0, 6.0], [7.0, 8.0]]]> : tensor<1x4x2xf32>}>
          : () -> tensor<1x4x2xf32>
      %b = "tosa.const"() <{values = dense<[[0.5, 1.0]]> : tensor<1x2xf32>}>
          : () -> tensor<1x2xf32>
      %1 = tosa.reshape %a, %s
          : (tensor<1x4xf32>, !tosa.shape<3>) -> tensor<1x1x4xf32>
      %2 = tosa.matmul %1, %w, %z, %z : (tensor<1x1x4xf32>, tensor<1x4x2xf32>,
          tensor<1xf32>, tensor<1xf32>) -> tensor<1x1x2xf32>
      %3 = tosa.reshape %2, %t
          : (tensor<1x1x2xf32>, !tosa.shape<2>) -> tensor<1x2xf32>
      %4 = tosa.add %3, %b
          : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
      qnn.yield %4 : tensor<1x2xf32>
    }
    %5 = qnn.unit "unary1" kind "unary" (%0)
        : (tensor<1x2xf32>) -> tensor<1x2xf32> {
    ^bb0(%a: tensor<1x2xf32>):
      %6 = tosa.tanh %a : (tensor<1x2xf32>) -> tensor<1x2xf32>
      qnn.yield %6 : tensor<1x2xf32>
    }
    %swapped = tosa.transpose %5 {perms = array<i32: 1, 0>}
        : (tensor<1x2xf32>) -> tensor<2x1xf32>
    %7 = tosa.reduce_product %swapped {axis = 1 : i32}
        : (tensor<2x1xf32>) -> tensor<2x1xf32> loc("product")
    %8 = qnn.unit "unary2" kind "unary" (%7)
        : (tensor<2x1xf32>) -> tensor<2x1xf32> {
    ^bb0(%a: tensor<2x1xf32>):
      %9 = tosa.sigmoid %a : (tensor<2x1xf32>) -> tensor<2x1xf32>
      qnn.yield %9 : tensor<2x1xf32>
    }
    return %8 : tensor<2x1xf32>
  }
)mlir";

constexpr llvm::StringLiteral integerText = R"mlir(
  func.func @main(%x: tensor<1x4xi8>) -> tensor<1x2xi8> {
    %w = arith.constant dense<3> : tensor<2x4xi8>
    %b = arith.constant dense<5> : tensor<2xi32>
    %s = arith.constant dense<0.01> : tensor<2xf32>
    %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 unit "dense0"
        : (tensor<1x4xi8>, tensor<2x4xi8>, tensor<2xi32>) -> tensor<1x2xi32>
    %1 = qnn.requantize %0, (%s) in_zp 0 out_zp -3 clamp [-3, 127] fp32
        unit "dense0" : tensor<1x2xi32>, (tensor<2xf32>) to tensor<1x2xi8>
    %2 = qnn.lookup %1 table dense<7> : tensor<256xi8> unit "unary1"
        : tensor<1x2xi8> to tensor<1x2xi8>
    return %2 : tensor<1x2xi8>
  }
)mlir";

constexpr llvm::StringLiteral loweredText = R"mlir(
  llvm.func @net.rows8() attributes {qnn.arena_bytes = 80 : i64,
      qnn.arena_plan = {steps = ["dense0"], buffers = []}, qnn.kernels = [
    {unit = "dense0", kernel = "some.kernel", rows = 1 : i64,
     columns = 16 : i64, packed_bytes = 64 : i64},
    {unit = "dense0", kernel = "some.kernel", rows = 1 : i64,
     columns = 16 : i64, packed_bytes = 32 : i64}]} {
    llvm.return
  }
  llvm.func @net() attributes {qnn.arena_bytes = 100 : i64, qnn.arena_plan = {
      steps = ["dense0", "unary1", "unary2"], buffers = [
      {unit = "dense0", bytes = 40 : i64, offset = 64 : i64, first = 0 : i64,
       last = 1 : i64},
      {unit = "unary1", bytes = 60 : i64, offset = 0 : i64, first = 1 : i64,
       last = 2 : i64}]}, qnn.kernels = [
    {unit = "dense0", kernel = "some.kernel", rows = 6 : i64,
     columns = 16 : i64, packed_bytes = 64 : i64},
    {unit = "dense0", kernel = "some.kernel", rows = 5 : i64,
     columns = 16 : i64, packed_bytes = 32 : i64},
    {unit = "", kernel = "other", rows = 1 : i64, columns = 1 : i64,
     packed_bytes = 8 : i64}]} {
    llvm.return
  }
)mlir";

class ReportTest : public testing::Test {
protected:
  ReportTest() : context(makeRegistry()) {
    context.loadAllAvailableDialects();
    plan.tensors.resize(1);
    plan.tensors[0].name = "dense0";
    plan.tensors[0].range = {-1.5, 2};
    plan.tensors[0].method = "minmax";
    plan.tensors[0].params.scale = 0.25f;
    plan.tensors[0].params.zeroPoint = -3;
    plan.units = {{"dense0", true, Activations::Calibrated, WeightPlan()},
                  {"unary1", true, Activations::Calibrated, std::nullopt},
                  {"unary2", false, Activations::Calibrated, std::nullopt}};
    floatModule = parse(floatText);
    integerModule = parse(integerText);
  }

  static DialectRegistry makeRegistry() {
    DialectRegistry registry;
    registerQoptDialects(registry);
    registry.insert<LLVM::LLVMDialect>();
    return registry;
  }

  OwningOpRef<ModuleOp> parse(llvm::StringRef text) {
    OwningOpRef<ModuleOp> module = parseSourceString<ModuleOp>(text, &context);
    EXPECT_TRUE(module);
    return module;
  }

  /// A report that has been through every stage but the object.
  Report makeWhole() {
    Report report = makeReport(*floatModule, plan, *integerModule);
    report.model = "model.mlir";
    report.notes = {"something odd"};
    addFidelity(report, {{"dense0", 1000, 1}, {"unary1", 1, 0}});
    LoweredModule lowered{parse(loweredText), {}};
    lowered.signature.name = "net";
    lowered.signature.arenaBytes = 100;
    lowered.signature.inputs.resize(1);
    lowered.signature.inputs[0].name = "x";
    lowered.signature.inputs[0].shape = {1, 4};
    addLowered(report, lowered);
    return report;
  }

  MLIRContext context;
  Plan plan;
  OwningOpRef<ModuleOp> floatModule, integerModule;
};

std::vector<std::string> keysOf(const llvm::json::Object &object) {
  std::vector<std::string> keys;
  for (const auto &entry : object)
    keys.push_back(entry.first.str());
  llvm::sort(keys);
  return keys;
}

TEST_F(ReportTest, CountsParametersBeforeAndAfter) {
  Report report = makeReport(*floatModule, plan, *integerModule);
  ASSERT_EQ(report.layers.size(), 3u);
  const LayerReport &dense = report.layers[0];
  EXPECT_EQ(dense.id, "dense0");
  EXPECT_TRUE(dense.isQuantized);
  EXPECT_EQ(dense.floatBytes, 4 * (8 + 2));
  EXPECT_EQ(dense.weightBytes, 8);
  EXPECT_EQ(dense.otherBytes, 4 * 2 + 4 * 2);
  ASSERT_TRUE(dense.output);
  EXPECT_EQ(dense.output->params.zeroPoint, -3);
  const LayerReport &table = report.layers[1];
  EXPECT_EQ(table.kernel, "table");
  EXPECT_EQ(table.floatBytes, 0);
  EXPECT_EQ(table.bytes(), 256);
  EXPECT_EQ(report.floatBytes(), 40);
  EXPECT_EQ(report.bytes(), 8 + 16 + 256);
}

// What moves data is no float operation.
TEST_F(ReportTest, SaysWhatStaysInFloatAndWhy) {
  Report report = makeReport(*floatModule, plan, *integerModule);
  EXPECT_EQ(report.layers[2].kernel, "float");
  EXPECT_FALSE(report.layers[2].isQuantized);
  ASSERT_EQ(report.floatOperations.size(), 2u);
  EXPECT_EQ(report.floatOperations[0].id, "tosa.reduce_product \"product\"");
  EXPECT_EQ(report.floatOperations[0].reason, "no unit of the model holds it");
  EXPECT_EQ(report.floatOperations[1].id, "unary2");
  EXPECT_EQ(report.floatOperations[1].reason, "the plan says so");
  EXPECT_THAT(report.floatOperations[1].hint, HasSubstr("\"quantize\": true"));
}

TEST_F(ReportTest, TakesTheKernelOfTheLargestTile) {
  Report report = makeWhole();
  const LayerReport &dense = report.layers[0];
  EXPECT_EQ(dense.kernel, "some.kernel");
  EXPECT_EQ(dense.tileRows, 6);
  EXPECT_EQ(dense.tileColumns, 16);
  // Of both parts, but not of the copy for fewer rows.
  EXPECT_EQ(dense.weightBytes, 64 + 32);
  EXPECT_EQ(report.layers[1].kernel, "table");
  EXPECT_EQ(report.peakBytes(), 100 + 16);
}

TEST_F(ReportTest, ShowsTheArenaOverTime) {
  Report report = makeWhole();
  ASSERT_EQ(report.arena.steps.size(), 3u);
  EXPECT_EQ(report.arena.peakStep(), 1);
  EXPECT_EQ(report.arena.liveBytes(0), 40);
  EXPECT_EQ(report.arena.liveBytes(1), 100);
  EXPECT_THAT(report.toText(),
              HasSubstr("Arena, 100 B, over time:\n"
                        "  dense0   40 B  ################\n"
                        "  unary1  100 B  " +
                        std::string(40, '#') +
                        "\n"
                        "  unary2   60 B  ########################\n"));
  llvm::json::Value value = report.toJSON();
  llvm::json::Object &arena = *value.getAsObject()->getObject("arena");
  llvm::json::Object &step = *(*arena.getArray("steps"))[1].getAsObject();
  EXPECT_EQ(step.getString("unit"), "unary1");
  EXPECT_EQ(step.getInteger("live-bytes"), 100);
  llvm::json::Object &buffer = *(*arena.getArray("buffers"))[0].getAsObject();
  EXPECT_THAT(keysOf(buffer),
              ElementsAre("bytes", "first", "last", "offset", "unit"));
  EXPECT_EQ(buffer.getInteger("offset"), 64);

  // Nothing is shown of an arena that is empty.
  report.signature.arenaBytes = 0;
  EXPECT_THAT(report.toText(), Not(HasSubstr("over time")));
}

TEST_F(ReportTest, TextIsOfLimitedWidth) {
  Report report = makeWhole();
  report.layers[0].id = std::string(200, 'a') + "\n";
  report.notes.push_back(std::string(100, 'b') + " " + std::string(50, 'c'));
  std::string text = report.toText();
  EXPECT_THAT(text, HasSubstr("30.0 dB"));
  EXPECT_THAT(text, HasSubstr("exact"));
  EXPECT_THAT(text, HasSubstr("Left in float:"));
  EXPECT_THAT(text, HasSubstr("something odd"));
  EXPECT_THAT(text, HasSubstr("116 B at peak: arena 100 B, inputs 16 B"));
  for (llvm::StringRef line : llvm::split(text, '\n'))
    EXPECT_LE(line.size(), 120u) << line.str();
}

TEST_F(ReportTest, ActivationsInFloat) {
  EXPECT_EQ(makeWhole().toText().find("activations"), std::string::npos);
  plan.units[0].activations = Activations::Dynamic;
  plan.units[1].quantize = false;
  Report report = makeWhole();
  EXPECT_NE(report.toText().find("i8 symmetric per-channel, activations "
                                 "dynamic"),
            std::string::npos);
  llvm::json::Value value = report.toJSON();
  llvm::json::Array &layers = *value.getAsObject()->getArray("layers");
  EXPECT_EQ(layers[0].getAsObject()->getString("activations"), "dynamic");
  // Units without weights are not called left in float, one by one.
  for (const FloatOperation &operation : report.floatOperations)
    EXPECT_NE(operation.id, "unary2");
}

TEST_F(ReportTest, JSONHasAllKeys) {
  llvm::json::Value value = makeWhole().toJSON();
  llvm::json::Object &object = *value.getAsObject();
  EXPECT_THAT(keysOf(object),
              ElementsAre("arena", "calibration", "float-operations",
                          "function", "inputs", "layers", "model", "notes",
                          "object", "outputs", "precision", "target",
                          "totals"));
  llvm::json::Object &dense = *(*object.getArray("layers"))[0].getAsObject();
  EXPECT_THAT(keysOf(dense),
              ElementsAre("activations", "bytes-after", "bytes-before", "id",
                          "kernel", "kind", "noise", "output", "quantized",
                          "reads", "signal", "sqnr-db", "tile", "weight-bytes",
                          "weights"));
  EXPECT_THAT(keysOf(*dense.getObject("output")),
              ElementsAre("bits", "max", "method", "min", "scale", "scheme",
                          "signed", "zero-point"));
  EXPECT_NEAR(*dense.getNumber("sqnr-db"), 30, 1e-9);
  llvm::json::Object &table = *(*object.getArray("layers"))[1].getAsObject();
  EXPECT_TRUE(table.getNull("sqnr-db"));
  EXPECT_EQ(table.getNumber("noise"), 0);
  EXPECT_THAT(keysOf(*object.getObject("totals")),
              ElementsAre("arena-bytes", "bytes-after", "bytes-before",
                          "input-bytes", "output-bytes", "peak-bytes",
                          "per-row", "ratio", "state-bytes"));
  EXPECT_TRUE(object.getNull("object"));
}

/// What calibration saw of dense0, with halves: 1000 values from 0 to 0.999,
/// and one of 8.
Observations observe() {
  std::vector<StatisticsFile> parts(2);
  for (auto [i, part] : llvm::enumerate(parts)) {
    std::vector<float> values;
    for (int k = int(i); k < 1000; k += 2)
      values.push_back(float(k) / 1000);
    if (i == 1)
      values.push_back(8);
    part.samples = 1;
    part.tensors.emplace_back("dense0");
    llvm::cantFail(part.tensors[0].update(values, 0, 1));
  }
  return Observations::ofParts(std::move(parts), "");
}

TEST_F(ReportTest, ShowsWhatCalibrationSaw) {
  Report report = makeWhole();
  EXPECT_THAT(report.toText(), Not(HasSubstr("halves of the data")));
  std::vector<Plan> halves(2, plan);
  halves[0].tensors[0].range = {-1.5, 1.3};
  halves[1].tensors[0].range = {-1.15, 2};
  // From -31.25 to 32.5; then so that what is above 0.7 is clipped.
  Observations seen = observe();
  addCalibration(report, plan, seen, halves);
  ASSERT_EQ(report.calibration->tensors.size(), 1u);
  TensorReport tensor = report.calibration->tensors[0];
  EXPECT_EQ(tensor.seen.max, 8);
  EXPECT_EQ(tensor.clip.min, -31.25);
  EXPECT_EQ(tensor.clip.max, 32.5);
  EXPECT_EQ(tensor.outside, 0);
  EXPECT_EQ(tensor.bins.size(), 33u);
  EXPECT_EQ(tensor.binWidth, 0.25);
  EXPECT_EQ(tensor.bins[0], 250u);
  EXPECT_EQ(tensor.bins[32], 1u);
  EXPECT_DOUBLE_EQ(tensor.change, 0.2);
  EXPECT_FALSE(tensor.isUnstable());
  EXPECT_THAT(
      report.toText(),
      HasSubstr("Ranges of the halves of the data, the least stable of "
                "1:\n"
                "  tensor      range   first half  second half  differ "
                "by\n"
                "  dense0  -1.5 to 2  -1.5 to 1.3   -1.15 to 2     20.0 "
                "%\n"));

  plan.tensors[0].params.scale = 0.005f;
  halves[1].tensors[0].range = {-1.5, 2.3};
  addCalibration(report, plan, seen, halves);
  tensor = report.calibration->tensors[0];
  EXPECT_NEAR(tensor.clip.max, 0.65, 1e-6);
  EXPECT_NEAR(tensor.outside, 0.348, 0.003);
  EXPECT_TRUE(tensor.isUnstable());
  EXPECT_THAT(
      report.toText(),
      HasSubstr("1 of 1 tensors have ranges that differ by more than 20 "
                "% between the halves of the data; calibrate with more "
                "data\n"));
  llvm::json::Value value = report.toJSON();
  llvm::json::Object &calibration =
      *value.getAsObject()->getObject("calibration");
  EXPECT_THAT(keysOf(calibration),
              ElementsAre("samples", "tensors", "unstable", "why-no-halves"));
  EXPECT_TRUE(calibration.getNull("why-no-halves"));
  EXPECT_THAT(keysOf(*(*calibration.getArray("tensors"))[0].getAsObject()),
              ElementsAre("change", "clip", "halves", "histogram", "method",
                          "name", "outside", "range", "seen", "unstable"));

  seen.halves.clear();
  seen.whyNoHalves = "there is but one";
  addCalibration(report, plan, seen, {});
  EXPECT_THAT(report.toText(),
              HasSubstr("halves of the data are not known:\n  there is but"));
  value = report.toJSON();
  llvm::json::Object &without = *value.getAsObject()->getObject("calibration");
  EXPECT_EQ(without.getString("why-no-halves"), "there is but one");
  EXPECT_TRUE(without.getNull("unstable"));
}

TEST_F(ReportTest, ObjectHasItsSizes) {
  Report report = makeWhole();
  report.object.emplace();
  report.object->codeBytes = 700;
  report.object->constantBytes = 8000;
  report.object->stack = {/*fixed=*/320, /*scalable=*/16};
  llvm::json::Value value = report.toJSON();
  llvm::json::Object &object = *value.getAsObject()->getObject("object");
  EXPECT_THAT(keysOf(object),
              ElementsAre("code-bytes", "constant-bytes", "file-bytes",
                          "flash-bytes", "ram-bytes", "stack-bytes"));
  EXPECT_EQ(object.getInteger("flash-bytes"), 8700);
  EXPECT_EQ(object.getInteger("stack-bytes"), 320 + 16 * 16);
  EXPECT_EQ(object.getInteger("ram-bytes"), 100 + 320 + 16 * 16);
  EXPECT_THAT(
      report.toText(),
      HasSubstr("stack       576 B with vector registers of 1024 bits, "));
  report.object->stack.scalable = 0;
  EXPECT_THAT(report.toText(), HasSubstr("stack       320 B, without"));
}

TEST_F(ReportTest, StringsThatAreNotUTF8AreMended) {
  Report report = makeWhole();
  report.notes = {"\xff"};
  std::string text;
  llvm::raw_string_ostream(text) << report.toJSON();
  EXPECT_TRUE(llvm::json::isUTF8(text));
}

TEST_F(ReportTest, RefusesWhatIsNotAnObject) {
  Report report;
  llvm::Error error =
      addObject(report, llvm::ArrayRef<char>("nonsense", 8), StackUse());
  EXPECT_TRUE(bool(error));
  llvm::consumeError(std::move(error));
}

} // namespace
