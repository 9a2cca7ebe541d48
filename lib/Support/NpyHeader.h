//===- NpyHeader.h - What precedes the elements of a .npy -------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Shared by the readers of .npy files and of .npz entries; not public.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_LIB_SUPPORT_NPYHEADER_H
#define QOPT_LIB_SUPPORT_NPYHEADER_H

#include "qopt/Support/Npy.h"

#include "llvm/ADT/STLFunctionalExtras.h"

namespace qopt {

/// The first bytes of every .npy.
inline constexpr llvm::StringLiteral npyMagic = "\x93NUMPY";

struct NpyHeader {
  ElementType type = ElementType::F32;
  llvm::SmallVector<int64_t> shape;
  /// Where the first element lies, in bytes from the start.
  int64_t dataOffset = 0;
};

/// Reads the header of a .npy of \p size bytes, elements included, which
/// \p readNext hands out from its start. Errors begin with \p where.
llvm::Expected<NpyHeader> readNpyHeader(
    llvm::function_ref<llvm::Error(llvm::MutableArrayRef<char>)> readNext,
    int64_t size, llvm::StringRef where);

/// A version 1 header, padded so that the elements are 64-byte aligned.
std::string formatNpyHeader(const HostTensor &tensor);

/// Opens an archive as ArrayFile::open does.
llvm::Expected<std::unique_ptr<ArrayFile>> openNpz(llvm::StringRef path,
                                                   int64_t fileSize);

} // namespace qopt

#endif // QOPT_LIB_SUPPORT_NPYHEADER_H
