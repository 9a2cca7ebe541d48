"""Runs models in the engines that they were made for: the references of the tests."""

import numpy as np


def outputs_of_onnx(model, samples):
    """Returns what onnxruntime's float kernels make of samples, one array for each output.

    model: the bytes of an ONNX file with one input [1, ..]; samples: [count, ..].  An output
    [1, ..] becomes [count, ..].
    """
    import onnxruntime

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    results = [session.run(None, {name: sample[None]}) for sample in samples]
    return [np.concatenate(outputs) for outputs in zip(*results, strict=True)]


def outputs_of_tflite(model, samples, resolver):
    """Returns what LiteRT makes of samples, one after the other, one array for each output.

    model: the bytes of a .tflite file with one input [1, ..]; samples: [count, ..].  An output
    [1, ..] becomes [count, ..].  State goes from one sample to the next.
    resolver: the name of an OpResolverType, which says whose kernels run.
    """
    from ai_edge_litert.interpreter import Interpreter, OpResolverType

    kind = OpResolverType[resolver]
    interpreter = Interpreter(model_content=model, experimental_op_resolver_type=kind)
    interpreter.allocate_tensors()
    (entry,) = interpreter.get_input_details()
    indices = [output["index"] for output in interpreter.get_output_details()]
    results = []
    for sample in samples:
        interpreter.set_tensor(entry["index"], sample[None])
        interpreter.invoke()
        results.append([interpreter.get_tensor(index) for index in indices])
    return [np.concatenate(outputs) for outputs in zip(*results, strict=True)]
