//===- NpyTest.cpp - Reading and writing .npy files -----------------------===//
//
// Part of qopt, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "qopt/Support/Npy.h"
#include "Testing.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

#include <cstring>

using namespace llvm;
using namespace qopt;
using namespace qopt::testing;

/// A .npy of the given header text and elements; the header as long as it says.
static std::string makeNpy(StringRef header, StringRef elements,
                           int version = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += static_cast<char>(version);
  bytes += '\0';
  char length[4];
  support::endian::write32le(length, header.size());
  bytes.append(length, version == 1 ? 2 : 4);
  return bytes + header.str() + elements.str();
}

static const std::string f4Header =
    "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";
static const std::string sixFloats(24, '\0');

/// A tensor whose bytes all differ from their neighbours.
static HostTensor makeTensor(StringRef name, ElementType type,
                             ArrayRef<int64_t> shape) {
  HostTensor tensor = HostTensor::zeros(name, type, shape);
  for (size_t i = 0; i < tensor.data.size(); ++i)
    tensor.data[i] = static_cast<char>(i * 37 + i / 256);
  return tensor;
}

static void expectEqual(const HostTensor &a, const HostTensor &b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.shape, b.shape);
  EXPECT_EQ(a.data, b.data);
}

TEST(Npy, RoundTripOfEveryTypeAndRank) {
  TempDir dir;
  std::string path = dir.file("array.npy");
  for (int i = 0; i <= static_cast<int>(ElementType::Bool); ++i)
    for (const SmallVector<int64_t> &shape : std::vector<SmallVector<int64_t>>{
             {}, {1}, {7}, {0}, {5, 0, 2}, {2, 3, 4}, {1, 1, 1, 1, 1, 3}}) {
      HostTensor tensor =
          makeTensor("array", static_cast<ElementType>(i), shape);
      ASSERT_EQ(messageOf(saveNpy(path, tensor)), "");
      std::vector<HostTensor> read = valueOf(loadArrays(path));
      ASSERT_EQ(read.size(), 1u);
      expectEqual(read[0], tensor);
    }
  EXPECT_EQ(dir.count(), 1u);
}

TEST(Npy, WritesWhatNumPyWrites) {
  TempDir dir;
  std::string path = dir.file("a.npy");
  HostTensor tensor = makeTensor("a", ElementType::F32, {2, 3});
  ASSERT_EQ(messageOf(saveNpy(path, tensor)), "");
  std::string header =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
  header.resize(117, ' ');
  std::string elements(tensor.data.begin(), tensor.data.end());
  EXPECT_EQ(readFile(path), makeNpy(header + "\n", elements));
  tensor = makeTensor("a", ElementType::U8, {4});
  ASSERT_EQ(messageOf(saveNpy(path, tensor)), "");
  expectParts(readFile(path), {"'descr': '|u1'", "'shape': (4, )"});
}

TEST(Npy, AcceptsWhatTheFormatAllows) {
  TempDir dir;
  for (int version : {1, 2, 3})
    for (StringRef header :
         {StringRef(f4Header),
          StringRef("{\"shape\":(2,3),\"descr\":\"<f4\",\"fortran_order\":"
                    "False}"),
          StringRef("  { 'fortran_order' : False , 'shape' : ( 2L , 3L , ) , "
                    "'descr' : '=f4' }   \n")}) {
      std::string path =
          dir.write("a.npy", makeNpy(header, sixFloats, version));
      std::vector<HostTensor> read = valueOf(loadArrays(path));
      ASSERT_EQ(read.size(), 1u);
      EXPECT_EQ(read[0].shape, SmallVector<int64_t>({2, 3}));
      EXPECT_EQ(read[0].type, ElementType::F32);
    }
  // With one dimension, Fortran order is C order; and one byte has no order.
  std::string path =
      dir.write("a.npy", makeNpy("{'descr': '>i1', 'fortran_order': True, "
                                 "'shape': (3,)}",
                                 "\x01\x02\xff"));
  std::vector<HostTensor> read = valueOf(loadArrays(path));
  EXPECT_EQ(read[0].as<int8_t>(), ArrayRef<int8_t>({1, 2, -1}));
}

