//===- Programs.h - Networks compiled into this process ---------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_BENCH_PROGRAMS_H
#define QOPT_BENCH_PROGRAMS_H

#include "Networks.h"

#include "qopt/Compiler/Compiler.h"

#include "llvm/ADT/SmallString.h"

namespace qopt::bench {

/// A folder for the files of networks.
class Workspace {
public:
  /// One that is there, and stays.
  explicit Workspace(llvm::StringRef directory) : directory(directory) {}
  /// A new one, which goes with this object.
  static llvm::Expected<std::unique_ptr<Workspace>> create();
  ~Workspace();

  std::string path(const llvm::Twine &file) const;

private:
  llvm::SmallString<128> directory;
  bool isTemporary = false;
};

/// A network's files: the model, and the plan made from random samples.
struct NetworkFiles {
  std::string model, plan;
};

/// Writes the files of a network where they are not there yet.
llvm::Expected<NetworkFiles> writeNetwork(const Network &network,
                                          const Workspace &workspace);

/// A compiler with u8 at the interface and the network's model loaded.
llvm::Expected<std::unique_ptr<Compiler>> makeCompiler(llvm::StringRef model,
                                                       TargetInfo target);

/// A compiled network with buffers of random input; it stays where it is.
class Program {
public:
  static llvm::Expected<std::unique_ptr<Program>>
  compile(const Network &network, bool isFloat, const TargetInfo &target,
          const Workspace &workspace);

  void call() { executable->call(rows, buffers); }

  /// Calls that together take a millisecond or two: long enough for the clock,
  /// and short enough for some batch to be left alone by other processes.
  int64_t callsPerBatch() const { return batch; }

private:
  Program(std::unique_ptr<Executable> executable, int64_t rows);

  std::unique_ptr<Executable> executable;
  int64_t rows;
  int64_t batch = 1;
  std::vector<HostTensor> tensors;
  llvm::SmallVector<void *> buffers;
};

} // namespace qopt::bench

#endif // QOPT_BENCH_PROGRAMS_H
