// RUN: qopt %s --qopt-set-target="triple=thumbv7em-none-eabi cpu=cortex-m4" --qopt-expand-qnn | FileCheck %s --check-prefixes=CHECK,M4,ZEROS
// RUN: qopt %s --qopt-set-target="triple=thumbv6m-none-eabi cpu=cortex-m0" --qopt-expand-qnn | FileCheck %s --check-prefixes=CHECK,M0,NO-ZEROS
// RUN: qopt %s --qopt-set-target="triple=riscv32-unknown-elf features=+m" --qopt-expand-qnn | FileCheck %s --check-prefixes=CHECK,M4,NO-ZEROS
// RUN: qopt %s --qopt-set-target="triple=riscv64-unknown-elf features=+m" --qopt-expand-qnn | FileCheck %s --check-prefix=WIDE

// The high word of the product is enough where every shift is larger than 31.
// CHECK-LABEL: @long_shifts
// M4: arith.muli {{.*}} : i64
// M0-NOT: arith.muli {{.*}} : i64
// CHECK: arith.shrsi {{.*}} : i64
// CHECK: arith.trunci {{.*}} : i64 to i32
// CHECK: arith.shrsi {{.*}} : i32
// CHECK: return
// WIDE-LABEL: @long_shifts
// WIDE-NOT: arith.shrsi {{.*}} : i32
// WIDE: return
func.func @long_shifts(%x: i32, %i: index) -> i8 {
  %ms = arith.constant dense<[1073741824, 1500000000]> : tensor<2xi32>
  %ss = arith.constant dense<[32, 40]> : tensor<2xi8>
  %m = tensor.extract %ms[%i] : tensor<2xi32>
  %s = tensor.extract %ss[%i] : tensor<2xi8>
  %0 = qnn.rescale %x, (%m, %s) zp 3 clamp [-128, 127] single : i32, (i32, i8) to i8
  return %0 : i8
}

// Otherwise 64 bits are shifted, of which a Cortex-M0 has none.
// CHECK-LABEL: @short_shifts
// M4: arith.shrsi {{.*}} : i64
// M0-NOT: arith.shrsi {{.*}} : i64
// M0: arith.shrsi {{.*}} : i32
// CHECK: return
func.func @short_shifts(%x: i32, %i: index) -> i8 {
  %ms = arith.constant dense<[1073741824, 1500000000]> : tensor<2xi32>
  %ss = arith.constant dense<[31, 40]> : tensor<2xi8>
  %m = tensor.extract %ms[%i] : tensor<2xi32>
  %s = tensor.extract %ss[%i] : tensor<2xi8>
  %0 = qnn.rescale %x, (%m, %s) zp 3 clamp [-128, 127] double : i32, (i32, i8) to i8
  return %0 : i8
}

// CHECK-LABEL: @zeros
// ZEROS: math.ctlz
// NO-ZEROS-NOT: math.ctlz
// CHECK: return
func.func @zeros(%x: i32) -> i32 {
  %0 = math.ctlz %x : i32
  return %0 : i32
}

// Vectors of 32 bits have twice the lanes of those of 64, everywhere; lanes beyond the last element hold one of them.
// CHECK-LABEL: @vectors
// CHECK: arith.shrsi {{.*}} : vector<4xi32>
// CHECK: return
// WIDE-LABEL: @vectors
// WIDE: arith.shrsi {{.*}} : vector<4xi32>
// WIDE: return
func.func @vectors(%x: vector<4xi32>) -> vector<4xi8> {
  %ms = arith.constant dense<[1073741824, 1500000000, 1600000000]> : tensor<3xi32>
  %ss = arith.constant dense<[33, 40, 62]> : tensor<3xi8>
  %c0 = arith.constant 0 : index
  %no_word = arith.constant 0 : i32
  %no_byte = arith.constant 0 : i8
  %m3 = vector.transfer_read %ms[%c0], %no_word {in_bounds = [true]} : tensor<3xi32>, vector<3xi32>
  %s3 = vector.transfer_read %ss[%c0], %no_byte {in_bounds = [true]} : tensor<3xi8>, vector<3xi8>
  %m = vector.shuffle %m3, %m3 [0, 1, 2, 0] : vector<3xi32>, vector<3xi32>
  %s = vector.shuffle %s3, %s3 [0, 1, 2, 0] : vector<3xi8>, vector<3xi8>
  %0 = qnn.rescale %x, (%m, %s) zp 3 clamp [-128, 127] double : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi8>
  return %0 : vector<4xi8>
}
