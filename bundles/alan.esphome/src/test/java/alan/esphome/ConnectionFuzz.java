package alan.esphome;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Searches with Jazzer, which follows the code that an input reaches. No part of a build, because it changes the classes of the whole JVM:
 * {@code JAZZER_FUZZ=1 mvn -f bundles/alan.esphome test -Dtest=ConnectionFuzz}. What it finds it puts beside the seeds, where {@link ConnectionFuzzTest}
 * then runs it every time.
 */
class ConnectionFuzz {
    @FuzzTest(maxDuration = "10m")
    void anyBytesGiveMessagesOrASentence(byte[] bytes) throws Exception {
        ConnectionFuzzTest.check(bytes);
    }
}
