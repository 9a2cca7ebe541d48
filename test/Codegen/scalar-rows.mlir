// Without vectors, the row of most registers that the machine has.

// DEFINE: %{target} = thumbv6m-none-eabi cpu=cortex-m0
// DEFINE: %{row} = 8
// DEFINE: %{check} = qopt %s --qopt-set-target="triple=%{target}" --qopt-convert-qnn-to-linalg --qopt-fuse-maps --qopt-lower-contractions 2>%t | FileCheck %s -DROW=scalar.s8s8.%{row}
// RUN: %{check}
// RUN: FileCheck %s --check-prefix=REMARK < %t
// REDEFINE: %{target} = i686-linux-gnu
// RUN: %{check}
// REDEFINE: %{row} = 12
// REDEFINE: %{target} = thumbv7m-none-eabi cpu=cortex-m3
// RUN: %{check}
// REDEFINE: %{target} = riscv32-unknown-elf features=+e,+m
// RUN: %{check}
// REDEFINE: %{row} = 24
// REDEFINE: %{target} = riscv32-unknown-elf features=+m
// RUN: %{check}
// REDEFINE: %{target} = riscv64-linux-gnu features=+m,+a,+f,+d,+c
// RUN: %{check}

// REMARK: remark: '{{.*}}' runs on the portable kernel

// Results are rescaled and stored one by one.

// CHECK-LABEL: func.func @dense
// CHECK-SAME:    kernel = "[[ROW]]"
// CHECK-NOT:     vector<{{[2-9]}}
// CHECK:         arith.addi {{.*}} : vector<1xi32>
// CHECK:         qnn.rescale {{.*}}vector<1xi32>
// CHECK:         vector.transfer_write {{.*}} : vector<1xi8>
// CHECK-NOT:     vector<{{[2-9]}}
// CHECK:         return
func.func @dense(%x: tensor<3x32xi8>) -> tensor<3x24xi8> {
  %w = arith.constant dense<64> : tensor<24x32xi8>
  %b = arith.constant dense<10> : tensor<24xi32>
  %s = arith.constant dense<0.001> : tensor<24xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<3x32xi8>, tensor<24x32xi8>, tensor<24xi32>) -> tensor<3x24xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 3 clamp [-128, 127] fp32 : tensor<3x24xi32>, (tensor<24xf32>) to tensor<3x24xi8>
  return %1 : tensor<3x24xi8>
}
