"""Home Assistant uses a node as a satellite: what is said to its microphone, a named pipe, is answered on its speaker, a file."""
import asyncio
import os
import pathlib
import subprocess
import sys
import time
import wave

import numpy
import pytest
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import Context
from homeassistant.helpers import device_registry, entity_registry, intent
from test_assist import PATIENCE, PORT, VOICE, Assist, add, network, question  # noqa: F401
from wyoming.asr import Transcribe
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient

SATELLITE = int(os.environ["ALAN_SATELLITE"])
FOLDER = pathlib.Path(os.environ["ALAN_FOLDER"])
SPEAKER = FOLDER / "speaker.raw"
NAME = "alan_satellite"


class Microphone:
    """A process that hears silence and what is to be said, since Home Assistant's tests allow no threads."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "room.py", str(FOLDER)], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def say(self, sound):
        aside = FOLDER / "say.aside"
        aside.write_bytes(sound)
        aside.rename(FOLDER / "say")

    def saying(self):
        return (FOLDER / "say").exists()

    def close(self):
        self.process.kill()
        self.process.wait()


async def until(what, condition):
    """Waits until something is so."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end, what
        await asyncio.sleep(0.05)
    return found


async def understood(rate):
    """What the speaker has played, written down by the node."""
    samples = numpy.frombuffer(SPEAKER.read_bytes(), dtype="<i2").astype(float)
    samples = numpy.interp(numpy.arange(0, len(samples), rate / 16000), numpy.arange(len(samples)), samples).astype("<i2")
    async with AsyncTcpClient("127.0.0.1", PORT) as client:
        await client.write_event(Transcribe(language="en").event())
        await client.write_event(AudioStart(rate=16000, width=2, channels=1).event())
        await client.write_event(AudioChunk(rate=16000, width=2, channels=1, audio=samples.tobytes()).event())
        await client.write_event(AudioStop().event())
        while (event := await client.read_event()).type != "transcript":
            assert event.type != "error", event.data
        return event.data["text"]


@pytest.fixture
def microphone():
    found = Microphone()
    yield found
    found.close()


async def test_satellite(hass, hass_ws_client, hass_client, microphone):
    await add(hass)
    assist = Assist(await hass_ws_client(hass), await hass_client())
    made = await assist.call({
        "type": "assist_pipeline/pipeline/create", "name": "joe", "language": "en", "conversation_engine": "conversation.alan",
        "conversation_language": "en", "stt_engine": "stt.alan", "stt_language": "en", "tts_engine": "tts.alan", "tts_language": "en",
        "tts_voice": VOICE, "wake_word_entity": None, "wake_word_id": None})
    await assist.call({"type": "assist_pipeline/pipeline/set_preferred", "pipeline_id": made["id"]})

    form = await hass.config_entries.flow.async_init("wyoming", context={"source": SOURCE_USER})
    entry = await hass.config_entries.flow.async_configure(form["flow_id"], {"host": "127.0.0.1", "port": SATELLITE})
    await hass.async_block_till_done()
    assert entry["type"] == "create_entry", entry
    assert entry["title"] == "Alan satellite"
    entities = {e.domain: e.entity_id for e in entity_registry.async_get(hass).entities.values() if NAME in e.entity_id and e.domain in ("assist_satellite", "switch")}
    satellite = entities["assist_satellite"]

    states = []
    hass.bus.async_listen("state_changed", lambda event: states.append(event.data["new_state"].state) if event.data["entity_id"] == satellite else None)
    wake = open(os.environ["ALAN_SPOKEN"], "rb").read()[:2 * 16000 * 22 // 10]
    asked = wake + await question()

    async def turn(what):
        """The wake word and a question, and the answer on the speaker."""
        SPEAKER.unlink(missing_ok=True)
        states.clear()
        microphone.say(asked)
        await until(what + ": " + str(states), lambda: "responding" in states and states[-1] == "idle")
        assert states[:3] == ["listening", "processing", "responding"], states
        return await understood(22050)

    assert "moon" in (await turn("a turn")).lower()

    # An announcement: a sound that a browser could fetch.
    with wave.open(str(FOLDER / "announcement.wav"), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(await question())
    SPEAKER.unlink(missing_ok=True)
    await hass.services.async_call("assist_satellite", "announce", {
        "entity_id": satellite, "media_id": f"http://127.0.0.1:{microphone.port}/announcement.wav", "preannounce": False}, blocking=True)
    assert "moon" in (await understood(22050)).lower()

    # A timer rings until somebody says the wake word.
    SPEAKER.unlink(missing_ok=True)
    device = next(d for d in device_registry.async_get(hass).devices.values() if entry["result"].entry_id in d.config_entries)
    await intent.async_handle(hass, "test", intent.INTENT_START_TIMER, {"seconds": {"value": 1}}, device_id=device.id, context=Context())
    await until("the bell", lambda: SPEAKER.exists() and SPEAKER.stat().st_size > 48000)
    microphone.say(wake)
    await until("the wake word", lambda: not microphone.saying())
    await asyncio.sleep(1)
    size = SPEAKER.stat().st_size
    await asyncio.sleep(2)
    assert SPEAKER.stat().st_size == size, "the bell has not stopped"

    # Home Assistant is restarted, the switch is thrown twice, and the node is restarted: each time it is there again by itself.
    await hass.config_entries.async_reload(entry["result"].entry_id)
    await until("idle", lambda: hass.states.get(satellite).state == "idle")
    assert "moon" in (await turn("after a reload")).lower()
    for service in ("turn_on", "turn_off"):
        await hass.services.async_call("switch", service, {"entity_id": entities["switch"]}, blocking=True)
        await asyncio.sleep(1)
    (FOLDER / "restart").touch()
    await until("the new node", lambda: not (FOLDER / "restart").exists())
    await asyncio.sleep(12)
    assert "moon" in (await turn("after a restart")).lower()
