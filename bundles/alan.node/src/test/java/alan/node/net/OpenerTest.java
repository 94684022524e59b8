package alan.node.net;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenerTest {
    private final BlockingQueue<String> tries = new LinkedBlockingQueue<>();
    private volatile String taken;
    private final Opener opener = new Opener(this::open, 20);

    private void open() throws AlanException {
        String reason = taken;
        tries.add(reason == null ? "opened" : reason);
        if (reason != null) {
            throw new AlanException("The port is taken by %s.", reason);
        }
    }

    private String next() throws InterruptedException {
        return tries.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void aPortThatIsTakenIsTriedUntilItIsFree() throws Exception {
        taken = "another";
        opener.start();
        assertThat(opener.problem()).hasMessage("The port is taken by another.");
        taken = null;
        for (String each = next(); !each.equals("opened"); each = next()) {
            assertThat(each).isEqualTo("another");
        }
        while (opener.problem() != null) {
            Thread.sleep(5);
        }
        assertThat(tries).isEmpty();

        opener.failed(new AlanException("It is lost."));
        assertThat(opener.problem()).hasMessage("It is lost.");
        assertThat(next()).isEqualTo("opened");
    }

    @Test
    void onceClosedItIsNotTriedAgain() throws Exception {
        taken = "another";
        opener.start();
        opener.close();
        // One try may have been under way.
        Thread.sleep(200);
        tries.clear();
        Thread.sleep(200);
        assertThat(tries).isEmpty();
        opener.failed(new AlanException("It is lost."));
        opener.start();
        assertThat(tries).isEmpty();
    }
}
