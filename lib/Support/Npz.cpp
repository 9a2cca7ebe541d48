//===- Npz.cpp - Reading and writing .npz files ---------------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "NpyHeader.h"
#include "qopt/Support/Error.h"
#include "qopt/Support/OutputFile.h"

#include "llvm/ADT/StringSet.h"

#include <zip.h>

using namespace llvm;
using namespace qopt;

namespace {
struct ArchiveCloser {
  // Discarding leaves the file alone: writing ends with zip_close instead.
  void operator()(zip_t *archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, ArchiveCloser>;

struct EntryCloser {
  void operator()(zip_file_t *entry) const { zip_fclose(entry); }
};
using Entry = std::unique_ptr<zip_file_t, EntryCloser>;
} // namespace

/// Opens \p path with libzip's \p flags.
static Expected<Archive> openArchive(StringRef path, int flags) {
  int code = 0;
  Archive archive(zip_open(path.str().c_str(), flags, &code));
  if (archive)
    return archive;
  zip_error_t error;
  zip_error_init_with_code(&error, code);
  std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  return makeError(path + ": cannot be opened as a .npz (" + reason +
                   "); write it again with np.savez");
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

namespace {
/// The bytes of one entry in order, the .npy header included.
class EntryStream {
public:
  EntryStream(zip_t *archive, zip_uint64_t index, std::string where)
      : archive(archive), index(index), where(std::move(where)) {}

  Error readNext(MutableArrayRef<char> bytes);

  /// Fills \p bytes from \p offset; goes back to the start for what has passed.
  Error readAt(int64_t offset, MutableArrayRef<char> bytes);

  /// To be called behind the last byte: libzip compares the checksum when it is
  /// asked for more.
  Error checkEnd();

private:
  zip_t *archive;
  zip_uint64_t index;
  std::string where;
  Entry entry;
  int64_t position = 0;
};

class NpzReader : public SampleReader {
public:
  NpzReader(StringRef path, const ArrayInfo &info, EntryStream stream,
            int64_t dataOffset)
      : SampleReader(path, info), stream(std::move(stream)),
        dataOffset(dataOffset) {}

private:
  Error readBytes(int64_t offset, MutableArrayRef<char> bytes) override {
    if (Error error = stream.readAt(dataOffset + offset, bytes))
      return error;
    bool isEnd =
        offset + static_cast<int64_t>(bytes.size()) == array.numBytes();
    return isEnd ? stream.checkEnd() : Error::success();
  }

  EntryStream stream;
  int64_t dataOffset;
};

class NpzFile : public ArrayFile {
public:
  NpzFile(StringRef path, int64_t fileSize, Archive archive)
      : ArrayFile(path), fileSize(fileSize), archive(std::move(archive)) {}

  Error readHeaders();

private:
  Error readHeader(zip_uint64_t index);
  EntryStream makeStream(zip_uint64_t index, StringRef name) {
    return EntryStream(archive.get(), index,
                       path + ": array '" + name.str() + "' ");
  }
  Expected<std::unique_ptr<SampleReader>> makeReader(size_t index) override {
    return std::make_unique<NpzReader>(
        path, infos[index], makeStream(entries[index].index, infos[index].name),
        entries[index].dataOffset);
  }

  struct EntryPlace {
    zip_uint64_t index;
    int64_t dataOffset;
  };

  int64_t fileSize;
  Archive archive;
  /// Parallel to infos; a folder in the archive has no array.
  std::vector<EntryPlace> entries;
};
} // namespace

Error EntryStream::readNext(MutableArrayRef<char> bytes) {
  if (!entry)
    entry.reset(zip_fopen_index(archive, index, 0));
  if (!entry)
    return makeError(where + "cannot be read (" + zip_strerror(archive) +
                     "); write the file again with np.savez");
  while (!bytes.empty()) {
    zip_int64_t count = zip_fread(entry.get(), bytes.data(), bytes.size());
    if (count <= 0) {
      std::string reason =
          count == 0 ? "it ends early" : zip_file_strerror(entry.get());
      entry.reset();
      position = 0;
      return makeError(where + "is damaged (" + reason +
                       "); write the file again with np.savez");
    }
    bytes = bytes.drop_front(count);
    position += count;
  }
  return Error::success();
}

Error EntryStream::readAt(int64_t offset, MutableArrayRef<char> bytes) {
  if (offset < position) {
    entry.reset();
    position = 0;
  }
  char skipped[1 << 14];
  while (position < offset) {
    int64_t count = std::min<int64_t>(offset - position, sizeof(skipped));
    if (Error error = readNext(MutableArrayRef(skipped).take_front(count)))
      return error;
  }
  return readNext(bytes);
}

Error EntryStream::checkEnd() {
  char more;
  zip_int64_t count = zip_fread(entry.get(), &more, 1);
  if (count == 0)
    return Error::success();
  std::string reason =
      count > 0 ? "it is too long" : zip_file_strerror(entry.get());
  return makeError(where + "is damaged (" + reason +
                   "); write the file again with np.savez");
}

Error NpzFile::readHeader(zip_uint64_t index) {
  zip_stat_t stat;
  if (zip_stat_index(archive.get(), index, 0, &stat) != 0)
    return makeError(path + ": entry " + Twine(index) + " cannot be read (" +
                     zip_strerror(archive.get()) +
                     "); write the file again with np.savez");
  StringRef name = stat.name;
  if (name.ends_with("/"))
    return Error::success();
  if (!name.consume_back(".npy"))
    return makeError(path + ": entry '" + name +
                     "' is not a .npy; remove it from the archive");
  std::string where = path + ": array '" + name.str() + "' ";

  if (stat.encryption_method != ZIP_EM_NONE)
    return makeError(where + "is encrypted; write it with np.savez");
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
    return makeError(where + "is compressed by method " +
                     Twine(stat.comp_method) +
                     ", which is not read; write it with "
                     "np.savez_compressed");
  // The sizes become allocations, so they must be possible: deflate reaches at
  // most 1032 : 1, a 258-byte match in two bits.
  constexpr uint64_t maxRatio = 1032;
  uint64_t ratio = stat.comp_method == ZIP_CM_STORE ? 1 : maxRatio;
  if (stat.comp_size > static_cast<uint64_t>(fileSize) ||
      stat.size / ratio > stat.comp_size)
    return makeError(where + "is truncated or damaged: its sizes are "
                             "impossible; write the file again");

  EntryStream stream = makeStream(index, name);
  Expected<NpyHeader> header = readNpyHeader(
      [&](MutableArrayRef<char> bytes) { return stream.readNext(bytes); },
      stat.size, where);
  if (!header)
    return header.takeError();
  infos.push_back({name.str(), header->type, header->shape});
  entries.push_back({index, header->dataOffset});
  return Error::success();
}

Error NpzFile::readHeaders() {
  zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  for (zip_int64_t index = 0; index < count; ++index)
    if (Error error = readHeader(index))
      return error;
  if (infos.empty())
    return makeError(path + ": holds no array; write it again with "
                            "np.savez(path, name=array)");
  StringSet<> names;
  for (const ArrayInfo &info : infos)
    if (!names.insert(info.name).second)
      return makeError(path + ": holds two arrays '" + info.name +
                       "'; write it again with distinct names");
  return Error::success();
}

Expected<std::unique_ptr<ArrayFile>> qopt::openNpz(StringRef path,
                                                   int64_t fileSize) {
  Expected<Archive> archive = openArchive(path, ZIP_RDONLY);
  if (!archive)
    return archive.takeError();
  auto file = std::make_unique<NpzFile>(path, fileSize, std::move(*archive));
  if (Error error = file->readHeaders())
    return error;
  return file;
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

/// Adds one array as an uncompressed entry with a fixed date; libzip reads
/// \p header and the tensor's data only when the archive is closed.
static bool addEntry(zip_t *archive, const HostTensor &tensor,
                     std::string &header) {
  zip_buffer_fragment_t fragments[2] = {};
  auto set = [](zip_buffer_fragment_t &fragment, const char *data,
                size_t size) {
    // libzip's type is not const, but it frees and writes nothing unless told.
    fragment.data = reinterpret_cast<zip_uint8_t *>(const_cast<char *>(data));
    fragment.length = size;
  };
  set(fragments[0], header.data(), header.size());
  set(fragments[1], tensor.data.data(), tensor.data.size());
  zip_source_t *source = zip_source_buffer_fragment(
      archive, fragments, tensor.data.empty() ? 1 : 2, /*freep=*/0);
  if (!source)
    return false;
  zip_int64_t index = zip_file_add(archive, (tensor.name + ".npy").c_str(),
                                   source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  // 1980-01-01, the first date of the format, as NumPy writes it.
  constexpr zip_uint16_t firstDate = (1 << 5) | 1;
  return zip_set_file_compression(archive, index, ZIP_CM_STORE, 0) == 0 &&
         zip_file_set_dostime(archive, index, 0, firstDate, 0) == 0;
}

Error qopt::saveNpz(StringRef path, ArrayRef<HostTensor> tensors) {
  if (tensors.empty())
    return makeError(path + ": there is no array to write; give at "
                            "least one");
  StringSet<> names;
  for (const HostTensor &tensor : tensors)
    if (tensor.name.empty() || !names.insert(tensor.name).second)
      return makeError(path + ": array name '" + tensor.name +
                       "' is empty or used twice; give distinct names");
  Expected<OutputTarget> target = resolveOutputTarget(path);
  if (!target)
    return target.takeError();
  // libzip writes a temporary and renames it, which would replace a device.
  if (!target->isReplaceable)
    return makeError(path + ": is not a regular file; give the path of "
                            "a file");

  Expected<Archive> archive =
      openArchive(target->path, ZIP_CREATE | ZIP_TRUNCATE);
  if (!archive)
    return archive.takeError();
  std::vector<std::string> headers;
  for (const HostTensor &tensor : tensors)
    headers.push_back(formatNpyHeader(tensor));
  bool added = true;
  for (size_t i = 0; i < tensors.size() && added; ++i)
    added = addEntry(archive->get(), tensors[i], headers[i]);
  if (!added || zip_close(archive->get()) != 0)
    return makeError(path + ": cannot be written (" +
                     zip_strerror(archive->get()) +
                     "); check that its folder exists, is writable and "
                     "has space");
  // zip_close has freed it.
  (void)archive->release();
  return Error::success();
}
