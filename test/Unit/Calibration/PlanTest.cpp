//===- PlanTest.cpp - Plans and their files -------------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Calibration/Plan.h"
#include "../Support/Testing.h"

#include "llvm/ADT/bit.h"

#include <cmath>
#include <limits>
#include <random>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

static const std::string hash(64, 'a');

static const std::string text = R"({
  "qopt-plan": 1,
  "model": ")" + hash + R"(",
  "numerics": "single",
  "tensors": [
    {"name": "image", "min": -1, "max": 3, "method": "minmax", "bits": 8, "signed": true, "scheme": "asymmetric", "scale": 0.25, "zero-point": -64},
    {"name": "conv \"1\"", "min": 0, "max": 6.5, "method": "by hand", "bits": 8, "signed": false, "scheme": "minmax", "scale": 0.025490196, "zero-point": 0}
  ],
  "units": [
    {"id": "dense0", "quantize": true, "weight-bits": 8, "weight-scheme": "symmetric", "weight-granularity": "per-channel"},
    {"id": "softmax0", "quantize": false}
  ]
}
)";

/// `text` with its first \p from replaced by \p to.
static std::string edit(StringRef from, StringRef to) {
  size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from.str();
  std::string result = text;
  return result.replace(at, from.size(), to.str());
}

TEST(Plan, Parse) {
  Plan plan = valueOf(Plan::parse(text, "p.json"));
  EXPECT_EQ(plan.model, hash);
  EXPECT_EQ(plan.numerics, Numerics::Single);
  ASSERT_EQ(plan.tensors.size(), 2u);
  const TensorPlan *image = plan.findTensor("image");
  ASSERT_EQ(image, &plan.tensors[0]);
  EXPECT_EQ(image->range, (Range{-1, 3}));
  EXPECT_EQ(image->method, "minmax");
  // Given parameters are used as they are, whatever the range says.
  EXPECT_EQ(image->params,
            (QuantParams{8, true, Scheme::Asymmetric, 0.25f, -64, -128, 127}));
  const TensorPlan *conv = plan.findTensor("conv \"1\"");
  ASSERT_EQ(conv, &plan.tensors[1]);
  EXPECT_EQ(conv->params,
            (QuantParams{8, false, Scheme::MinMax, 0.025490196f, 0, 0, 255}));
  EXPECT_EQ(plan.findTensor("Image"), nullptr);

  ASSERT_EQ(plan.units.size(), 2u);
  const UnitPlan *dense = plan.findUnit("dense0");
  ASSERT_EQ(dense, &plan.units[0]);
  EXPECT_TRUE(dense->quantize);
  ASSERT_TRUE(dense->weights);
  EXPECT_EQ(dense->weights->bits, 8);
  EXPECT_EQ(dense->weights->scheme, Scheme::Symmetric);
  EXPECT_EQ(dense->weights->granularity, Granularity::PerChannel);
  EXPECT_FALSE(plan.findUnit("softmax0")->quantize);
  EXPECT_FALSE(plan.findUnit("softmax0")->weights);
  EXPECT_EQ(plan.findUnit("dense1"), nullptr);
}

TEST(Plan, ScalesPerChannelAndWords) {
  std::string channels = edit("\"scale\": 0.25", "\"scale\": [0.25, 0.1, 3]");
  Plan plan = valueOf(Plan::parse(channels, "p.json"));
  const TensorParams &params = plan.tensors[0].params;
  EXPECT_EQ(params.channelScales, (std::vector<float>{0.25f, 0.1f, 3.0f}));
  EXPECT_EQ(params.scale, 3.0f);
  EXPECT_EQ(params.scaleOf(1), 0.1f);
  EXPECT_EQ(params.zeroPoint, -64);
  EXPECT_TRUE(plan.tensors[1].params.channelScales.empty());
  EXPECT_NE(StringRef(plan.toString()).find("\"scale\": [0.25, 0.1, 3]"),
            StringRef::npos);
  EXPECT_EQ(valueOf(Plan::parse(plan.toString(), "p")).toString(),
            plan.toString());

  std::string words = edit("\"bits\": 8", "\"bits\": 16");
  plan = valueOf(Plan::parse(words, "p.json"));
  EXPECT_EQ(plan.tensors[0].params.bits, 16);
  EXPECT_EQ(plan.tensors[0].params.qmax, 32767);
  EXPECT_EQ(plan.toString(), words);
}

