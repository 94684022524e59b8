"""Gets to know a device as Home Assistant did in 2024, when it waited for an answer to its password: old_client.py PORT KEY|-. Prints a line of JSON."""
import asyncio
import json
import sys

from aioesphomeapi import APIClient


async def main(port, key):
    client = APIClient("127.0.0.1", port, "", noise_psk=key, client_info="Home Assistant 0.0")
    await client.connect(login=True)
    info = await client.device_info()
    entities, _ = await client.list_entities_services()
    await client.disconnect()
    print(json.dumps({"name": info.name, "voice": info.voice_assistant_feature_flags, "entities": [entity.object_id for entity in entities]}))


asyncio.run(asyncio.wait_for(main(int(sys.argv[1]), None if sys.argv[2] == "-" else sys.argv[2]), 60))
