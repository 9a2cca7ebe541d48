//===- NpzTest.cpp - Reading and writing .npz files -----------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Testing.h"
#include "qopt/Support/Npy.h"

#include "llvm/Support/Base64.h"
#include "llvm/Support/Endian.h"

#include <numeric>
#include <sys/stat.h>
#include <zip.h>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

/// np.savez_compressed(f, image=np.arange(24, dtype=np.float32).reshape(4, 2,
/// 3), label=np.array([3, 1, 4, 1])) of NumPy 2.4.6.
static constexpr StringLiteral numpyArchive =
    "UEsDBC0AAAAIAAAAIQDXCHoP//////////8JABQAaW1hZ2UubnB5AQAQAOAAAAAAAAAAhw"
    "AAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2airqOgnpZfVFKUmBefX5SSChJ3S8wp"
    "TgWKF2ckFqQC+RomOgpGOgrGmjoKtQrkAS4GMGiwBxIOQATEDUC8AIgPAPEDIGZwZGAQAG"
    "IFIDYAYgcgDgDiBCAuAOIGIO4A4glAPAOIFwDxCiDeAMQ7HAFQSwMELQAAAAgAAAAhAOWl"
    "cQn//////////wkAFABsYWJlbC5ucHkBABAAoAAAAAAAAABNAAAAAAAAAJvsF+obEMnIUM"
    "ZQrZ6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GiY6mjoK"
    "tQoUAC5mBghghNIsaHwAUEsBAi0DLQAAAAgAAAAhANcIeg+HAAAA4AAAAAkAAAAAAAAAAA"
    "AAAIABAAAAAGltYWdlLm5weVBLAQItAy0AAAAIAAAAIQDlpXEJTQAAAKAAAAAJAAAAAAAA"
    "AAAAAACAAcIAAABsYWJlbC5ucHlQSwUGAAAAAAIAAgBuAAAASgEAAAAA";

static std::string decodeNumpyArchive() {
  std::vector<char> bytes;
  EXPECT_EQ(messageOf(decodeBase64(numpyArchive, bytes)), "");
  return std::string(bytes.begin(), bytes.end());
}

namespace {
struct ZipEntry {
  std::string name;
  std::string bytes;
  int method = ZIP_CM_STORE;
};
} // namespace

/// Writes an archive of arbitrary entries, which saveNpz would not.
static std::string writeZip(const TempDir &dir, ArrayRef<ZipEntry> entries) {
  std::string path = dir.file("a.npz");
  zip_t *archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  EXPECT_TRUE(archive);
  for (const ZipEntry &entry : entries) {
    zip_source_t *source = zip_source_buffer(archive, entry.bytes.data(),
                                             entry.bytes.size(), /*freep=*/0);
    zip_int64_t index = zip_file_add(archive, entry.name.c_str(), source, 0);
    EXPECT_GE(index, 0);
    EXPECT_EQ(zip_set_file_compression(archive, index, entry.method, 0), 0);
  }
  EXPECT_EQ(zip_close(archive), 0);
  return path;
}

/// The bytes of a .npy of consecutive i32 in the given shape.
static std::string makeNpy(ArrayRef<int64_t> shape) {
  TempDir dir;
  HostTensor tensor = HostTensor::zeros("x", ElementType::I32, shape);
  MutableArrayRef<int32_t> values = tensor.as<int32_t>();
  std::iota(values.begin(), values.end(), 0);
  EXPECT_EQ(messageOf(saveNpy(dir.file("x.npy"), tensor)), "");
  return readFile(dir.file("x.npy"));
}

TEST(Npz, ReadsWhatNumPyCompressed) {
  TempDir dir;
  std::string path = dir.write("calibration.npz", decodeNumpyArchive());
  std::vector<HostTensor> arrays = valueOf(loadArrays(path));
  ASSERT_EQ(arrays.size(), 2u);
  EXPECT_EQ(arrays[0].name, "image");
  EXPECT_EQ(arrays[0].type, ElementType::F32);
  EXPECT_EQ(arrays[0].shape, SmallVector<int64_t>({4, 2, 3}));
  for (int i = 0; i < 24; ++i)
    EXPECT_EQ(arrays[0].as<float>()[i], i);
  EXPECT_EQ(arrays[1].name, "label");
  EXPECT_EQ(arrays[1].as<int64_t>(), ArrayRef<int64_t>({3, 1, 4, 1}));
}