TEST(Plan, TextRoundTrips) {
  EXPECT_EQ(valueOf(Plan::parse(text, "p.json")).toString(), text);
  Plan empty;
  empty.model = hash;
  EXPECT_EQ(empty.toString(), "{\n  \"qopt-plan\": 1,\n  \"model\": \"" + hash +
                                  "\",\n  \"numerics\": \"fp32\",\n  "
                                  "\"tensors\": [],\n  \"units\": []\n}\n");
  EXPECT_EQ(valueOf(Plan::parse(empty.toString(), "p")).toString(),
            empty.toString());
}

TEST(Plan, CostFile) {
  EXPECT_FALSE(valueOf(Plan::parse(text, "p.json")).costs);
  std::string key = "\"numerics\": \"single\",\n",
              file = "  \"cost-file\": \"zen.json\",\n",
              hashed = "  \"cost-file-sha256\": \"" + hash + "\",\n";
  std::string named = edit(key, key + file + hashed);
  Plan plan = valueOf(Plan::parse(named, "p.json"));
  ASSERT_TRUE(plan.costs);
  EXPECT_EQ(plan.costs->file, "zen.json");
  EXPECT_EQ(plan.costs->sha256, hash);
  EXPECT_EQ(plan.toString(), named);
  expectParts(messageOf(Plan::parse(edit(key, key + file), "p.json")),
              {"p.json: cost-file-sha256: is missing"});
  expectParts(messageOf(Plan::parse(edit(key, key + hashed), "p.json")),
              {"p.json: cost-file: is missing"});
  std::string wrong = edit(key, key + file + hashed);
  wrong[wrong.find(hashed) + hashed.size() - 5] = 'x';
  expectParts(messageOf(Plan::parse(wrong, "p.json")),
              {"p.json: cost-file-sha256: must be a SHA-256 of 64 digits"});
}

/// `text` with a list of what is stored: 1, -2 and -127, 127.
static std::string withStored(StringRef entries) {
  std::string result = text;
  size_t end = result.rfind("\n}");
  return result.insert(
      end, (",\n  \"stored-weights\": [\n    " + entries + "\n  ]").str());
}

static constexpr StringLiteral storedEntry =
    R"({"id": "dense0", "values": "Af6Bfw==", "scales": [0.5, 0.25], "bias-change": [0, -0.125]})";

TEST(Plan, StoredWeights) {
  Plan plan = valueOf(Plan::parse(withStored(storedEntry), "p.json"));
  const WeightPlan &weights = *plan.findUnit("dense0")->weights;
  ASSERT_TRUE(weights.stored);
  EXPECT_EQ(weights.stored->values, (std::vector<int8_t>{1, -2, -127, 127}));
  EXPECT_EQ(weights.stored->scales, (std::vector<float>{0.5f, 0.25f}));
  EXPECT_EQ(weights.biasChange, (std::vector<float>{0, -0.125f}));
  EXPECT_EQ(plan.toString(), withStored(storedEntry));
  // Either may be left out.
  for (StringRef entry :
       {R"({"id": "dense0", "values": "Af6Bfw==", "scales": [0.5]})",
        R"({"id": "dense0", "bias-change": [1, 2, 3]})"})
    EXPECT_EQ(valueOf(Plan::parse(withStored(entry), "p.json")).toString(),
              withStored(entry));
}

static std::string withGroup(StringRef size, StringRef entries = "") {
  std::string result = entries.empty() ? text : withStored(entries);
  StringRef before = "\"weight-granularity\": \"per-channel\"";
  return result.insert(result.find(before) + before.size(),
                       (", \"weight-group\": " + size).str());
}

