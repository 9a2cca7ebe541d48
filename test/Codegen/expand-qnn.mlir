// RUN: qopt %s --qopt-expand-qnn | FileCheck %s

// One product, clamped, then rounded to even by adding 1.5 * 2^23. No operation
// may be contracted with the next.

// CHECK-LABEL: func.func @fp32
// CHECK-SAME:    %[[X:.+]]: vector<4xi32>, %[[S:.+]]: vector<4xf32>
// CHECK:         %[[F:.+]] = arith.sitofp %[[X]]
// CHECK-NEXT:    %[[P:.+]] = arith.mulf %[[F]], %[[S]] : vector<4xf32>
// CHECK:         %[[LOW:.+]] = arith.constant dense<0.000000e+00>
// CHECK-NEXT:    %[[BELOW:.+]] = arith.cmpf olt, %[[P]], %[[LOW]]
// CHECK-NEXT:    %[[P1:.+]] = arith.select %[[BELOW]], %[[LOW]], %[[P]]
// CHECK:         %[[HIGH:.+]] = arith.constant dense<1.300000e+02>
// CHECK-NEXT:    %[[ABOVE:.+]] = arith.cmpf ogt, %[[P1]], %[[HIGH]]
// CHECK-NEXT:    %[[P2:.+]] = arith.select %[[ABOVE]], %[[HIGH]], %[[P1]]
// CHECK:         %[[MAGIC:.+]] = arith.constant dense<0x4B400000>
// CHECK-NEXT:    %[[SUM:.+]] = arith.addf %[[P2]], %[[MAGIC]] : vector<4xf32>
// CHECK-NEXT:    %[[BITS:.+]] = arith.bitcast %[[SUM]]
// CHECK-NEXT:    %[[BYTE:.+]] = arith.trunci %[[BITS]] : vector<4xi32> to vector<4xi8>
// CHECK:         %[[ZP:.+]] = arith.constant dense<-3> : vector<4xi8>
// CHECK-NEXT:    %[[Q:.+]] = arith.addi %[[BYTE]], %[[ZP]]
// CHECK-NEXT:    return %[[Q]]
func.func @fp32(%x: vector<4xi32>, %s: vector<4xf32>) -> vector<4xi8> {
  %0 = qnn.rescale %x, (%s) zp -3 clamp [-3, 127] fp32 : vector<4xi32>, (vector<4xf32>) to vector<4xi8>
  return %0 : vector<4xi8>
}

// CHECK-LABEL: func.func @single
// CHECK-SAME:    %[[X:.+]]: vector<4xi32>, %[[M:.+]]: vector<4xi32>, %[[T:.+]]: vector<4xi8>
// CHECK-DAG:     %[[X64:.+]] = arith.extsi %[[X]] : vector<4xi32> to vector<4xi64>
// CHECK-DAG:     %[[M64:.+]] = arith.extsi %[[M]] : vector<4xi32> to vector<4xi64>
// CHECK-DAG:     %[[T64:.+]] = arith.extsi %[[T]] : vector<4xi8> to vector<4xi64>
// CHECK-DAG:     %[[ONE:.+]] = arith.constant dense<1> : vector<4xi64>
// CHECK:         %[[T1:.+]] = arith.subi %[[T64]], %[[ONE]]
// CHECK-NEXT:    %[[HALF:.+]] = arith.shli %[[ONE]], %[[T1]]
// CHECK-NEXT:    %[[P:.+]] = arith.muli %[[X64]], %[[M64]]
// CHECK-NEXT:    %[[SUM:.+]] = arith.addi %[[P]], %[[HALF]]
// CHECK-NEXT:    %[[R:.+]] = arith.shrsi %[[SUM]], %[[T64]]
// CHECK:         %[[ZP:.+]] = arith.constant dense<200>
// CHECK-NEXT:    %[[Y:.+]] = arith.addi %[[R]], %[[ZP]]
// CHECK:         %[[LOW:.+]] = arith.constant dense<0>
// CHECK-NEXT:    %[[Y1:.+]] = arith.maxsi %[[Y]], %[[LOW]]
// CHECK:         %[[HIGH:.+]] = arith.constant dense<255>
// CHECK-NEXT:    %[[Y2:.+]] = arith.minsi %[[Y1]], %[[HIGH]]
// CHECK-NEXT:    arith.trunci %[[Y2]] : vector<4xi64> to vector<4xi8>
func.func @single(%x: vector<4xi32>, %m: vector<4xi32>, %t: vector<4xi8>) -> vector<4xi8> {
  %0 = qnn.rescale %x, (%m, %t) zp 200 clamp [0, 255] single : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi8>
  return %0 : vector<4xi8>
}

