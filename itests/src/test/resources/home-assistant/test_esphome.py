"""Home Assistant uses a node as a satellite over ESPHome's native API, which it prefers."""
import json
import os
import pathlib

from homeassistant.config_entries import SOURCE_USER
from homeassistant.setup import async_setup_component
from test_assist import QUESTION, assert_alike, network, question  # noqa: F401
from test_satellite import SPEAKER, Home, microphone, until  # noqa: F401

ESPHOME = int(os.environ["ALAN_ESPHOME"])
EVENTS = int(os.environ["ALAN_EVENTS"])


class EsphomeHome(Home):
    RATE = 24000
    TITLE = "Alan"

    async def add_satellite(self, port):
        assert await async_setup_component(self.hass, "esphome", {})
        flow = self.hass.config_entries.flow
        form = await flow.async_init("esphome", context={"source": SOURCE_USER})
        form = await flow.async_configure(form["flow_id"], {"host": "127.0.0.1", "port": port})
        assert form["step_id"] == "encryption_key", form
        return await flow.async_configure(form["flow_id"], {"noise_psk": pathlib.Path(os.environ["ALAN_KEY"]).read_text().strip()})


async def test_esphome(hass, hass_ws_client, hass_client, mock_bluetooth, microphone):
    ws, client = await hass_ws_client(hass), await hass_client()
    # The satellite fetches what it is to play.
    hass.config.internal_url = f"http://127.0.0.1:{client.server.port}"
    home = EsphomeHome(hass, microphone)
    await home.set_up(ws, client, satellite=ESPHOME)
    await until("idle", lambda: home.state() == "idle")
    await home.turn("a turn")

    # Home Assistant converts it.
    await home.announcement()

    # A button stops the turn while Home Assistant waits for the answer, which is not played then; and the next turn is as ever.
    SPEAKER.unlink()
    async with client.session.ws_connect(f"ws://127.0.0.1:{EVENTS}") as button:
        microphone.say(home.asked)
        while json.loads((await button.receive()).data)["event"] != "thinking":
            continue
        await button.send_json({"command": "stop_pipeline"})
        await until("idle", lambda: home.state() == "idle")
    assert not SPEAKER.exists()
    await home.turn("after a stop")

    # A button begins another turn while Home Assistant thinks. It ends that run first, whose last words come after the button was pressed.
    await until("silence", lambda: not microphone.saying())
    SPEAKER.unlink()
    async with client.session.ws_connect(f"ws://127.0.0.1:{EVENTS}") as button:
        microphone.say(home.asked)
        while json.loads((await button.receive()).data)["event"] != "thinking":
            continue
        home.states.clear()
        await button.send_json({"command": "start_listening"})
        while json.loads((await button.receive()).data)["event"] != "listening":
            continue
        # The first question ends in silence, which may not be over yet; what is said before that would be lost with it.
        await until("silence", lambda: not microphone.saying())
        microphone.say(await question())
        await until("an answer", lambda: "responding" in home.states and home.states[-1] == "idle")
    asked, _ = await home.last()
    assert_alike(asked, QUESTION)

    # Whoever restarts Home Assistant finds the satellite again.
    await hass.config_entries.async_reload(home.entry)
    await until("idle", lambda: home.state() == "idle")
    await home.turn("after a reload")
