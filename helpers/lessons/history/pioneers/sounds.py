"""Small sounds, computed: a tune, a hum, the echo of a hiss; decibels, and a sound as a file for the page."""

import base64
import io
import wave

import numpy as np

from helpers.network import checks

RATE = 8000  # samples a second
SAMPLES = 9600  # 1.2 seconds
NOTES = (440, 554, 659, 880, 659, 554)  # hertz
HUM = {120: 1.0, 240: 0.6, 360: 0.5, 480: 0.4}  # hertz and their shares: mains at 60 Hz hum at twice that, and above
SHORT_PATH = (0.0, 0.6, 0.3, -0.2, 0.1)  # what reaches the microphone of the last samples
ECHO_PATH = np.zeros(24)
ECHO_PATH[[3, 11, 20]] = 0.6, 0.4, -0.3  # three walls


def tune():
    """Return a small tune of six notes, `(9600,)`, between -1 and 1."""
    length = SAMPLES // len(NOTES)
    seconds = np.arange(length) / RATE
    shape = 0.25 * np.exp(-4 * seconds) * np.minimum(1, 200 * seconds)
    tones = (np.sin(2 * np.pi * note * seconds) + 0.3 * np.sin(4 * np.pi * note * seconds) for note in NOTES)
    return np.concatenate([shape * tone for tone in tones])


def hum():
    """Return the hum of a machine, `(9600,)`: four tones that never change."""
    seconds = np.arange(SAMPLES) / RATE
    tones = [share * np.sin(2 * np.pi * tone * seconds + k) for k, (tone, share) in enumerate(HUM.items(), 1)]
    total = np.sum(tones, axis=0)
    return 0.5 * total / abs(total).max()


def hiss(seed=1):
    """Return a loud hiss that swells and fades, `(9600,)`: it stands for the other voice on a telephone line."""
    swell = 0.3 + abs(np.sin(2 * np.pi * 2.2 * np.arange(SAMPLES) / RATE))
    return 0.2 * swell * np.random.default_rng(seed).standard_normal(SAMPLES)


NOISES = {"hum": (hum, SHORT_PATH), "echo": (hiss, ECHO_PATH)}


def recording(noise):
    """Return three sounds: the clean tune, the disturbance as it is at its source, and as the microphone gets it.

    noise is "hum" or "echo". What is heard is the tune plus the last one.

    >>> [sound.shape for sound in recording("hum")]
    [(9600,), (9600,), (9600,)]
    """
    make, path = checks.known("noise", noise, NOISES)
    source = make()
    return tune(), source, np.convolve(source, path)[:SAMPLES]


def decibels(sound, reference):
    """Return how strong a sound is beside another one, in dB: 10 * log10 of the ratio of their mean squares.

    0 dB is as strong, -20 dB a tenth of the height, -40 dB a hundredth. Infinite where one of them is silent.

    >>> round(decibels([0.1, -0.1], [1, -1]), 6)
    -20.0
    """
    sounds = [checks.floats(name, one) for name, one in (("sound", sound), ("reference", reference))]
    if not all(one.size for one in sounds):
        raise ValueError("a sound without samples has no strength. Give at least one sample")
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        power = [np.mean(np.square(one)) for one in sounds]
        return float(10 * np.log10(np.divide(*power)))


def wav_address(sound):
    """Return a sound as a WAV file of 16-bit samples in a data address, which every browser plays.

    What is above 1 or below -1 is cut off, what is not a number is silence.

    >>> wav_address([0.0, 0.5])[:26]
    'data:audio/wav;base64,UklG'
    """
    samples = np.rint(32767 * np.clip(np.nan_to_num(np.asarray(sound, float), posinf=1, neginf=-1), -1, 1))
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setparams((1, 2, RATE, 0, "NONE", ""))
        writer.writeframes(samples.astype("<i2").tobytes())
    return "data:audio/wav;base64," + base64.b64encode(file.getvalue()).decode()
