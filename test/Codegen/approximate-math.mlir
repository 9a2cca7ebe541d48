// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=haswell" --qopt-approximate-math | FileCheck %s --check-prefixes=CHECK,HAS
// RUN: qopt %s --qopt-set-target="triple=x86_64-linux-gnu cpu=x86-64" --qopt-approximate-math | FileCheck %s --check-prefixes=CHECK,HASNOT
// RUN: qopt %s --qopt-set-target="triple=aarch64-linux-gnu" --qopt-approximate-math | FileCheck %s --check-prefixes=CHECK,HAS
// RUN: not qopt %s --qopt-approximate-math 2>&1 | FileCheck %s --check-prefix=NOTARGET

// NOTARGET: error: the module names no target; run qopt-set-target first

// Functions are polynomials, on fused products where the processor has them.

// CHECK-LABEL: func.func @functions
// CHECK-NOT:     math.{{tanh|exp|log|powf}}
// HAS:           math.fma
// HASNOT-NOT:    math.fma
// CHECK:         return
func.func @functions(%x: vector<4xf32>, %y: vector<4xf32>) -> (vector<4xf32>, vector<4xf32>) {
  %0 = math.tanh %x : vector<4xf32>
  %1 = math.powf %x, %y : vector<4xf32>
  return %0, %1 : vector<4xf32>, vector<4xf32>
}

// CHECK-LABEL: func.func @square
// CHECK:         %[[Y:.+]] = arith.mulf %[[X:.+]], %[[X]]
// CHECK-NEXT:    return %[[Y]]
func.func @square(%x: f32) -> f32 {
  %two = arith.constant 2.0 : f32
  %0 = math.powf %x, %two : f32
  return %0 : f32
}

// Without an instruction, 2^23 is added and taken away again, where there are
// fraction bits at all; rounding down then corrects what went up.

// CHECK-LABEL: func.func @floor
// CHECK-SAME:    %[[X:.+]]: vector<4xf32>
// HAS-NEXT:      %[[Y:.+]] = math.floor %[[X]]
// HASNOT:        %[[LIMIT:.+]] = arith.constant dense<0x4B000000>
// HASNOT:        %[[ABS:.+]] = math.absf %[[X]]
// HASNOT:        %[[UP:.+]] = arith.addf %[[ABS]], %[[LIMIT]]
// HASNOT-NEXT:   %[[DOWN:.+]] = arith.subf %[[UP]], %[[LIMIT]]
// HASNOT:        %[[SMALL:.+]] = arith.cmpf olt, %[[ABS]], %[[LIMIT]]
// HASNOT:        %[[R:.+]] = arith.select %[[SMALL]], %{{.+}}, %[[X]]
// HASNOT:        arith.cmpf ogt, %[[R]], %[[X]]
// HASNOT:        %[[Y:.+]] = math.copysign %{{.+}}, %[[X]]
// CHECK-NEXT:    return %[[Y]]
func.func @floor(%x: vector<4xf32>) -> vector<4xf32> {
  %0 = math.floor %x : vector<4xf32>
  return %0 : vector<4xf32>
}
