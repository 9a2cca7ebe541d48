//===- Toolchain.cpp - The C compiler that goes with a target ---*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/Toolchain.h"

using namespace llvm;

namespace qopt {

namespace {
struct Machine {
  /// In the names of GNU's programs.
  std::string gnu;
  std::vector<std::string> unameOutputs;
};
} // namespace

static Machine describeMachine(const Triple &triple) {
  switch (triple.getArch()) {
  case Triple::arm:
  case Triple::thumb:
    return {"arm", {"armv7", "armv8"}};
  case Triple::aarch64:
    return {"aarch64", {"aarch64", "arm64"}};
  case Triple::x86_64:
    return {"x86_64", {"x86_64", "amd64"}};
  case Triple::x86:
    return {"i686", {"i386", "i486", "i586", "i686"}};
  default:
    return {triple.getArchName().str(), {triple.getArchName().str()}};
  }
}

CToolchain getCToolchain(const TargetInfo &target) {
  const Triple &triple = target.getTriple();
  auto [gnu, machines] = describeMachine(triple);
  CToolchain chain;
  chain.processor = gnu;
  if (triple.isOSLinux()) {
    chain.system = "Linux";
    chain.machines = machines;
    StringRef environment = triple.getEnvironmentName();
    chain.compiler = gnu + "-linux-" +
                     (environment.empty() ? "gnu" : environment.str()) + "-gcc";
  } else if (triple.isOSDarwin()) {
    chain.system = "Darwin";
    chain.machines = machines;
    chain.compiler = "cc";
  } else {
    chain.system = "Generic";
    chain.compiler = gnu +
                     (triple.isARM() || triple.isThumb() ? "-none-eabi"
                      : triple.isRISCV()                 ? "-unknown-elf"
                                                         : "-none-elf") +
                     "-gcc";
  }
  return chain;
}

} // namespace qopt
