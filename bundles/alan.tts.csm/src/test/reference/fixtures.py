"""Small CSM checkpoints with seeded random weights, and what transformers' CsmForConditionalGeneration makes of them.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python fixtures.py ../resources/alan/tts/csm/fixtures

With --full, it writes one checkpoint of CSM-1B's own size instead. Each folder that it writes holds a checkpoint as a user has it (config.json, safetensors, tokenizer.json) and beside it expected.safetensors:

    clip.N            [samples]            context clip N, mono, Hz as in config.json
    clip.N.codes      [codebooks, frames]  Mimi's codes of it
    prompt.ids        [positions]          token ids of the prompt, audio placeholders included
    prompt.hidden     [positions, hidden]  the backbone's states after the final norm
    prompt.logits     [vocabulary]         codebook 0 of the first frame
    depth.logits      [codebooks - 1, vocabulary]  the others of the first frame, greedy
    frames            [frames, codebooks]  greedy codes, the end frame included
    sound             [samples]            Mimi's sound of the frames before the end
The texts and speakers of the prompt are in its metadata.
"""

import argparse
import copy
import json
import math
import pathlib
import shutil

import torch
from safetensors.torch import load_file, save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import CsmConfig, CsmForConditionalGeneration

# Of Llama 3, whose tokenizer CSM uses.
SPLIT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
SPECIAL = ["<|begin_of_text|>", "<|end_of_text|>", "<|AUDIO|>", "<|audio_eos|>"]
TEXTS = ["Good morning, how did you sleep?", "Buenos días, ¿cómo has dormido?", "I'll be 42 in 2031 😀"]

PLAIN_ROPE = {
    "rope_type": "llama3",
    "rope_theta": 500000.0,
    "factor": 32.0,
    "low_freq_factor": 0.125,
    "high_freq_factor": 0.5,
    "original_max_position_embeddings": 1024,
}
DEPTH_ROPE = {
    "rope_type": "llama3",
    "rope_theta": 500000.0,
    "factor": 32.0,
    "low_freq_factor": 0.001953125,
    "high_freq_factor": 0.0078125,
    "original_max_position_embeddings": 16,
}


def tokenizer():
    """A byte-level BPE of Llama 3's shape with a few merges."""
    result = Tokenizer(models.BPE(ignore_merges=True))
    result.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    result.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=380, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    result.train_from_iterator(TEXTS * 3 + [" [0] [1] the a is of and que de la el en"], trainer)
    result.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in SPECIAL])
    begin = result.token_to_id(SPECIAL[0])
    result.post_processor = processors.TemplateProcessing(
        single=f"{SPECIAL[0]} $A", pair=f"{SPECIAL[0]} $A {SPECIAL[0]} $B", special_tokens=[(SPECIAL[0], begin)]
    )
    return result


def config(tok, codebooks, vocabulary, mimi, backbone, depth):
    """CsmConfig of a small model."""
    ids = [tok.token_to_id(token) for token in SPECIAL]
    return CsmConfig(
        num_codebooks=codebooks,
        vocab_size=vocabulary,
        text_vocab_size=tok.get_vocab_size(),
        max_position_embeddings=512,
        bos_token_id=ids[0],
        pad_token_id=ids[2],
        audio_token_id=ids[2],
        audio_eos_token_id=ids[3],
        codebook_pad_token_id=vocabulary - 1,
        rope_parameters=backbone.pop("rope", PLAIN_ROPE),
        depth_decoder_config=dict(
            num_codebooks=codebooks,
            vocab_size=vocabulary,
            backbone_hidden_size=backbone["hidden_size"],
            max_position_embeddings=codebooks + 1,
            rope_parameters=depth.pop("rope", DEPTH_ROPE),
            **depth,
        ),
        codec_config=dict(model_type="mimi", num_quantizers=codebooks, **mimi),
        **backbone,
    )


