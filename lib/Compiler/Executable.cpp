//===- Executable.cpp - A compiled function in this process -----*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Executable.h"

#include "PackedEntry.h"
#include "qopt/Import/State.h"
#include "qopt/Support/Error.h"

#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace qopt {

Executable::Executable(Signature signature, std::unique_ptr<orc::LLJIT> jit,
                       void *entry)
    : signature(std::move(signature)), jit(std::move(jit)), entry(entry),
      arena(std::max<int64_t>(this->signature.arenaBytes, 1)),
      state(this->signature.stateBytes) {}

Executable::~Executable() = default;

Expected<std::unique_ptr<Executable>> Executable::load(ArrayRef<char> object,
                                                       Signature signature) {
  // The session's errors say why a lookup fails.
  std::string cause;
  auto jit = orc::LLJITBuilder().create();
  if (!jit)
    return jit.takeError();
  (*jit)->getExecutionSession().setErrorReporter(
      [&](Error error) { cause += toString(std::move(error)) + "; "; });
  // memcpy, memset and memmove are all that an object may ask for.
  auto process = orc::DynamicLibrarySearchGenerator::GetForCurrentProcess(
      (*jit)->getDataLayout().getGlobalPrefix());
  if (!process)
    return process.takeError();
  (*jit)->getMainJITDylib().addGenerator(std::move(*process));
  if (Error error = (*jit)->addObjectFile(MemoryBuffer::getMemBufferCopy(
          StringRef(object.data(), object.size()), signature.name)))
    return std::move(error);
  auto entry = (*jit)->lookup(packedEntryName(signature.name));
  if (!entry)
    return makeError(cause + toString(entry.takeError()));
  (*jit)->getExecutionSession().setErrorReporter(consumeError);
  std::unique_ptr<Executable> executable(new Executable(
      std::move(signature), std::move(*jit), entry->toPtr<void *>()));
  if (Error error = executable->initialiseState())
    return std::move(error);
  return executable;
}

Error Executable::initialiseState() {
  if (signature.states.empty())
    return Error::success();
  auto init = jit->lookup((signature.name + initSuffix).str());
  if (!init)
    return init.takeError();
  init->toPtr<void (*)(void *)>()(state.data());
  return Error::success();
}

void Executable::call(int64_t rows, ArrayRef<void *> buffers) {
  SmallVector<void *> args(buffers);
  if (!signature.states.empty())
    args.push_back(state.data());
  args.push_back(arena.data());
  reinterpret_cast<void (*)(int64_t, void **)>(entry)(rows, args.data());
}

Error Executable::run(ArrayRef<HostTensor> inputs,
                      std::vector<HostTensor> &outputs) {
  if (inputs.size() != signature.inputs.size())
    return makeError("the model takes " + Twine(signature.inputs.size()) +
                     " inputs, got " + Twine(inputs.size()));
  // The batch is that of the first input that has one; the others must agree.
  std::optional<int64_t> batch;
  for (auto [given, wanted] : llvm::zip_equal(inputs, signature.inputs))
    if (!batch && llvm::is_contained(wanted.shape, -1) && !given.shape.empty())
      batch = given.shape.front();
  int64_t rows = batch.value_or(1);
  for (auto [given, wanted] : llvm::zip_equal(inputs, signature.inputs)) {
    if (given.type != wanted.type || given.shape != wanted.shapeFor(rows))
      return makeError("input '" + wanted.name + "' is " +
                       getElementTypeName(wanted.type) + " of shape " +
                       formatShape(wanted.shapeFor(rows)) + ", got " +
                       getElementTypeName(given.type) + " of shape " +
                       formatShape(given.shape));
  }
  outputs.resize(signature.outputs.size());
  SmallVector<void *> buffers;
  for (const HostTensor &input : inputs)
    buffers.push_back(const_cast<char *>(input.data.data()));
  for (auto [out, wanted] : llvm::zip_equal(outputs, signature.outputs)) {
    SmallVector<int64_t> shape = wanted.shapeFor(rows);
    if (out.shape != shape || out.type != wanted.type)
      out = HostTensor::zeros(wanted.name, wanted.type, shape);
    buffers.push_back(out.data.data());
  }
  call(rows, buffers);
  return Error::success();
}

} // namespace qopt
