// DEFINE: %{cpu} =
// DEFINE: %{disassemble} = qopt %s --qopt-codegen="triple=x86_64-linux-gnu cpu=%{cpu}" --qopt-emit-object=output=%t.o -o /dev/null && llvm-objdump -d --no-show-raw-insn %t.o
// REDEFINE: %{cpu} = znver5
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AVX512
// REDEFINE: %{cpu} = icelake-server
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AVX512
// REDEFINE: %{cpu} = sierraforest
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AVXVNNI
// REDEFINE: %{cpu} = haswell
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AVX2
// REDEFINE: %{cpu} = x86-64
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,GENERIC

// The loop over K consists of the dot instruction of the level, and spills no
// accumulator. The rescale after it is a product and a sum: never contracted.

// CHECK-LABEL:  <wide>:
// AVX512:       vpdpbusd %zmm{{[0-9]+}}, %zmm{{[0-9]+}}, %zmm{{[0-9]+}}
// AVXVNNI:      {vex} vpdpbusd %ymm{{[0-9]+}}, %ymm{{[0-9]+}}, %ymm{{[0-9]+}}
// AVX2:         vpmaddubsw %ymm{{[0-9]+}}, %ymm{{[0-9]+}}, %ymm{{[0-9]+}}
// AVX2:         vpmaddwd %ymm{{[0-9]+}}, %ymm{{[0-9]+}}, %ymm{{[0-9]+}}
// CHECK-NOT:    rsp
// GENERIC-NOT:  {{[yz]mm}}
// CHECK:        {{j(ne|b|l|e|ae|ge)}} 0x
// AVX512:       vmulps
// AVXVNNI:      vmulps
// AVX2:         vmulps
// CHECK-NOT:    vfmadd
// CHECK:        ret
func.func @wide(%x: tensor<64x256xi8>) -> tensor<64x64xi8> {
  %w = arith.constant dense<64> : tensor<64x256xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %s = arith.constant dense<0.001> : tensor<64xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned : (tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32>) -> tensor<64x64xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 3 clamp [-128, 127] fp32 : tensor<64x64xi32>, (tensor<64xf32>) to tensor<64x64xi8>
  return %1 : tensor<64x64xi8>
}

// Weights with which vpmaddubsw would saturate.

// CHECK-LABEL:  <saturating>:
// AVX512:       vpdpbusd {{.*}}%zmm
// AVXVNNI:      {vex} vpdpbusd {{.*}}%ymm
// AVX2-NOT:     vpmaddubsw
// AVX2:         vpmaddwd %ymm{{[0-9]+}}, %ymm{{[0-9]+}}, %ymm{{[0-9]+}}
// AVX2-NOT:     {{vpmaddubsw|rsp}}
// CHECK:        ret
func.func @saturating(%x: tensor<64x256xi8>) -> tensor<64x64xi32> {
  %w = arith.constant dense<127> : tensor<64x256xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 x_unsigned : (tensor<64x256xi8>, tensor<64x256xi8>, tensor<64xi32>) -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// What stays in float uses FMA.

// CHECK-LABEL:  <float>:
// AVX512:       vfmadd231ps {{.*}}%zmm
// AVXVNNI:      vfmadd231ps {{.*}}%ymm
// AVX2:         vfmadd231ps {{.*}}%ymm
// GENERIC:      mul{{[sp]}}s
// CHECK-NOT:    call
// CHECK:        ret
func.func @float(%x: tensor<64x32xf32>) -> tensor<64x32xf32> {
  %0 = qnn.unit "dense0" kind "dense"(%x) : (tensor<64x32xf32>) -> tensor<64x32xf32> {
  ^bb0(%a: tensor<64x32xf32>):
    %w = "tosa.const"() <{values = dense<0.5> : tensor<1x32x32xf32>}> : () -> tensor<1x32x32xf32>
    %b = "tosa.const"() <{values = dense<0.5> : tensor<1x32xf32>}> : () -> tensor<1x32xf32>
    %z = "tosa.const"() <{values = dense<0.0> : tensor<1xf32>}> : () -> tensor<1xf32>
    %s0 = tosa.const_shape {values = dense<[1, 64, 32]> : tensor<3xindex>} : () -> !tosa.shape<3>
    %s1 = tosa.const_shape {values = dense<[64, 32]> : tensor<2xindex>} : () -> !tosa.shape<2>
    %0 = tosa.reshape %a, %s0 : (tensor<64x32xf32>, !tosa.shape<3>) -> tensor<1x64x32xf32>
    %1 = tosa.matmul %0, %w, %z, %z : (tensor<1x64x32xf32>, tensor<1x32x32xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<1x64x32xf32>
    %2 = tosa.reshape %1, %s1 : (tensor<1x64x32xf32>, !tosa.shape<2>) -> tensor<64x32xf32>
    %3 = tosa.add %2, %b : (tensor<64x32xf32>, tensor<1x32xf32>) -> tensor<64x32xf32>
    qnn.yield %3 : tensor<64x32xf32>
  }
  return %0 : tensor<64x32xf32>
}
