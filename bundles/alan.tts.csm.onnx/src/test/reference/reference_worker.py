"""The reference's side of benchmark.py: answers the same requests as alan.tts.csm.onnx.bench.Worker, by transformers' generate().

Where Alan is given a voice's sound as codes, so is the reference: its codec is told what to answer instead of being run.
"""

import contextlib
import copy
import gc
import json
import sys
import time

import torch
from transformers import CsmForConditionalGeneration, DynamicCache
from transformers.generation.streamers import BaseStreamer

DTYPES = {"bf16": torch.bfloat16, "fp32": torch.float32}
SAMPLED = dict(
    do_sample=True,
    temperature=0.9,
    top_k=50,
    depth_decoder_do_sample=True,
    depth_decoder_temperature=0.9,
    depth_decoder_top_k=50,
)
GREEDY = dict(do_sample=False, depth_decoder_do_sample=False)


class Clock(BaseStreamer):
    """When each frame was there."""

    def __init__(self, prompts):
        self.at, self.skip, self.start = [], prompts, time.perf_counter()

    def put(self, value):
        if self.skip:
            self.skip -= 1
        else:
            self.at.append(time.perf_counter() - self.start)

    def end(self):
        pass


class Worker:
    def __init__(self):
        self.model = None
        self.kept = None
        self.kept_inputs = None

    def load(self, folder, precision, threads):
        torch.set_num_threads(threads)
        start = time.perf_counter()
        self.model = CsmForConditionalGeneration.from_pretrained(folder, dtype=DTYPES[precision]).eval()
        return {"seconds": time.perf_counter() - start}

    def inputs(self, segments, batch=1):
        """What the processor would make of the segments, and the codes of their sounds."""
        c = self.model.config
        samples = int(c.codec_config.sampling_rate / c.codec_config.frame_rate)
        ids, lengths, codes = [], [], []
        for segment in segments:
            ids += segment["tokens"]
            if segment["frames"]:
                ids += [c.audio_token_id] * len(segment["frames"]) + [c.audio_eos_token_id]
                codes.append(torch.tensor(segment["frames"]).T[None])
                lengths.append(len(segment["frames"]) * samples)
        inputs = {"input_ids": torch.tensor([ids] * batch)}
        inputs["attention_mask"] = torch.ones_like(inputs["input_ids"])
        if lengths:
            inputs["input_values"] = torch.zeros(batch, 1, sum(lengths), dtype=self.model.dtype)
            inputs["input_values_cutoffs"] = torch.tensor([lengths] * batch).cumsum(-1)
        return inputs, codes * batch

    @contextlib.contextmanager
    def encoding(self, codes):
        """The codec, asked for codes, says these."""
        codec, codes = self.model.codec_model, iter(codes)

        class Encoded:
            def __init__(self, audio_codes):
                self.audio_codes = audio_codes

        codec.encode = lambda *arguments, **named: Encoded(next(codes))
        try:
            yield
        finally:
            del codec.encode

    def sound(self, frames):
        codes = frames.clamp(max=self.model.config.codec_config.codebook_size - 1)
        return self.model.codec_model.decode(codes.T[None]).audio_values

    def frames(self, segments, count, batch, greedy=False):
        inputs, codes = self.inputs(segments, batch)
        torch.manual_seed(7)
        with self.encoding(codes):
            clock = Clock(prompts=1)
            made = self.model.generate(**inputs, **(GREEDY if greedy else SAMPLED), max_new_tokens=count, streamer=clock)
        start = time.perf_counter()
        self.sound(made[0])
        return {"at": clock.at, "sound": time.perf_counter() - start, "frames": made[0].tolist()}

    def keep(self, segments):
        self.kept = None
        inputs, codes = self.inputs(segments)
        with self.encoding(codes):
            start = time.perf_counter()
            merged = self.model._merge_input_ids_with_input_values(
                inputs["input_ids"], inputs.get("input_values"), inputs.get("input_values_cutoffs")
            )
            cache = DynamicCache(config=self.model.config)
            self.model.backbone_model(inputs_embeds=merged["inputs_embeds"], past_key_values=cache, use_cache=True)
            seconds = time.perf_counter() - start
        self.kept, self.kept_inputs = cache, inputs
        return {"seconds": seconds, "positions": inputs["input_ids"].shape[1]}

    def first(self, segments, kept=False):
        inputs, codes = self.inputs(segments)
        positions = inputs["input_ids"].shape[1]
        torch.manual_seed(7)
        read = []
        hook = self.model.backbone_model.register_forward_hook(lambda *_: read.append(time.perf_counter()))
        try:
            with self.encoding(codes):
                clock = Clock(prompts=1)
                if kept:
                    inputs["past_key_values"] = copy.deepcopy(self.kept)
                    before = self.kept.get_seq_length()
                    inputs["attention_mask"] = torch.ones(1, before + positions, dtype=torch.long)
                made = self.model.generate(**inputs, **SAMPLED, max_new_tokens=1, streamer=clock)
            self.sound(made[0, -1:])
        finally:
            hook.remove()
        return {
            "read": read[0] - clock.start,
            "codes": clock.at[0],
            "sound": time.perf_counter() - clock.start,
            "positions": positions,
            "frame": made[0].tolist(),
        }

    def memory(self):
        gc.collect()
        return {}

    def close(self):
        self.model = self.kept = None
        return {"closed": True}


def main():
    answers, sys.stdout = sys.stdout, sys.stderr
    worker = Worker()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            with torch.inference_mode():
                answer = getattr(worker, request.pop("do"))(**request)
        except Exception as error:
            import traceback

            traceback.print_exc()
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