TEST(Npz, RoundTrip) {
  TempDir dir;
  std::vector<HostTensor> arrays;
  for (int i = 0; i <= static_cast<int>(ElementType::Bool); ++i) {
    auto type = static_cast<ElementType>(i);
    arrays.push_back(HostTensor::zeros(getElementTypeName(type), type, {i, 3}));
    for (size_t j = 0; j < arrays[i].data.size(); ++j)
      arrays[i].data[j] = static_cast<char>(j * 29 + i);
  }
  arrays.push_back(HostTensor::zeros("scalar", ElementType::F64, {}));
  arrays.push_back(HostTensor::zeros("a/b: c", ElementType::U8, {1}));
  std::string path = dir.write("out.npz", "not an archive, to be replaced");
  ASSERT_EQ(messageOf(saveNpz(path, arrays)), "");
  EXPECT_EQ(dir.count(), 1u);
  std::vector<HostTensor> read = valueOf(loadArrays(path));
  ASSERT_EQ(read.size(), arrays.size());
  for (size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i].name, arrays[i].name);
    EXPECT_EQ(read[i].type, arrays[i].type);
    EXPECT_EQ(read[i].shape, arrays[i].shape);
    EXPECT_EQ(read[i].data, arrays[i].data);
  }
}

TEST(Npz, EqualArraysGiveEqualBytes) {
  TempDir dir;
  HostTensor tensor = HostTensor::zeros("x", ElementType::F32, {100});
  ASSERT_EQ(messageOf(saveNpz(dir.file("a.npz"), tensor)), "");
  std::string first = readFile(dir.file("a.npz"));
  // The date in an entry is 1980-01-01, 0:00, not that of writing.
  EXPECT_EQ(StringRef(first).substr(10, 4), StringRef("\0\0\x21\0", 4));
  ASSERT_EQ(messageOf(saveNpz(dir.file("a.npz"), tensor)), "");
  EXPECT_EQ(readFile(dir.file("a.npz")), first);
}