// Rounds away from zero by 2^30 more, where more than 31 bits are dropped.

// CHECK-LABEL: func.func @double
// CHECK-SAME:    %[[X:.+]]: i32, %{{.+}}: i32, %[[T:.+]]: i8
// CHECK-DAG:     %[[X64:.+]] = arith.extsi %[[X]] : i32 to i64
// CHECK-DAG:     %[[T64:.+]] = arith.extsi %[[T]] : i8 to i64
// CHECK:         %[[HALF:.+]] = arith.shli
// CHECK:         %[[NEGATIVE:.+]] = arith.cmpi slt, %[[X64]], %c0
// CHECK:         %[[AWAY:.+]] = arith.select %[[NEGATIVE]], %c-1073741824_i64, %c1073741824_i64
// CHECK:         %[[LONG:.+]] = arith.cmpi sgt, %[[T64]], %c31
// CHECK-NEXT:    %[[EXTRA:.+]] = arith.select %[[LONG]], %[[AWAY]], %c0
// CHECK-NEXT:    %[[ROUND:.+]] = arith.addi %[[HALF]], %[[EXTRA]]
// CHECK-NEXT:    %[[P:.+]] = arith.muli
// CHECK-NEXT:    arith.addi %[[P]], %[[ROUND]]
func.func @double(%x: i32, %m: i32, %t: i8) -> i8 {
  %0 = qnn.rescale %x, (%m, %t) zp 0 clamp [-128, 127] double : i32, (i32, i8) to i8
  return %0 : i8
}

// What has 16 bits is shifted to the left first, so that the high words of products are enough.

// CHECK-LABEL: func.func @narrow
// CHECK-SAME:    %[[X:.+]]: vector<4xi16>
// CHECK-DAG:     %[[S:.+]] = arith.constant dense<30> : vector<4xi8>
// CHECK-DAG:     %[[X32:.+]] = arith.extsi %[[X]] : vector<4xi16> to vector<4xi32>
// CHECK:         %[[THREE:.+]] = arith.constant dense<3> : vector<4xi32>
// CHECK-NEXT:    %[[LEFT:.+]] = arith.shli %[[X32]], %[[THREE]]
// CHECK:         %[[P:.+]] = arith.muli {{.*}} : vector<4xi64>
// CHECK:         %[[HIGH:.+]] = arith.shrsi %[[P]], %{{.+}} : vector<4xi64>
// CHECK-NEXT:    arith.trunci %[[HIGH]] : vector<4xi64> to vector<4xi32>
// CHECK-NOT:     i64
// CHECK:         return
func.func @narrow(%x: vector<4xi16>, %m: vector<4xi32>) -> vector<4xi16> {
  %s = arith.constant dense<30> : vector<4xi8>
  %0 = arith.extsi %x : vector<4xi16> to vector<4xi32>
  %1 = qnn.rescale %0, (%m, %s) zp 0 clamp [0, 32767] single : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi16>
  return %1 : vector<4xi16>
}

// Two roundings are not those of what was shifted, and there is no room in 32 bits.

// CHECK-LABEL: func.func @wide
// CHECK-NOT:     vector<4xi64> to vector<4xi32>
// CHECK:         return
func.func @wide(%x: vector<4xi16>, %y: vector<4xi32>, %m: vector<4xi32>) -> (vector<4xi16>, vector<4xi16>) {
  %s = arith.constant dense<[30, 31, 32, 33]> : vector<4xi8>
  %t = arith.constant dense<30> : vector<4xi8>
  %0 = arith.extsi %x : vector<4xi16> to vector<4xi32>
  %1 = qnn.rescale %0, (%m, %s) zp 0 clamp [0, 32767] double : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi16>
  %2 = qnn.rescale %y, (%m, %t) zp 0 clamp [0, 32767] single : vector<4xi32>, (vector<4xi32>, vector<4xi8>) to vector<4xi16>
  return %1, %2 : vector<4xi16>, vector<4xi16>
}

// A division, not a product with the reciprocal. NaN becomes 0, then the zero
// point.

