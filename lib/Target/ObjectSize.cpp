//===- ObjectSize.cpp - What an object file takes of a machine --*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Target/ObjectSize.h"

#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Object/ObjectFile.h"

using namespace llvm;

namespace qopt {

/// Loaded, and neither code nor memory without content.
static bool isConstant(const object::SectionRef &section, bool isELF) {
  if (section.isBSS())
    return false;
  // Tables of a processor's own kind, such as Arm's for unwinding, are loaded
  // too.
  return isELF ? object::ELFSectionRef(section).getFlags() & ELF::SHF_ALLOC
               : section.isData();
}

Expected<ObjectSize> measureObject(ArrayRef<char> object) {
  MemoryBufferRef buffer({object.data(), object.size()}, "object");
  auto file = object::ObjectFile::createObjectFile(buffer);
  if (!file)
    return file.takeError();
  ObjectSize size;
  size.fileBytes = int64_t(object.size());
  for (const object::SectionRef &section : (*file)->sections()) {
    if (section.isText())
      size.codeBytes += int64_t(section.getSize());
    else if (isConstant(section, (*file)->isELF()))
      size.constantBytes += int64_t(section.getSize());
  }
  return size;
}

} // namespace qopt