TEST(Plan, WeightGroups) {
  for (int64_t group : {32, 64, 128}) {
    std::string grouped = withGroup(std::to_string(group));
    Plan plan = valueOf(Plan::parse(grouped, "p.json"));
    EXPECT_EQ(plan.units[0].weights->group, group);
    EXPECT_EQ(plan.toString(), grouped);
  }
  EXPECT_EQ(valueOf(Plan::parse(text, "p")).units[0].weights->group, 0);
  StringRef entry =
      R"({"id": "dense0", "values": "Af6Bfw==", "factors": "Af8=", "scales": [0.5, 0.25]})";
  Plan plan = valueOf(Plan::parse(withGroup("32", entry), "p.json"));
  EXPECT_EQ(plan.units[0].weights->stored->factors,
            (std::vector<uint8_t>{1, 255}));
  EXPECT_EQ(plan.toString(), withGroup("32", entry));
}

static std::string withActivations(StringRef word) {
  return edit("{\"id\": \"dense0\", \"quantize\": true",
              ("{\"id\": \"dense0\", \"quantize\": true, \"activations\": \"" +
               word + "\"")
                  .str());
}

TEST(Plan, ActivationsInFloat) {
  Plan plan = valueOf(Plan::parse(text, "p.json"));
  EXPECT_EQ(plan.units[0].activations, Activations::Calibrated);
  EXPECT_TRUE(plan.units[0].storesTensors());
  EXPECT_FALSE(plan.units[1].storesTensors());
  EXPECT_FALSE(plan.isOfWeightsOnly());
  for (Activations activations : {Activations::Dynamic, Activations::Float}) {
    std::string edited = withActivations(getActivationsName(activations));
    plan = valueOf(Plan::parse(edited, "p.json"));
    EXPECT_EQ(plan.units[0].activations, activations);
    EXPECT_FALSE(plan.units[0].storesTensors());
    EXPECT_TRUE(plan.isOfWeightsOnly());
    EXPECT_EQ(plan.toString(), edited);
  }
  plan.units[0].quantize = false;
  EXPECT_FALSE(plan.isOfWeightsOnly());
  EXPECT_FALSE(Plan().isOfWeightsOnly());
}

TEST(Plan, RefusesActivations) {
  for (StringRef word : {"calibrated", "static"})
    expectParts(messageOf(Plan::parse(withActivations(word), "p.json")),
                {"units[0].activations ('dense0'): is '" + word.str() +
                     "', which is not known",
                 "write dynamic or float"});
  StringRef unit = "{\"id\": \"softmax0\", \"quantize\": ";
  for (auto [quantize, complaint] :
       {std::pair("false", "is for a unit that is quantized"),
        std::pair("true", "is for a unit with weights")})
    expectParts(
        messageOf(Plan::parse(
            edit((unit + "false").str(),
                 (unit + quantize + ", \"activations\": \"float\"").str()),
            "p.json")),
        {std::string("units[1].activations ('softmax0'): ") + complaint});
}

TEST(Plan, RefusesWeightGroups) {
  for (StringRef size : {"0", "33", "-32"})
    expectParts(messageOf(Plan::parse(withGroup(size), "p.json")),
                {"weight-group ('dense0'): is " + size.str(),
                 "groups have 32, 64 or 128 weights"});
  for (auto [from, to] : {std::pair("\"weight-scheme\": \"symmetric\"",
                                    "\"weight-scheme\": \"minmax\""),
                          std::pair("per-channel", "per-tensor"),
                          std::pair("\"weight-scheme\": \"symmetric\"",
                                    "\"weight-scheme\": \"given\"")}) {
    std::string grouped = withGroup("32");
    grouped.replace(grouped.find(from), StringRef(from).size(), to);
    expectParts(messageOf(Plan::parse(grouped, "p.json")),
                {"weight-group ('dense0'): is for weights that are symmetric "
                 "per-channel"});
  }
  // Factors without groups, groups without factors, and a factor of 0.
  StringRef with =
      R"({"id": "dense0", "values": "Af6Bfw==", "factors": "Af8=", "scales": [1]})";
  for (
      const std::string &bad :
      {withStored(with), withGroup("32", storedEntry),
       withGroup(
           "32",
           R"({"id": "dense0", "values": "Af6Bfw==", "factors": "AP8=", "scales": [1]})")})
    expectParts(messageOf(Plan::parse(bad, "p.json")),
                {"('dense0'): must have \"factors\" from 1 to 255"});
}

