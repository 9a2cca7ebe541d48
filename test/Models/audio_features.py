"""Made-up features of sound, of the kind and size that audio networks are given."""

import numpy as np


def feature_walk(shape, scale=1.0):
    """Returns a function (rng, count) -> float32 [count, *shape]: frames that drift.

    shape: frames, features, and 1s if wanted.  Each feature starts from an offset of standard
    deviation 6 * scale and takes a step of 1.2 * scale in each frame, as audio embeddings do.
    """

    def draw(rng, count):
        frames, features = shape[:2]
        offsets = rng.normal(0, 6, (count, 1, features))
        steps = rng.normal(0, 1.2, (count, frames, features))
        walk = (offsets + steps.cumsum(axis=1)) * scale
        return walk.astype(np.float32).reshape(count, *shape)

    return draw


BANDS = 40  # of a frame that microWakeWord's front end makes of 10 ms of sound
FRAMES = 3  # of a step of the network
SCALE, ZERO_POINT = 26 / 255, -128  # of its int8 features, energies from 0 to 26


def spoken_word(rng):
    """Returns float64 [frames, BANDS]: energies of up to 26 of something like a word.

    It has two to five sounds: hisses, and voices of three bands that glide.
    """
    bands, parts = np.arange(BANDS), []
    for _ in range(rng.integers(2, 6)):
        frames = int(rng.integers(5, 25))
        time = np.arange(frames)[:, None] / frames
        if rng.random() < 0.25:
            centre, width, level = rng.uniform(25, 40), rng.uniform(5, 15), rng.uniform(8, 20)
            sound = level * np.exp(-(((bands - centre) / width) ** 2))
        else:
            start, end = np.sort(rng.uniform(0, 36, (2, 3)), axis=1)
            width, level = rng.uniform(2, 6, 3), rng.uniform(12, 26)
            centre = start + (end - start) * time  # [frames, 3]
            distance = (bands[:, None] - centre[:, None]) / width
            sound = level * np.exp(-(distance**2)).max(axis=2)
        parts.append(sound * np.sin(np.pi * (time + 0.5 / frames)) ** 0.3)
        if rng.random() < 0.3:
            parts.append(np.zeros((int(rng.integers(1, 8)), BANDS)))
    return np.concatenate(parts)


def spoken_steps(favourites):
    """Returns a function (rng, count) -> int8 [count, FRAMES, BANDS]: words, pauses and noise.

    The steps follow one another.  favourites: the seeds of words, by which every other word is
    chosen, for example because a network hears its wake word in them.
    """

    def draw(rng, count):
        parts, frames = [], 0
        while frames < count * FRAMES:
            favourite = len(parts) % 2 == 1
            word = spoken_word(np.random.default_rng(rng.choice(favourites)) if favourite else rng)
            pause = np.zeros((int(rng.integers(20, 100)), BANDS))
            parts.append(np.concatenate([word * rng.uniform(0.9, 1.1), pause]))
            frames += len(parts[-1])
        energy = np.concatenate(parts)[: count * FRAMES]
        energy += rng.gamma(1.0, 0.7, energy.shape)
        features = np.clip(np.round(energy / SCALE) + ZERO_POINT, -128, 127)
        return features.astype(np.int8).reshape(count, FRAMES, BANDS)

    return draw
