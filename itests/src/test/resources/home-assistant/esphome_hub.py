"""Is the hub of a satellite, with Home Assistant's client library for ESPHome: esphome_hub.py. The environment says where the satellite and its room are."""
import array
import asyncio
import math
import os
import pathlib
import subprocess
import sys
import time
import wave

from aioesphomeapi import APIClient, MediaPlayerEntityState, SwitchState, VoiceAssistantEventType, VoiceAssistantTimerEventType

FOLDER = pathlib.Path(os.environ["ALAN_FOLDER"])
SPEAKER = FOLDER / "speaker.raw"
RATE = 24000
PATIENCE = 120
E = {each.name.removeprefix("VOICE_ASSISTANT_"): each for each in VoiceAssistantEventType}
T = {each.name.removeprefix("VOICE_ASSISTANT_TIMER_"): each for each in VoiceAssistantTimerEventType}


def tone(name, hertz, seconds):
    """A wav file in the room, and its samples."""
    samples = array.array("h", (int(8000 * math.sin(2 * math.pi * hertz * i / RATE)) for i in range(int(RATE * seconds))))
    with wave.open(str(FOLDER / name), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    return samples


def same(found, wanted):
    assert found == wanted, (found, wanted)


def assert_played(samples):
    played = array.array("h", SPEAKER.read_bytes())
    assert len(played) == len(samples), (len(played), len(samples))
    assert max(abs(a - b) for a, b in zip(played, samples)) <= 1


async def until(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, what
        await asyncio.sleep(0.05)


async def main(room, port):
    client = APIClient("127.0.0.1", int(os.environ["ALAN_SATELLITE"]), None, noise_psk=os.environ["ALAN_KEY"].strip(), client_info="Home Assistant 0.0")
    await client.connect(login=True)
    info = await client.device_info()
    assert info.friendly_name == "Alan" and info.name.startswith("alan-"), info
    assert info.voice_assistant_feature_flags == 1 | 4 | 8 | 16 | 32, info
    entities, _ = await client.list_entities_services()
    keys = {type(entity).__name__: entity.key for entity in entities}
    assert set(keys) == {"SwitchInfo", "MediaPlayerInfo"}, entities

    states = {}
    client.subscribe_states(lambda state: states.update({type(state): state}))
    await until("states", lambda: SwitchState in states and MediaPlayerEntityState in states)

    starts, heard, finished = asyncio.Queue(), bytearray(), asyncio.Queue()

    async def handle_start(conversation, flags, settings, phrase):
        heard.clear()
        starts.put_nowait((conversation, flags, settings.volume_multiplier, phrase))
        return 0

    async def handle_stop(abort):
        starts.put_nowait("stopped")

    async def handle_audio(data, data2=None):
        heard.extend(data)

    async def handle_finished(message):
        finished.put_nowait(message.success)

    async def start():
        return await asyncio.wait_for(starts.get(), PATIENCE)

    async def done():
        return await asyncio.wait_for(finished.get(), PATIENCE)

    client.subscribe_voice_assistant(handle_start=handle_start, handle_stop=handle_stop, handle_audio=handle_audio, handle_announcement_finished=handle_finished)
    configuration = await client.get_voice_assistant_configuration(30)
    assert "hey_jarvis" in [word.id for word in configuration.available_wake_words], configuration
    await client.set_voice_assistant_configuration(["hey_jarvis"])
    assert (await client.get_voice_assistant_configuration(30)).active_wake_words == ["hey_jarvis"]

    def event(kind, **data):
        client.send_voice_assistant_event(E[kind], data)

    def say(sound):
        (FOLDER / "say.aside").write_bytes(sound)
        (FOLDER / "say.aside").rename(FOLDER / "say")

    url = f"http://127.0.0.1:{port}/"
    wake = pathlib.Path(os.environ["ALAN_SPOKEN"]).read_bytes()[:2 * 16000 * 22 // 10]

    # A question, an answer that is fetched before it is whole, and being asked back.
    answer = tone("answer.wav", 440, 1.5)
    say(wake)
    same(await start(), ("", 1, 1.0, "Hey Jarvis"))
    await until("sound", lambda: len(heard) > 32000)
    event("RUN_START", url=url + "answer.wav")
    event("STT_VAD_END")
    event("STT_END", text="What is the moon?")
    event("INTENT_PROGRESS", tts_start_streaming="1")
    event("INTENT_END", conversation_id="c2", continue_conversation="1")
    event("TTS_START", text="It orbits the Earth.")
    event("TTS_END", url=url + "answer.wav")
    event("RUN_END")
    assert await done()
    assert_played(answer)
    same(await start(), ("c2", 1, 1.0, None))
    await until("sound", lambda: len(heard) > 16000)
    event("ERROR", code="stt-no-text-recognized", message="No text recognized")
    event("RUN_END")

    # The switch: nothing is heard while it is thrown, and it says so.
    client.switch_command(keys["SwitchInfo"], True)
    await until("mute", lambda: states[SwitchState].state)
    say(wake)
    # The room's microphone speaks to nobody, so it has not been said yet.
    await asyncio.sleep(1)
    assert starts.empty()
    client.switch_command(keys["SwitchInfo"], False)
    await until("unmute", lambda: not states[SwitchState].state)
    assert (await start())[3] == "Hey Jarvis"
    event("RUN_END")

    # An announcement with a sound before it, after which the satellite listens.
    tone("chime.wav", 880, 0.2)
    announced = tone("announcement.wav", 330, 1)
    answer = await client.send_voice_assistant_announcement_await_response(url + "announcement.wav", PATIENCE, "Dinner is ready.", url + "chime.wav", True)
    assert answer.success
    assert_played(announced)
    same(await start(), ("", 1, 1.0, None))
    event("RUN_END")
    # Told to whoever waits, and to whoever subscribed.
    assert await done()
    answer = await client.send_voice_assistant_announcement_await_response(url + "missing.wav", PATIENCE, "", "", False)
    assert not answer.success
    assert not await done()

    # The player
    client.media_player_command(keys["MediaPlayerInfo"], volume=0.25)
    await until("volume", lambda: states[MediaPlayerEntityState].volume == 0.25)
    SPEAKER.unlink()
    client.media_player_command(keys["MediaPlayerInfo"], media_url=url + "announcement.wav")
    await until("music", lambda: SPEAKER.exists() and SPEAKER.stat().st_size == 2 * len(announced))
    assert abs(max(array.array("h", SPEAKER.read_bytes())) - 2000) < 10

    # A timer rings until the wake word is said.
    SPEAKER.unlink()
    client.send_voice_assistant_timer_event(T["STARTED"], "t1", "eggs", 60, 60, True)
    client.send_voice_assistant_timer_event(T["FINISHED"], "t1", "eggs", 60, 0, False)
    await until("the bell", lambda: SPEAKER.exists() and SPEAKER.stat().st_size > RATE)
    say(wake)
    await until("the wake word", lambda: not (FOLDER / "say").exists())
    await asyncio.sleep(1)
    size = SPEAKER.stat().st_size
    await asyncio.sleep(2)
    assert SPEAKER.stat().st_size == size, "the bell has not stopped"
    same(list(starts._queue), [])
    await client.disconnect()


room = subprocess.Popen([sys.executable, "room.py", str(FOLDER)], stdout=subprocess.PIPE, text=True)
try:
    asyncio.run(asyncio.wait_for(main(room, int(room.stdout.readline())), 4 * PATIENCE))
finally:
    room.kill()
