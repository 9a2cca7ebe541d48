//===- Testing.h - Helpers shared by the unit tests -------------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef QOPT_TEST_UNIT_SUPPORT_TESTING_H
#define QOPT_TEST_UNIT_SUPPORT_TESTING_H

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include "gtest/gtest.h"

#include <string>

namespace qopt::testing {

/// The message of \p error, "" for success. Every message is one line.
inline std::string messageOf(llvm::Error error) {
  std::string message = llvm::toString(std::move(error));
  EXPECT_EQ(message.find('\n'), std::string::npos) << message;
  return message;
}

template <typename T>
std::string messageOf(llvm::Expected<T> value) {
  return value ? std::string() : messageOf(value.takeError());
}

/// Expects \p message to hold every one of \p parts.
inline void expectParts(llvm::StringRef message,
                        std::initializer_list<llvm::StringRef> parts) {
  for (llvm::StringRef part : parts)
    EXPECT_TRUE(message.contains(part))
        << "\"" << message.str() << "\" lacks \"" << part.str() << "\"";
}

/// The value of \p value, which must be there.
template <typename T>
T valueOf(llvm::Expected<T> value) {
  if (!value) {
    ADD_FAILURE() << llvm::toString(value.takeError());
    abort();
  }
  return std::move(*value);
}

/// A folder that is deleted with all that is in it.
class TempDir {
public:
  TempDir() {
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("qopt-test", path));
  }
  ~TempDir() { llvm::sys::fs::remove_directories(path); }

  std::string file(llvm::StringRef name) const {
    llvm::SmallString<128> result = path;
    llvm::sys::path::append(result, name);
    return std::string(result);
  }

  /// Writes \p bytes to a file called \p name and returns its path.
  std::string write(llvm::StringRef name, llvm::StringRef bytes) const {
    std::string result = file(name);
    std::error_code code;
    llvm::raw_fd_ostream stream(result, code);
    EXPECT_FALSE(code) << code.message();
    stream << bytes;
    return result;
  }

  /// The number of entries in the folder.
  size_t count() const {
    std::error_code code;
    size_t result = 0;
    for (llvm::sys::fs::directory_iterator it(path, code), end;
         it != end && !code; it.increment(code))
      ++result;
    return result;
  }

private:
  llvm::SmallString<128> path;
};

/// The bytes of the file \p path.
inline std::string readFile(llvm::StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) {
    ADD_FAILURE() << path.str() << ": " << buffer.getError().message();
    return "";
  }
  return (*buffer)->getBuffer().str();
}

} // namespace qopt::testing

#endif // QOPT_TEST_UNIT_SUPPORT_TESTING_H
