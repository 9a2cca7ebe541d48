//===- Testing.cpp - Compile for a level and run --------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Testing.h"

#include "PackedEntry.h"
#include "qopt/Codegen/Batch.h"
#include "qopt/Codegen/Passes.h"
#include "qopt/Dialect/QNN/IR/QNN.h"
#include "qopt/InitAll.h"
#include "qopt/Reference/Interpreter.h"
#include "qopt/Target/ObjectEmitter.h"

#include "mlir/Dialect/Quant/IR/Quant.h"
#include "mlir/Dialect/Tosa/IR/TosaOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"

#include <cmath>
#include <cstdlib>

using namespace mlir;

namespace qopt::codegentest {

static DialectRegistry makeRegistry() {
  DialectRegistry registry;
  registerQoptDialects(registry);
  return registry;
}

Session::Session() : context(makeRegistry(), MLIRContext::Threading::DISABLED) {
  context.loadDialect<arith::ArithDialect, func::FuncDialect, qnn::QNNDialect,
                      quant::QuantDialect, tosa::TosaDialect>();
  context.getDiagEngine().registerHandler([this](Diagnostic &diagnostic) {
    messages += diagnostic.str() + "\n";
    return success();
  });
}

OwningOpRef<ModuleOp> Session::parse(StringRef text) {
  messages.clear();
  auto module = parseSourceString<ModuleOp>(text, &context);
  EXPECT_TRUE(module) << messages << text.str();
  return module;
}

TargetInfo makeTarget(StringRef triple, StringRef cpu, StringRef features) {
  return llvm::cantFail(TargetInfo::create(triple, cpu, features));
}

void LevelTest::SetUp() {
  llvm::Triple host(makeTarget("host", "host").getTriple());
  if (!host.isX86_64())
    GTEST_SKIP() << "a level of x86-64; this machine is " << host.str();
  levelTarget = makeTarget("host", GetParam().cpu, GetParam().features);
  if (!levelTarget->runsOnHost())
    GTEST_SKIP() << "this machine lacks something of " << GetParam().cpu << " "
                 << GetParam().features;
}

static func::FuncOp mainOf(ModuleOp module) {
  return *module.getOps<func::FuncOp>().begin();
}

std::optional<CompiledObject> compile(Session &session, ModuleOp module,
                                      const TargetInfo &target) {
  session.messages.clear();
  OwningOpRef<ModuleOp> copy(module.clone());
  auto signature = readSignature(mainOf(*copy));
  if (!signature) {
    ADD_FAILURE() << llvm::toString(signature.takeError());
    return std::nullopt;
  }
  signature->name = "model";
  target.attachTo(*copy);
  PassManager pm(&session.context);
  buildCodegenPipeline(pm, target, signature->name);
  if (failed(pm.run(*copy))) {
    ADD_FAILURE() << "cannot be compiled: " << session.messages << "\n"
                  << textOf(module);
    return std::nullopt;
  }
  signature->arenaBytes = copy->lookupSymbol(signature->name)
                              ->getAttrOfType<IntegerAttr>(arenaBytesAttrName)
                              .getInt();
  addPackedEntry(*copy, signature->name);
  llvm::LLVMContext llvmContext;
  auto llvmModule = translateAndOptimize(*copy, target, llvmContext);
  if (!llvmModule) {
    ADD_FAILURE() << llvm::toString(llvmModule.takeError());
    return std::nullopt;
  }
  auto bytes = emitMachineCode(**llvmModule, target, /*assembly=*/false);
  if (!bytes) {
    ADD_FAILURE() << llvm::toString(bytes.takeError());
    return std::nullopt;
  }
  return CompiledObject{std::move(*bytes), std::move(*signature)};
}

std::unique_ptr<Executable> makeExecutable(Session &session, ModuleOp module,
                                           const TargetInfo &target) {
  std::optional<CompiledObject> object = compile(session, module, target);
  if (!object)
    return nullptr;
  auto executable = Executable::load(object->bytes, object->signature);
  if (executable)
    return std::move(*executable);
  ADD_FAILURE() << llvm::toString(executable.takeError()) << "\n"
                << textOf(module);
  return nullptr;
}

std::vector<HostTensor> interpretMain(ModuleOp module,
                                      ArrayRef<HostTensor> inputs) {
  auto results = interpret(mainOf(module), inputs);
  if (results)
    return std::move(*results);
  ADD_FAILURE() << llvm::toString(results.takeError()) << "\n"
                << textOf(module);
  return {};
}

std::vector<HostTensor> runCompiled(Executable &executable,
                                    ArrayRef<HostTensor> inputs) {
  std::vector<HostTensor> outputs;
  if (llvm::Error error = executable.run(inputs, outputs))
    ADD_FAILURE() << llvm::toString(std::move(error));
  return outputs;
}

/// An element as text, by its bits.
static std::string formatElement(const HostTensor &tensor, int64_t index) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  switch (tensor.type) {
  case ElementType::F32:
    stream << tensor.as<float>()[index];
    break;
  case ElementType::I8:
    stream << int(tensor.as<int8_t>()[index]);
    break;
  case ElementType::U8:
    stream << int(tensor.as<uint8_t>()[index]);
    break;
  case ElementType::I16:
    stream << tensor.as<int16_t>()[index];
    break;
  case ElementType::U16:
    stream << tensor.as<uint16_t>()[index];
    break;
  case ElementType::I32:
    stream << tensor.as<int32_t>()[index];
    break;
  default:
    stream << "?";
  }
  return text;
}

