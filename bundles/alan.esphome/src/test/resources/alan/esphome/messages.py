"""Writes every message that Alan knows, as Home Assistant's client has it, into messages.bin, and what it means into messages.txt, with all values of enumerations.

    python3 -m venv venv && venv/bin/pip install aioesphomeapi==46.23.0
    venv/bin/python messages.py        # in this folder
"""
from aioesphomeapi import api_pb2
from aioesphomeapi._frame_helper.packets import make_plain_text_packets
from aioesphomeapi.core import MESSAGE_TYPE_TO_PROTO
from google.protobuf import text_format
from google.protobuf.descriptor import FieldDescriptor

NAMES = """
    HelloRequest HelloResponse AuthenticationRequest AuthenticationResponse DisconnectRequest DisconnectResponse PingRequest PingResponse DeviceInfoRequest DeviceInfoResponse
    ListEntitiesRequest ListEntitiesSensorResponse ListEntitiesSwitchResponse ListEntitiesTextSensorResponse ListEntitiesDoneResponse SubscribeStatesRequest SensorStateResponse
    SwitchStateResponse TextSensorStateResponse SwitchCommandRequest ListEntitiesSelectResponse SelectStateResponse SelectCommandRequest ListEntitiesMediaPlayerResponse
    MediaPlayerStateResponse MediaPlayerCommandRequest SubscribeVoiceAssistantRequest VoiceAssistantRequest VoiceAssistantResponse VoiceAssistantEventResponse VoiceAssistantAudio
    VoiceAssistantTimerEventResponse VoiceAssistantAnnounceRequest VoiceAssistantAnnounceFinished VoiceAssistantConfigurationRequest VoiceAssistantConfigurationResponse
    VoiceAssistantSetConfiguration
""".split()
ENUMS = "EntityCategory SensorStateClass MediaPlayerState MediaPlayerCommand MediaPlayerFormatPurpose VoiceAssistantEvent VoiceAssistantTimerEvent".split()


def value(field):
    return {
        FieldDescriptor.TYPE_STRING: f"{field.name} \u00e1\U0001f600\n",
        FieldDescriptor.TYPE_BYTES: bytes(range(256)) * 3,
        FieldDescriptor.TYPE_BOOL: True,
        FieldDescriptor.TYPE_FLOAT: field.number + 0.25,
        FieldDescriptor.TYPE_FIXED32: 0xFFFFFF00 + field.number,
        FieldDescriptor.TYPE_UINT32: 300 + field.number,
        FieldDescriptor.TYPE_INT32: -field.number,
        FieldDescriptor.TYPE_ENUM: field.enum_type.values[1].number if field.enum_type else None,
    }[field.type]


def fill(message):
    for field in message.DESCRIPTOR.fields:
        if field.is_repeated:
            for _ in range(2):
                if field.type == FieldDescriptor.TYPE_MESSAGE:
                    fill(getattr(message, field.name).add())
                else:
                    getattr(message, field.name).append(value(field))
        elif field.type == FieldDescriptor.TYPE_MESSAGE:
            fill(getattr(message, field.name))
        else:
            setattr(message, field.name, value(field))
    return message


numbers = {kind.DESCRIPTOR.name: number for number, kind in MESSAGE_TYPE_TO_PROTO.items()}
lines = []
with open("messages.bin", "wb") as file:
    for name in NAMES:
        message = fill(getattr(api_pb2, name)())
        file.write(b"".join(make_plain_text_packets([(numbers[name], message.SerializeToString())])))
        lines.append(f"{numbers[name]} {name} {text_format.MessageToString(message, as_one_line=True, as_utf8=False)}")
for name in ENUMS:
    lines += [f"enum {name} {each.name} {each.number}" for each in api_pb2.DESCRIPTOR.enum_types_by_name[name].values]
with open("messages.txt", "w", encoding="ascii") as file:
    file.write("\n".join(lines) + "\n")
print(len(NAMES), "messages")
