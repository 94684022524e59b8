"""Measures a node of Alan's and its peers, wyoming-faster-whisper and wyoming-piper, as Home Assistant would: by the reference library's client, a new connection for each
request, sound at a microphone's pace. One after the other in turns, never at once.

    latency.py PLAN

The plan is a JSON file: node (port), process (of the node), threads, whisper and piper (the peers' models), voice, rounds, warm (rounds that do not count), silence (seconds
after each recording), recordings (name, language, file: 16 bits, 16 kHz, mono). It starts the peers itself and ends them. Every measurement is printed as a line of JSON; what
happens is told on the standard error.
"""
import asyncio
import importlib.metadata
import json
import os
import pathlib
import socket
import subprocess
import sys
import time

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.handle import Handled
from wyoming.info import Describe, Info
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped, SynthesizeVoice

RATE = 16000
# of a chunk of sound, in seconds, as Home Assistant sends it
PIECE = 0.01
# between two words of a text that is still being written, in seconds
WORD = 0.05
# until a request is given up, in seconds
PATIENCE = 120
# Nobody computes on after an answer for so long; threads that wait for more may spin meanwhile.
REST = 0.4
TICKS = os.sysconf("SC_CLK_TCK")
WHISPERS = {"beam 1": ["--beam-size", "1"], "beam 5, int8": ["--beam-size", "5", "--compute-type", "int8"]}
# A number makes each text a new one, so that nobody can have kept its sound.
SENTENCE = "The timer for {} minutes has started."
SENTENCES = "It is {} degrees outside. There will be some rain in the afternoon, so take an umbrella. Tomorrow it will be warmer."
QUESTION = "What is the number {} good for?"


def out(**fields):
    print(json.dumps(fields), flush=True)


def say(text):
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)


class Server:
    def __init__(self, name, port):
        self.name, self.port = name, port

    def client(self):
        return AsyncTcpClient("127.0.0.1", self.port)

    async def hear(self, recording, silence):
        """From the last sample of the recording to the transcript, and that."""
        async with self.client() as client:
            await client.write_event(Transcribe(language=recording["language"]).event())
            await client.write_event(AudioStart(rate=RATE, width=2, channels=1).event())
            sound = recording["sound"]
            length = 2 * round(RATE * PIECE)
            begin = time.perf_counter()
            last = begin
            for number, at in enumerate(range(0, len(sound) + 2 * round(RATE * silence), length)):
                await asyncio.sleep(begin + (number + 1) * PIECE - time.perf_counter())
                piece = sound[at:at + length] or bytes(length)
                await client.write_event(AudioChunk(rate=RATE, width=2, channels=1, audio=piece).event())
                if at < len(sound):
                    last = time.perf_counter()
            await client.write_event(AudioStop().event())
            event = await until(client, Transcript)
            return time.perf_counter() - last, Transcript.from_event(event).text

    async def speak(self, text, voice):
        """From the text to the first sound of it, and seconds of all sound."""
        async with self.client() as client:
            begin = time.perf_counter()
            await client.write_event(Synthesize(text=text, voice=SynthesizeVoice(name=voice)).event())
            first, seconds = await sound(client, AudioStop)
            return first - begin, seconds

    async def speak_along(self, text, voice):
        """From the last word of the first sentence to the first sound, and seconds of all sound; the rest of the text is being written meanwhile."""
        async with self.client() as client:
            listening = asyncio.create_task(sound(client, SynthesizeStopped))
            await client.write_event(SynthesizeStart(voice=SynthesizeVoice(name=voice)).event())
            written, said = None, ""
            for word in text.split(" "):
                await client.write_event(SynthesizeChunk(text=word + " ").event())
                if written is None and word.endswith("."):
                    written = time.perf_counter()
                await asyncio.sleep(WORD)
            await client.write_event(Synthesize(text=text, voice=SynthesizeVoice(name=voice)).event())
            await client.write_event(SynthesizeStop().event())
            first, seconds = await listening
            return first - written, seconds

    async def answer(self, text, conversation):
        """From a question to its whole answer, and that."""
        async with self.client() as client:
            begin = time.perf_counter()
            await client.write_event(Transcript(text=text, language="en", context={"conversation_id": conversation}).event())
            event = await until(client, Handled)
            return time.perf_counter() - begin, Handled.from_event(event).text

    async def ready(self):
        async with self.client() as client:
            await client.write_event(Describe().event())
            await until(client, Info)


async def until(client, kind):
    while True:
        event = await asyncio.wait_for(client.read_event(), PATIENCE)
        assert event is not None and not Error.is_type(event.type), event
        if kind.is_type(event.type):
            return event


async def sound(client, last):
    first, seconds = None, 0
    while True:
        event = await asyncio.wait_for(client.read_event(), PATIENCE)
        assert event is not None and not Error.is_type(event.type), event
        if event.payload:
            first = first or time.perf_counter()
            chunk = AudioChunk.from_event(event)
            seconds += len(chunk.audio) / chunk.rate / chunk.width / chunk.channels
        if last.is_type(event.type):
            return first, seconds


