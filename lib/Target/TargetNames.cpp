//===- TargetNames.cpp - What the names of a target mean --------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/TargetNames.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"

using namespace llvm;

namespace qopt {

/// The names of the kinds from the second to `last`; the first is the unknown.
template <typename Kind>
static std::string listKinds(Kind last, StringRef (*nameOf)(Kind)) {
  SmallVector<StringRef> names;
  for (int kind = 1; kind <= int(last); ++kind)
    names.push_back(nameOf(Kind(kind)));
  llvm::sort(names);
  names.erase(llvm::unique(names), names.end());
  return join(names, ", ");
}

static Error refuse(const Triple &triple, StringRef kind, StringRef name,
                    const std::string &known) {
  return createStringError(inconvertibleErrorCode(),
                           "unknown " + kind + " '" + name + "' in target '" +
                               triple.str() + "'; known are: none, " + known);
}

Error checkTripleParts(const Triple &triple) {
  static constexpr StringLiteral nothing[] = {"", "none", "unknown"};
  // What is no environment may name the format of object files.
  static constexpr StringLiteral formats[] = {"coff", "elf", "macho", "wasm",
                                              "xcoff"};
  StringRef system = triple.getOSName(),
            environment = triple.getEnvironmentName();
  // The environments of operating systems need one: what was meant for its name
  // may have been taken for the vendor's, which can be anything.
  if (triple.getOS() == Triple::UnknownOS && is_contained(nothing, system) &&
      (triple.isGNUEnvironment() || triple.isMusl() || triple.isAndroid()))
    system = triple.getVendorName();
  if (triple.getOS() == Triple::UnknownOS && !is_contained(nothing, system))
    return refuse(triple, "operating system", system,
                  listKinds(Triple::LastOSType, &Triple::getOSTypeName));
  if (triple.getEnvironment() == Triple::UnknownEnvironment &&
      !is_contained(nothing, environment) &&
      !is_contained(formats, environment))
    return refuse(triple, "environment", environment,
                  listKinds(Triple::LastEnvironmentType,
                            &Triple::getEnvironmentTypeName));
  return Error::success();
}

std::vector<std::string> describeForeignFeatures(const TargetInfo &target,
                                                 StringRef features) {
  std::vector<std::string> lines;
  StringRef cpu = target.getCPU();
  if (features.empty() || cpu.empty() || cpu.starts_with("generic") ||
      cpu.starts_with("x86-64"))
    return lines;
  std::string error;
  const Target *entry = TargetRegistry::lookupTarget(target.getTriple(), error);
  std::unique_ptr<MCSubtargetInfo> processor(
      entry->createMCSubtargetInfo(target.getTriple(), cpu, ""));
  for (StringRef feature : llvm::split(features, ','))
    if (feature.starts_with("+") && !processor->checkFeatures(feature.str()))
      lines.push_back((cpu + " has no " + feature.drop_front() +
                       "; the code runs only on a processor that has it")
                          .str());
  return lines;
}

} // namespace qopt
