"""Crops of the photographs in the wheels of scikit-image and scikit-learn, as a model's inputs."""

import functools
import io

import numpy as np
import PIL.Image

import wheels

LFW_FACES = 24  # how many of the 100 grey 25x25 faces in lfw_subset.npy are used


@functools.cache
def photograph(file):
    """Returns the RGB photograph of this file name: uint8 [height, width, 3]."""
    if file in ("china.jpg", "flower.jpg"):
        (content,) = wheels.SCIKIT_LEARN.read(f"sklearn/datasets/images/{file}")
    else:
        (content,) = wheels.SCIKIT_IMAGE.read(f"skimage/data/{file}")
    return np.asarray(PIL.Image.open(io.BytesIO(content)).convert("RGB"))


def scenes():
    """Returns the four photographs that quantizers are compared on: a person, objects, a cat."""
    return [photograph(f) for f in ("astronaut.png", "coffee.png", "chelsea.png", "rocket.jpg")]


def all_scenes():
    """Returns scenes() and a photographer, a building and a flower."""
    return [*scenes(), *(photograph(f) for f in ("camera.png", "china.jpg", "flower.jpg"))]


def faces():
    """Returns close-ups of faces: a sharp one in colour, then small grey ones."""
    (content,) = wheels.SCIKIT_IMAGE.read("skimage/data/lfw_subset.npy")
    grey = np.load(io.BytesIO(content))[:LFW_FACES]  # float64 [.., 25, 25], 0 to 1
    small = np.repeat(np.round(grey * 255).astype(np.uint8)[..., None], 3, axis=3)
    return [photograph("astronaut.png")[25:205, 135:315], *small]


def people_and_scenes():
    """Returns a portrait and faces among other photographs, as a face detector meets them."""
    portrait = photograph("astronaut.png")[:300, 75:375]
    return [portrait, *faces()[:8], *all_scenes()]


def eyes():
    """Returns close-ups of eyes, a person's and a cat's, the right ones mirrored."""
    person, cat = photograph("astronaut.png"), photograph("chelsea.png")
    return [
        person[68:132, 170:234],
        person[71:135, 216:280][:, ::-1],
        cat[57:177, 110:230],
        cat[77:197, 259:379][:, ::-1],
    ]


@functools.cache
def resize_matrix(source, target):
    """Returns float64 [target, source]: how each new pixel mixes the old ones along an axis.

    This is scikit-image's `resize` with anti_aliasing: a Gaussian if the axis gets shorter, then
    linear interpolation between pixel centres, both mirrored at the ends.
    """

    def mirror(index):
        index = np.abs(index) % max(2 * source - 2, 1)
        return np.minimum(index, 2 * source - 2 - index)

    blur = np.eye(source)
    sigma = (source / target - 1) / 2
    if sigma > 0:
        radius = int(4 * sigma + 0.5)
        offsets = np.arange(-radius, radius + 1)
        weights = np.exp(-0.5 * (offsets / sigma) ** 2)
        blur = np.zeros((source, source))
        for offset, weight in zip(offsets, weights / weights.sum(), strict=True):
            blur[np.arange(source), mirror(np.arange(source) + offset)] += weight

    position = (np.arange(target) + 0.5) * source / target - 0.5
    below = np.floor(position).astype(int)
    share = (position - below)[:, None]
    return (1 - share) * blur[mirror(below)] + share * blur[mirror(below + 1)]


def resize(image, height, width):
    """Returns float64 [3, height, width] in [0, 1] of a uint8 [.., .., 3] image."""
    rows = resize_matrix(image.shape[0], height)
    columns = resize_matrix(image.shape[1], width)
    planes = np.ascontiguousarray(image.transpose(2, 0, 1)) / 255
    return rows @ planes @ columns.T


def crops(images, size, low=0.0, high=1.0, smallest=0.35, channels_first=False):
    """Returns a function (rng, count) -> float32 [count, height, width, 3] of random crops.

    The crops take turns through the images and have their proportions; each is at least the share
    `smallest` of its image's sides and is stretched to size, (height, width).  Black becomes low
    and white high.
    channels_first: the result is [count, 3, height, width].
    """

    def draw(rng, count):
        pool, result = images(), []
        for i in range(count):
            image = pool[i % len(pool)]
            share = rng.uniform(smallest, 1.0)
            height, width = int(image.shape[0] * share), int(image.shape[1] * share)
            y = rng.integers(0, image.shape[0] - height + 1)
            x = rng.integers(0, image.shape[1] - width + 1)
            crop = resize(image[y : y + height, x : x + width], *size)
            result.append(crop if channels_first else crop.transpose(1, 2, 0))
        return (np.stack(result) * (high - low) + low).astype(np.float32)

    return draw
