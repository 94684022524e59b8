package alan.wyoming;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/**
 * Searches with Jazzer, which follows the code that an input reaches. No part of a build, because it changes the classes of the whole JVM:
 * {@code JAZZER_FUZZ=1 mvn -f bundles/alan.wyoming test -Dtest=EventFuzz}. What it finds it puts beside the seeds, where {@link EventFuzzTest}
 * then runs it every time.
 */
class EventFuzz {
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveEventsOrASentence(byte[] bytes) throws IOException {
        EventFuzzTest.check(bytes);
    }
}