TEST(Plan, RefusesStoredWeights) {
  struct {
    StringRef from, to;
    std::vector<StringRef> parts;
  } cases[] = {
      {"dense0", "softmax0", {"('softmax0'): is no unit", "delete the entry"}},
      {"dense0", "dense7", {"('dense7'): is no unit of the plan"}},
      {"\"id\"", "\"name\"", {"stored-weights[0].name: is not a key"}},
      {"Af6Bfw==", "Af6Bfw=", {"values ('dense0'): is not base64"}},
      {"Af6Bfw==", "gA==", {"has weights beyond 127", "8 bits hold"}},
      {", \"scales\": [0.5, 0.25]", "", {"scales ('dense0'): is missing"}},
      {"\"values\": \"Af6Bfw==\", ", "", {"values ('dense0'): is missing"}},
      {"0.25", "0", {"scales ('dense0'): must be positive normal f32"}},
      {"0.25", "1e39", {"scales ('dense0'): must be numbers that f32"}},
      {"-0.125", "1e300", {"bias-change ('dense0'): must be numbers"}},
      {"-0.125", "true", {"bias-change ('dense0'): must be a list"}},
  };
  for (const auto &[from, to, parts] : cases) {
    std::string entry = storedEntry.str();
    size_t at = entry.find(from);
    ASSERT_NE(at, std::string::npos) << from.str();
    entry.replace(at, from.size(), to.str());
    std::string message = messageOf(Plan::parse(withStored(entry), "p.json"));
    for (StringRef part : parts)
      EXPECT_TRUE(StringRef(message).contains(part)) << message;
  }
  std::string twice = (storedEntry + ", " + storedEntry).str();
  expectParts(messageOf(Plan::parse(withStored(twice), "p.json")),
              {"stored-weights[1].id: 'dense0' is stored-weights[0] already"});
  std::string narrow = withStored(storedEntry);
  narrow.replace(narrow.find("\"weight-bits\": 8"), 16, "\"weight-bits\": 4");
  expectParts(messageOf(Plan::parse(narrow, "p.json")),
              {"has weights beyond 7, the most that 4 bits hold"});
  std::string scheme = withStored(storedEntry);
  scheme.replace(scheme.find("\"weight-scheme\": \"symmetric\""), 28,
                 "\"weight-scheme\": \"minmax\"");
  expectParts(messageOf(Plan::parse(scheme, "p.json")),
              {"the unit's scheme is minmax"});
}

TEST(Plan, EveryNameRoundTrips) {
  for (Numerics numerics : {Numerics::FP32, Numerics::Single, Numerics::Double})
    for (Scheme scheme :
         {Scheme::Asymmetric, Scheme::Symmetric, Scheme::MinMax})
      for (Granularity granularity :
           {Granularity::PerTensor, Granularity::PerChannel}) {
        Plan plan = valueOf(Plan::parse(text, "p"));
        plan.numerics = numerics;
        plan.tensors[0].params = valueOf(
            makeStorage(scheme, 8, /*isSigned=*/scheme != Scheme::MinMax));
        plan.units[0].weights.emplace();
        plan.units[0].weights->scheme = scheme;
        plan.units[0].weights->granularity = granularity;
        Plan read = valueOf(Plan::parse(plan.toString(), "p"));
        EXPECT_EQ(read.numerics, numerics);
        EXPECT_EQ(read.tensors[0].params, plan.tensors[0].params);
        EXPECT_EQ(read.units[0].weights->scheme, scheme);
        EXPECT_EQ(read.units[0].weights->granularity, granularity);
        EXPECT_EQ(read.toString(), plan.toString());
      }
}

