"""Home Assistant uses a node as a satellite: what is said to its microphone, a named pipe, is answered on its speaker, a file."""
import asyncio
import os
import pathlib
import subprocess
import sys
import time
import wave

import pytest
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import Context
from homeassistant.helpers import device_registry, entity_registry, intent
from test_assist import PATIENCE, PORT, QUESTION, VOICE, Assist, add, answer, assert_alike, network, question  # noqa: F401
from wyoming.asr import Transcribe
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient

SATELLITE = int(os.environ["ALAN_SATELLITE"])
FOLDER = pathlib.Path(os.environ["ALAN_FOLDER"])
SPEAKER = FOLDER / "speaker.raw"


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
    async with AsyncTcpClient("127.0.0.1", PORT) as client:
        await client.write_event(Transcribe(language="en").event())
        await client.write_event(AudioStart(rate=rate, width=2, channels=1).event())
        sound = SPEAKER.read_bytes()
        for start in range(0, len(sound), rate):
            await client.write_event(AudioChunk(rate=rate, width=2, channels=1, audio=sound[start:start + rate]).event())
        await client.write_event(AudioStop().event())
        while (event := await client.read_event()).type != "transcript":
            assert event.type != "error", event.data
        return event.data["text"]


@pytest.fixture
def microphone():
    found = Microphone()
    yield found
    found.close()


class Home:
    """Where Home Assistant uses the node as a satellite, and somebody speaks to it."""

    RATE = 22050
    """What an answer comes in, in Hz."""
    TITLE = "Alan satellite"

    def __init__(self, hass, microphone):
        self.hass, self.microphone, self.states = hass, microphone, []

    async def set_up(self, ws, client, port=PORT, satellite=SATELLITE):
        """Adds the services and the satellite as a user does. Where its ports are not the node's, something is between them."""
        await add(self.hass, port)
        self.assist = Assist(ws, client)
        made = await self.assist.call({
            "type": "assist_pipeline/pipeline/create", "name": "joe", "language": "en", "conversation_engine": "conversation.alan",
            "conversation_language": "en", "stt_engine": "stt.alan", "stt_language": "en", "tts_engine": "tts.alan", "tts_language": "en",
            "tts_voice": VOICE, "wake_word_entity": None, "wake_word_id": None})
        self.pipeline = made["id"]
        await self.assist.call({"type": "assist_pipeline/pipeline/set_preferred", "pipeline_id": self.pipeline})

        added = await self.add_satellite(satellite)
        await self.hass.async_block_till_done()
        assert added["type"] == "create_entry", added
        assert added["title"] == self.TITLE
        self.entry = added["result"].entry_id
        self.entities = await until("the satellite", self.found)
        self.satellite = self.entities["assist_satellite"]
        self.hass.bus.async_listen("state_changed", self.changed)
        self.wake = open(os.environ["ALAN_SPOKEN"], "rb").read()[:2 * 16000 * 22 // 10]
        self.asked = self.wake + await question()

    def found(self):
        found = {e.domain: e.entity_id for e in entity_registry.async_get(self.hass).entities.values()
                 if e.config_entry_id == self.entry and e.domain in ("assist_satellite", "switch")}
        return found if len(found) == 2 else None

    async def add_satellite(self, port):
        flow = self.hass.config_entries.flow
        form = await flow.async_init("wyoming", context={"source": SOURCE_USER})
        return await flow.async_configure(form["flow_id"], {"host": "127.0.0.1", "port": port})

    def changed(self, event):
        if event.data["entity_id"] == self.satellite:
            self.states.append(event.data["new_state"].state)

    def state(self):
        return self.hass.states.get(self.satellite).state

    async def last(self):
        """What Home Assistant heard as the last question, and what it answered."""
        runs = (await self.assist.call({"type": "assist_pipeline/pipeline_debug/list", "pipeline_id": self.pipeline}))["pipeline_runs"]
        run = await self.assist.call({
            "type": "assist_pipeline/pipeline_debug/get", "pipeline_id": self.pipeline, "pipeline_run_id": runs[-1]["pipeline_run_id"]})
        events = {event["type"]: event["data"] for event in run["events"]}
        return events["stt-end"]["stt_output"]["text"], answer(events)

    async def turn(self, what):
        """The wake word and a question, and the answer on the speaker, as Home Assistant gave it."""
        await until("silence", lambda: not self.microphone.saying())
        SPEAKER.unlink(missing_ok=True)
        self.states.clear()
        self.microphone.say(self.asked)
        await until(what, lambda: "responding" in self.states and self.states[-1] == "idle")
        # A satellite that has just been added anew may say once more that it is idle.
        assert [state for state in self.states if state != "idle"] == ["listening", "processing", "responding"], self.states
        asked, given = await self.last()
        assert_alike(asked, QUESTION)
        assert_alike(await understood(self.RATE), given)

    async def announcement(self):
        """A sound that a browser could fetch, on the speaker."""
        with wave.open(str(FOLDER / "announcement.wav"), "wb") as file:
            file.setparams((1, 2, 16000, 0, "NONE", ""))
            file.writeframes(await question())
        SPEAKER.unlink(missing_ok=True)
        await self.hass.services.async_call("assist_satellite", "announce", {
            "entity_id": self.satellite, "media_id": f"http://127.0.0.1:{self.microphone.port}/announcement.wav", "preannounce": False}, blocking=True)
        assert_alike(await understood(self.RATE), QUESTION)


async def test_satellite(hass, hass_ws_client, hass_client, microphone):
    home = Home(hass, microphone)
    await home.set_up(await hass_ws_client(hass), await hass_client())
    await home.turn("a turn")

    await home.announcement()

    # A timer rings until somebody says the wake word.
    SPEAKER.unlink(missing_ok=True)
    device = next(d for d in device_registry.async_get(hass).devices.values() if home.entry in d.config_entries)
    await intent.async_handle(hass, "test", intent.INTENT_START_TIMER, {"seconds": {"value": 1}}, device_id=device.id, context=Context())
    await until("the bell", lambda: SPEAKER.exists() and SPEAKER.stat().st_size > 48000)
    microphone.say(home.wake)
    await until("the wake word", lambda: not microphone.saying())
    await asyncio.sleep(1)
    size = SPEAKER.stat().st_size
    await asyncio.sleep(2)
    assert SPEAKER.stat().st_size == size, "the bell has not stopped"

    # Home Assistant is restarted, the switch is thrown twice, and the node is restarted: each time it is there again by itself.
    await hass.config_entries.async_reload(home.entry)
    await until("idle", lambda: home.state() == "idle")
    await home.turn("after a reload")
    for service in ("turn_on", "turn_off"):
        await hass.services.async_call("switch", service, {"entity_id": home.entities["switch"]}, blocking=True)
        await asyncio.sleep(1)
    (FOLDER / "restart").touch()
    await until("the new node", lambda: not (FOLDER / "restart").exists())
    await asyncio.sleep(12)
    await home.turn("after a restart")
