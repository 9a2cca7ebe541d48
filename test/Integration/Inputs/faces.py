"""Compares the faces that two runs of a BlazeFace network detect.

usage: faces.py REFERENCE.npz OUTPUTS.npz --side S [--iou R] [--at-least N]

Both files hold 896 x 16 box coordinates in pixels of the S x S image, relative to 896 anchors, and 896 logits, for
each sample: anchors and decoding are those of MediaPipe's face detection (face_detection_short_range.pbtxt).  Every
sure face of the one must be a possible face of the other, with an intersection over union of at least R, and the
reference must find at least N sure ones.
"""

import argparse
import sys

import numpy as np

SURE, POSSIBLE, OVERLAP = 0.75, 0.25, 0.3


def anchors():
    """Returns the centres of the anchors, 896 x 2, as parts of the side: 2 in a grid of 16, 6 in one of 8."""
    centres = []
    for size, count in ((16, 2), (8, 6)):
        y, x = np.mgrid[0:size, 0:size]
        grid = np.stack([x.ravel() + 0.5, y.ravel() + 0.5], axis=1) / size
        centres.append(np.repeat(grid, count, axis=0))
    return np.concatenate(centres)


def iou(a, b):
    """Returns the intersection over union of two boxes (left, top, right, bottom)."""
    low, high = np.maximum(a[:2], b[:2]), np.minimum(a[2:], b[2:])
    both = np.prod(np.maximum(high - low, 0))
    return both / (np.prod(a[2:] - a[:2]) + np.prod(b[2:] - b[:2]) - both)


def detect(raw, logits, side):
    """Returns the (score, box) of one sample, the surest first, none of which overlaps a surer one."""
    scores = 1 / (1 + np.exp(-np.clip(logits.ravel(), -100, 100).astype("f8")))
    centre, extent = raw[:, :2] / side + anchors(), raw[:, 2:4] / side
    boxes = np.concatenate([centre - extent / 2, centre + extent / 2], axis=1)
    found = []
    for i in np.argsort(-scores, kind="stable"):
        if scores[i] < POSSIBLE:
            break
        if all(iou(boxes[i], other) < OVERLAP for _, other in found):
            found.append((scores[i], boxes[i]))
    return found


def overlaps(faces, others):
    """Returns for every sure one of the faces how well the best of the others fits."""
    return [max((iou(box, other) for _, other in others), default=0.0) for score, box in faces if score >= SURE]


def main():
    """Returns 1 if the faces differ."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reference")
    parser.add_argument("outputs")
    parser.add_argument("--side", type=int, required=True)
    parser.add_argument("--iou", type=float, default=0.9)
    parser.add_argument("--at-least", type=int, default=1)
    options = parser.parse_args()
    runs = []
    for path in (options.reference, options.outputs):
        arrays = sorted((data for data in np.load(path).values()), key=lambda array: array.shape[-1])
        logits, boxes = arrays[0].reshape(-1, 896, 1), arrays[1].reshape(-1, 896, 16)
        runs.append([detect(*sample, options.side) for sample in zip(boxes, logits)])
    wanted = [fit for want, got in zip(*runs) for fit in overlaps(want, got)]
    found = [fit for want, got in zip(*runs) for fit in overlaps(got, want)]
    print(f"{len(wanted)} faces, {len(found)} found, smallest IoU {min(wanted + found, default=0):.3f}")
    return int(len(wanted) < options.at_least or min(wanted + found, default=0) < options.iou)


sys.exit(main())
