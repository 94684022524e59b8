package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A node whose port is open to a household and to strangers: while these cut, babble, leave, stay and do not read, each honest client is served, and at the end the node holds what it held once
 * it had settled. The gate runs a few rounds; {@code -Psoak} an hour.
 */
class ServicesSoakIT {
    private static final int SETTLED = 1;
    private static final int SETTLED_WHEN_LONG = 20;
    private static final int AFTERWARDS = 2;
    /** A little longer than threads are kept for the next client. */
    private static final long CALM_MILLIS = 11_000;
    /** Java's part of the memory is there from the start, and what the optimising compiler makes, which stays, is not made: the rest is the engines' and the connections'. */
    private static final String FIXED = "-Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:TieredStopAtLevel=1";

    private AlanProcess node;
    private Path data;
    private Household household;
    private int rounds;

    @Test
    void anHourOfStrangersLeavesTheNodeAsItWas() throws Exception {
        Duration length = Duration.ofMinutes(Integer.getInteger("alan.soak.minutes", 0));
        data = Distribution.data("services-soak");
        Map<String, String> environment = new HashMap<>(HomeIT.OFFLINE);
        environment.put("ALAN_JAVA_OPTS", FIXED);
        try (AlanProcess started = AlanProcess.start(Archive.home(), data, environment, "node", "--home.port", "0", "--home.health.port", "0")) {
            node = started;
            int port = HomeIT.port(node, data);
            household = new Household(port);
            // The first rounds load what there is to load, and fill what is kept.
            int settling = length.isZero() ? SETTLED : SETTLED_WHEN_LONG;
            while (rounds < settling) {
                round(port);
            }
            Footprint settled = footprint(port);
            long end = System.nanoTime() + length.toNanos();
            while (rounds < settling + AFTERWARDS || System.nanoTime() < end) {
                round(port);
                if (rounds % 20 == 0) {
                    System.out.println("after " + rounds + " rounds: " + footprint(port));
                }
            }
            Footprint last = footprint(port);
            System.out.printf(Locale.ROOT, "after %d rounds: %s%nafter %d rounds: %s%ngrowth of memory: %.2f %%%n%s%n", settling, settled, rounds, last,
                    100 * last.growth(settled), household);
            assertThat(last.growth(settled)).as("growth of memory").isLessThan(Double.parseDouble(System.getProperty("alan.growth", "0.15")));
            assertThat(last.files()).as("files").isEqualTo(settled.files());
            assertThat(last.children()).as("child processes").isEqualTo(settled.children());
            // A pool may have a thread more or fewer at any moment; one left by each client would be thousands.
            assertThat(last.threads()).as("threads").isLessThanOrEqualTo(settled.threads() + 3);
            assertThat(last.handles()).as("handles").isLessThanOrEqualTo(settled.handles() + 3);
            assertThat(node.err()).doesNotContain("Exception");
        }
    }

    private void round(int port) throws Exception {
        try (Strangers strangers = new Strangers(port, rounds)) {
            strangers.come();
            household.ask();
            household.askTogether();
            household.ask();
        }
        rounds++;
    }

    /** Once nobody has been connected for a while but who asks that. */
    private Footprint footprint(int port) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        int connections;
        do {
            Thread.sleep(200);
            connections = HomeIT.ask(port, "alan-status", HomeIT.event("alan-status", "{}")).get(0).data().get("connections").size();
        } while (connections > 1 && System.nanoTime() < end);
        assertThat(connections).as("connections").isLessThanOrEqualTo(1);
        Thread.sleep(CALM_MILLIS);
        return Footprint.of(node.process().pid(), data);
    }
}
