//===- Emit.cpp - The files that a compilation writes -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Emit.h"

#include "qopt/Compiler/Header.h"
#include "qopt/Report/Report.h"
#include "qopt/Support/Error.h"
#include "qopt/Support/OutputFile.h"
#include "qopt/Target/ObjectEmitter.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace qopt {

namespace {

/// A file that is to be written once everything is there.
struct PendingFile {
  std::string path;
  std::string contents;
};

Error writeAll(ArrayRef<PendingFile> files) {
  for (const PendingFile &file : files)
    if (Error error = writeFileAtomically(file.path, [&](raw_ostream &stream) {
          stream << file.contents;
          return Error::success();
        }))
      return error;
  return Error::success();
}

std::string withExtension(StringRef output, StringRef extension) {
  SmallString<128> path(output);
  sys::path::replace_extension(path, extension);
  return path.str().str();
}

Error writeTemporary(ArrayRef<char> bytes, SmallString<128> &path) {
  int fd;
  if (std::error_code code =
          sys::fs::createTemporaryFile("qopt", "o", fd, path))
    return makeError("cannot make a temporary file: " + code.message());
  raw_fd_ostream stream(fd, /*shouldClose=*/true);
  stream.write(bytes.data(), bytes.size());
  return Error::success();
}

} // namespace

Expected<SmallVector<char, 0>> linkShared(ArrayRef<char> object,
                                          const TargetInfo &target) {
  std::string linker;
  for (StringRef name : {"ld.lld-22", "ld.lld"})
    if (auto found = sys::findProgramByName(name)) {
      linker = *found;
      break;
    }
  if (linker.empty())
    return makeError("--emit=shared needs the linker ld.lld; install it: "
                     "apt-get install lld-22");
  SmallString<128> input, output;
  if (Error error = writeTemporary(object, input))
    return std::move(error);
  FileRemover removeInput(input);
  if (std::error_code code = sys::fs::createTemporaryFile("qopt", "so", output))
    return makeError("cannot make a temporary file: " + code.message());
  FileRemover removeOutput(output);
  std::string message;
  int status =
      sys::ExecuteAndWait(linker, {linker, "-shared", "-o", output, input},
                          std::nullopt, {}, 0, 0, &message);
  if (status != 0)
    return makeError(linker + " could not link the object for " +
                     target.getTriple().str() +
                     (message.empty() ? "" : ": " + message));
  auto buffer = MemoryBuffer::getFile(output);
  if (!buffer)
    return makeError(Twine(output) + ": " + buffer.getError().message());
  return SmallVector<char, 0>((*buffer)->getBufferStart(),
                              (*buffer)->getBufferEnd());
}

Expected<std::string> compileTo(Compiler &compiler, EmitKind kind,
                                StringRef output, const Plan &plan,
                                ArrayRef<UnitFidelity> fidelity,
                                ArrayRef<std::string> notes) {
  if (Error error = checkFunctionName(compiler.getOptions().name))
    return std::move(error);
  if (kind == EmitKind::Plan) {
    if (Error error = plan.write(output))
      return std::move(error);
    return "";
  }
  auto quantized = compiler.quantize(plan);
  if (!quantized)
    return quantized.takeError();
  std::string text;
  raw_string_ostream stream(text);
  if (kind == EmitKind::MLIR) {
    (*quantized)->print(stream);
    if (Error error = writeAll(PendingFile{output.str(), text}))
      return std::move(error);
    return "";
  }

  Report report = makeReport(compiler.getFloatModule(), plan, quantized->get());
  report.model = compiler.getOptions().name;
  report.setTarget(compiler.getTarget());
  addFidelity(report, fidelity);
  report.notes.assign(notes.begin(), notes.end());
  auto lowered = compiler.lower(std::move(*quantized));
  if (!lowered)
    return lowered.takeError();
  addLowered(report, *lowered);
  LLVMContext context;
  auto module =
      translateAndOptimize(*lowered->module, compiler.getTarget(), context);
  if (!module)
    return module.takeError();
  if (kind == EmitKind::LLVM) {
    (*module)->print(stream, nullptr);
    if (Error error = writeAll(PendingFile{output.str(), text}))
      return std::move(error);
    return "";
  }
  auto code = emitMachineCode(**module, compiler.getTarget(),
                              /*assembly=*/kind == EmitKind::Assembly);
  if (!code)
    return code.takeError();
  if (kind == EmitKind::Assembly) {
    if (Error error = writeAll(
            PendingFile{output.str(), std::string(code->begin(), code->end())}))
      return std::move(error);
    return "";
  }
  if (Error error = addObject(report, *code))
    return std::move(error);
  if (kind == EmitKind::Shared) {
    code = linkShared(*code, compiler.getTarget());
    if (!code)
      return code.takeError();
  }
  std::string reportText = report.toText();
  stream << formatv("{0:2}\n", report.toJSON());
  if (Error error =
          writeAll({{output.str(), std::string(code->begin(), code->end())},
                    {withExtension(output, "h"),
                     makeHeader(lowered->signature, compiler.getTarget())},
                    {withExtension(output, "report.json"), text},
                    {withExtension(output, "report.txt"), reportText}}))
    return std::move(error);
  return reportText;
}

} // namespace qopt
