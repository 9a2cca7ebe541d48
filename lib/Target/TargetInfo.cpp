//===- TargetInfo.cpp - What is compiled for --------------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/TargetInfo.h"

#include "qopt/Target/TargetNames.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/CodeGen/MachineFunction.h"
#include "llvm/CodeGen/MachineModuleInfo.h"
#include "llvm/CodeGen/MachineRegisterInfo.h"
#include "llvm/CodeGen/TargetLowering.h"
#include "llvm/CodeGen/TargetRegisterInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/ARMTargetParser.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

#include <mutex>

using namespace llvm;

namespace qopt {

static constexpr StringLiteral targetAttrName = "llvm.target";

static void initializeTargets() {
  static std::once_flag once;
  std::call_once(once, [] {
    InitializeAllTargetInfos();
    InitializeAllTargets();
    InitializeAllTargetMCs();
    InitializeAllAsmPrinters();
    InitializeAllAsmParsers();
  });
}

static Error makeError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

/// The features of this machine, in the order of their names.
static std::string hostFeatures() {
  SubtargetFeatures features;
  auto map = sys::getHostCPUFeatures();
  std::vector<std::pair<std::string, bool>> sorted;
  for (auto &entry : map)
    sorted.emplace_back(entry.first().str(), entry.second);
  llvm::sort(sorted);
  for (auto &[name, enabled] : sorted)
    features.AddFeature(name, enabled);
  return features.getString();
}

static std::string listKnown(ArrayRef<SubtargetSubTypeKV> cpus) {
  SmallVector<StringRef> names;
  for (const SubtargetSubTypeKV &cpu : cpus)
    names.push_back(cpu.Key);
  return join(names, ", ");
}

/// Every name in a feature string must be one of the target's.
static Error checkFeatureNames(const MCSubtargetInfo &subtarget,
                               StringRef features) {
  SmallVector<StringRef> parts;
  features.split(parts, ',', -1, /*KeepEmpty=*/false);
  for (StringRef part : parts) {
    StringRef name = part;
    if (!name.consume_front("+") && !name.consume_front("-"))
      return makeError("feature '" + part + "' must begin with + or -");
    bool known = llvm::any_of(
        subtarget.getAllProcessorFeatures(),
        [&](const SubtargetFeatureKV &kv) { return name == kv.Key; });
    if (!known) {
      SmallVector<StringRef> names;
      for (const SubtargetFeatureKV &kv : subtarget.getAllProcessorFeatures())
        names.push_back(kv.Key);
      return makeError("unknown feature '" + name + "' for " +
                       subtarget.getTargetTriple().str() +
                       "; known are: " + join(names, ", "));
    }
  }
  return Error::success();
}

/// The triple of Thumb code for the processor.
static Triple makeThumb(Triple triple, StringRef cpu) {
  StringRef arch = triple.isLittleEndian() ? "thumb" : "thumbeb";
  triple.setArchName((arch + ARM::getSubArch(ARM::parseCPUArch(cpu))).str());
  return triple;
}

Expected<TargetInfo> TargetInfo::create(StringRef tripleName, StringRef cpu,
                                        StringRef features) {
  initializeTargets();
  TargetInfo info;
  bool isHost = tripleName == "host";
  info.triple = Triple(isHost ? sys::getDefaultTargetTriple()
                              : Triple::normalize(tripleName));
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(info.triple, error);
  if (!target) {
    SmallVector<StringRef> names;
    for (const Target &known : TargetRegistry::targets())
      names.push_back(known.getName());
    llvm::sort(names);
    return makeError("unknown target '" + tripleName +
                     "': give an LLVM triple such as x86_64-linux-gnu, or "
                     "'host'; known architectures are: " +
                     join(names, ", "));
  }
  if (Error error = checkTripleParts(info.triple))
    return std::move(error);
  if (!target->hasMCAsmBackend())
    return makeError("LLVM makes no object files for " + info.triple.str() +
                     "; give the triple of a processor that runs C programs");

  std::string allFeatures;
  if (isHost && (cpu.empty() || cpu == "host")) {
    info.cpu = sys::getHostCPUName().str();
    allFeatures = hostFeatures();
  } else if (cpu == "host") {
    return makeError("cpu 'host' needs target 'host'; name a processor of " +
                     info.triple.str());
  } else {
    info.cpu = cpu.str();
  }
  if (!features.empty())
    allFeatures += (allFeatures.empty() ? "" : ",") + features.str();
  info.features = allFeatures;

  info.subtarget.reset(target->createMCSubtargetInfo(info.triple, "", ""));
  if (!info.subtarget)
    return makeError("LLVM cannot make code for " + info.triple.str());
  if (!info.cpu.empty() && !info.subtarget->isCPUStringValid(info.cpu))
    return makeError("unknown cpu '" + info.cpu + "' for " + info.triple.str() +
                     "; known are: " +
                     listKnown(info.subtarget->getAllProcessorDescriptions()));
  if (Error error = checkFeatureNames(*info.subtarget, features))
    return std::move(error);
  info.subtarget.reset(
      target->createMCSubtargetInfo(info.triple, info.cpu, info.features));
  // arm-none-eabi names processors too that have Thumb's instructions only.
  if (info.triple.isARM() && info.hasFeature("noarm"))
    return create(makeThumb(info.triple, info.cpu).str(), cpu, features);
  return info;
}

bool TargetInfo::hasFeature(StringRef feature) const {
  return subtarget->checkFeatures(("+" + feature).str());
}

/// The operation that the code generator makes of an intrinsic.
static std::optional<unsigned> nodeOf(Intrinsic::ID intrinsic) {
  switch (intrinsic) {
  case Intrinsic::fma:
    return ISD::FMA;
  case Intrinsic::floor:
    return ISD::FFLOOR;
  case Intrinsic::ceil:
    return ISD::FCEIL;
  case Intrinsic::roundeven:
    return ISD::FROUNDEVEN;
  default:
    return std::nullopt;
  }
}

namespace {

/// A function without a body: a subtarget is that of one.
struct Probe {
  explicit Probe(std::unique_ptr<TargetMachine> made)
      : machine(std::move(made)), module("", context),
        function(
            Function::Create(FunctionType::get(Type::getVoidTy(context), false),
                             Function::ExternalLinkage, "", module)),
        subtarget(*machine->getSubtargetImpl(*function)) {}

