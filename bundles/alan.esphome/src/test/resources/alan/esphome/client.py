"""Uses a satellite as Home Assistant does, with its client library: client.py PORT KEY|- NAME. Prints what it learns, a line of JSON each, and nothing else."""
import asyncio
import json
import sys

from aioesphomeapi import (APIClient, MediaPlayerCommand, MediaPlayerEntityState, SelectState, SensorState, SwitchState, TextSensorState, VoiceAssistantEventType,
                           VoiceAssistantTimerEventType)


def say(what, **data):
    print(json.dumps({"what": what, **data}), flush=True)


async def main(port, key, name):
    client = APIClient("127.0.0.1", port, None, noise_psk=key, expected_name=name, client_info="Home Assistant 0.0")
    gone = asyncio.Event()

    async def stopped(expected):
        say("stopped", expected=expected)
        gone.set()

    await client.connect(on_stop=stopped, login=True)
    info = await client.device_info()
    say("device", api=[client.api_version.major, client.api_version.minor], name=info.name, friendly=info.friendly_name, mac=info.mac_address, model=info.model,
        manufacturer=info.manufacturer, project=[info.project_name, info.project_version], area=info.suggested_area, encrypted=info.api_encryption_supported,
        voice=int((await client.device_capabilities_compat(info)).voice_assistant.feature_flags))
    entities, services = await client.list_entities_services()
    for entity in entities:
        say("entity", kind=type(entity).__name__, id=entity.object_id, key=entity.key, name=entity.name,
            features=entity.feature_flags_compat(client.api_version) if hasattr(entity, "feature_flags_compat") else None,
            formats=[[f.format, f.sample_rate, f.num_channels, int(f.purpose), f.sample_bytes] for f in getattr(entity, "supported_formats", [])])
    say("services", number=len(services))
    by_kind = {type(entity).__name__: entity.key for entity in entities}

    # States come at once, and after each command.
    states = asyncio.Queue()
    client.subscribe_states(states.put_nowait)
    kinds = (SwitchState, MediaPlayerEntityState, SelectState, SensorState, TextSensorState)

    async def state():
        while True:
            got = await states.get()
            if isinstance(got, kinds):
                data = {name: getattr(got, name) for name in ("key", "state", "volume", "muted", "missing_state") if hasattr(got, name)}
                say("state", kind=type(got).__name__, **data)
                return got

    for _ in entities:
        await state()
    client.switch_command(by_kind["SwitchInfo"], True)
    await state()
    client.media_player_command(by_kind["MediaPlayerInfo"], volume=0.25)
    await state()
    client.media_player_command(by_kind["MediaPlayerInfo"], command=MediaPlayerCommand.STOP)
    await state()
    client.media_player_command(by_kind["MediaPlayerInfo"], media_url="http://127.0.0.1:1/a.flac", announcement=True)
    await state()
    client.select_command(by_kind["SelectInfo"], "b")
    await state()

    # What Home Assistant asks of every device, and no satellite answers.
    client.subscribe_home_assistant_states_and_services(on_state=lambda *a: None, on_service_call=lambda *a: None, on_state_sub=lambda *a: None, on_state_request=lambda *a: None)
    client.subscribe_logs(lambda message: None)

    # A question: the satellite begins as soon as somebody would answer.
    heard = bytearray()
    over = asyncio.get_running_loop().create_future()
    announced = asyncio.Queue()

    async def handle_start(conversation, flags, settings, wake_word):
        say("start", conversation=conversation, flags=flags, wake_word=wake_word,
            settings=[settings.noise_suppression_level, settings.auto_gain, settings.volume_multiplier])
        return 0

    async def handle_stop(abort):
        over.set_result(abort)

    async def handle_audio(data, data2):
        heard.extend(data)

    async def handle_announced(finished):
        await announced.put(finished.success)

    client.subscribe_voice_assistant(handle_start=handle_start, handle_stop=handle_stop, handle_audio=handle_audio, handle_announcement_finished=handle_announced)
    configuration = await client.get_voice_assistant_configuration(30)
    say("configuration", available=[[w.id, w.wake_word, list(w.trained_languages)] for w in configuration.available_wake_words],
        active=list(configuration.active_wake_words), most=configuration.max_active_wake_words)
    await client.set_voice_assistant_configuration(["hey_alan"])
    say("audio", aborted=await over, bytes=len(heard), sum=sum(heard))
    for kind, data in [(VoiceAssistantEventType.VOICE_ASSISTANT_RUN_START, None), (VoiceAssistantEventType.VOICE_ASSISTANT_STT_START, None),
                       (VoiceAssistantEventType.VOICE_ASSISTANT_STT_END, {"text": "\u00bfQu\u00e9 hora es?"}),
                       (VoiceAssistantEventType.VOICE_ASSISTANT_INTENT_END, {"conversation_id": "c2", "continue_conversation": "1"}),
                       (VoiceAssistantEventType.VOICE_ASSISTANT_TTS_STREAM_START, None)]:
        client.send_voice_assistant_event(kind, data)
    for i in range(40):
        client.send_voice_assistant_audio(bytes([i]) * 1024)
    client.send_voice_assistant_event(VoiceAssistantEventType.VOICE_ASSISTANT_TTS_STREAM_END, None)
    client.send_voice_assistant_event(VoiceAssistantEventType.VOICE_ASSISTANT_RUN_END, None)

    client.send_voice_assistant_timer_event(VoiceAssistantTimerEventType.VOICE_ASSISTANT_TIMER_STARTED, "t1", "eggs", 300, 300, True)
    client.send_voice_assistant_timer_event(VoiceAssistantTimerEventType.VOICE_ASSISTANT_TIMER_FINISHED, "t1", None, 300, 0, False)

    finished = await client.send_voice_assistant_announcement_await_response("http://127.0.0.1:1/a.wav", 30, "Dinner is ready", "http://127.0.0.1:1/b.wav", True)
    say("announced", success=finished.success, told=await announced.get())

    # Whatever was ignored has broken nothing.
    say("again", name=(await client.device_info()).name)
    await client.disconnect()
    await gone.wait()


async def run():
    port, key, name = sys.argv[1:4]
    try:
        await asyncio.wait_for(main(int(port), None if key == "-" else key, None if name == "-" else name), 240)
    except Exception as e:
        say("failed", kind=type(e).__name__, message=str(e), name=getattr(e, "received_name", None), mac=getattr(e, "received_mac", None))


asyncio.run(run())