TEST(Npz, UnwritableAndUnnamed) {
  TempDir dir;
  HostTensor x = HostTensor::zeros("x", ElementType::F32, {1});
  HostTensor unnamed = HostTensor::zeros("", ElementType::F32, {1});
  std::string path = dir.file("no/folder/a.npz");
  expectParts(messageOf(saveNpz(path, x)),
              {path, "cannot be", "No such file or directory"});
  expectParts(messageOf(saveNpz(dir.file(""), x)), {"is a folder"});
  path = dir.file("a.npz");
  expectParts(messageOf(saveNpz(path, {x, x})),
              {path, "array name 'x'", "give distinct names"});
  expectParts(messageOf(saveNpz(path, unnamed)), {"array name ''"});
  expectParts(messageOf(saveNpz(path, {})), {path, "there is no array"});
  EXPECT_EQ(dir.count(), 0u);
  path = dir.file("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  expectParts(messageOf(saveNpz(path, x)), {path, "not a regular file"});
  expectParts(messageOf(loadArrays(path)), {path, "not a regular file"});
  EXPECT_EQ(dir.count(), 1u);
}

TEST(Npz, StreamedSamplesAreThoseOfTheWhole) {
  TempDir dir;
  for (int method : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
    // Larger than the buffer that skipping uses, to cross its end.
    std::string path = writeZip(dir, {{"x.npy", makeNpy({9, 2000}), method},
                                      {"y.npy", makeNpy({4}), method}});
    std::unique_ptr<ArrayFile> file = valueOf(ArrayFile::open(path));
    std::unique_ptr<SampleReader> reader = valueOf(file->reader("x"));
    std::unique_ptr<SampleReader> other = valueOf(file->reader("y"));
    HostTensor part, y;
    // Forward in pieces, then every piece in any order, with a second reader
    // of the same archive in between.
    for (int64_t begin = 0; begin <= 9; ++begin)
      for (int64_t count = 0; begin + count <= 9; ++count) {
        ASSERT_EQ(messageOf(reader->readSamples(begin, count, part)), "");
        EXPECT_EQ(part.shape, SmallVector<int64_t>({count, 2000}));
        ArrayRef<int32_t> values = std::as_const(part).as<int32_t>();
        ASSERT_EQ(values.size(), static_cast<size_t>(count * 2000));
        for (size_t i = 0; i < values.size(); ++i)
          ASSERT_EQ(values[i], static_cast<int32_t>(begin * 2000 + i));
        ASSERT_EQ(messageOf(other->readSamples(begin % 4, 1, y)), "");
        EXPECT_EQ(y.as<int32_t>()[0], begin % 4);
      }
    ASSERT_EQ(messageOf(reader->readAll(part)), "");
    EXPECT_EQ(part.as<int32_t>().back(), 17999);
  }
}

TEST(Npz, RefusesWithOneLineThatSaysWhatToDo) {
  TempDir dir;
  std::string npy = makeNpy({3, 2});
  struct {
    std::vector<ZipEntry> entries;
    std::vector<StringRef> parts;
  } cases[] = {
      {{{"notes.txt", "hello"}}, {"entry 'notes.txt' is not a .npy", "remove"}},
      {{{"x.npy", "hello"}}, {"array 'x' is truncated", "has 5"}},
      {{{"x.npy", ""}}, {"array 'x' is truncated"}},
      {{{"x.npy", npy}, {"y.npy", "no .npy at all"}},
       {"array 'y' is not a .npy", "np.savez"}},
      {{{"x.npy", npy.substr(0, npy.size() - 1)}},
       {"array 'x' is truncated", "3x2 elements of i32 are 24 bytes"}},
      {{{"x.npy", npy + "z"}}, {"array 'x' is too long"}},
      {{{"folder/", ""}}, {"holds no array", "np.savez"}},
      {{{"x.npy", npy, ZIP_CM_BZIP2}},
       {"array 'x' is compressed by method 12", "np.savez_compressed"}},
  };
  for (const auto &[entries, parts] : cases) {
    std::string path = writeZip(dir, entries);
    std::string message = messageOf(loadArrays(path));
    EXPECT_TRUE(StringRef(message).starts_with(path + ": ")) << message;
    for (StringRef part : parts)
      expectParts(message, {part});
  }
  // An archive without entries, which libzip does not write.
  std::string path = dir.write("a.npz", "PK\x05\x06" + std::string(18, '\0'));
  expectParts(messageOf(loadArrays(path)), {path, "holds no array"});
}

TEST(Npz, TwoArraysOfOneName) {
  TempDir dir;
  // libzip writes no such archive: rename one entry, in its header and in the
  // directory.
  std::string bytes = readFile(
      writeZip(dir, {{"x.npy", makeNpy({3})}, {"y.npy", makeNpy({3})}}));
  for (size_t at = bytes.find("y.npy"); at != std::string::npos;
       at = bytes.find("y.npy"))
    bytes[at] = 'x';
  expectParts(messageOf(loadArrays(dir.write("a.npz", bytes))),
              {"two arrays 'x'", "distinct names"});
}

TEST(Npz, DamagedElementsFailTheChecksum) {
  TempDir dir;
  for (int method : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
    std::string bytes =
        readFile(writeZip(dir, {{"x.npy", makeNpy({50, 40}), method}}));
    bytes[bytes.size() / 2] ^= 4;
    std::string path = dir.write("a.npz", bytes);
    expectParts(messageOf(loadArrays(path)),
                {path, "array 'x' is damaged", "write the file again"});
    // Streaming notices it with the last sample at the latest.
    std::unique_ptr<ArrayFile> file = valueOf(ArrayFile::open(path));
    std::unique_ptr<SampleReader> reader = valueOf(file->reader("x"));
    HostTensor part;
    std::string message;
    for (int64_t i = 0; i < 50 && message.empty(); ++i)
      message = messageOf(reader->readSamples(i, 1, part));
    expectParts(message, {"array 'x' is damaged"});
  }
}

TEST(Npz, ImpossibleSizesAreNotAllocated) {
  TempDir dir;
  // The header claims 400 MB, and the directory is made to confirm it.
  std::string npy = makeNpy({1, 1, 1, 1, 1});
  size_t shape = npy.find("(1, 1, 1, 1, 1)");
  ASSERT_NE(shape, std::string::npos);
  npy.replace(shape, 15, "(100000000,   )");
  constexpr uint32_t claimedSize = 128 + 400000000;
  for (int method : {ZIP_CM_STORE, ZIP_CM_DEFLATE}) {
    std::string bytes = readFile(writeZip(dir, {{"x.npy", npy, method}}));
    // The directory's one entry: the last 46 + 5 bytes before the 22 of the
    // end; 20 bytes in, the compressed size and then the whole one.
    size_t sizes = bytes.size() - 22 - 51 + 20;
    ASSERT_EQ(StringRef(bytes).substr(sizes - 20, 4), "PK\x01\x02");
    char claimed[4];
    support::endian::write32le(claimed, claimedSize);
    bytes.replace(sizes + 4, 4, claimed, 4);
    expectParts(messageOf(loadArrays(dir.write("a.npz", bytes))),
                {"array 'x'", "sizes are impossible"});
    bytes.replace(sizes, 4, claimed, 4);
    expectParts(messageOf(loadArrays(dir.write("a.npz", bytes))),
                {"array 'x'", "sizes are impossible"});
  }
}

TEST(Npz, EveryTruncationAndEveryFlippedByteIsCleanOrRead) {
  TempDir dir;
  std::string whole = decodeNumpyArchive();
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_NE(messageOf(loadArrays(
                  dir.write("a.npz", StringRef(whole).take_front(size)))),
              "")
        << size;
  std::vector<HostTensor> arrays =
      valueOf(loadArrays(dir.write("a.npz", whole)));
  for (size_t i = 0; i < whole.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = whole;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      Expected<std::vector<HostTensor>> read =
          loadArrays(dir.write("a.npz", damaged));
      if (!read) {
        messageOf(read.takeError());
        continue;
      }
      // What is read in spite of it is read right: the elements have a
      // checksum, and names and dates are not elements.
      ASSERT_EQ(read->size(), 2u);
      EXPECT_EQ((*read)[0].data, arrays[0].data);
      EXPECT_EQ((*read)[1].data, arrays[1].data);
    }
}
