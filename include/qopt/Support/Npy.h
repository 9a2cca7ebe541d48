//===- Npy.h - Reading and writing .npy and .npz files ----------*- C++ -*-===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
///
/// \file
/// Arrays in NumPy's files: .npy (one array, format versions 1 to 3) and .npz
/// (a zip of .npy entries, stored or deflated). The format is described at
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
///
/// Files come from anywhere: whatever bytes they hold, reading gives either the
/// arrays or one line that names the file and the array and says what to do.
///
/// Read: little-endian, C order, the types of ElementType. Refused: Fortran
/// order, big-endian, every other dtype.
///
//===----------------------------------------------------------------------===//

#ifndef QOPT_SUPPORT_NPY_H
#define QOPT_SUPPORT_NPY_H

#include "qopt/Support/HostTensor.h"

#include "llvm/Support/Error.h"

#include <memory>

namespace qopt {

/// What a file says about one array, without its elements.
struct ArrayInfo {
  /// The .npz entry without ".npy"; for a .npy file, the file's stem.
  std::string name;
  ElementType type = ElementType::F32;
  llvm::SmallVector<int64_t> shape;

  /// The first dimension is the sample. A scalar has no samples.
  int64_t numSamples() const { return shape.empty() ? 0 : shape.front(); }

  /// Number of elements, and of bytes, of the whole array; both fit int64_t.
  int64_t numElements() const;
  int64_t numBytes() const { return numElements() * getElementSize(type); }
};

/// Reads consecutive samples of one array, holding only those asked for. Made
/// by ArrayFile, which must outlive it.
class SampleReader {
public:
  virtual ~SampleReader();

  const ArrayInfo &info() const { return array; }

  /// Reads the samples [begin, begin + count) into \p out, of shape count x the
  /// array's remaining dimensions; the storage of \p out is reused. Reading
  /// forward costs only the bytes read; a .npz entry read backward is
  /// decompressed again from its start.
  ///
  /// \returns an error if the samples do not exist, the array is a scalar, or
  /// the file is damaged; \p out is then unspecified.
  llvm::Error readSamples(int64_t begin, int64_t count, HostTensor &out);

  /// Reads the whole array, scalars included.
  llvm::Error readAll(HostTensor &out);

protected:
  SampleReader(llvm::StringRef path, const ArrayInfo &array)
      : path(path), array(array) {}

  /// Fills \p bytes from \p offset bytes behind the array's first element; the
  /// range lies within the array.
  virtual llvm::Error readBytes(int64_t offset,
                                llvm::MutableArrayRef<char> bytes) = 0;

  /// The file, for messages.
  std::string path;
  ArrayInfo array;
};

/// An open .npy or .npz file; which of the two is told by its first bytes, not
/// by its name.
class ArrayFile {
public:
  /// Opens \p path and reads the header of every array in it.
  static llvm::Expected<std::unique_ptr<ArrayFile>> open(llvm::StringRef path);

  virtual ~ArrayFile();

  /// The arrays in the file's order.
  llvm::ArrayRef<ArrayInfo> arrays() const { return infos; }

  /// A reader of the array called \p name; the error lists the names there are.
  llvm::Expected<std::unique_ptr<SampleReader>> reader(llvm::StringRef name);

  /// The whole array called \p name.
  llvm::Expected<HostTensor> load(llvm::StringRef name);

protected:
  explicit ArrayFile(llvm::StringRef path) : path(path) {}

  virtual llvm::Expected<std::unique_ptr<SampleReader>>
  makeReader(size_t index) = 0;

  std::string path;
  std::vector<ArrayInfo> infos;
};

/// All arrays of a .npy or .npz file, in the file's order.
llvm::Expected<std::vector<HostTensor>> loadArrays(llvm::StringRef path);

/// Writes one array as .npy version 1. The tensor's name is not stored.
llvm::Error saveNpy(llvm::StringRef path, const HostTensor &tensor);

/// Writes arrays as an uncompressed .npz. Names must be distinct and not empty.
/// Equal arrays give equal bytes: no time of writing is stored.
llvm::Error saveNpz(llvm::StringRef path, llvm::ArrayRef<HostTensor> tensors);

} // namespace qopt

#endif // QOPT_SUPPORT_NPY_H
