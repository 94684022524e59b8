"""Home Assistant adds a node by its config flow, and runs Assist with it. The environment variables ALAN_PORT and ALAN_SATELLITE say where the node listens on this machine."""
import asyncio
import difflib
import json
import os
import re

import imageio_ffmpeg
import numpy
import pytest
import pytest_socket
from homeassistant.config_entries import SOURCE_USER
from homeassistant.setup import async_setup_component
from wyoming.client import AsyncTcpClient
from wyoming.tts import Synthesize

PORT = int(os.environ["ALAN_PORT"])
VOICE = "en_US-joe-medium"
# The smallest model knows it, and a small Whisper hears it: of 14 readings by joe it wrote down each word for word, of "What is a thermometer?" five.
QUESTION = "Why do people need water every day?"
ANSWER = "water"
# A wrong answer of the node must not look like a slow machine.
PATIENCE = 240


@pytest.fixture(autouse=True)
def network(socket_enabled):
    pytest_socket._remove_restrictions()


class Assist:
    """A browser's connection."""

    def __init__(self, ws, client):
        self.ws, self.client, self.id = ws, client, 0

    async def call(self, message):
        self.id += 1
        await self.ws.send_json({"id": self.id, **message})
        answer = await self.ws.receive_json()
        assert answer["success"], answer
        return answer["result"]

    async def run(self, pipeline, start, given, audio=b"", conversation=None, pace=0):
        """Runs a pipeline to its end, and returns its events by their type."""
        conversation = {"conversation_id": conversation} if conversation else {}
        await self.call({"type": "assist_pipeline/run", "pipeline": pipeline, "start_stage": start, "end_stage": "tts", "input": given, **conversation})
        events = {}
        while "run-end" not in events:
            event = (await asyncio.wait_for(self.ws.receive_json(), PATIENCE))["event"]
            print(event["type"], json.dumps(event["data"])[:300])
            events[event["type"]] = event["data"]
            if event["type"] == "run-start" and audio:
                handler = bytes([event["data"]["runner_data"]["stt_binary_handler_id"]])
                for at in range(0, len(audio), 640):
                    await self.ws.send_bytes(handler + audio[at:at + 640])
                    await asyncio.sleep(pace)
                await self.ws.send_bytes(handler)
        return events

    async def sound(self, events):
        answer = await asyncio.wait_for(self.client.get(events["tts-end"]["tts_output"]["url"]), PATIENCE)
        return answer.status, await asyncio.wait_for(answer.read(), PATIENCE)


def assert_alike(heard, said):
    """That nearly all of it came through: a small model that writes down what a voice says errs now and then."""
    letters = ["".join(re.findall(r"\w", text.lower())) for text in (heard, said)]
    assert difflib.SequenceMatcher(None, *letters).ratio() > 0.75, (heard, said)


def answer(events):
    return events["intent-end"]["intent_output"]["response"]["speech"]["plain"]["speech"]


async def question():
    """A spoken question at 16 kHz, between silences, by the node itself."""
    sound, rate = b"", 0
    async with AsyncTcpClient("127.0.0.1", PORT) as client:
        await client.write_event(Synthesize(text=QUESTION).event())
        while True:
            event = await client.read_event()
            if event.type == "audio-stop":
                break
            if event.type == "audio-chunk":
                sound, rate = sound + event.payload, event.data["rate"]
    samples = numpy.frombuffer(sound, dtype="<i2").astype(float)
    samples = numpy.interp(numpy.arange(0, len(samples), rate / 16000), numpy.arange(len(samples)), samples)
    return bytes(16000) + samples.astype("<i2").tobytes() + bytes(48000)


async def add(hass, port=PORT):
    """Adds the node as a user does, and returns its entities by domain."""
    await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "ffmpeg", {"ffmpeg": {"ffmpeg_bin": imageio_ffmpeg.get_ffmpeg_exe()}})
    for component in ("media_source", "assist_pipeline"):
        assert await async_setup_component(hass, component, {})
    form = await hass.config_entries.flow.async_init("wyoming", context={"source": SOURCE_USER})
    entry = await hass.config_entries.flow.async_configure(form["flow_id"], {"host": "127.0.0.1", "port": port})
    await hass.async_block_till_done()
    assert entry["type"] == "create_entry", entry
    assert entry["title"] == "Alan"
    return {state.domain: state.entity_id for state in hass.states.async_all() if state.entity_id.endswith(".alan")}


async def test_assist(hass, hass_ws_client, hass_client):
    entities = await add(hass)
    assert entities == {"stt": "stt.alan", "tts": "tts.alan", "conversation": "conversation.alan", "wake_word": "wake_word.alan"}
    assist = Assist(await hass_ws_client(hass), await hass_client())

    voices = await assist.call({"type": "tts/engine/voices", "engine_id": "tts.alan", "language": "en"})
    assert VOICE in [voice["voice_id"] for voice in voices["voices"]]

    async def pipeline(voice):
        made = await assist.call({
            "type": "assist_pipeline/pipeline/create", "name": voice, "language": "en", "conversation_engine": "conversation.alan",
            "conversation_language": "en", "stt_engine": "stt.alan", "stt_language": "en", "tts_engine": "tts.alan", "tts_language": "en",
            "tts_voice": voice, "wake_word_entity": "wake_word.alan", "wake_word_id": "hey_jarvis"})
        return made["id"]

    joe = await pipeline(VOICE)

    # from text to sound
    events = await assist.run(joe, "intent", {"text": QUESTION}, conversation="c1")
    assert ANSWER in answer(events).lower()
    status, sound = await assist.sound(events)
    assert status == 200 and len(sound) > 5000

    # from sound to sound
    events = await assist.run(joe, "stt", {"sample_rate": 16000}, await question())
    assert_alike(events["stt-end"]["stt_output"]["text"], QUESTION)
    assert ANSWER in answer(events).lower()
    status, sound = await assist.sound(events)
    assert status == 200 and len(sound) > 5000

    # from a wake word on: what is said after it
    said = open(os.environ["ALAN_SPOKEN"], "rb").read()[:2 * 16000 * 22 // 10]
    events = await assist.run(joe, "wake_word", {"sample_rate": 16000, "timeout": 30}, said + await question(),
                              # As fast as a microphone: Home Assistant gives up when the sound ends before a word was heard.
                              pace=0.02)
    assert events["wake_word-end"]["wake_word_output"]["wake_word_id"] == "hey_jarvis"
    assert_alike(events["stt-end"]["stt_output"]["text"], QUESTION)
    status, sound = await assist.sound(events)
    assert status == 200 and len(sound) > 5000

    # Silence is told as what it is.
    events = await assist.run(joe, "stt", {"sample_rate": 16000}, bytes(64000))
    assert events["error"]["code"] == "stt-no-text-recognized"

    # The reason for no answer is the answer.
    events = await assist.run(joe, "intent", {"text": "?!"})
    assert "There is no word in the question" in answer(events)

    # A failure ends at once: this version of Home Assistant would wait for ever for a node that leaves the connection open.
    events = await assist.run(await pipeline("nobody"), "intent", {"text": QUESTION})
    status, _ = await assist.sound(events)
    assert status != 200
