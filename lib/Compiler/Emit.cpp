//===- Emit.cpp - The files that a compilation writes -----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Compiler/Emit.h"

#include "qopt/Compiler/Header.h"
#include "qopt/Compiler/Package.h"
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

Error write(const PendingFile &file) {
  if (file.path == "-") {
    outs() << file.contents;
    return Error::success();
  }
  return writeFileAtomically(file.path, [&](raw_ostream &stream) {
    stream << file.contents;
    return Error::success();
  });
}

/// The report and whatever goes with every form of the code.
struct Companions {
  std::string header, reportText, reportJSON, reportHTML;
  /// Absent where it is not to be written.
  std::optional<std::string> plan;

  /// By the extensions of their files.
  std::vector<std::pair<StringRef, const std::string &>> byExtension() const {
    std::vector<std::pair<StringRef, const std::string &>> files{
        {"h", header},
        {"report.html", reportHTML},
        {"report.json", reportJSON},
        {"report.txt", reportText}};
    if (plan)
      files.emplace_back("plan.json", *plan);
    return files;
  }
};

/// Writes all files, or leaves none.
Error writeAll(ArrayRef<PendingFile> files) {
  for (size_t i = 0; i < files.size(); ++i)
    if (Error error = write(files[i])) {
      for (const PendingFile &written : files.take_front(i))
        sys::fs::remove(written.path);
      return error;
    }
  return Error::success();
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

std::string Outputs::beside(StringRef extension) const {
  SmallString<128> result(path);
  sys::path::replace_extension(result, extension);
  return result.str().str();
}

Error checkWritable(StringRef path) {
  auto target = resolveOutputTarget(path);
  if (!target)
    return target.takeError();
  StringRef folder = sys::path::parent_path(target->path);
  if (std::error_code code = sys::fs::access(folder.empty() ? "." : folder,
                                             sys::fs::AccessMode::Write))
    return makeError(path + ": cannot be written (" + code.message() +
                     "); check that its folder exists and is writable");
  return Error::success();
}

Error Outputs::check(ArrayRef<std::string> inputs) const {
  if (path.empty())
    return makeError("the output has no name; give -o FILE");
  if (path == "-" && kind == EmitKind::Package)
    return makeError("a package is a folder; give -o FOLDER");
  if (path == "-")
    return hasReport() ? makeError("an object goes to a file, and its header "
                                   "beside it; give -o FILE")
                       : Error::success();
  if (kind == EmitKind::Package)
    return checkPackageFolder(path);
  SmallVector<std::string> files{path};
  if (hasReport())
    files.append({beside("h"), beside("report.html"), beside("report.json"),
                  beside("report.txt")});
  if (hasReport() && withPlan)
    files.push_back(beside("plan.json"));
  for (auto [i, file] : llvm::enumerate(files)) {
    if (i != 0 && file == path)
      return makeError(path + ": the " +
                       (i == 1 ? "header" : "report or plan") +
                       " would replace the output; give it another extension");
    if (Error error = checkWritable(file))
      return error;
    for (const std::string &input : inputs)
      // A log of a search is not there yet, the first time.
      if (file == input || sys::fs::equivalent(file, input))
        return makeError(file + ": is read for this compilation and would be "
                                "replaced; give another output with -o");
  }
  return Error::success();
}

Error writeText(const Outputs &outputs, std::string text) {
  return writeAll(PendingFile{outputs.path, std::move(text)});
}

/// Writes the machine code as `outputs` wants it, and what goes with it.
static Error writeCode(const Outputs &outputs, const TargetInfo &target,
                       const Signature &signature, ArrayRef<char> object,
                       const Companions &companions) {
  if (outputs.kind == EmitKind::Package) {
    auto files = makePackage(signature, target, object);
    if (!files)
      return files.takeError();
    for (auto &[extension, text] : companions.byExtension())
      files->push_back({(signature.name + "." + extension).str(), text});
    return writeFolderAtomically(outputs.path, *files);
  }
  std::string code(object.begin(), object.end());
  if (outputs.kind == EmitKind::Shared) {
    auto library = linkShared(object, target);
    if (!library)
      return library.takeError();
    code.assign(library->begin(), library->end());
  }
  SmallVector<PendingFile> files{{outputs.path, std::move(code)}};
  for (auto &[extension, text] : companions.byExtension())
    files.push_back({outputs.beside(extension), text});
  return writeAll(files);
}

Expected<std::string> compileTo(Compiler &compiler, const Outputs &outputs,
                                const Plan &plan, Findings findings,
                                const std::vector<std::string> &notes) {
  auto writeText = [&](std::string text) -> Expected<std::string> {
    if (Error error = qopt::writeText(outputs, std::move(text)))
      return std::move(error);
    return "";
  };
  if (outputs.kind == EmitKind::Plan)
    return writeText(plan.toString());
  auto quantized = compiler.quantize(plan);
  if (!quantized)
    return quantized.takeError();
  std::string text;
  raw_string_ostream stream(text);
  if (outputs.kind == EmitKind::MLIR) {
    (*quantized)->print(stream);
    return writeText(std::move(text));
  }

  if (Error error = checkFunctionName(compiler.getOptions().name))
    return std::move(error);
  Report report = makeReport(compiler.getFloatModule(), plan, quantized->get());
  report.model = compiler.getOptions().name;
  report.setTarget(compiler.getTarget());
  addFidelity(report, findings.fidelity);
  report.precision = std::move(findings.precision);
  if (findings.seen) {
    auto halves = compiler.planHalves(plan, *findings.seen);
    if (!halves)
      return halves.takeError();
    addCalibration(report, plan, *findings.seen, *halves);
  }
  auto lowered = compiler.lower(std::move(*quantized));
  if (!lowered)
    return lowered.takeError();
  addLowered(report, *lowered);
  // Only now: quantizing and lowering say things too.
  report.notes = notes;
  LLVMContext context;
  auto module =
      translateAndOptimize(*lowered->module, compiler.getTarget(), context);
  if (!module)
    return module.takeError();
  if (outputs.kind == EmitKind::LLVM) {
    (*module)->print(stream, nullptr);
    return writeText(std::move(text));
  }
  StackUse stack;
  auto code =
      emitMachineCode(**module, compiler.getTarget(),
                      /*assembly=*/outputs.kind == EmitKind::Assembly, &stack);
  if (!code)
    return code.takeError();
  if (outputs.kind == EmitKind::Assembly)
    return writeText(std::string(code->begin(), code->end()));

  if (Error error = addObject(report, *code, stack))
    return std::move(error);
  if (Error error = checkLimits(outputs.limits, report))
    return std::move(error);
  Companions companions{
      makeHeader(lowered->signature, compiler.getTarget(), *report.object),
      report.toText(), formatv("{0:2}\n", report.toJSON()).str(),
      report.toHTML(), std::nullopt};
  if (outputs.withPlan)
    companions.plan = plan.toString();
  if (Error error = writeCode(outputs, compiler.getTarget(), lowered->signature,
                              *code, companions))
    return std::move(error);
  return companions.reportText;
}

} // namespace qopt
