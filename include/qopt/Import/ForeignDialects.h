//===- ForeignDialects.h - The way from other dialects ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_IMPORT_FOREIGNDIALECTS_H
#define QOPT_IMPORT_FOREIGNDIALECTS_H

#include "llvm/ADT/StringRef.h"

namespace qopt {

/// What to do with a model of operations of \p dialect, which qopt does not
/// read: "export the model as ...".
llvm::StringRef wayFromDialect(llvm::StringRef dialect);

} // namespace qopt

#endif // QOPT_IMPORT_FOREIGNDIALECTS_H