TEST(Plan, NumbersRoundTripExactly) {
  Plan plan = valueOf(Plan::parse(text, "p"));
  std::mt19937_64 random(7);
  auto check = [&](float scale, double min, double max) {
    plan.tensors[0].params.scale = scale;
    plan.tensors[0].range = {min, max};
    Plan read = valueOf(Plan::parse(plan.toString(), "p"));
    ASSERT_EQ(read.tensors[0].params.scale, scale) << plan.toString();
    ASSERT_EQ(read.tensors[0].range, plan.tensors[0].range);
  };
  constexpr float largest = std::numeric_limits<float>::max();
  check(std::numeric_limits<float>::min(), -5e-324, 5e-324);
  check(largest, -static_cast<double>(largest), largest);
  check(0.1f, 0.1, static_cast<double>(0.1f));
  // A large whole number is an integer to JSON.
  check(16777216, -9223372036854775808.0, 1e22);
  check(1e10f, -1e17, 12345678901234567890.0);
  for (int i = 0; i < 20000; ++i) {
    // Any normal float, and doubles of a similar spread.
    auto bits = static_cast<uint32_t>((random() % 254 + 1) << 23 |
                                      random() % (1 << 23));
    double a = std::ldexp(1 + std::ldexp(random() >> 12, -52),
                          static_cast<int>(random() % 200) - 100);
    check(llvm::bit_cast<float>(bits), -a, a * 1.7);
  }
  // And shortest: what a person wrote stays as it was.
  plan.tensors[0].params.scale = 0.1f;
  plan.tensors[0].range = {-0.3, 2e-7};
  expectParts(plan.toString(),
              {"\"min\": -0.3, \"max\": 2e-07,", "\"scale\": 0.1,"});
}

TEST(Plan, DeletedParametersAreComputed) {
  Plan plan = valueOf(Plan::parse(
      edit(", \"scale\": 0.25, \"zero-point\": -64", ""), "p.json"));
  EXPECT_EQ(plan.tensors[0].params.scale, static_cast<float>(4.0 / 255));
  EXPECT_EQ(plan.tensors[0].params.zeroPoint, -64);
  EXPECT_EQ(plan.tensors[1].params.scale, 0.025490196f);
}

TEST(Plan, Files) {
  TempDir dir;
  Plan plan = valueOf(Plan::parse(text, "p.json"));
  std::string path = dir.file("plan.json");
  ASSERT_EQ(messageOf(plan.write(path)), "");
  EXPECT_EQ(readFile(path), text);
  EXPECT_EQ(valueOf(Plan::read(path)).toString(), text);
  expectParts(messageOf(Plan::read(dir.file("missing.json"))),
              {"missing.json: cannot be read", "--emit=plan"});
  expectParts(messageOf(Plan::read(dir.file(""))), {"cannot be read"});
  expectParts(messageOf(plan.write(dir.file("no/folder/p.json"))),
              {"no/folder/p.json: cannot be written"});
  dir.write("plan.json", edit("\"max\": 3", "\"max\": -3"));
  EXPECT_TRUE(StringRef(messageOf(Plan::read(path))).starts_with(path + ": "));
}

TEST(Plan, NamesOfAnyBytes) {
  Plan plan = valueOf(Plan::parse(text, "p.json"));
  plan.tensors[0].name = "line\nbreak \\ \"quoted\" \xc3\xa9 \x01";
  Plan read = valueOf(Plan::parse(plan.toString(), "p"));
  EXPECT_EQ(read.tensors[0].name, plan.tensors[0].name);
  // What is not UTF-8 cannot be JSON; the plan can still be read.
  plan.tensors[0].name = "bad \xff";
  EXPECT_EQ(messageOf(Plan::parse(plan.toString(), "p")), "");
}