class Others:
    """Cores that anybody else keeps busy."""

    def __init__(self, processes):
        self.processes = processes
        self.before = self.now()

    def now(self):
        fields = [int(field) for field in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
        mine = sum(os.times()[:2]) + sum(used(process) for process in self.processes) / TICKS
        return time.monotonic(), (sum(fields) - fields[3] - fields[4]) / TICKS - mine

    def cores(self):
        elapsed, busy = (now - before for now, before in zip(self.now(), self.before))
        self.before = self.now()
        return max(0, busy / elapsed)


def used(process):
    """Ticks of a process and of all those that it has started."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    children = [child for task in pathlib.Path(f"/proc/{process}/task").iterdir() for child in (task / "children").read_text().split()]
    return sum(int(field) for field in fields[11:15]) + sum(used(child) for child in children)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Peers:
    def __init__(self):
        self.processes = []

    async def start(self, name, module, *arguments):
        port = free_port()
        # None of them may ask the network, and none does when its models are there.
        process = subprocess.Popen([sys.executable, "-m", module, "--uri", f"tcp://127.0.0.1:{port}", *map(str, arguments)], stdout=sys.stderr,
                                   stderr=subprocess.PIPE, env={**os.environ, "HF_HUB_OFFLINE": "1"})
        self.processes.append(process)
        asyncio.get_running_loop().run_in_executor(None, process.stderr.read)
        server = Server(name, port)
        for _ in range(300):
            try:
                await server.ready()
                return server
            except OSError:
                assert process.poll() is None, f"{module} has ended"
                await asyncio.sleep(0.2)
        raise AssertionError(f"{module} does not listen")

    def end(self):
        for process in self.processes:
            process.kill()
            process.wait()


async def hear_and_speak(plan, counts, number, alan, whispers, piper):
    """The whole of a turn but for the answer, which is given: a recording is heard, then a text is spoken at once. Every other recording, in turns."""
    for at, recording in enumerate(plan["recordings"][number % 2::2]):
        servers = [alan, *whispers]
        start = (number + at) % len(servers)
        for server in servers[start:] + servers[:start]:
            seconds, text = await server.hear(recording, plan["silence"])
            # Of the peers the first one's turns go on; there is only one Piper.
            spoken = None
            if server in (alan, whispers[0]):
                spoken, _ = await (alan if server is alan else piper).speak(SENTENCES.format((number + 30) * 10 + at), plan["voice"])
            if counts:
                out(stage="hear", round=number, case=recording["name"], server=server.name, seconds=seconds, text=text)
                if spoken is not None:
                    out(stage="turn", round=number, case=recording["name"], server=server.name, seconds=seconds + spoken)
            await asyncio.sleep(REST)


async def speak(plan, counts, number, alan, piper):
    cases = (("sentence", Server.speak, SENTENCE), ("sentences", Server.speak, SENTENCES), ("along", Server.speak_along, SENTENCES))
    for at, (stage, how, text) in enumerate(cases):
        servers = [alan, piper] if (number + at) % 2 else [piper, alan]
        for server in servers:
            seconds, sound_seconds = await how(server, text.format(number + 20 * at + 21), plan["voice"])
            if counts:
                out(stage=stage, round=number, case="", server=server.name, seconds=seconds, sound=sound_seconds)
            await asyncio.sleep(REST)


async def main():
    plan = json.loads(pathlib.Path(sys.argv[1]).read_text())
    for recording in plan["recordings"]:
        recording["sound"] = pathlib.Path(recording["file"]).read_bytes()
    peers = Peers()
    try:
        out(versions={name: importlib.metadata.version(name) for name in
                      ("wyoming", "wyoming-faster-whisper", "faster-whisper", "ctranslate2", "wyoming-piper", "piper-tts", "onnxruntime")},
            python=sys.version.split()[0])
        alan = Server("alan", plan["node"])
        whispers = [await peers.start(name, "wyoming_faster_whisper", "--model", plan["whisper"], "--data-dir", plan["whisper"], "--local-files-only",
                                      "--cpu-threads", plan["threads"], *arguments) for name, arguments in WHISPERS.items()]
        piper = await peers.start("piper", "wyoming_piper", "--voice", plan["voice"], "--data-dir", plan["piper"], "--local-files-only")
        say("the peers listen")
        others = Others([plan["process"], *(process.pid for process in peers.processes)])
        for number in range(-plan["warm"], plan["rounds"]):
            await hear_and_speak(plan, number >= 0, number, alan, whispers, piper)
            # Speech takes so much less time than hearing that it can be measured more often.
            for turn in range(2):
                await speak(plan, number >= 0, 2 * number + turn, alan, piper)
            seconds, text = await alan.answer(QUESTION.format(number + 31), f"latency {number}")
            if number >= 0:
                out(stage="answer", round=number, case="", server="alan", seconds=seconds, text=text)
            cores = others.cores()
            out(others=cores, load=os.getloadavg()[0])
            say(f"round {number + 1} of {plan['rounds']}; others kept {cores:.2f} cores busy; load average {os.getloadavg()[0]:.2f}")
    finally:
        peers.end()


asyncio.run(main())
