"""Trains the founding example, from Keras by TFLite to TOSA; writes the results beside this file.

Model: Dense(10, relu) on 2 inputs, Dense(1, sigmoid).  Inputs: points uniform in [0, 1) x [0, 1).
Two runs differ in the labels only:
  founding            every label is 1, as in the example that founded the project: the trained net
                      says "1" to everything
  founding-separable  the label is 1 where x0 + x1 > 1, else 0

Each run writes NAME.mlir (TOSA as the TFLite route gives it, dynamic batch), NAME-batch1.mlir (the
same net converted for batch 1) and NAME-labels.npy (int64 [500], of the test points).  Both share
calibration.npz and test.npz (points: float32 [256, 2], the first that train, and [500, 2], others).
The shipped nets' float accuracy on the test points, at the threshold 0.5, is 1.0000 for both.

Usage: train.py [OUTPUT_DIRECTORY]    needs ../requirements-training.txt; about 10 s
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

TRAIN_SAMPLES, CALIBRATION_SAMPLES, TEST_SAMPLES = 2000, 256, 500
LABELS = {
    "founding": lambda points: np.ones(len(points), np.int64),
    "founding-separable": lambda points: (points.sum(axis=1) > 1).astype(np.int64),
}


def train(points, labels):
    """Returns a Keras model trained on float32 [n, 2] points and int64 [n] labels of 0 or 1."""
    keras.utils.set_random_seed(0)
    tf.config.experimental.enable_op_determinism()
    model = keras.Sequential(
        [
            keras.layers.Input((2,)),
            keras.layers.Dense(10, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy")
    model.fit(points, labels.astype(np.float32), batch_size=32, epochs=30, verbose=0)
    return model


def convert(model, path, batch=None):
    """Writes a Keras model of 2 inputs as TOSA text, by way of a TFLite file.

    batch: the leading dimension, None for a dynamic one.
    """
    if batch is not None:
        points = keras.layers.Input(batch_shape=(batch, 2))
        model = keras.Model(points, model(points))
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / "model.tflite"
        flat.write_bytes(tf.lite.TFLiteConverter.from_keras_model(model).convert())
        tool = Path(sysconfig.get_path("scripts")) / "tosa-converter-for-tflite"
        subprocess.run([tool, flat, "--text", "-o", path], check=True)


def main(directory):
    rng = np.random.default_rng(0)
    points = rng.random((TRAIN_SAMPLES + TEST_SAMPLES, 2), np.float32)
    train_points, test_points = points[:TRAIN_SAMPLES], points[TRAIN_SAMPLES:]
    np.savez(directory / "calibration.npz", points=train_points[:CALIBRATION_SAMPLES])
    np.savez(directory / "test.npz", points=test_points)

    for name, label in LABELS.items():
        model = train(train_points, label(train_points))
        labels = label(test_points)
        np.save(directory / f"{name}-labels.npy", labels)
        convert(model, directory / f"{name}.mlir")
        convert(model, directory / f"{name}-batch1.mlir", batch=1)
        outputs = model.predict(test_points, verbose=0)[:, 0]
        accuracy = np.mean((outputs > 0.5) == labels)
        print(f"{name}: float accuracy {accuracy:.4f}, outputs {outputs.min()} to {outputs.max()}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent))