def randomise(model, seed):
    """Weights of a size that keeps signals alive through every layer, so that an error anywhere shows at the end."""
    generator = torch.Generator().manual_seed(seed)

    def normal(shape, scale):
        return torch.randn(shape, generator=generator) * scale

    for name, tensor in list(model.named_parameters()) + list(model.named_buffers()):
        if "inv_freq" in name or not tensor.is_floating_point():
            continue
        if name.endswith("cluster_usage"):
            value = 0.5 + torch.rand(tensor.shape, generator=generator)
        elif name.endswith("initialized"):
            value = torch.ones(tensor.shape)
        elif "norm" in name and name.endswith("weight"):
            value = 1 + normal(tensor.shape, 0.1)
        elif name.endswith("layer_scale.scale"):
            value = 0.3 + normal(tensor.shape, 0.05)
        elif name.endswith("bias"):
            value = normal(tensor.shape, 0.1)
        elif "embed" in name or tensor.dim() < 2:
            value = normal(tensor.shape, 0.5)
        else:
            value = normal(tensor.shape, 1.4 / math.sqrt(math.prod(tensor.shape[1:])))
            if name.endswith("codebooks_head.weight"):
                value = normal(tensor.shape, 1.4 / math.sqrt(tensor.shape[1]))
        tensor.data.copy_(value)
    model.tie_weights()


def turn_ids(tok, c, speaker, text):
    """The token ids of a turn's text; the token that ends it follows the one that begins it, as in Llama 3."""
    return [c.bos_token_id] + tok.encode(f"[{speaker}]{text}", add_special_tokens=False).ids + [c.bos_token_id + 1]


@torch.no_grad()
def end_at(model, tok, turn, frame, codebooks):
    """Renames codes so that a frame of the greedy answer to a prompt without sound consists of end codes, in so many codebooks.

    Nothing else changes.
    """
    ids = turn_ids(tok, model.config, *turn)
    codes = model.generate(
        input_ids=torch.tensor([ids]), do_sample=False, depth_decoder_do_sample=False, max_new_tokens=frame + 1
    )[0, frame]
    embeddings = model.depth_decoder.model.embed_tokens.weight
    for codebook in range(codebooks):
        code = int(codes[codebook])
        head = model.lm_head.weight if codebook == 0 else model.depth_decoder.codebooks_head.weight[codebook - 1].T
        row = codebook * model.config.vocab_size
        head[[0, code]] = head[[code, 0]]
        embeddings[[row, row + code]] = embeddings[[row + code, row]]


def clip(seconds, rate, seed):
    """A sound that changes: two gliding tones and noise."""
    generator = torch.Generator().manual_seed(seed)
    t = torch.arange(int(seconds * rate)) / rate
    tones = 0.3 * torch.sin(2 * math.pi * (180 + 40 * t) * t) + 0.2 * torch.sin(2 * math.pi * (900 - 100 * t) * t)
    return tones + 0.05 * torch.randn(t.shape, generator=generator)