  std::unique_ptr<TargetMachine> machine;
  LLVMContext context;
  llvm::Module module;
  Function *function;
  const TargetSubtargetInfo &subtarget;
};

} // namespace

bool TargetInfo::askCodeGenerator(
    function_ref<bool(const TargetLowering &)> question) const {
  Expected<std::unique_ptr<TargetMachine>> machine = createTargetMachine();
  if (machine)
    return question(*Probe(std::move(*machine)).subtarget.getTargetLowering());
  consumeError(machine.takeError());
  return false;
}

bool TargetInfo::hasInstruction(Intrinsic::ID intrinsic) const {
  std::optional<unsigned> node = nodeOf(intrinsic);
  return node && askCodeGenerator([&](const TargetLowering &lowering) {
           return lowering.isOperationLegalOrCustom(*node, MVT::f32);
         });
}

unsigned TargetInfo::addressBits() const {
  return triple.isArch64Bit() ? 64 : triple.isArch32Bit() ? 32 : 16;
}

bool TargetInfo::hasInstructions(IntegerOperation operation) const {
  return askCodeGenerator([&](const TargetLowering &lowering) {
    auto has = [&](unsigned node, MVT type = MVT::i32) {
      return lowering.isOperationLegalOrCustom(node, type);
    };
    switch (operation) {
    case IntegerOperation::Multiply64:
      return lowering.isTypeLegal(MVT::i64)
                 ? has(ISD::MUL, MVT::i64)
                 : has(ISD::UMUL_LOHI) || has(ISD::MULHU);
    case IntegerOperation::Shift64:
      return lowering.isTypeLegal(MVT::i64) || has(ISD::SHL_PARTS);
    case IntegerOperation::CountZeros:
      return lowering.isTypeLegal(MVT::i64) || has(ISD::CTLZ);
    case IntegerOperation::Divide:
      // Where only longer registers are legal, words are extended.
      return lowering.isTypeLegal(MVT::i64) ? has(ISD::SDIV, MVT::i64)
                                            : has(ISD::SDIV);
    }
    llvm_unreachable("covered switch");
  });
}

bool TargetInfo::hasVectors() const {
  return askCodeGenerator([](const TargetLowering &lowering) {
    return lowering.isTypeLegal(MVT::v4i32) || lowering.isTypeLegal(MVT::v4f32);
  });
}

unsigned TargetInfo::countRegisters() const {
  constexpr unsigned least = 8;
  Expected<std::unique_ptr<TargetMachine>> machine = createTargetMachine();
  if (!machine) {
    consumeError(machine.takeError());
    return least;
  }
  Probe probe(std::move(*machine));
  MVT address = MVT::getIntegerVT(addressBits());
  const TargetLowering &lowering = *probe.subtarget.getTargetLowering();
  if (!lowering.isTypeLegal(address))
    return least;
  MachineModuleInfo info(probe.machine.get());
  MachineFunction function(*probe.function, *probe.machine, probe.subtarget,
                           info.getContext(), 0);
  function.initTargetMachineFunctionInfo(probe.subtarget);
  function.getRegInfo().freezeReservedRegs();
  BitVector registers = probe.subtarget.getRegisterInfo()->getAllocatableSet(
      function, lowering.getRegClassFor(address));
  return std::max(registers.count(), least);
}

bool TargetInfo::hasFloat() const {
  return askCodeGenerator([](const TargetLowering &lowering) {
    return lowering.isOperationLegalOrCustom(ISD::FADD, MVT::f32);
  });
}

bool TargetInfo::keepsOrder() const {
  // The first Thumb reaches eight registers, of which no tile is left but one
  // accumulator.
  return triple.isAArch64() || triple.isARM() ||
         (triple.isThumb() && !hasFeature("thumb2"));
}

/// Features of x86 of which LLVM uses no instruction unless a program calls its
/// intrinsic, which compiled networks don't: cryptography, random numbers,
/// caches and prefetching, the operating system's, transactions, tiles.
/// Hypervisors hide many of them.
static bool isNeverUsed(const Triple &triple, StringRef feature) {
  static constexpr StringLiteral names[] = {"aes",      "avx512vp2intersect",
                                            "cldemote", "clflushopt",
                                            "clwb",     "clzero",
                                            "enqcmd",   "fsgsbase",
                                            "fxsr",     "hreset",
                                            "invpcid",  "kl",
                                            "lwp",      "movdir64b",
                                            "movdiri",  "movrs",
                                            "mwaitx",   "pconfig",
                                            "pku",      "prefetchi",
                                            "prfchw",   "ptwrite",
                                            "rdpid",    "rdpru",
                                            "rdrnd",    "rdseed",
                                            "rtm",      "serialize",
                                            "sgx",      "sha",
                                            "sha512",   "shstk",
                                            "sm3",      "sm4",
                                            "tsxldtrk", "uintr",
                                            "usermsr",  "vaes",
                                            "waitpkg",  "wbnoinvd",
                                            "widekl",   "xsave",
                                            "xsavec",   "xsaveopt",
                                            "xsaves"};
  return triple.isX86() &&
         (feature.starts_with("amx-") || llvm::is_contained(names, feature));
}

Error TargetInfo::checkRunsOnHost() const {
  std::string problem = "this machine cannot run code for " + triple.str() +
                        (cpu.empty() ? "" : ", " + cpu);
  Triple host(sys::getDefaultTargetTriple());
  if (triple.getArch() != host.getArch() || triple.getOS() != host.getOS())
    return makeError(problem + "; use a target and cpu of this machine");
  StringMap<bool> present = sys::getHostCPUFeatures();
  SmallVector<StringRef> missing;
  for (const SubtargetFeatureKV &feature :
       subtarget->getAllProcessorFeatures()) {
    auto it = present.find(feature.Key);
    if (it != present.end() && !it->second && hasFeature(feature.Key) &&
        !isNeverUsed(triple, feature.Key))
      missing.push_back(feature.Key);
  }
  if (missing.empty())
    return Error::success();
  return makeError(problem + ": it lacks " + join(missing, ", ") +
                   "; use a cpu and features of this machine");
}

bool TargetInfo::runsOnHost() const {
  Error error = checkRunsOnHost();
  bool runs = !error;
  consumeError(std::move(error));
  return runs;
}

Expected<std::unique_ptr<TargetMachine>>
TargetInfo::createTargetMachine() const {
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(triple, error);
  TargetOptions options;
  // A product and a sum stay two roundings: results are compared to the bit.
  options.AllowFPOpFusion = FPOpFusion::Strict;
  // Arm's names for memcpy and the like are its own C library's.
  options.EABIVersion = EABI::GNU;
  options.DataSections = true;
  options.FunctionSections = true;
  // On Arm of 32 bits this leaves all scheduling to the scheduler that
  // `keepsOrder` leaves out.
  std::string all = features;
  if (keepsOrder() && !triple.isAArch64())
    all += (all.empty() ? "" : ",") + std::string("+use-misched");
  std::unique_ptr<TargetMachine> machine(
      target->createTargetMachine(triple, cpu, all, options, Reloc::PIC_,
                                  std::nullopt, CodeGenOptLevel::Aggressive));
  if (!machine)
    return makeError("LLVM cannot make code for " + triple.str());
  return machine;
}

void TargetInfo::attachTo(mlir::ModuleOp module) const {
  mlir::MLIRContext *context = module.getContext();
  context->loadDialect<mlir::LLVM::LLVMDialect>();
  auto string = [&](StringRef text) {
    return mlir::StringAttr::get(context, text);
  };
  mlir::LLVM::TargetFeaturesAttr list;
  if (!features.empty())
    list = mlir::LLVM::TargetFeaturesAttr::get(context, features);
  module->setAttr(targetAttrName,
                  mlir::LLVM::TargetAttr::get(context, string(triple.str()),
                                              string(cpu), list));
}

Expected<TargetInfo> TargetInfo::get(mlir::ModuleOp module) {
  auto attr = module->getAttrOfType<mlir::LLVM::TargetAttr>(targetAttrName);
  if (!attr)
    return makeError("the module names no target; run qopt-set-target first");
  std::string list =
      attr.getFeatures() ? attr.getFeatures().getFeaturesString() : "";
  return create(attr.getTriple().getValue(), attr.getChip().getValue(), list);
}

} // namespace qopt
