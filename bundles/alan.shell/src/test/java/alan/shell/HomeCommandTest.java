package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.home.HomeStatus;
import alan.api.satellite.SatelliteState;
import alan.api.satellite.SatelliteStatus;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HomeCommandTest extends CommandsTestBase {
    @Test
    void whereNothingListensItSaysWhatDoes() throws Exception {
        assertThat(shell.run("alan:home")).startsWith("Nothing listens for Home Assistant here.");
        home = new HomeStatus("127.0.0.1:10300", false, "127.0.0.1:10300 cannot be listened on.", List.of(), List.of(), List.of());
        assertThat(shell.run("alan:home")).isEqualTo("127.0.0.1:10300 cannot be listened on.\n");
    }

    @Test
    void everythingStandsInTables() throws Exception {
        Instant now = Instant.parse("2026-11-28T20:00:00Z");
        home = new HomeStatus("0.0.0.0:10300", true, null,
                List.of(new HomeStatus.Service("asr", true, 1, 2), new HomeStatus.Service("tts", false, 0, 0)),
                List.of(new HomeStatus.Connection("192.168.1.20:5", now, "asr"), new HomeStatus.Connection("192.168.1.20:6", now, null)),
                List.of(new HomeStatus.Request("handle", "192.168.1.20:4", now, 1.5, 0.25, 1.25, null, false),
                        new HomeStatus.Request("tts", "192.168.1.20:3", now, 0.5, 0, null, "There is no voice x.", false),
                        new HomeStatus.Request("tts", "192.168.1.20:2", now, 0.5, 0, null, null, true)));
        String out = shell.run("alan:home");
        assertThat(out).contains("listening on 0.0.0.0:10300", "no model is installed", "the client went away");
        assertThat(out.lines()).anyMatch(line -> line.matches("asr +ready +1 +2"))
                .anyMatch(line -> line.matches("192.168.1.20:5 .* asr"))
                .anyMatch(line -> line.matches(".*192.168.1.20:4 +handle +1.50 +0.25 +1.25"))
                .anyMatch(line -> line.matches(".*192.168.1.20:3 +tts +0.50 +0.00 +There is no voice x\\."));
        assertThat(new ObjectMapper().readTree(shell.run("alan:home --json")).at("/requests/0/firstOutput").asDouble()).isEqualTo(1.25);
    }

    @Test
    void theSatelliteAndItsFacesStandInTables() throws Exception {
        List<HomeStatus.Face> faces = List.of(new HomeStatus.Face("esphome", "0.0.0.0:6053", false, "Port 6053 is taken.", List.of()),
                HomeStatus.Face.wrong("events", "'x' is no port."),
                new HomeStatus.Face("wyoming", "0.0.0.0:10700", true, null, List.of("192.168.1.20:5", "192.168.1.20:6")));
        SatelliteStatus idle = new SatelliteStatus(SatelliteState.IDLE, true, 1, "192.168.1.20:5", Set.of("hey_jarvis"), List.of(), "There is no microphone.");
        home = new HomeStatus("0.0.0.0:10300", true, null, List.of(), List.of(), List.of()).with(faces, idle);
        String out = shell.run("alan:home");
        assertThat(out.lines()).anyMatch(line -> line.matches("esphome +0\\.0\\.0\\.0:6053 +not listening +Port 6053 is taken\\."))
                .anyMatch(line -> line.matches("events +not listening +'x' is no port\\."))
                .anyMatch(line -> line.matches("wyoming +0\\.0\\.0\\.0:10700 +listening +192\\.168\\.1\\.20:5, 192\\.168\\.1\\.20:6"))
                .anyMatch(line -> line.matches("192\\.168\\.1\\.20:5 +idle +muted +There is no microphone\\."));
        assertThat(out).contains("No requests yet.");
        assertThat(new ObjectMapper().readTree(shell.run("alan:home --json")).at("/satellite/state").asText()).isEqualTo("IDLE");

        home = new HomeStatus("", false, null, List.of(), List.of(), List.of())
                .with(faces, new SatelliteStatus(SatelliteState.UNATTACHED, false, 1, null, Set.of(), List.of(), null));
        assertThat(shell.run("alan:home")).startsWith("The voice services do not listen, but the satellite may.\n").containsPattern("nobody +not in use +not muted\n");
    }

    @Test
    void nobodyAndNothingIsSaidSo() throws Exception {
        home = new HomeStatus("127.0.0.1:10300", true, null, List.of(), List.of(), List.of());
        assertThat(shell.run("alan:home")).contains("Nobody is connected.", "No requests yet.").doesNotContain("satellite");
    }
}