// CHECK-LABEL: func.func @quantize
// CHECK-SAME:    %[[X:.+]]: f32
// CHECK:         %[[S:.+]] = arith.constant 1.000000e-01 : f32
// CHECK-NEXT:    %[[F:.+]] = arith.divf %[[X]], %[[S]] : f32
// CHECK-NEXT:    %[[NUMBER:.+]] = arith.cmpf ord, %[[F]], %[[F]] : f32
// CHECK:         %[[ZERO:.+]] = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:    arith.select %[[NUMBER]], %[[F]], %[[ZERO]]
// CHECK:         arith.constant -1.280000e+02
// CHECK:         arith.constant 1.270000e+02
// CHECK:         arith.addi %{{.+}}, %c-128_i8 : i8
func.func @quantize(%x: f32) -> i8 {
  %0 = qnn.quantize %x scale 0.1 zp 128 unsigned : f32 to i8
  return %0 : i8
}

// CHECK-LABEL: func.func @dequantize
// CHECK-SAME:    %[[X:.+]]: vector<4xi8>
// CHECK:         %[[U:.+]] = arith.extui %[[X]] : vector<4xi8> to vector<4xi32>
// CHECK:         %[[Z:.+]] = arith.constant dense<128> : vector<4xi32>
// CHECK-NEXT:    %[[D:.+]] = arith.subi %[[U]], %[[Z]]
// CHECK-NEXT:    %[[F:.+]] = arith.sitofp %[[D]]
// CHECK:         arith.mulf %[[F]], %{{.+}} : vector<4xf32>
// CHECK:         arith.extsi %[[X]] : vector<4xi8> to vector<4xi32>
// CHECK:         arith.constant dense<-128> : vector<4xi32>
func.func @dequantize(%x: vector<4xi8>) -> (vector<4xf32>, vector<4xf32>) {
  %0 = qnn.dequantize %x scale 0.1 zp 128 unsigned : vector<4xi8> to vector<4xf32>
  %1 = qnn.dequantize %x scale 0.1 zp -128 : vector<4xi8> to vector<4xf32>
  return %0, %1 : vector<4xf32>, vector<4xf32>
}

// The byte is an unsigned index.

// CHECK-LABEL: func.func @lookup
// CHECK-SAME:    %[[X:.+]]: vector<2xi8>
// CHECK:         %[[TABLE:.+]] = arith.constant dense<7> : tensor<256xi8>
// CHECK:         %[[X0:.+]] = vector.extract %[[X]][0]
// CHECK-NEXT:    %[[I0:.+]] = arith.index_castui %[[X0]] : i8 to index
// CHECK-NEXT:    %[[Y0:.+]] = tensor.extract %[[TABLE]][%[[I0]]]
// CHECK:         %[[X1:.+]] = vector.extract %[[X]][1]
// CHECK-NEXT:    %[[I1:.+]] = arith.index_castui %[[X1]] : i8 to index
// CHECK-NEXT:    %[[Y1:.+]] = tensor.extract %[[TABLE]][%[[I1]]]
// CHECK:         vector.from_elements %[[Y0]], %[[Y1]]
func.func @lookup(%x: vector<2xi8>) -> vector<2xi8> {
  %0 = qnn.lookup %x table dense<7> : tensor<256xi8> : vector<2xi8> to vector<2xi8>
  return %0 : vector<2xi8>
}

// The rounded quotient stays a float.

// CHECK-LABEL: func.func @fake_quantize
// CHECK-SAME:    %[[X:.+]]: vector<4xf32>
// CHECK:         %[[F:.+]] = arith.divf %[[X]], %{{.+}} : vector<4xf32>
// CHECK:         arith.constant dense<-1.250000e+02>
// CHECK:         %[[HIGH:.+]] = arith.constant dense<1.300000e+02>
// CHECK:         %[[P:.+]] = arith.select %{{.+}}, %[[HIGH]], %{{.+}}
// CHECK:         %[[SUM:.+]] = arith.addf %[[P]], %{{.+}} : vector<4xf32>
// CHECK:         %[[R:.+]] = arith.subf %[[SUM]], %{{.+}} : vector<4xf32>
// CHECK:         arith.mulf %[[R]], %{{.+}} : vector<4xf32>
func.func @fake_quantize(%x: vector<4xf32>) -> vector<4xf32> {
  %0 = qnn.fake_quantize %x scale 0.5 zp -3 clamp [-128, 127] : vector<4xf32>
  return %0 : vector<4xf32>
}