TEST(Npy, RefusesWithOneLineThatSaysWhatToDo) {
  auto descr = [](StringRef dtype) {
    return "{'descr': " + dtype.str() +
           ", 'fortran_order': False, 'shape': (2, 3)}";
  };
  auto shape = [](StringRef extents) {
    return "{'descr': '<f4', 'fortran_order': False, 'shape': " +
           extents.str() + "}";
  };
  struct {
    std::string bytes;
    std::vector<StringRef> parts;
  } cases[] = {
      {"", {"is empty", "write it again"}},
      {"hello world", {"neither a .npy nor a .npz", "write it with np.save"}},
      {"\x93NUM", {"is truncated", "write the file again"}},
      {"\x93NUMPY\x01", {"is truncated", "at least 10 bytes"}},
      {makeNpy(f4Header, sixFloats, 4), {"version 4", "version=(1, 0)"}},
      {makeNpy(f4Header, sixFloats, 0), {"version 0"}},
      {std::string("\x93NUMPY\x02\x00\x01\x00", 10), {"in its header"}},
      {std::string("\x93NUMPY\x02\x00\xff\xff\xff\xff", 12),
       {"its header claims 4294967295 bytes", "write the file again"}},
      {makeNpy(f4Header, sixFloats).substr(0, 40), {"header claims"}},
      {makeNpy(f4Header, sixFloats.substr(1)),
       {"is truncated", "2x3 elements of f32 are 24 bytes", "there are 23"}},
      {makeNpy(f4Header, sixFloats + "x"),
       {"is too long", "24 bytes", "there are 25"}},
      {makeNpy(descr("'>f4'"), sixFloats), {"is big-endian", ".astype('<f4')"}},
      {makeNpy(descr("'<u4'"), sixFloats), {"dtype '<u4'", ".astype()"}},
      {makeNpy(descr("'|O'"), sixFloats), {"dtype '|O'", ".astype()"}},
      {makeNpy(descr("'<U7'"), sixFloats), {"dtype '<U7'"}},
      {makeNpy(descr("''"), sixFloats), {"dtype ''"}},
      {makeNpy(descr("[('x', '<f4')]"), sixFloats),
       {"structured dtype", "each of its fields"}},
      {makeNpy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}",
               sixFloats),
       {"Fortran order", "np.ascontiguousarray()"}},
      {makeNpy(shape("(-1, 3)"), sixFloats), {"impossible shape -1x3"}},
      {makeNpy(shape("(4294967296, 4294967296)"), sixFloats),
       {"impossible shape"}},
      {makeNpy(shape("(0, 4294967296, 4294967296)"), ""), {"impossible shape"}},
      {makeNpy(shape("(99999999999999999999,)"), sixFloats),
       {"damaged header"}},
      {makeNpy(shape("(6)"), sixFloats), {"damaged header"}},
      {makeNpy(shape("(2, 3"), sixFloats), {"damaged header"}},
      {makeNpy(shape("(2 3)"), sixFloats), {"damaged header"}},
      {makeNpy(shape("6"), sixFloats), {"damaged header"}},
      {makeNpy("", sixFloats), {"damaged header"}},
      {makeNpy("{", sixFloats), {"damaged header"}},
      {makeNpy("{}", sixFloats), {"damaged header"}},
      {makeNpy("{'descr': '<f4", sixFloats), {"damaged header"}},
      {makeNpy(f4Header + "x", sixFloats), {"damaged header"}},
      {makeNpy("{'shape': (2, 3), " + f4Header.substr(1), sixFloats),
       {"damaged header"}},
      {makeNpy("{'extra': 1, " + f4Header.substr(1), sixFloats),
       {"damaged header"}},
      {makeNpy("{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3)}",
               sixFloats),
       {"damaged header"}},
  };
  TempDir dir;
  for (const auto &[bytes, parts] : cases) {
    std::string path = dir.write("a.npy", bytes);
    std::string message = messageOf(loadArrays(path));
    EXPECT_TRUE(StringRef(message).starts_with(path + ": ")) << message;
    for (StringRef part : parts)
      expectParts(message, {part});
  }
}

TEST(Npy, HeadersOfUpToAMebibyte) {
  TempDir dir;
  for (size_t length : {size_t(1) << 20, (size_t(1) << 20) + 1}) {
    std::string header = f4Header;
    header.resize(length, ' ');
    std::string path = dir.write("a.npy", makeNpy(header, sixFloats, 2));
    std::string message = messageOf(loadArrays(path));
    if (length == size_t(1) << 20)
      EXPECT_EQ(message, "");
    else
      expectParts(message, {"its header claims 1048577 bytes"});
  }
}