TEST(Plan, RefusesWithPlaceAndAdvice) {
  struct {
    StringRef from, to;
    std::vector<StringRef> parts;
  } cases[] = {
      // The top level.
      {"\"qopt-plan\": 1",
       "\"qopt-plan\": 2",
       {"p.json: qopt-plan: is 2", "reads 1", "make the plan again"}},
      {"\"qopt-plan\": 1,", "", {"qopt-plan: is missing", "add it"}},
      {"\"qopt-plan\": 1", "\"qopt-plan\": \"1\"", {"must be an integer"}},
      {"\"aaaa", "\"aaa", {"model: must be a SHA-256"}},
      {"\"aaaa", "\"aaaA", {"model: must be a SHA-256"}},
      {"\"model\"",
       "\"module\"",
       {"module: is not a key", "write one of qopt-plan, model"}},
      {"\"single\"",
       "\"int\"",
       {"numerics: is 'int'", "write fp32, single or double"}},
      {"\"single\"", "7", {"numerics: must be a string"}},
      {"[\n    {\"name\": \"image\"",
       "[7, {\"name\": \"image\"",
       {"tensors[0]: must be an object", "name, min, max"}},
      {"\"units\": [", "\"units\": 3, \"u\": [", {"u: is not a key"}},
      // A tensor.
      {"\"name\": \"image\", ", "", {"tensors[0].name: is missing"}},
      {"\"image\"", "\"\"", {"tensors[0].name: must be a string"}},
      {"\"image\"",
       "\"conv \\\"1\\\"\"",
       {"tensors[1].name: 'conv \"1\"' is tensors[0] already", "delete one"}},
      {"\"min\": -1",
       "\"mim\": -1",
       {"tensors[0].mim: is not a key", "write one of name, min"}},
      {"\"min\": -1, ", "", {"tensors[0].min ('image'): is missing", "add it"}},
      {"\"min\": -1",
       "\"min\": \"-1\"",
       {"tensors[0].min ('image'): must be a finite number"}},
      {"\"min\": -1", "\"min\": null", {"must be a finite number"}},
      {"\"min\": -1", "\"min\": -1e999", {"must be a finite number"}},
      {"\"min\": -1", "\"min\": NaN", {"is not JSON", "mend that place"}},
      {"\"min\": -1",
       "\"min\": 4",
       {"tensors[0] ('image'): the range [4", "give min <= max"}},
      {"\"min\": -1", "\"min\": -1e39", {"is not within f32"}},
      {"\"min\": -1",
       "\"min\": -1, \"min\": -2",
       {"line 6: gives the key 'min' a second time", "delete one"}},
      {"\"method\": \"minmax\"",
       "\"method\": 3",
       {"tensors[0].method ('image'): must be a string"}},
      {"\"bits\": 8",
       "\"bits\": 4",
       {"tensors[0].bits ('image'): is 4, but this version compiles 8 or 16",
        "write 8"}},
      {"\"bits\": 8", "\"bits\": 8.5", {"must be an integer"}},
      {"\"bits\": 8", "\"bits\": 1e30", {"must be an integer"}},
      {"\"signed\": true",
       "\"signed\": 1",
       {"tensors[0].signed ('image'): must be true or false"}},
      {"\"asymmetric\"",
       "\"affine\"",
       {"tensors[0].scheme ('image'): is 'affine'",
        "write asymmetric, symmetric or minmax"}},
      {"\"asymmetric\"",
       "\"minmax\"",
       {"tensors[0] ('image'): the scheme minmax needs unsigned"}},
      {"\"minmax\", \"scale\"",
       "\"symmetric\", \"scale\"",
       {"tensors[1] ('conv \"1\"'): the scheme symmetric needs signed"}},
      {"\"asymmetric\"",
       "\"symmetric\"",
       {"tensors[0].zero-point ('image'): is -64", "write 0"}},
      {"0.25",
       "0",
       {"tensors[0].scale ('image'): must be a positive normal f32",
        "or delete it and zero-point"}},
      {"0.25", "-0.25", {"must be a positive normal f32"}},
      {"0.25", "[]", {"must be a positive normal f32", "or a list"}},
      {"0.25", "[0.25, 0]", {"must be a positive normal f32"}},
      {"0.25", "[0.25, true]", {"must be a list of finite numbers"}},
      {"0.25", "1e-39", {"must be a positive normal f32"}},
      {"0.25", "1e-300", {"must be a positive normal f32"}},
      {"0.25", "1e39", {"must be a positive normal f32"}},
      {"0.25",
       "\"0.25\"",
       {"tensors[0].scale ('image'): must be a finite number"}},
      {"-64",
       "-129",
       {"tensors[0].zero-point ('image'): is -129", "-128 to 127"}},
      {"-64", "128", {"is 128", "-128 to 127"}},
      {"\"zero-point\": 0",
       "\"zero-point\": 256",
       {"tensors[1].zero-point", "0 to 255"}},
      {"-64", "0.5", {"must be an integer"}},
      {", \"zero-point\": -64",
       "",
       {"tensors[0] ('image'): has one of scale and zero-point", "give both"}},
      {"\"scale\": 0.25, ", "", {"has one of scale and zero-point"}},
      // A unit.
      {"{\"id\": \"dense0\"",
       "[], {\"id\": \"dense0\"",
       {"units[0]: must be an object", "id, quantize"}},
      {"\"id\": \"dense0\"",
       "\"id\": \"softmax0\"",
       {"units[1].id: 'softmax0' is units[0] already"}},
      {"\"quantize\": true, ",
       "",
       {"units[0].quantize ('dense0'): is missing"}},
      {"\"quantize\": true",
       "\"quantize\": \"yes\"",
       {"units[0].quantize ('dense0'): must be true or false"}},
      {"\"weight-bits\": 8",
       "\"weight-bits\": 16",
       {"units[0].weight-bits ('dense0'): is 16", "2 to 8 bits"}},
      {"\"weight-bits\": 8, ",
       "",
       {"units[0].weight-bits ('dense0'): is missing"}},
      {"\"weight-scheme\": \"symmetric\"",
       "\"weight-scheme\": \"none\"",
       {"units[0].weight-scheme ('dense0'): is 'none'"}},
      {"per-channel",
       "per-row",
       {"units[0].weight-granularity ('dense0'): is 'per-row'",
        "write per-channel or per-tensor"}},
      {"\"id\": \"dense0\"",
       "\"id\": \"dense0\", \"weights\": 8",
       {"units[0].weights: is not a key"}},
  };
  for (const auto &[from, to, parts] : cases) {
    std::string message = messageOf(Plan::parse(edit(from, to), "p.json"));
    EXPECT_TRUE(StringRef(message).starts_with("p.json: "))
        << to.str() << ": " << message;
    for (StringRef part : parts)
      expectParts(message, {part});
  }
}

TEST(Plan, TextThatIsNoPlan) {
  auto parse = [](StringRef bytes) {
    return messageOf(Plan::parse(bytes, "p.json"));
  };
  expectParts(parse(""), {"p.json: is not JSON"});
  expectParts(parse("[]"), {"p.json: top level: must be an object"});
  expectParts(parse("{}"), {"qopt-plan: is missing"});
  expectParts(parse(text + "x"), {"is not JSON"});
  expectParts(parse("{\"a"), {"is not JSON"});
  expectParts(parse("{\"a\\"), {"is not JSON"});
  expectParts(parse("\"a\" }}] {"), {"is not JSON"});
  // A recursive parser must not be asked about this.
  expectParts(parse(std::string(10000000, '[')), {"line 1", "too deeply"});
  for (size_t size = 0; size + 1 < text.size(); ++size)
    EXPECT_NE(parse(StringRef(text).take_front(size)), "") << size;
  for (size_t i = 0; i < text.size(); ++i)
    for (char other : {'\0', '"', '{', ']', ',', '\\', '9', '\xff'}) {
      std::string damaged = text;
      damaged[i] = other;
      parse(damaged);
    }
}
