package alan.home.events;

import alan.api.satellite.Satellite;
import alan.api.satellite.SatelliteState;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what buttons want. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final JsonMapper JSON = new JsonMapper();
    /** How much louder a press is. */
    private static final double STEP = 0.05;

    private final Satellite satellite;

    /** @param satellite that they are for */
    Commands(Satellite satellite) {
        this.satellite = satellite;
    }

    /** Does what a message asks for. What it does not know it drops. @param message as it came */
    void obey(String message) {
        JsonNode json;
        try {
            json = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            LOG.debug("No command, and dropped: {}", message);
            return;
        }
        switch (json.path("command").asText("")) {
            case "start_listening" -> satellite.listen();
            case "stop_pipeline", "stop_media_player" -> satellite.stop();
            case "stop_timer_ringing" -> {
                // Whoever means the timer does not mean a question or an answer.
                if (satellite.status().state() == SatelliteState.RINGING) {
                    satellite.stop();
                }
            }
            case "mute_mic" -> satellite.mute(true);
            case "unmute_mic" -> satellite.mute(false);
            case "volume_up" -> satellite.volume(satellite.status().volume() + STEP);
            case "volume_down" -> satellite.volume(satellite.status().volume() - STEP);
            case "set_volume" -> {
                JsonNode volume = json.at("/data/volume");
                if (volume.isNumber()) {
                    satellite.volume(volume.asDouble());
                }
            }
            default -> LOG.debug("Not known here, and dropped: {}", message);
        }
    }
}
