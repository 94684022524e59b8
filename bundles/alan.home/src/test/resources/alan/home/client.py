"""Drives every service with the reference library's client, and prints what comes, one event a line: step, type, data, payload's length and SHA-256.

    client.py PORT
"""
import asyncio
import hashlib
import json
import sys

from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.ping import Ping, Pong
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped, SynthesizeVoice
from wyoming.wake import Detect, Detection, NotDetected

READS = [AudioChunk, AudioStart, AudioStop, Detection, Error, Handled, Info, NotDetected, NotHandled, Pong, SynthesizeStopped, Transcript, TranscriptChunk, TranscriptStart,
         TranscriptStop]


async def receive(client, step, last):
    while True:
        event = await asyncio.wait_for(client.read_event(), 30)
        if event is None:
            print(json.dumps({"step": step, "type": None}))
            return
        reader = [each for each in READS if each.is_type(event.type)]
        assert reader, event.type
        # The library's own reader must make sense of it, and write it again as it was.
        again = reader[0].from_event(event).event()
        payload = event.payload or b""
        assert again.payload in (event.payload, payload)
        print(json.dumps({"step": step, "type": event.type, "data": event.data, "length": len(payload), "sha256": hashlib.sha256(payload).hexdigest(),
                          "again": again.data}))
        if event.type == last:
            return


def client():
    return AsyncTcpClient("127.0.0.1", int(sys.argv[1]))


async def main():
    async with client() as c:
        await c.write_event(Describe().event())
        await receive(c, "info", "info")

    async with client() as c:
        await c.write_event(Ping(text="hello").event())
        await receive(c, "ping", "pong")

    async with client() as c:
        await c.write_event(Synthesize(text="One two. Three.", voice=SynthesizeVoice(name="joe")).event())
        await receive(c, "tts", "audio-stop")

    async with client() as c:
        await c.write_event(SynthesizeStart(voice=SynthesizeVoice(name="joe")).event())
        for text in ("One t", "wo. Thr", "ee."):
            await c.write_event(SynthesizeChunk(text=text).event())
        await c.write_event(Synthesize(text="One two. Three.", voice=SynthesizeVoice(name="joe")).event())
        await c.write_event(SynthesizeStop().event())
        await receive(c, "tts-streaming", "synthesize-stopped")

    async with client() as c:
        await c.write_event(Transcribe(language="en").event())
        await c.write_event(AudioStart(rate=16000, width=2, channels=1).event())
        for at in range(100):
            await c.write_event(AudioChunk(rate=16000, width=2, channels=1, audio=bytes([at, 0]) * 160, timestamp=at * 10).event())
        await c.write_event(AudioStop(timestamp=1000).event())
        await receive(c, "asr", "transcript-stop")

    async with client() as c:
        for text in ("is it noon", "and now"):
            await c.write_event(Transcript(text=text, language="en", context={"conversation_id": "7"}).event())
            await receive(c, "handle", "handled")

    async with client() as c:
        await c.write_event(Transcript(text="fail").event())
        await receive(c, "not-handled", "not-handled")

    async with client() as c:
        for names in (["hey_jarvis"], ["hola_alan"], None):
            await c.write_event(Detect(names=names).event())
            await c.write_event(AudioStart(rate=16000, width=2, channels=1, timestamp=0).event())
            for at in range(100):
                loud = b"\xff\x7f" if at == 49 else b"\0\0"
                await c.write_event(AudioChunk(rate=16000, width=2, channels=1, audio=bytes(318) + loud, timestamp=at * 10).event())
            await c.write_event(AudioStop(timestamp=1000).event())
            await receive(c, "wake", "not-detected" if names == ["hola_alan"] else "detection")

    async with client() as c:
        await c.write_event(Synthesize(text="").event())
        await receive(c, "error", "never")


asyncio.run(main())
