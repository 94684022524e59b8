"""How fast Alan speaks with CSM-1B beside transformers' CsmForConditionalGeneration: both in one run, turn about, never at once.

In the root of the repository:

    mvn -q package dependency:build-classpath -Dmdep.outputFile=target/classpath -DskipTests \
        -pl bundles/alan.tts.csm.onnx,bundles/alan.tts.csm.djl -am
    python3 -m venv venv && venv/bin/pip install -r bundles/alan.tts.csm.onnx/src/test/reference/requirements.txt
    venv/bin/python bundles/alan.tts.csm.onnx/src/test/reference/benchmark.py

Without --checkpoint, it makes one of CSM-1B's size with seeded random weights (6.6 GB of disk, 13 GB of memory meanwhile) and deletes it at the
end. Alan's int8 and int4 weights are written into the checkpoint's folder. One reference and one Alan are in memory at a time: 16 GB at that size,
and Linux. Progress goes to the standard error, Markdown to the standard output.

Both get the same prompt: token ids, and for a voice's sound its codes, so neither encodes sound. Both draw at temperature 0.9 from the 50 likeliest
codes. A step is a frame of each sentence of a batch, without the first ones, which warm up. The real-time factor counts the codec's work, too.
"First sound" is the time from the prompt to the sound of its first frame; "kept", after the voice's keys and values have been kept. "× bf16" is how
many times as fast as transformers' bf16 it is, batches too as its single sentence: the median of neighbouring turns' ratios; in the references' own
rows, of their medians. Weights of a step: the backbone's layers and head once, the depth decoder's layers and projection once for each codebook but
the first, its heads once each, as large as they are stored; no embeddings.
"""

import argparse
import collections
import json
import math
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import peers  # noqa: E402 (leaves nothing beside the sources)

FIXTURES = peers.BUNDLE.parent / "alan.tts.csm" / "src" / "test" / "reference" / "fixtures.py"
SETTLED = 2
VOICE = "Good morning, how did you sleep?"
TEXT = "I had a dream of a house by the sea, and of somebody who sang in it."
BUSY = 0.1


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


def tokens(checkpoint, config, text):
    from tokenizers import Tokenizer

    ids = Tokenizer.from_file(str(checkpoint / "tokenizer.json")).encode(f"[0]{text}", add_special_tokens=False).ids
    return [config["bos_token_id"], *ids, config["bos_token_id"] + 1]


