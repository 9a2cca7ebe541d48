//===- Npy.cpp - Reading and writing .npy files ---------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/Npy.h"
#include "NpyHeader.h"
#include "qopt/Support/Error.h"
#include "qopt/Support/OutputFile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace qopt;

int64_t ArrayInfo::numElements() const {
  // Every header that was read has passed the check.
  return *checkedNumElements(shape, getElementSize(type));
}

//===----------------------------------------------------------------------===//
// SampleReader and ArrayFile
//===----------------------------------------------------------------------===//

SampleReader::~SampleReader() = default;
ArrayFile::~ArrayFile() = default;

Error SampleReader::readSamples(int64_t begin, int64_t count, HostTensor &out) {
  if (array.shape.empty())
    return makeError(path + ": array '" + array.name +
                     "' is a scalar and has no samples; save it with "
                     "the shape (1,)");
  int64_t samples = array.numSamples();
  if (begin < 0 || count < 0 || begin > samples || count > samples - begin)
    return makeError(path + ": array '" + array.name + "' has " +
                     Twine(samples) + " samples, but " + Twine(count) +
                     " from number " + Twine(begin) +
                     " were asked for; ask for fewer");
  out.name = array.name;
  out.type = array.type;
  out.shape = array.shape;
  // The product of the other extents is known to fit, whatever the first is.
  out.shape.front() = 1;
  int64_t elementSize = getElementSize(array.type);
  int64_t sampleSize =
      *checkedNumElements(out.shape, elementSize) * elementSize;
  out.shape.front() = count;
  out.data.resize(count * sampleSize);
  return readBytes(begin * sampleSize,
                   MutableArrayRef(out.data.data(), out.data.size()));
}

Error SampleReader::readAll(HostTensor &out) {
  out.name = array.name;
  out.type = array.type;
  out.shape = array.shape;
  out.data.resize(array.numBytes());
  return readBytes(0, MutableArrayRef(out.data.data(), out.data.size()));
}

Expected<std::unique_ptr<SampleReader>> ArrayFile::reader(StringRef name) {
  for (const auto &[index, info] : enumerate(infos))
    if (info.name == name)
      return makeReader(index);
  auto names = map_range(
      infos, [](const ArrayInfo &info) { return "'" + info.name + "'"; });
  return makeError(path + ": has no array '" + name + "'; its arrays are " +
                   join(names, ", "));
}

Expected<HostTensor> ArrayFile::load(StringRef name) {
  Expected<std::unique_ptr<SampleReader>> source = reader(name);
  if (!source)
    return source.takeError();
  HostTensor tensor;
  if (Error error = (*source)->readAll(tensor))
    return error;
  return tensor;
}

//===----------------------------------------------------------------------===//
// .npy files
//===----------------------------------------------------------------------===//

/// Fills \p bytes from \p offset of \p file.
static Error readExactly(sys::fs::file_t file, int64_t offset,
                         MutableArrayRef<char> bytes, StringRef path) {
  while (!bytes.empty()) {
    Expected<size_t> count = sys::fs::readNativeFileSlice(file, bytes, offset);
    if (!count)
      return makeError(path + ": cannot be read (" +
                       toString(count.takeError()) +
                       "); check the file and its disk");
    if (*count == 0)
      return makeError(path + ": ended while it was read; do not write "
                              "to it meanwhile");
    bytes = bytes.drop_front(*count);
    offset += *count;
  }
  return Error::success();
}

namespace {
class NpyReader : public SampleReader {
public:
  NpyReader(StringRef path, const ArrayInfo &info, sys::fs::file_t file,
            int64_t dataOffset)
      : SampleReader(path, info), file(file), dataOffset(dataOffset) {}

private:
  Error readBytes(int64_t offset, MutableArrayRef<char> bytes) override {
    return readExactly(file, dataOffset + offset, bytes, path);
  }

  sys::fs::file_t file;
  int64_t dataOffset;
};

class NpyFile : public ArrayFile {
public:
  NpyFile(StringRef path, sys::fs::file_t file) : ArrayFile(path), file(file) {}
  ~NpyFile() override { sys::fs::closeFile(file); }

  Error readHeader(int64_t size) {
    int64_t position = 0;
    auto readNext = [&](MutableArrayRef<char> bytes) {
      int64_t offset = position;
      position += bytes.size();
      return readExactly(file, offset, bytes, path);
    };
    Expected<NpyHeader> header = readNpyHeader(readNext, size, path + ": ");
    if (!header)
      return header.takeError();
    infos.push_back({sys::path::stem(path).str(), header->type, header->shape});
    dataOffset = header->dataOffset;
    return Error::success();
  }

private:
  Expected<std::unique_ptr<SampleReader>> makeReader(size_t index) override {
    return std::make_unique<NpyReader>(path, infos[index], file, dataOffset);
  }

  sys::fs::file_t file;
  int64_t dataOffset = 0;
};
} // namespace

Expected<std::unique_ptr<ArrayFile>> ArrayFile::open(StringRef path) {
  sys::fs::file_status status;
  if (std::error_code code = sys::fs::status(path, status))
    return makeError(path + ": cannot be opened (" + code.message() +
                     "); check the path");
  // Before opening, which on a pipe would wait for a writer.
  if (!sys::fs::is_regular_file(status))
    return makeError(path + ": is not a regular file; give the path of "
                            "a .npy or .npz file");
  Expected<sys::fs::file_t> handle = sys::fs::openNativeFileForRead(path);
  if (!handle)
    return makeError(path + ": cannot be opened (" +
                     toString(handle.takeError()) + "); check its permissions");
  auto npy = std::make_unique<NpyFile>(path, *handle);

  int64_t size = status.getSize();
  if (size == 0)
    return makeError(path + ": is empty; write it again with np.save "
                            "or np.savez");
  char magic[npyMagic.size()] = {};
  MutableArrayRef<char> start(magic);
  if (Error error = readExactly(
          *handle, 0, start.take_front(std::min<int64_t>(size, start.size())),
          path))
    return error;
  StringRef text(magic, start.size());
  // A zip begins with its first entry, or with its end if it has none.
  if (text.starts_with("PK\x03\x04") || text.starts_with("PK\x05\x06"))
    return openNpz(path, size);
  if (!text.starts_with(npyMagic.take_front(size)))
    return makeError(path + ": is neither a .npy nor a .npz file; write "
                            "it with np.save or np.savez");
  if (Error error = npy->readHeader(size))
    return error;
  return npy;
}

//===----------------------------------------------------------------------===//
// Whole files
//===----------------------------------------------------------------------===//

Expected<std::vector<HostTensor>> qopt::loadArrays(StringRef path) {
  Expected<std::unique_ptr<ArrayFile>> file = ArrayFile::open(path);
  if (!file)
    return file.takeError();
  std::vector<HostTensor> tensors;
  for (const ArrayInfo &info : (*file)->arrays()) {
    Expected<HostTensor> tensor = (*file)->load(info.name);
    if (!tensor)
      return tensor.takeError();
    tensors.push_back(std::move(*tensor));
  }
  return tensors;
}

Error qopt::saveNpy(StringRef path, const HostTensor &tensor) {
  return writeFileAtomically(path, [&](raw_ostream &stream) {
    stream << formatNpyHeader(tensor);
    stream.write(tensor.data.data(), tensor.data.size());
    return Error::success();
  });
}
