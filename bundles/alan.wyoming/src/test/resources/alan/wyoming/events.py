"""Writes every event that the reference library has into events.bin, and what each says into events.jsonl.

    python3 -m venv venv && venv/bin/pip install wyoming==1.10.2
    venv/bin/python events.py        # in this folder
"""
import base64
import importlib
import io
import json
import pkgutil

import wyoming
from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioFormat, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event, Eventable, write_event
from wyoming.handle import Handled, HandledChunk, HandledStart, HandledStop, NotHandled
from wyoming.info import (AsrModel, AsrProgram, Attribution, Describe, HandleModel, HandleProgram, Info, IntentModel, IntentProgram, MicProgram,
                          Satellite, SelectProgram, SndProgram, TtsProgram, TtsVoice, TtsVoiceSpeaker, WakeModel, WakeProgram)
from wyoming.intent import Entity, Intent, IntentsStart, IntentsStop, NotRecognized, Recognize
from wyoming.ping import Ping, Pong
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.satellite import PauseSatellite, RunSatellite, SatelliteConnected, SatelliteDisconnected, StreamingStarted, StreamingStopped
from wyoming.snd import Played
from wyoming.timer import TimerCancelled, TimerFinished, TimerStarted, TimerUpdated
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeStopped, SynthesizeVoice
from wyoming.user_event import UserEvent
from wyoming.vad import VoiceStarted, VoiceStopped
from wyoming.wake import Detect, Detection, NotDetected

CONTEXT = {"conversation_id": "01J", "nested": {"list": [1, 2.5, None, True, "á"]}}
BY = dict(attribution=Attribution(name="someone", url="http://a.b"), installed=True, description="¿Qué?", version="1.0")
BARE = dict(attribution=Attribution(name="", url=""), installed=False, description=None, version=None)

INFO = Info(
    asr=[AsrProgram(name="a", models=[AsrModel(name="m", languages=["en", "es"], **BY)], supports_transcript_streaming=True, **BY)],
    tts=[TtsProgram(name="t", voices=[TtsVoice(name="v", languages=["en"], speakers=[TtsVoiceSpeaker(name="s")], **BY),
                                      TtsVoice(name="w", languages=["es"], **BARE)], supports_synthesize_streaming=True, **BY)],
    handle=[HandleProgram(name="h", models=[HandleModel(name="m", languages=["en"], **BY)], **BY)],
    intent=[IntentProgram(name="i", models=[IntentModel(name="m", languages=["en"], **BY)], **BY)],
    wake=[WakeProgram(name="w", models=[WakeModel(name="m", languages=["en"], phrase="hey", **BY)], **BY)],
    mic=[MicProgram(name="m", mic_format=AudioFormat(rate=16000, width=2, channels=1), **BY)],
    snd=[SndProgram(name="s", snd_format=AudioFormat(rate=22050, width=2, channels=1), **BY)],
    satellite=Satellite(name="x", area="kitchen", has_vad=True, active_wake_words=["hey"], max_active_wake_words=1, supports_trigger=False, **BY),
)

EVENTS = [
    Describe(), INFO, Info(), SelectProgram(name="a"), Ping(), Ping(text="é"), Pong(), Pong(text="x"), Error(text="wrong"), Error(text="wrong", code="c"),
    AudioStart(rate=16000, width=2, channels=1), AudioStart(rate=48000, width=4, channels=2, timestamp=12),
    AudioChunk(rate=16000, width=2, channels=1, audio=bytes(range(256)) * 2, timestamp=0), AudioChunk(rate=16000, width=2, channels=1, audio=b""),
    AudioChunk(rate=22050, width=2, channels=1, audio=b"{\n\"type\": \"describe\"}\n"), AudioStop(), AudioStop(timestamp=3),
    Transcribe(), Transcribe(name="n", language="es", context=CONTEXT), Transcript(text=""), Transcript(text="hello\nworld", language="en", context=CONTEXT),
    TranscriptStart(), TranscriptStart(language="en", context=CONTEXT), TranscriptChunk(text=" hello"), TranscriptStop(),
    Synthesize(text="Hello"), Synthesize(text="Hallo", voice=SynthesizeVoice(name="v", speaker="s")),
    Synthesize(text="¡Hola! \U0001f600", voice=SynthesizeVoice(language="es"), context=CONTEXT),
    SynthesizeStart(), SynthesizeStart(voice=SynthesizeVoice(name="v"), context=CONTEXT), SynthesizeChunk(text="a " * 200), SynthesizeStop(), SynthesizeStopped(),
    Handled(), Handled(text="yes", context=CONTEXT), NotHandled(), NotHandled(text="no", context=CONTEXT), HandledStart(), HandledStart(context=CONTEXT),
    HandledChunk(text="y"), HandledStop(),
    Recognize(text="on"), Recognize(text="on", context=CONTEXT), Intent(name="On"), Intent(name="On", entities=[Entity(name="l", value=3)], text="ok", context=CONTEXT),
    NotRecognized(), NotRecognized(text="?", context=CONTEXT), IntentsStart(), IntentsStop(),
    Detect(), Detect(names=["hey"], context=CONTEXT), Detection(), Detection(name="hey", timestamp=5, speaker="s", context=CONTEXT), NotDetected(), NotDetected(context=CONTEXT),
    VoiceStarted(), VoiceStarted(timestamp=1), VoiceStopped(), VoiceStopped(timestamp=2), Played(),
    RunSatellite(), PauseSatellite(), SatelliteConnected(), SatelliteDisconnected(), StreamingStarted(), StreamingStopped(),
    RunPipeline(start_stage=PipelineStage.ASR, end_stage=PipelineStage.TTS), RunPipeline(start_stage=PipelineStage.WAKE, end_stage=PipelineStage.HANDLE,
                                                                                  wake_word_name="hey", restart_on_end=True),
    TimerStarted(id="1", total_seconds=60), TimerStarted(id="1", total_seconds=60, name="eggs", start_hours=0, start_minutes=1, start_seconds=0),
    TimerUpdated(id="1", is_active=False, total_seconds=30), TimerCancelled(id="1"), TimerFinished(id="1"),
    UserEvent(name="u"), UserEvent(name="u", data={"a": [1]}, context=CONTEXT),
]


def subclasses(of):
    for module in pkgutil.iter_modules(wyoming.__path__):
        if module.name not in ("http", "zeroconf", "pyaudioop"):
            importlib.import_module("wyoming." + module.name)
    return set(of.__subclasses__())


missing = subclasses(Eventable) - {type(event) for event in EVENTS}
assert not missing, missing

out = io.BytesIO()
lines = []
for each in EVENTS:
    event = each.event()
    write_event(event, out)
    payload = base64.b64encode(event.payload or b"").decode()
    lines.append(json.dumps({"type": event.type, "data": event.data or {}, "payload": payload}, ensure_ascii=False))
# A header may carry data itself; nothing in the library writes so, but its reader takes it.
out.write(b'{"type": "synthesize", "data": {"text": "old", "a": 1}, "data_length": 15, "payload_length": 2}\n{"text": "new"}ab')
lines.append(json.dumps({"type": "synthesize", "data": {"text": "new", "a": 1}, "payload": "YWI="}))
out.write(b'{"type": "describe", "data": null}\n')
lines.append(json.dumps({"type": "describe", "data": {}, "payload": ""}))
with open("events.bin", "wb") as file:
    file.write(out.getvalue())
with open("events.jsonl", "w", encoding="utf-8") as file:
    file.write("\n".join(lines) + "\n")
print(len(lines), "events")