class Benchmark:
    def __init__(self, options, checkpoint):
        self.options, self.checkpoint = options, checkpoint
        self.config = json.loads((checkpoint / "config.json").read_text())
        codec = self.config["codec_config"]
        self.rate = codec["sampling_rate"] / (2 * math.prod(codec["upsampling_ratios"]))
        self.last = {"tokens": tokens(checkpoint, self.config, TEXT), "frames": []}
        self.values = collections.defaultdict(list)
        self.bandwidths, self.others, self.greedy, self.first_loads, self.bytes = [], [], [], {}, {}
        seeded = random.Random(7)
        self.voices = {}
        for seconds in options.contexts:
            frames = [
                [seeded.randrange(1, codec["codebook_size"]) for _ in range(self.config["num_codebooks"])]
                for _ in range(round(seconds * self.rate))
            ]
            voice = {"tokens": tokens(checkpoint, self.config, VOICE), "frames": frames}
            positions = len(voice["tokens"]) + len(frames) + 1 + len(self.last["tokens"])
            if positions < self.config["max_position_embeddings"]:
                self.voices[seconds] = voice
            else:
                say(f"a context of {seconds} s does not fit this checkpoint and is left out")

    def alan(self):
        return peers.alan(self.options.java, "-Xmx512m", "-XX:MaxDirectMemorySize=4g")

    def load(self, peer, precision):
        request = {"folder": str(self.checkpoint), "precision": precision, "threads": self.options.threads}
        if "-" in precision:
            request["backend"], request["precision"] = precision.split("-")
        return peer.ask("load", **request)

    def bandwidth(self):
        size = (1 if self.options.quick else 2) << 30
        with peers.alan(self.options.java, f"-Xmx{(size >> 20) + 512}m", f"-Xms{(size >> 20) + 512}m", "-XX:+UseSerialGC",
                        "-Xmn64m", "-XX:+UseTransparentHugePages") as peer:
            self.bandwidths += peer.ask("bandwidth", threads=self.options.threads, bytes=size, repeats=5)["bytes_per_second"]

    def convert(self):
        """Everything is read once before anything is measured, and converted where it has to be."""
        for file in self.checkpoint.glob("*.safetensors"):
            with file.open("rb") as data:
                while data.read(1 << 24):
                    pass
        for precision in self.options.only:
            if precision.startswith("int"):
                say(f"the first load of Alan in {precision}")
                with self.alan() as peer:
                    self.first_loads[precision] = self.load(peer, precision)["seconds"]

    def pair(self, reference, precision):
        """A reference and an Alan, turn about."""
        say(f"transformers {reference} and Alan {precision}")
        self.bandwidth()
        names = [f"transformers {reference}", f"Alan {precision}"]
        with peers.reference(self.options.threads, self.options.python) as theirs, self.alan() as ours:
            both = list(zip(names, (theirs, ours)))
            others = peers.Others(theirs, ours)
            for name, peer in both:
                peer.ask("memory")
                empty = peer.status()
                loaded = self.load(peer, reference if peer is theirs else precision)
                self.keep(name, "load", loaded["seconds"], names)
                if peer is ours:
                    self.bytes[names[1]] = loaded["frame_bytes"]
                    self.bytes[names[0]] = loaded["frame_numbers"] * (2 if reference == "bf16" else 4)
                self.keep(name, "empty", empty["VmRSS"], names)
                self.keep(name, "loaded", peer.status()["VmRSS"], names)
            self.warm(both, reference == precision.split("-")[-1] == "fp32")
            self.frames(both, names)
            self.contexts(both, names)
            for _, peer in both:
                peer.ask("close")
            self.others.append(others.cores())
        say(f"others kept {self.others[-1]:.2f} cores busy; load average {os.getloadavg()[0]:.2f}")

    def keep(self, name, what, value, names):
        """A value of this turn. Those of the two sides with the same place in their pair's lists are neighbours."""
        self.values[name, what].append(value)
        self.values[tuple(names), name, what].append(value)

    def warm(self, both, comparable):
        segments = [*list(self.voices.values())[:1], self.last]
        said = [peer.ask("frames", segments=segments, count=4, batch=1, greedy=True)["frames"] for _, peer in both]
        if comparable:
            self.greedy.append(said[0] == said[1])

    def turn(self, name, peer, batch, names):
        count = self.options.frames + SETTLED
        made = peer.ask("frames", segments=[self.last], count=count, batch=batch)
        if len(made["at"]) < count:
            say(f"{name} ended after {len(made['at'])} frames by itself; this turn is not counted")
            return
        step = (made["at"][-1] - made["at"][SETTLED - 1]) / self.options.frames
        say(f"{name}: {batch} sentence{'s' if batch > 1 else ''}, {1000 * step:.1f} ms a step")
        self.keep(name, ("step", batch), step, names)
        self.keep(name, ("share", batch), step / batch, names)
        self.keep(name, ("factor", batch), (step / batch + made["sound"] / count) * self.rate, names)

    def frames(self, both, names):
        for turn in range(self.options.rounds):
            for name, peer in both:
                self.turn(name, peer, 1, names)
                if turn == 0:
                    memory = peer.status()
                    self.keep(name, "spoken", memory["VmRSS"], names)
                    self.keep(name, "own", memory["RssAnon"], names)
                    self.keep(name, "mapped", memory["RssFile"], names)
            for batch in self.options.batches:
                # The reference's batches are there for comparison; the ratios are to its single sentence.
                for name, peer in both if turn == 0 else both[1:]:
                    self.turn(name, peer, batch, names)

    def contexts(self, both, names):
        for _ in range(self.options.rounds):
            for name, peer in both:
                self.first(name, peer, "cold", 0, [self.last], names)
        for seconds, voice in self.voices.items():
            for _ in range(self.options.cold_rounds):
                for name, peer in both:
                    self.first(name, peer, "cold", seconds, [voice, self.last], names)
            for _, peer in both:
                peer.ask("keep", segments=[voice])
                # The first of another shape warms up.
                peer.ask("first", segments=[self.last], kept=True)
            for _ in range(self.options.rounds):
                for name, peer in both:
                    self.first(name, peer, "kept", seconds, [self.last], names)

    def first(self, name, peer, how, seconds, segments, names):
        first = peer.ask("first", segments=segments, kept=how == "kept")
        say(f"{name}: a voice of {seconds} s, {how}, first sound after {first['sound']:.3f} s")
        self.keep(name, (how, seconds), first["sound"], names)
        if how == "cold":
            self.keep(name, ("read", seconds), first["read"], names)

    # What was measured

    def median(self, name, what):
        values = self.values.get((name, what))
        return statistics.median(values) if values else None

    def ratio(self, name, what, reference, theirs=None):
        """The reference's value by this one, in neighbouring turns; of a reference's own row, by its medians."""
        theirs = theirs or what
        other = f"transformers {reference}"
        if name.startswith("transformers"):
            return self.median(other, theirs) / self.median(name, what) if name == other and self.median(name, what) else None
        pair = (other, name)
        mine, its = self.values.get((pair, name, what)), self.values.get((pair, other, theirs))
        return statistics.median(b / a for a, b in zip(mine, its)) if mine and its else None

    def names(self):
        return [f"transformers {each}" for each in self.options.references] + [f"Alan {each}" for each in self.options.only]

    def print(self):
        options = self.options
        versus = [f"× {each}" for each in options.references]
        bandwidth = statistics.median(self.bandwidths)
        print(f"{time.strftime('%Y-%m-%d')}, {options.threads} threads of {peers.machine(options.java)}  ")
        print(f"Memory is read at {bandwidth / 1e9:.1f} GB/s (median of {len(self.bandwidths)}; best {max(self.bandwidths) / 1e9:.1f}). "
              f"Others kept {max(self.others):.2f} cores busy at most"
              f"{': the machine was not calm, do not trust these figures.' if max(self.others) > BUSY else '.'}  ")
        for same in self.greedy:
            print(f"Greedy frames of both in fp32 are {'equal' if same else 'NOT EQUAL: the two do not compute the same'}.")
        rows = []
        for name in self.names():
            for batch in [1, *options.batches]:
                step = self.median(name, ("step", batch))
                if step:
                    speed = self.bytes[name] / step
                    rows.append([name, batch, number(1000 * step), number(batch / step), number(self.median(name, ("factor", batch))),
                                 *[number(self.ratio(name, ("share", batch), each, ("share", 1))) for each in options.references],
                                 number(self.bytes[name] / 1e9), f"{speed / 1e9:.1f}", f"{100 * speed / bandwidth:.0f} %"])
        table(["", "sentences", "step, ms", "frames/s", "real-time factor", *versus, "weights, GB a step", "GB/s", "of memory's"], rows)
        self.print_contexts(versus)
        rows = []
        for name in self.names():
            rows.append([name, number(self.median(name, "load")), number(self.first_loads.get(name.removeprefix("Alan "))),
                         *[number(self.ratio(name, "load", each)) for each in options.references],
                         *[number(self.median(name, each) / 1e9) for each in ("empty", "loaded", "spoken", "own", "mapped")],
                         *[number(inverse(self.ratio(name, "spoken", each))) for each in options.references]])
        table(["", "load, s", "first load, s", *versus, "resident, GB: empty", "loaded", "after a sentence", "of it its own", "files",
               *[f"of {each}'s" for each in options.references]], rows)
        print("\nFiles are resident while mapped and while nobody needs the room. Alan reads its weights there; transformers needs them no longer.")

    def print_contexts(self, versus):
        rows = []
        for name in self.names():
            none = self.median(name, ("cold", 0))
            for seconds in [0, *self.voices]:
                voice = self.voices.get(seconds)
                positions = len(self.last["tokens"]) + (len(voice["tokens"]) + len(voice["frames"]) + 1 if voice else 0)
                cold, kept, read = (self.median(name, (what, seconds)) for what in ("cold", "kept", "read"))
                rows.append([name, f"{seconds} s", positions, number(read), f"{positions / read:.0f}", number(cold),
                             *[number(self.ratio(name, ("cold", seconds), each)) for each in self.options.references],
                             number(kept), number(kept / none if kept else None),
                             *[number(self.ratio(name, ("kept", seconds), each)) for each in self.options.references]])
        table(["", "voice", "positions", "prefill, s", "positions/s", "first sound cold, s", *versus, "kept, s", "kept : no voice", *versus], rows)


