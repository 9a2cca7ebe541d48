// DEFINE: %{target} =
// DEFINE: %{disassemble} = qopt %s --qopt-codegen="%{target}" --qopt-emit-object=output=%t.o -o /dev/null && llvm-objdump -d --no-show-raw-insn %t.o
// REDEFINE: %{target} = triple=x86_64-linux-gnu cpu=icelake-server
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AVX512
// REDEFINE: %{target} = triple=x86_64-linux-gnu cpu=sierraforest
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AVXVNNI
// REDEFINE: %{target} = triple=x86_64-linux-gnu cpu=haswell
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AVX2
// REDEFINE: %{target} = triple=aarch64-linux-gnu cpu=cortex-a76
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,AARCH64
// REDEFINE: %{target} = triple=armv7-linux-gnueabihf cpu=cortex-a15 features=+neon
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,ARMV7
// REDEFINE: %{target} = triple=riscv64-linux-gnu cpu=generic-rv64 features=+m,+a,+f,+d,+c,+v
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,RVV
// REDEFINE: %{target} = triple=thumbv7em-none-eabi cpu=cortex-m4
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,DSP
// REDEFINE: %{target} = triple=thumbv8.1m.main-none-eabi cpu=cortex-m55
// RUN: %{disassemble} | FileCheck %s --check-prefixes=CHECK,HELIUM

// Inputs of 16 bits are multiplied as they are; weights are widened, no accumulator is spilled.

// CHECK-LABEL:  <dense>:
// AVX512:       vpmovsxbw {{.*}}%zmm
// AVX512:       vpdpwssd {{.*}}%zmm
// AVX512-NOT:   rsp
// AVXVNNI:      vpmovsxbw {{.*}}%ymm
// AVXVNNI:      {vex} vpdpwssd {{.*}}%ymm
// AVXVNNI-NOT:  rsp
// AVX2:         vpmovsxbw {{.*}}%ymm
// AVX2:         vpmaddwd {{.*}}%ymm
// AVX2-NOT:     rsp
// AARCH64:      smlal{{2?}} {{.*}}.h[
// AARCH64-NOT:  [sp
// AARCH64:      b.ne
// ARMV7:        vmlal.s16
// RVV:          vwmacc.vx
// DSP-NOT:      sxth
// DSP:          sxtb16
// DSP:          smlad
// DSP-NOT:      pkh
// HELIUM:       vldrb.s16
// HELIUM:       vmlava.s16
// CHECK:        {{(ret|bx|pop)}}
func.func @dense(%x: tensor<64x256xi16>) -> tensor<64x64xi16> {
  %w = arith.constant dense<64> : tensor<64x256xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %s = arith.constant dense<0.001> : tensor<64xf32>
  %0 = qnn.dense %x, %w, %b x_zp 0 w_zp 0 : (tensor<64x256xi16>, tensor<64x256xi8>, tensor<64xi32>) -> tensor<64x64xi32>
  %1 = qnn.requantize %0, (%s) in_zp 0 out_zp 3 clamp [-32768, 32767] fp32 : tensor<64x64xi32>, (tensor<64xf32>) to tensor<64x64xi16>
  return %1 : tensor<64x64xi16>
}

// Depthwise, where a dot has taps of one channel.

// CHECK-LABEL:  <depthwise>:
// AVX512:       vpdpwssd
// AVXVNNI:      vpdpwssd
// AVX2:         vpmaddwd
// CHECK:        {{(ret|bx|pop)}}
func.func @depthwise(%x: tensor<1x16x56x64xi16>) -> tensor<1x14x54x64xi32> {
  %w = arith.constant dense<64> : tensor<64x3x3x1xi8>
  %b = arith.constant dense<10> : tensor<64xi32>
  %0 = qnn.conv2d %x, %w, %b pad [0, 0, 0, 0] stride [1, 1] dilation [1, 1] groups 64 x_zp 0 w_zp 0
    : (tensor<1x16x56x64xi16>, tensor<64x3x3x1xi8>, tensor<64xi32>) -> tensor<1x14x54x64xi32>
  return %0 : tensor<1x14x54x64xi32>
}

// Both entries of a table come with one load.

// CHECK-LABEL:  <table>:
// AVX512:       vpgatherdd
// RVV:          vluxei{{32|64}}.v
// CHECK:        {{(ret|bx|pop)}}
func.func @table(%x: tensor<1024xi16>) -> tensor<1024xi16> {
  %0 = qnn.interpolate %x table dense<7> : tensor<513xi16> first -32768 shift 7 fraction 0 : tensor<1024xi16> to tensor<1024xi16>
  return %0 : tensor<1024xi16>
}
