// RUN: qopt %s --qopt-import-quant-casts --split-input-file --verify-diagnostics

!q = !quant.uniform<i16:f32, 0.5>
func.func @wide(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{quantizes to 16 bits; this version compiles activations of 8 bits: export the model with these, or without this cast}}
  %q = quant.qcast %x : tensor<4xf32> to tensor<4x!q>
  %y = quant.dcast %q : tensor<4x!q> to tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

!q = !quant.uniform<i8:f32:1, {0.5, 0.25}>
func.func @axis(%x: tensor<4x2xf32>) -> tensor<4x2xf32> {
  // expected-error @+1 {{quantizes an activation with a scale for each index of dimension 1; only weights can have them}}
  %q = quant.qcast %x : tensor<4x2xf32> to tensor<4x2x!q>
  %y = quant.dcast %q : tensor<4x2x!q> to tensor<4x2xf32>
  return %y : tensor<4x2xf32>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @operation(%x: tensor<4xf32>) -> tensor<4xf32> {
  %q = quant.qcast %x : tensor<4xf32> to tensor<4x!q>
  // expected-error @+1 {{'tosa.abs' of quantized types is not understood; only casts and what moves elements are: put quant.dcast before it and quant.qcast after it}}
  %a = tosa.abs %q : (tensor<4x!q>) -> tensor<4x!q>
  %y = quant.dcast %a : tensor<4x!q> to tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

!q = !quant.uniform<i8:f16, 0.5>
func.func @half(%x: tensor<4xf16>) -> tensor<4xf16> {
  // expected-error @+1 {{is not understood: ranked tensors of !quant.uniform with f32 scales are}}
  %q = quant.qcast %x : tensor<4xf16> to tensor<4x!q>
  %y = quant.dcast %q : tensor<4x!q> to tensor<4xf16>
  return %y : tensor<4xf16>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @argument(%x: tensor<4x!q>) -> tensor<4xf32> {
  // expected-error @+1 {{reads an argument of quantized type; give the function floats with quant.qcast, or integers with quant.scast}}
  %y = quant.dcast %x : tensor<4x!q> to tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

!q = !quant.uniform<i8:f32, 0.5>
func.func @result(%x: tensor<4xf32>) -> tensor<4x!q> {
  %q = quant.qcast %x : tensor<4xf32> to tensor<4x!q>
  // expected-error @+1 {{returns a quantized type; cast it with quant.dcast to floats, or with quant.scast to integers}}
  return %q : tensor<4x!q>
}

// -----

!q = !quant.uniform<i8:f32, 1.0e-40>
func.func @scale(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @+1 {{has a scale that is no positive normal f32; quantize the model again}}
  %q = quant.qcast %x : tensor<4xf32> to tensor<4x!q>
  %y = quant.dcast %q : tensor<4x!q> to tensor<4xf32>
  return %y : tensor<4xf32>
}
