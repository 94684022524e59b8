package alan.api.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    @Test
    void aNameInTheNetworkIsTheNodesOwnAndStaysTheSame() {
        assertThat(Announcement.name("Alan", 0xc8d)).isEqualTo("Alan 0c8d").isEqualTo(Announcement.name("Alan", 0xc8d));
        assertThat(Announcement.name("Alan", null)).isEqualTo("Alan");
    }

    @Test
    void aLongNameIsCutBetweenLetters() {
        String name = Announcement.name("ñ😀".repeat(40), 0xffff);
        assertThat(name).endsWith(" ffff").doesNotContain("\uFFFD");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(Announcement.MOST_NAME - 5, Announcement.MOST_NAME);
    }
}
