"""The network between Home Assistant and its satellite is gone for a while, and the satellite is there again by itself."""
import asyncio
import time
import traceback

import pytest
from cable import Cable
from test_assist import PATIENCE, PORT, network  # noqa: F401
from test_satellite import SATELLITE, Home, microphone, until  # noqa: F401
from wyoming.client import AsyncTcpClient
from wyoming.event import Event


async def hub():
    """Who uses the satellite, as the node tells those on its own machine."""
    async with AsyncTcpClient("127.0.0.1", PORT) as client:
        await client.write_event(Event("alan-status"))
        return (await client.read_event()).data["satellite"]["hub"]


async def hub_is(what, condition):
    """Waits for somebody to use the satellite, or nobody."""
    end = time.monotonic() + PATIENCE
    while not condition(found := await hub()):
        assert time.monotonic() < end, (what, found)
        await asyncio.sleep(0.1)
    return found


def is_written_to_nobody(exception):
    return exception is not None and "write_event" in [frame.name for frame in traceback.extract_tb(exception.__traceback__)]


@pytest.fixture
async def cable(network):  # noqa: F811
    found = Cable()
    yield found
    await found.close()


async def test_network(hass, hass_ws_client, hass_client, microphone, cable, caplog):  # noqa: F811
    # What Home Assistant still writes into a connection that is gone fails, as it may; the test would fail with it.
    handle = hass.loop.get_exception_handler()
    hass.loop.set_exception_handler(lambda loop, context: None if is_written_to_nobody(context.get("exception")) else handle(loop, context))
    home = Home(hass, microphone)
    await home.set_up(await hass_ws_client(hass), await hass_client(), await cable.to(PORT), await cable.to(SATELLITE))

    async def noticed():
        await until("Home Assistant notices", lambda: "Satellite has been disconnected" in caplog.text)

    # The satellite's last hub was another test's.
    first = await hub_is("Home Assistant", cable.reaches)

    # So long that Home Assistant gives the satellite up, which hears of that only afterwards.
    cable.pull()
    await noticed()
    assert await hub() == first
    cable.plug()
    second = await hub_is("Home Assistant again", lambda found: found not in (None, first))
    await home.turn("after a short while")

    # In the middle of a question, and so long that each gives the other up: the satellite never hears that Home Assistant has gone.
    caplog.clear()
    home.states.clear()
    microphone.say(home.asked)
    await until("a question", lambda: "listening" in home.states)
    cable.pull()
    await noticed()
    await hub_is("nobody", lambda found: found is None)
    cable.plug(lost=True)
    await hub_is("Home Assistant once more", lambda found: found not in (None, second))
    await until("the end of the question", lambda: home.state() == "idle" and not microphone.saying())
    await home.turn("after a long while")
    await hass.config_entries.async_unload(home.entry)
