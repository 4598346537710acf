"""What the tools that make data/*.npz share: chance that stays the same, and a file that is saved or compared."""

import numpy as np


def shuffled(items, lot):
    """Return items in an order drawn by `lot`, a random.Random; of that only random() is promised to stay the same."""
    return [item for _, _, item in sorted((lot.random(), place, item) for place, item in enumerate(items))]


def same(arrays, path):
    """Return whether the file at `path` holds exactly these arrays."""
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    return stored.keys() == arrays.keys() and all(
        stored[name].dtype == array.dtype and np.array_equal(stored[name], array) for name, array in arrays.items()
    )


def save_or_check(arrays, path, check):
    """Write the file, or with `check` only say whether it would differ; return 1 when it would."""
    if not check:
        np.savez_compressed(path, **arrays)
        print(f"{path.name}: saved")
        return 0
    differs = not path.exists() or not same(arrays, path)
    print(f"{path.name}: {'would differ' if differs else 'unchanged'}")
    return int(differs)
