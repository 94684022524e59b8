"""Writes the files of src/test/resources/alan/models/torch: what PyTorch saves in its two formats, and what safetensors makes of the same tensors.

    python3 -m venv venv && venv/bin/pip install torch==2.8.0 safetensors==0.8.0
    venv/bin/python bundles/alan.models.torch/src/test/reference/fixtures.py
"""
import collections
import pathlib

import torch
from safetensors.torch import save_file

HERE = pathlib.Path(__file__).parent.parent / "resources" / "alan" / "models" / "torch"

torch.manual_seed(7)
shared = torch.arange(24, dtype=torch.float32)
module = torch.nn.Sequential(collections.OrderedDict(conv=torch.nn.Conv1d(2, 3, 2), norm=torch.nn.BatchNorm1d(3)))
tensors = {
    "a view in the middle": shared[5:9],
    "transposed": shared.reshape(4, 6).t(),
    "every other": shared[1::2],
    "one number": torch.tensor(2.5),
    "none": torch.zeros(0, 3),
    "double": torch.tensor([1.0, -2.0], dtype=torch.float64),
    "half": torch.tensor([1.0, -2.0, 65504.0], dtype=torch.float16),
    "bfloat16": torch.tensor([1.0, -2.0, 3.0], dtype=torch.bfloat16),
    "long": torch.tensor([1, -2], dtype=torch.int64),
    "int": torch.tensor([1, -2], dtype=torch.int32),
    "short": torch.tensor([1, -2], dtype=torch.int16),
    "char": torch.tensor([1, -2], dtype=torch.int8),
    "byte": torch.tensor([1, 254], dtype=torch.uint8),
    "bool": torch.tensor([True, False, True]),
    "ñandú": torch.ones(1),
    "parameter": torch.nn.Parameter(torch.ones(2, 2)),
}
content = {"step": 1234567890123, "rate": 0.25, "name": "niña", "on": True, "nothing": None, "list": [1, "two"],
           "model": module.state_dict(), "tensors": tensors}
torch.save(content, HERE / "new.pt")
torch.save(content, HERE / "old.pt", _use_new_zipfile_serialization=False)
flat = {f"model.{key}": value for key, value in module.state_dict().items()}
flat |= {f"tensors.{key}": value.detach() for key, value in tensors.items()}
save_file({key: value.clone().contiguous() for key, value in flat.items()}, HERE / "expected.safetensors")