/// Which NaN it is is up to the machine.
static bool isNaN(const HostTensor &tensor, int64_t i) {
  return tensor.type == ElementType::F32 && std::isnan(tensor.as<float>()[i]);
}

std::string describeDifference(ArrayRef<HostTensor> actual,
                               ArrayRef<HostTensor> expected) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  if (actual.size() != expected.size()) {
    stream << actual.size() << " results instead of " << expected.size();
    return text;
  }
  for (auto [number, pair] : llvm::enumerate(llvm::zip(actual, expected))) {
    auto &[a, e] = pair;
    if (a.type != e.type || a.shape != e.shape) {
      stream << "result " << number << " is " << getElementTypeName(a.type)
             << " of " << formatShape(a.shape) << " instead of "
             << getElementTypeName(e.type) << " of " << formatShape(e.shape);
      return text;
    }
    int64_t size = getElementSize(a.type), wrong = 0, first = -1;
    for (int64_t i = 0; i < a.numElements(); ++i)
      if (!std::equal(&a.data[i * size], &a.data[i * size] + size,
                      &e.data[i * size]) &&
          !(isNaN(a, i) && isNaN(e, i))) {
        ++wrong;
        first = first < 0 ? i : first;
      }
    if (wrong) {
      stream << "result " << number << " (" << getElementTypeName(a.type)
             << " of " << formatShape(a.shape) << "): " << wrong
             << " elements differ, first " << first << ": "
             << formatElement(a, first) << " instead of "
             << formatElement(e, first);
      return text;
    }
  }
  return text;
}

std::string textOf(ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  OpPrintingFlags flags;
  flags.elideLargeElementsAttrs(64);
  module.print(stream, flags);
  return text;
}

bool isLongRun() {
  const char *value = std::getenv("QOPT_TEST_LONG");
  return value && StringRef(value) == "1";
}

void announce(uint64_t seed, ModuleOp module) {
  if (!std::getenv("QOPT_TEST_SEED"))
    return;
  llvm::errs() << "seed " << seed << "\n";
  if (!std::getenv("QOPT_TEST_COUNT"))
    module.print(llvm::errs());
}

Seeds::Seeds(uint64_t first, uint64_t count, uint64_t longCount)
    : first(first) {
  auto read = [](const char *name, uint64_t fallback) -> uint64_t {
    const char *value = std::getenv(name);
    return value ? std::strtoull(value, nullptr, 10) : fallback;
  };
  bool isOne = std::getenv("QOPT_TEST_SEED") != nullptr;
  this->first = read("QOPT_TEST_SEED", first);
  last = this->first + read("QOPT_TEST_COUNT", isOne         ? 1
                                               : isLongRun() ? longCount
                                                             : count);
}

} // namespace qopt::codegentest
