package alan.home.mqtt;

import alan.api.satellite.SatelliteStatus;
import java.util.List;
import java.util.Map;

/**
 * What there is to show now.
 *
 * @param satellite how it stands; {@code null} if there is none
 * @param choices what can be chosen, by key
 */
record Snapshot(SatelliteStatus satellite, Map<String, Choice> choices) {
    /** Of the switch. */
    static final String MUTE = "mute";
    /** Of what the satellite does. */
    static final String STATE = "state";

    /** Something to choose. @param options that there are, one at least @param chosen one of them; {@code null} if none is */
    record Choice(List<String> options, String chosen) {}
}
