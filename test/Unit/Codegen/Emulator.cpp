//===- Emulator.cpp - Programs on other processors ------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Emulator.h"

#include "qopt/Support/Error.h"
#include "qopt/Support/OutputFile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace qopt::codegentest {

namespace {

/// The bytes of a file that emulated.c reads.
class CallWriter {
public:
  void number(int64_t value) {
    bytes.append(reinterpret_cast<const char *>(&value), sizeof(value));
  }
  void data(ArrayRef<char> data) {
    number(int64_t(data.size()));
    bytes.append(data.begin(), data.end());
  }

  std::string bytes;
};

Error writeFile(const std::string &path, StringRef bytes) {
  return writeFileAtomically(path, [&](raw_ostream &stream) {
    stream << bytes;
    return Error::success();
  });
}

/// Runs a program, whose messages go into the error where it fails.
Error execute(ArrayRef<std::string> command, const std::string &log) {
  SmallVector<StringRef> arguments(command.begin(), command.end());
  std::optional<StringRef> redirects[] = {StringRef(), StringRef(log),
                                          StringRef(log)};
  std::string message;
  int code = sys::ExecuteAndWait(command[0], arguments, std::nullopt, redirects,
                                 /*SecondsToWait=*/600, 0, &message);
  if (code == 0)
    return Error::success();
  auto output = MemoryBuffer::getFile(log);
  return makeError(join(command, " ") + " ended with " + Twine(code) + ": " +
                   message + (output ? (*output)->getBuffer() : ""));
}

Expected<std::string> findProgram(const Twine &name, StringRef packages) {
  auto path = sys::findProgramByName(name.str());
  if (!path)
    return makeError(name + " is missing: install " + packages);
  return *path;
}

/// The outputs of a call, empty, of the right shapes.
std::vector<HostTensor> makeOutputs(const Signature &signature, int64_t rows) {
  std::vector<HostTensor> outputs;
  for (const InterfaceTensor &output : signature.outputs)
    outputs.push_back(
        HostTensor::zeros(output.name, output.type, output.shapeFor(rows)));
  return outputs;
}

/// The batch is that of the first input that has one.
int64_t countRows(const Signature &signature, ArrayRef<HostTensor> inputs) {
  for (auto [given, wanted] : zip_equal(inputs, signature.inputs))
    if (is_contained(wanted.shape, -1))
      return given.shape.front();
  return 1;
}

} // namespace

std::string Emulator::path(StringRef file) const {
  SmallString<128> result(directory);
  sys::path::append(result, file);
  return result.str().str();
}

Expected<std::unique_ptr<Emulator>>
Emulator::create(const ForeignLevel &level) {
  SmallString<128> directory;
  if (std::error_code code =
          sys::fs::createUniqueDirectory("qopt-emulator", directory))
    return makeError("no temporary directory: " + code.message());
  std::unique_ptr<Emulator> result(new Emulator(directory.str().str()));
  auto compiler = findProgram(Twine(level.gnu) + "-gcc", level.packages);
  if (!compiler)
    return compiler.takeError();
  auto emulator = findProgram(Twine("qemu-") + level.emulator, "qemu-user");
  if (!emulator)
    return emulator.takeError();
  result->emulator = *emulator;
  result->libraries = std::string("/usr/") + level.gnu;
  SmallVector<StringRef> processors;
  StringRef(level.processors).split(processors, ' ');
  for (StringRef processor : processors)
    result->processors.push_back(processor.str());
  if (Error error = execute({*compiler, "-O1", "-o", result->path("emulated"),
                             QOPT_EMULATED_SOURCE, "-ldl"},
                            result->path("log")))
    return std::move(error);
  return result;
}

Emulator::~Emulator() { sys::fs::remove_directories(directory); }

Expected<std::vector<std::vector<HostTensor>>>
Emulator::run(const CompiledObject &object,
              ArrayRef<std::vector<HostTensor>> calls) const {
  const Signature &signature = object.signature;
  std::vector<std::vector<HostTensor>> results;
  CallWriter writer;
  writer.number(signature.arenaBytes);
  writer.number(int64_t(calls.size()));
  for (const std::vector<HostTensor> &inputs : calls) {
    int64_t rows = countRows(signature, inputs);
    std::vector<HostTensor> outputs = makeOutputs(signature, rows);
    writer.number(rows);
    writer.number(int64_t(inputs.size()));
    writer.number(int64_t(outputs.size()));
    for (const HostTensor &input : inputs)
      writer.data({input.data.data(), input.data.size()});
    for (const HostTensor &output : outputs)
      writer.number(int64_t(output.data.size()));
    results.push_back(std::move(outputs));
  }
  if (Error error = writeFile(path("calls"), writer.bytes))
    return std::move(error);
  if (Error error = writeFile(path("model.o"),
                              {object.bytes.data(), object.bytes.size()}))
    return std::move(error);
  auto linker = findProgram("ld.lld-" + Twine(LLVM_VERSION_MAJOR),
                            "lld-" + std::to_string(LLVM_VERSION_MAJOR));
  if (!linker)
    return linker.takeError();
  if (Error error =
          execute({*linker, "-shared", path("model.o"), "-o", path("model.so")},
                  path("log")))
    return std::move(error);

  std::vector<std::vector<HostTensor>> all;
  for (const std::string &processor : processors) {
    if (Error error = execute({emulator, "-cpu", processor, "-L", libraries,
                               path("emulated"), path("model.so"),
                               path("calls"), path("results")},
                              path("log")))
      return std::move(error);
    auto bytes = MemoryBuffer::getFile(path("results"));
    if (!bytes)
      return makeError("no results: " + bytes.getError().message());
    StringRef rest = (*bytes)->getBuffer();
    for (std::vector<HostTensor> outputs : results) {
      for (HostTensor &output : outputs) {
        if (rest.size() < output.data.size())
          return makeError("too few results");
        std::copy_n(rest.begin(), output.data.size(), output.data.begin());
        rest = rest.drop_front(output.data.size());
      }
      all.push_back(std::move(outputs));
    }
  }
  return all;
}

void ForeignTest::SetUp() {
  auto made = Emulator::create(GetParam());
  if (!made)
    GTEST_SKIP() << toString(made.takeError());
  emulator = std::move(*made);
}

void ForeignTest::expectEqualToInterpreter(uint64_t seed, Random &random,
                                           const RandomProgram &program,
                                           ArrayRef<int64_t> rows) {
  announce(seed, *program.module);
  mlir::ModuleOp module = *program.module;
  const ForeignLevel &level = GetParam();
  auto object = compile(session, module,
                        makeTarget(level.triple, level.cpu, level.features));
  if (!object)
    return;
  std::vector<std::vector<HostTensor>> calls;
  for (int64_t count : rows)
    for (Fill fill : {Fill::Random, Fill::Extremes, Fill::ZeroPoint})
      calls.push_back(program.makeInputs(random, fill, count));
  auto results = emulator->run(*object, calls);
  if (!results) {
    ADD_FAILURE() << toString(results.takeError()) << ", seed " << seed << "\n"
                  << textOf(module);
    return;
  }
  for (auto [call, inputs] : enumerate(calls)) {
    std::vector<HostTensor> expected = interpretMain(module, inputs);
    for (size_t i = 0; i < emulator->countProcessors(); ++i) {
      std::string difference =
          describeDifference((*results)[i * calls.size() + call], expected);
      if (difference.empty())
        continue;
      ADD_FAILURE() << difference << ", call " << call << ", processor " << i
                    << ", seed " << seed << "\n"
                    << textOf(module);
      return;
    }
  }
}

} // namespace qopt::codegentest
