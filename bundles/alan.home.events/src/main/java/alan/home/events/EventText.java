package alan.home.events;

import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import alan.api.satellite.SatelliteTimer;
import alan.api.satellite.SatelliteWatcher.Event;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Writes events down. */
final class EventText {
    private EventText() {}

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String event(String name, ObjectNode data) {
        ObjectNode event = data().put("event", name);
        if (data != null) {
            event.set("data", data);
        }
        return event.toString();
    }

    /** {@return what is told to whoever comes: how the satellite stands, and then what it is doing} @param ringing timer that rings; {@code null} if that is not known */
    static List<String> snapshot(SatelliteStatus status, String understood, String answered, SatelliteTimer ringing) {
        String snapshot = event("snapshot", data().put("muted", status.muted()).put("volume", status.volume()).put("ha_connected", status.hub() != null)
                .put("last_stt_text", understood).put("last_tts_text", answered));
        String doing = switch (status.state()) {
            case UNATTACHED -> "disconnected";
            case IDLE -> "idle";
            case LISTENING -> "listening";
            case THINKING -> "thinking";
            case SPEAKING -> "tts_speaking";
            case RINGING -> "timer_ringing";
        };
        if (status.muted() && status.state() == SatelliteState.IDLE) {
            return List.of(snapshot, event("muted", data().put("muted", true)));
        }
        return List.of(snapshot, event(doing, status.state() == SatelliteState.RINGING ? rings(ringing) : null));
    }

    /** {@return what is told of something that happened; empty if that is nothing} @param ringing timer that rings; {@code null} if that is not known */
    static Optional<String> of(Event event, SatelliteStatus status, SatelliteTimer ringing) {
        return Optional.ofNullable(switch (event.kind()) {
            case ATTACHED -> event("zeroconf", data().put("status", "connected"));
            case DETACHED -> event("disconnected", null);
            case WOKEN -> event("wake_word_detected", null);
            case LISTENING -> event("listening", null);
            case THINKING -> event("thinking", null);
            case UNDERSTOOD -> event("stt_text", data().put("text", event.detail()));
            case ANSWERED -> event("tts_text", data().put("text", event.detail()));
            case SPEAKING -> event("tts_speaking", null);
            case IDLE -> event("idle", null);
            case FAILED -> event("pipeline_error", data().put("reason", event.detail()));
            case MUTED -> event("muted", data().put("muted", true));
            case UNMUTED -> event("muted", data().put("muted", false));
            case VOLUME -> event("volume_changed", data().put("volume", status.volume()));
            case TIMER -> event("timer_updated", runs(event.detail(), status));
            case TIMER_CANCELLED -> null;
            case RINGING -> event("timer_ringing", rings(ringing));
        });
    }

    private static ObjectNode runs(String id, SatelliteStatus status) {
        SatelliteTimer timer = status.timers().stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
        return timer(id, timer, timer == null ? 0 : timer.secondsLeft());
    }

    private static ObjectNode rings(SatelliteTimer timer) {
        return timer(timer == null ? "" : timer.id(), timer, 0);
    }

    private static ObjectNode timer(String id, SatelliteTimer timer, int secondsLeft) {
        return data().put("id", id).put("name", timer == null || timer.name() == null ? "" : timer.name())
                .put("total_seconds", timer == null ? 0 : timer.totalSeconds()).put("seconds_left", secondsLeft);
    }
}
