package alan.home.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.home.Announcement;
import alan.testing.PythonEnvironment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The library with which Home Assistant looks for servers finds what is announced, and no longer finds what was. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AnnouncerIT {
    private static final String TYPE = "_wyoming._tcp";
    private static PythonEnvironment zeroconf;
    private static InetAddress address;

    @BeforeAll
    static void machine() throws Exception {
        zeroconf = PythonEnvironment.of(Path.of(System.getProperty("alan.cache")), "zeroconf", "python3", List.of("zeroconf==0.154.0"));
        // A machine without any network still has a loopback, and multicast works on it.
        address = Networks.of(InetAddress.getByName("0.0.0.0")).stream().findFirst().orElse(InetAddress.getLoopbackAddress());
    }

    private static List<String> look(String name, int seconds) throws Exception {
        return zeroconf.run(Path.of("src/test/resources/alan/home/discovery"), Map.of(), "find.py", TYPE + ".local.", name, address.getHostAddress(), String.valueOf(seconds));
    }

    private static JsonNode found(String name) throws Exception {
        // A datagram may be lost, and whoever looks asks ever less often: looking anew asks at once.
        List<String> lines = look(name, 15);
        for (int tries = 0; lines.isEmpty() && tries < 4; tries++) {
            lines = look(name, 15);
        }
        assertThat(lines).as("what was found of " + name).hasSize(1);
        return new ObjectMapper().readTree(lines.get(0));
    }

    @Test
    void whatIsAnnouncedIsFoundAndWhatIsWithdrawnIsNot() throws Exception {
        String name = "Álan " + ProcessHandle.current().pid();
        Announcement first = new Announcement(TYPE, name, InetAddress.getByName("0.0.0.0"), 10_300, Map.of("mac", "02fc00000001"));
        Announcement second = new Announcement(TYPE, name + " too", address, 10_700, Map.of());
        try (Announcer announcer = new Announcer(listening -> Set.of(address))) {
            announcer.add(first);
            announcer.add(second);
            JsonNode service = found(name);
            assertThat(service.get("addresses").get(0).asText()).isEqualTo(address.getHostAddress());
            assertThat(service.get("port").asInt()).isEqualTo(10_300);
            assertThat(service.get("text").get("mac").asText()).isEqualTo("02fc00000001");
            assertThat(found(name + " too").get("port").asInt()).isEqualTo(10_700);

            announcer.remove(first);
            announcer.flush();
            assertThat(look(name, 3)).isEmpty();
            assertThat(found(name + " too").get("port").asInt()).isEqualTo(10_700);
        }
        assertThat(look(name + " too", 3)).isEmpty();
    }

    @Test
    void aNetworkThatComesBackIsToldAgain() throws Exception {
        String name = "Alan again " + ProcessHandle.current().pid();
        AtomicReference<Set<InetAddress>> now = new AtomicReference<>(Set.of());
        try (Announcer announcer = new Announcer(listening -> now.get())) {
            announcer.add(new Announcement(TYPE, name, InetAddress.getByName("0.0.0.0"), 10_300, Map.of()));
            announcer.flush();
            assertThat(look(name, 2)).isEmpty();
            now.set(Set.of(address));
            assertThat(found(name).get("port").asInt()).isEqualTo(10_300);
        }
    }
}