TEST(Npy, EveryTruncationAndEveryFlippedByteIsCleanOrRead) {
  TempDir dir;
  std::string whole = makeNpy(f4Header, sixFloats);
  for (size_t size = 0; size < whole.size(); ++size)
    EXPECT_NE(messageOf(loadArrays(
                  dir.write("a.npy", StringRef(whole).take_front(size)))),
              "")
        << size;
  // A changed byte may still be a file; what matters is that nothing crashes.
  for (size_t i = 0; i < whole.size() - sixFloats.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = whole;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      messageOf(loadArrays(dir.write("a.npy", damaged)));
    }
}

TEST(Npy, PathsThatAreNoFiles) {
  TempDir dir;
  expectParts(messageOf(loadArrays(dir.file("missing.npy"))),
              {"missing.npy: cannot be opened", "check the path"});
  expectParts(messageOf(loadArrays(dir.file(""))),
              {"is not a regular file", "give the path of"});
  expectParts(messageOf(saveNpy(dir.file("no/folder/a.npy"),
                                HostTensor::zeros("a", ElementType::I8, {1}))),
              {"no/folder/a.npy: cannot be written", "check that its folder"});
  EXPECT_EQ(dir.count(), 0u);
}

TEST(Npy, StreamedSamplesAreThoseOfTheWhole) {
  TempDir dir;
  std::string path = dir.file("a.npy");
  HostTensor tensor = makeTensor("a", ElementType::I16, {11, 3, 5});
  ASSERT_EQ(messageOf(saveNpy(path, tensor)), "");
  std::unique_ptr<ArrayFile> file = valueOf(ArrayFile::open(path));
  ASSERT_EQ(file->arrays().size(), 1u);
  EXPECT_EQ(file->arrays()[0].numSamples(), 11);
  EXPECT_EQ(file->arrays()[0].numElements(), 165);
  EXPECT_EQ(file->arrays()[0].numBytes(), 330);
  std::unique_ptr<SampleReader> reader = valueOf(file->reader("a"));
  HostTensor part;
  for (int64_t begin = 0; begin <= 11; ++begin)
    for (int64_t count = 0; begin + count <= 11; ++count) {
      ASSERT_EQ(messageOf(reader->readSamples(begin, count, part)), "");
      EXPECT_EQ(part.name, "a");
      EXPECT_EQ(part.type, ElementType::I16);
      EXPECT_EQ(part.shape, SmallVector<int64_t>({count, 3, 5}));
      EXPECT_EQ(part.as<int16_t>(),
                tensor.as<int16_t>().slice(begin * 15, count * 15));
    }
}

TEST(Npy, SamplesThatDoNotExist) {
  TempDir dir;
  std::string path = dir.file("a.npy");
  ASSERT_EQ(messageOf(saveNpy(path, makeTensor("a", ElementType::F32, {6, 2}))),
            "");
  std::unique_ptr<ArrayFile> file = valueOf(ArrayFile::open(path));
  std::unique_ptr<SampleReader> reader = valueOf(file->reader("a"));
  HostTensor out;
  for (auto [begin, count] : std::vector<std::pair<int64_t, int64_t>>{
           {5, 2}, {7, 0}, {-1, 1}, {0, -1}, {1, INT64_MAX}, {INT64_MAX, 1}})
    expectParts(
        messageOf(reader->readSamples(begin, count, out)),
        {path, "array 'a' has 6 samples", itostr(begin), "ask for fewer"});
  expectParts(messageOf(file->reader("b")),
              {path, "has no array 'b'", "its arrays are 'a'"});

  ASSERT_EQ(messageOf(saveNpy(path, makeTensor("a", ElementType::F32, {}))),
            "");
  file = valueOf(ArrayFile::open(path));
  reader = valueOf(file->reader("a"));
  expectParts(messageOf(reader->readSamples(0, 1, out)),
              {"array 'a' is a scalar", "save it with the shape (1,)"});
  EXPECT_EQ(messageOf(reader->readAll(out)), "");
}

TEST(Npy, AFileCutShortWhileItIsRead) {
  TempDir dir;
  std::string path = dir.file("a.npy");
  ASSERT_EQ(messageOf(saveNpy(path, makeTensor("a", ElementType::F32, {6, 2}))),
            "");
  std::unique_ptr<ArrayFile> file = valueOf(ArrayFile::open(path));
  std::unique_ptr<SampleReader> reader = valueOf(file->reader("a"));
  dir.write("a.npy", "short");
  HostTensor out;
  expectParts(messageOf(reader->readSamples(0, 6, out)),
              {path, "ended while it was read"});
}
