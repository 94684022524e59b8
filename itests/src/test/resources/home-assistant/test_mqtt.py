"""Home Assistant finds a node at an MQTT broker, which is on the port ALAN_BROKER of this machine, and mutes it."""
import os

from homeassistant.config_entries import SOURCE_USER
from homeassistant.helpers import device_registry, entity_registry
from test_assist import VOICE, network  # noqa: F401
from test_satellite import until

BROKER = int(os.environ["ALAN_BROKER"])
ENTITIES = {"switch.alan_mute", "sensor.alan_state", "select.alan_speech_to_text", "select.alan_language_model", "select.alan_text_to_speech", "select.alan_default_voice"}


async def test_mqtt(hass, tmp_path):
    # This integration reads Home Assistant's own file, which its tests do not have.
    (tmp_path / "configuration.yaml").touch()
    hass.config.config_dir = str(tmp_path)
    form = await hass.config_entries.flow.async_init("mqtt", context={"source": SOURCE_USER})
    entry = await hass.config_entries.flow.async_configure(form["flow_id"], {"broker": "127.0.0.1", "port": BROKER})
    assert entry["type"] == "create_entry", entry

    def there():
        return {entity.entity_id for entity in entity_registry.async_get(hass).entities.values() if entity.platform == "mqtt"}

    def state(entity):
        found = hass.states.get(entity)
        return found and found.state

    await until("the entities", lambda: there() == ENTITIES)
    await until("the states", lambda: all(state(entity) not in (None, "unknown", "unavailable") for entity in ENTITIES))
    device, = device_registry.async_get(hass).devices.values()
    assert (device.name, device.manufacturer, device.model) == ("Alan", "Alan", "Voice companion")
    assert state("select.alan_text_to_speech") == "piper"
    assert state("select.alan_default_voice") == "The engine's own"
    assert VOICE in hass.states.get("select.alan_default_voice").attributes["options"]
    assert "kokoro" in hass.states.get("select.alan_text_to_speech").attributes["options"]

    # The switch shows what the node says, and not what was wished.
    assert state("switch.alan_mute") == "off"
    for service, value in (("turn_on", "on"), ("turn_off", "off")):
        await hass.services.async_call("switch", service, {"entity_id": "switch.alan_mute"}, blocking=True)
        await until(service, lambda: state("switch.alan_mute") == value)