def inverse(value):
    return 1 / value if value else None


def number(value):
    """Three significant digits."""
    if value is None:
        return ""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.4f}"


def table(head, rows):
    print()
    for row in [head, ["---"] + ["--:"] * (len(head) - 1), *rows]:
        print("|", " | ".join(map(str, row)), "|")


def options():
    numbers = lambda text: [int(each) for each in text.split(",") if each]
    words = lambda text: text.split(",")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=pathlib.Path, help="a folder in transformers' layout, to be used instead")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--only", type=words, default=["fp32", "int8", "int4"], help="Alan's precisions; djl-fp32 and djl-bf16 on PyTorch, the others on ONNX Runtime")
    parser.add_argument("--references", type=words, default=["bf16", "fp32"], help="transformers' types")
    parser.add_argument("--batches", type=numbers, default=[2, 4, 8], help="sentences together, beside one alone")
    parser.add_argument("--contexts", type=numbers, default=[10, 60], help="seconds of a voice")
    parser.add_argument("--frames", type=int, default=8, help="that are measured in a turn")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each")
    parser.add_argument("--cold-rounds", type=int, default=2, help="turns of prompts with a voice that is not kept, which take long")
    parser.add_argument("--quick", action="store_true", help="few frames and one turn, for trying")
    parser.add_argument("--java", default="java")
    parser.add_argument("--python", default=sys.executable, help="of a transformers with another PyTorch")
    result = parser.parse_args()
    if result.quick:
        result.frames, result.rounds, result.cold_rounds = 3, 1, 1
    result.batches = [each for each in result.batches if each > 1]
    return result


def main():
    chosen = options()
    with tempfile.TemporaryDirectory() as temporary:
        checkpoint = chosen.checkpoint
        if checkpoint is None:
            checkpoint = pathlib.Path(temporary) / "csm"
            say("making a checkpoint of CSM-1B's size")
            subprocess.run([sys.executable, FIXTURES, "--full", checkpoint], stdout=sys.stderr, check=True)
        load = os.getloadavg()[0]
        say(f"load average {load:.2f}" + (": the machine is busy, do not trust the figures" if load > 0.5 and chosen.checkpoint else ""))
        benchmark = Benchmark(chosen, checkpoint.resolve())
        benchmark.convert()
        for precision in chosen.only:
            for reference in chosen.references:
                benchmark.pair(reference, precision)
        benchmark.bandwidth()
        benchmark.print()


if __name__ == "__main__":
    main()