def to_original(state, heads, kv_heads, depth_heads, depth_kv_heads):
    """The tensors by the names of the original repository; rotary rows interleaved."""

    def interleave(weight, n):
        rows, columns = weight.shape
        return weight.view(n, 2, rows // n // 2, columns).transpose(1, 2).reshape(rows, columns).contiguous()

    layer = {
        "self_attn.q_proj": "attn.q_proj",
        "self_attn.k_proj": "attn.k_proj",
        "self_attn.v_proj": "attn.v_proj",
        "self_attn.o_proj": "attn.output_proj",
        "mlp.gate_proj": "mlp.w1",
        "mlp.down_proj": "mlp.w2",
        "mlp.up_proj": "mlp.w3",
    }
    plain = {
        "embed_text_tokens.weight": "text_embeddings.weight",
        "lm_head.weight": "codebook0_head.weight",
        "depth_decoder.codebooks_head.weight": "audio_head",
        "depth_decoder.model.inputs_embeds_projector.weight": "projection.weight",
        "backbone_model.norm.weight": "backbone.norm.scale",
        "depth_decoder.model.norm.weight": "decoder.norm.scale",
        "backbone_model.embed_tokens.embed_audio_tokens.weight": "audio_embeddings.weight",
    }
    result = {}
    for name, tensor in state.items():
        if name.startswith("codec_model.") or name == "depth_decoder.model.embed_tokens.weight":
            continue
        if name in plain:
            result[plain[name]] = tensor
            continue
        new = name.replace("backbone_model.", "backbone.").replace("depth_decoder.model.", "decoder.")
        new = new.replace("input_layernorm.weight", "sa_norm.scale").replace("post_attention_layernorm.weight", "mlp_norm.scale")
        for mine, theirs in layer.items():
            new = new.replace(mine, theirs)
        inner = name.startswith("depth_decoder.")
        if "q_proj" in name:
            tensor = interleave(tensor, depth_heads if inner else heads)
        if "k_proj" in name:
            tensor = interleave(tensor, depth_kv_heads if inner else kv_heads)
        result[new] = tensor
    return {name: tensor.contiguous() for name, tensor in result.items()}


def save(model, tok, folder, layout, dtype, shard):
    """The checkpoint as a user has it."""
    folder.mkdir(parents=True)
    c = model.config
    tok.save(str(folder / "tokenizer.json"))
    saved = copy.deepcopy(model).to(dtype)
    saved.save_pretrained(folder, max_shard_size=shard)
    for file in folder.glob("*.safetensors"):
        file.chmod(0o644)
    if layout == "original":
        mimi = folder / "mimi"
        model.codec_model.save_pretrained(mimi)
        state = to_original(
            model.state_dict(),
            c.num_attention_heads,
            c.num_key_value_heads,
            c.depth_decoder_config.num_attention_heads,
            c.depth_decoder_config.num_key_value_heads,
        )
        save_file(state, folder / "model.safetensors")
    (folder / "generation_config.json").unlink(missing_ok=True)


@torch.no_grad()
def expect(model, tok, folder, context, last, frames):
    """What the reference makes of a prompt: context [(speaker, text, clip)], then (speaker, text) to be spoken."""
    c = model.config
    expected, ids, metadata = {}, [], {"text": last[1], "speaker": str(last[0]), "context": str(len(context))}
    audio, cutoffs = [], []
    for i, (speaker, text, sound) in enumerate(context):
        codes = model.codec_model.encode(sound[None, None]).audio_codes[0]
        expected[f"clip.{i}"], expected[f"clip.{i}.codes"] = sound, codes
        metadata |= {f"clip.{i}.text": text, f"clip.{i}.speaker": str(speaker)}
        ids += turn_ids(tok, c, speaker, text)
        ids += [c.audio_token_id] * codes.shape[1] + [c.audio_eos_token_id]
        audio.append(sound)
        cutoffs.append(sum(len(a) for a in audio))
    ids += turn_ids(tok, c, *last)
    inputs = {"input_ids": torch.tensor([ids])}
    if audio:
        inputs |= {"input_values": torch.cat(audio)[None, None], "input_values_cutoffs": torch.tensor([cutoffs])}
    merged = model._merge_input_ids_with_input_values(**inputs)["inputs_embeds"]
    hidden = model.backbone_model(inputs_embeds=merged).last_hidden_state[0]
    # As the processor passes it; without it, generate() would take the placeholders of sound for padding, which has the same id, and mask them.
    inputs["attention_mask"] = torch.ones_like(inputs["input_ids"])
    sequence = model.generate(**inputs, do_sample=False, depth_decoder_do_sample=False, max_new_tokens=frames)[0]
    first = torch.cat([torch.zeros(1, dtype=torch.long), sequence[0, :-1]])[None]
    depth = model.depth_decoder(input_ids=first, backbone_last_hidden_state=hidden[None, -1]).logits[0]
    zero = (sequence == c.codebook_eos_token_id).all(-1).nonzero()
    spoken = sequence[: int(zero.min())] if zero.numel() else sequence
    expected |= {
        "prompt.ids": torch.tensor(ids),
        "prompt.hidden": hidden,
        "prompt.logits": model.lm_head(hidden[-1]),
        "depth.logits": depth[-(c.num_codebooks - 1) :],
        "frames": sequence,
        "sound": model.codec_model.decode(spoken.clamp(max=c.codec_config.codebook_size - 1).T[None]).audio_values[0, 0],
    }
    print(
        folder.name,
        "positions",
        len(ids),
        "frames",
        sequence.shape[0],
        "first",
        sequence[:2].tolist(),
        "peak",
        float(expected["sound"].abs().max()),
    )
    save_file({name: tensor.contiguous() for name, tensor in expected.items()}, folder / "expected.safetensors", metadata)


MIMI = dict(
    hidden_size=32,
    num_filters=4,
    codebook_size=64,
    codebook_dim=16,
    vector_quantization_hidden_dimension=16,
    upsample_groups=32,
    num_hidden_layers=2,
    num_attention_heads=4,
    num_key_value_heads=4,
    head_dim=16,
    intermediate_size=48,
    sliding_window=20,
    frame_rate=12.5,
)
BACKBONE = dict(
    hidden_size=48, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2, head_dim=16
)
DEPTH = dict(hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2, num_key_value_heads=1, head_dim=16)
SHAPES = {
    # name: codebooks, Mimi, backbone, depth decoder, layout, type, shard size, context
    "plain": (4, {}, {}, {}, "transformers", torch.float32, "10GB", 2),
    "original": (4, {}, {}, {}, "original", torch.float32, "10GB", 1),
    "sharded": (
        8,
        dict(num_semantic_quantizers=2, upsampling_ratios=[4, 3, 2]),
        dict(num_attention_heads=6, num_key_value_heads=3, head_dim=32, num_hidden_layers=3),
        dict(num_attention_heads=4, num_key_value_heads=4, head_dim=16),
        "transformers",
        torch.float32,
        "100KB",
        1,
    ),
    "bfloat16": (
        4,
        dict(num_residual_layers=1, sliding_window=6),
        dict(rope={"rope_type": "default", "rope_theta": 10000.0}),
        dict(num_hidden_layers=1),
        "transformers",
        torch.bfloat16,
        "10GB",
        0,
    ),
    "stops": (4, {}, dict(num_hidden_layers=1), dict(num_hidden_layers=1), "transformers", torch.float32, "10GB", 0),
}
# Where the answers to prompts without sound end, and in how many codebooks that frame is zero: transformers stops without asking the last.
ENDS = {"bfloat16": (7, 4), "stops": (5, 3)}


def make(name, folder, seed):
    codebooks, mimi, backbone, depth, layout, dtype, shard, context = SHAPES[name]
    torch.manual_seed(seed)
    tok = tokenizer()
    if "upsampling_ratios" in mimi:
        mimi = mimi | {"frame_rate": 24000 / (2 * math.prod(mimi["upsampling_ratios"]))}
    model = CsmForConditionalGeneration(config(tok, codebooks, 67, MIMI | mimi, BACKBONE | backbone, DEPTH | depth)).eval()
    randomise(model, seed)
    if dtype != torch.float32:
        # As it is stored, so that it computes what a reader of the file computes. Angles of positions are computed, not stored.
        for key, tensor in list(model.named_parameters()) + list(model.named_buffers()):
            if tensor.is_floating_point() and "inv_freq" not in key:
                tensor.data.copy_(tensor.to(dtype).float())
    if name in ENDS:
        end_at(model, tok, (0, TEXTS[2]), *ENDS[name])
    if folder.exists():
        shutil.rmtree(folder)
    save(model, tok, folder, layout, dtype, shard)
    seconds = 0.09 if "upsampling_ratios" in mimi else 0.5
    turns = [(i % 2, TEXTS[i], clip(seconds * (1 + i) + 0.0131, 24000, seed + i)) for i in range(context)]
    expect(model, tok, folder, turns, (0, TEXTS[2]), 12)


def full(folder, seed):
    """CSM-1B's own sizes, 1.6 billion numbers: 6.5 GB on disk, and as much in memory twice. The tokenizer is the small one."""
    torch.manual_seed(seed)
    tok = tokenizer()
    model = CsmForConditionalGeneration(
        CsmConfig(rope_parameters=PLAIN_ROPE, depth_decoder_config=dict(rope_parameters=DEPTH_ROPE))
    ).eval()
    randomise(model, seed)
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    model.save_pretrained(folder, max_shard_size="5GB")
    tok.save(str(folder / "tokenizer.json"))
    expect(model, tok, folder, [(1, TEXTS[0], clip(1.5, 24000, seed))], (0, TEXTS[1]), 8)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--full", action="store_true", help="one of CSM-1B's size instead of the small ones")
    arguments = parser.parse_args()
    if arguments.full:
        full(arguments.out, 99)
    else:
        for number, name in enumerate(SHAPES):
            make(name, arguments.out / name, 100 + number)
