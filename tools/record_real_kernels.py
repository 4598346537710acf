"""Record the first kernels of EfficientNet-Lite0 in data/lite0_kernels.csv, with their normalization put into them.

    python tools/record_real_kernels.py [--check]

It wants the packages of requirements-transfer.txt. With --check nothing is written; it says whether the file is right.
"""

import csv
import io
import sys

from helpers.datasets.files import DATA
from helpers.lessons.transfer_learning.features import lite0

PLACE = DATA / "lite0_kernels.csv"


def first_layer():
    """Return weights `(32, 27)`, for each pixel of a window red, green and blue, and bias weights `(32,)`.

    (net - mean) / sqrt(variance + epsilon) * gamma + beta  =  (w * s) x + (beta - mean * s)
    """
    network = lite0()
    kernels, norm = network._conv_stem.weight.detach(), network._bn0
    scale = (norm.weight / (norm.running_var + norm.eps).sqrt()).detach()
    weights = (kernels * scale[:, None, None, None]).permute(0, 2, 3, 1).reshape(len(scale), -1)
    return weights.numpy(), (norm.bias - norm.running_mean * scale).detach().numpy()


def table():
    """Return the text of the file."""
    file = io.StringIO()
    out = csv.writer(file, lineterminator="\n")
    weights, biases = first_layer()
    out.writerow(["kernel", "bias", *(f"w{number + 1}" for number in range(weights.shape[1]))])
    for number, (row, bias) in enumerate(zip(weights, biases, strict=True), start=1):
        out.writerow([number, f"{bias:.5g}", *(f"{weight:.5g}" for weight in row)])
    return file.getvalue()


def main(check):
    """Record, or compare."""
    if not check:
        PLACE.write_text(table(), encoding="utf-8")
        print(f"{PLACE.name}: saved")
        return 0
    differs = PLACE.read_text(encoding="utf-8") != table()
    print(f"{PLACE.name}: {'would differ' if differs else 'unchanged'}")
    return int(differs)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
