//===- ModuleHash.cpp - The fingerprint of a module -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Import/ModuleHash.h"

#include "mlir/IR/OperationSupport.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/raw_ostream.h"

#include <limits>

using namespace mlir;

namespace {
/// Hashes what is written to it, so that no model is held as text.
class HashStream : public llvm::raw_ostream {
public:
  HashStream() : raw_ostream(/*unbuffered=*/false) {}
  ~HashStream() override { flush(); }

  std::string digest() {
    flush();
    return llvm::toHex(sha.final(), /*LowerCase=*/true);
  }

private:
  void write_impl(const char *data, size_t size) override {
    sha.update(StringRef(data, size));
    position += size;
  }
  uint64_t current_pos() const override { return position; }

  llvm::SHA256 sha;
  uint64_t position = 0;
};
} // namespace

std::string qopt::hashModule(ModuleOp module) {
  // The command line's elision options are defaults of these flags: undo them.
  OpPrintingFlags flags;
  flags.elideLargeElementsAttrs(std::numeric_limits<int64_t>::max());
  flags.elideLargeResourceString(std::numeric_limits<int64_t>::max());
  flags.enableDebugInfo(/*enable=*/false)
      .printGenericOpForm()
      .skipRegions(false);
  HashStream stream;
  module->print(stream, flags);
  return stream.digest();
}
