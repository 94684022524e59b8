package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.voice.VoiceProfiles;
import alan.testing.Effort;
import alan.voices.store.Disk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that are killed while they change voices, two at a time in one folder: what is left is the voice as it was before the change, or as it is after it. */
class KilledIT extends VoiceStoreTestBase {
    private static final int KILLS = Effort.of(16, 50);
    private static final int LONGEST_MS = 60;
    private static final String[] VOICES = {"marta", "leo"};
    /** A folder in memory, where there is one: to wait for a disk would take up nearly all the time, and hardly any process be killed while it does something. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private record Child(Process process, BufferedReader out) {}

    @BeforeEach
    void inMemory() throws IOException {
        if (Files.isWritable(MEMORY)) {
            data = Files.createTempDirectory(MEMORY, "alan-killed");
        }
    }

    @AfterEach
    void delete() throws IOException {
        Disk.delete(data);
    }

    @Test
    void theOldVoiceIsThereOrTheNewOne() throws Exception {
        installation.write(data);
        VoiceProfiles store = store();
        store.create("source", Drafts.english("A line from elsewhere.", "And another one."));
        Files.move(voice("source"), data.resolve("source"));
        List<String> states = states();
        for (int i = 0; i < states.size(); i++) {
            assertThat(states.get(i)).as("a change changes something").isNotEqualTo(states.get((i + 1) % states.size()));
        }

        Random random = new Random(7);
        int[] done = new int[VOICES.length];
        int between = 0;
        List<Child> next = start(done);
        for (int kills = 0; kills < KILLS; kills += VOICES.length) {
            List<Child> running = next;
            int[] told = done.clone();
            for (Child child : running) {
                child.process.getOutputStream().write('\n');
                child.process.getOutputStream().flush();
            }
            // At least one change each, however slow the machine is; then at any moment.
            for (int i = 0; i < VOICES.length; i++) {
                told[i] = Integer.parseInt(running.get(i).out.readLine());
            }
            Thread.sleep(random.nextInt(LONGEST_MS));
            // Not Process.destroyForcibly, which also throws away what the process has still said.
            running.forEach(child -> child.process.toHandle().destroyForcibly());
            for (int i = 0; i < VOICES.length; i++) {
                told[i] = last(running.get(i), told[i]);
                String state = new Changer(data, store(), VOICES[i]).describe();
                String before = states.get(told[i] % states.size());
                String after = states.get((told[i] + 1) % states.size());
                assertThat(state).as("%s after %s changes", VOICES[i], told[i]).isIn(before, after);
                between += state.equals(after) ? 1 : 0;
                done[i] = state.equals(after) ? told[i] + 1 : told[i];
            }
            assertTidy();
            next = start(done);
        }
        next.forEach(child -> child.process.destroyForcibly());
        System.out.println(KILLS + " kills among " + Arrays.stream(done).sum() + " changes; " + between + " changes were made and not told any more");
    }

    /** {@return how a voice is before the first change of a circle, before the second, …} */
    private List<String> states() throws Exception {
        Changer changer = new Changer(data, store(), "states");
        List<String> states = new ArrayList<>();
        for (int i = 0; i < changer.length(); i++) {
            states.add(changer.describe());
            changer.make(i);
        }
        assertThat(changer.describe()).isEqualTo(states.get(0));
        return states;
    }

    private List<Child> start(int... done) throws IOException {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < VOICES.length; i++) {
            Process process = Processes.start(Changer.class, data.toString(), VOICES[i], Integer.toString(done[i]));
            children.add(new Child(process, process.inputReader(StandardCharsets.UTF_8)));
        }
        for (Child child : children) {
            assertThat(child.out.readLine()).isEqualTo("ready");
        }
        return children;
    }

    /** {@return how many changes a child has told of} @param before it began */
    private static int last(Child child, int before) throws IOException, InterruptedException {
        int last = before;
        for (String line = child.out.readLine(); line != null; line = child.out.readLine()) {
            last = Integer.parseInt(line);
        }
        child.process.waitFor();
        return last;
    }
}
