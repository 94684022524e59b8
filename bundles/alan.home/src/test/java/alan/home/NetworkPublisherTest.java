package alan.home;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.home.Announcement;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NetworkPublisherTest {
    @Test
    void aNameInTheNetworkIsTheNodesOwnAndStaysTheSame() {
        assertThat(NetworkPublisher.name("Alan", 0xc8d)).isEqualTo("Alan 0c8d").isEqualTo(NetworkPublisher.name("Alan", 0xc8d));
        assertThat(NetworkPublisher.name("Alan", null)).isEqualTo("Alan");
    }

    @Test
    void aLongNameIsCutBetweenLetters() {
        String name = NetworkPublisher.name("ñ😀".repeat(40), 0xffff);
        assertThat(name).endsWith(" ffff").doesNotContain("\uFFFD");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(Announcement.MOST_NAME - 5, Announcement.MOST_NAME);
    }
}
