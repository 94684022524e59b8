package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.perform.DialogueRequest;
import alan.api.perform.PerformanceRequest;
import alan.api.text.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ScriptCommandsTest extends CommandsTestBase {
    @Test
    void performPassesEverythingOnAndSaysWhatThereIs() throws Exception {
        Files.writeString(folder.resolve("play.txt"), "[joe] ¡Hola!\n");
        String out = shell.run("perform play.txt --out play.mp3 --seed -7 --language es --split lines --subtitles --pause 1.5 --option speed=1.2 --keep"
                + " --restart");
        assertThat(scripts.performed).containsExactly(new PerformanceRequest("[joe] ¡Hola!\n", folder.resolve("play.mp3"), folder.resolve("lines"), true, -7,
                "es", 1.5, Map.of("speed", "1.2"), true, true));
        assertThat(out.lines()).containsExactly(
                "sound:     " + folder.resolve("play.mp3") + ", 12.50 s",
                "subtitles: " + folder.resolve("play.srt"),
                "lines:     " + folder.resolve("lines") + ", 1 files");
        assertThat(scripts.closed).isTrue();
    }

    @Test
    void performNeedsNothingButTheScript() throws Exception {
        Files.writeString(folder.resolve("play.txt"), "[joe] Hello!\n");
        String out = shell.run("alan:perform play.txt");
        assertThat(scripts.performed).containsExactly(PerformanceRequest.of("[joe] Hello!\n", folder.resolve("full_conversation.wav")));
        assertThat(out).isEqualTo("sound:     " + folder.resolve("full_conversation.wav") + ", 12.50 s\n");
        assertThat(shell.err().lines()).containsExactly("1 of 4 lines  about 4 min 0 s left", "2 of 4 lines  about 2 min 40 s left",
                "3 of 4 lines  about 1 min 20 s left", "4 of 4 lines");
    }

    @Test
    void performTellsWhenAnotherVoiceSpeaksALine() throws Exception {
        Files.writeString(folder.resolve("play.txt"), "[joe] Hello!\n");
        scripts.noticed = Text.of("Line 3: joe does not speak Spanish; leo does.");
        shell.run("perform play.txt");
        assertThat(shell.err().lines()).contains("Line 3: joe does not speak Spanish; leo does.");
    }

    @Test
    void performSaysWhatIsThereFromAnEarlierRun() throws Exception {
        Files.writeString(folder.resolve("play.txt"), "[joe] Hello!\n");
        scripts.kept = 3;
        shell.run("perform play.txt");
        assertThat(shell.err()).startsWith("3 of 4 lines are there from an earlier run.\n");
        scripts.changed = true;
        shell.run("perform play.txt");
        assertThat(shell.err()).startsWith("The script, its voices or settings have changed since the last run, from line 4 on; the 3 before it are kept.\n");
        scripts.kept = 4;
        shell.run("perform play.txt");
        assertThat(shell.err()).startsWith("The script has lost its end since the last run; its 4 lines are there.\n");
    }

    @Test
    void aScriptComesFromAPipelineToo() throws Exception {
        shell.run("write-dialogue the weather --voices joe,leo --turns 3 | perform -");
        assertThat(scripts.performed).extracting(PerformanceRequest::script)
                .containsExactly("# the weather\n[joe] Line 0.\n[leo] Line 1.\n[joe] Line 2.\n");
    }

    @Test
    void aScriptThatCannotBeReadIsToldOf() throws Exception {
        assertThat(failure("perform none.txt")).hasMessage("There is no script %s, or it cannot be read.", folder.resolve("none.txt"));
        assertThat(failure("perform .")).hasMessage("%s is a folder; name a script in it.", folder);
        Files.write(folder.resolve("latin.txt"), "[joe] ¡Hola!".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure("perform latin.txt")).hasMessage("The script latin.txt is not text in UTF-8; save it as that.");
        Files.write(folder.resolve("large.txt"), new byte[10_000_001]);
        assertThat(failure("perform large.txt")).hasMessage("The script large.txt is larger than 10 MB, the most that is read.");
        Files.writeString(folder.resolve("play.txt"), "[bob] Hello!\n");
        scripts.failure = new AlanException("Line 1: there is no voice bob.");
        assertThat(failure("perform play.txt")).hasMessage("Line 1: there is no voice bob.");
        assertThat(failure("perform play.txt --pause long")).hasMessageStartingWith("--pause wants a number, and long is none.");
    }

    @Test
    void aPerformanceIsClosedWhenSomebodyStopsTheCommand() throws Exception {
        Files.writeString(folder.resolve("play.txt"), "[joe] Hello!\n");
        scripts.endless = true;
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread typist = new Thread(() -> {
            try {
                shell.run("perform play.txt");
                end.complete(null);
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        typist.start();
        scripts.waiting.await();
        Execution.stopAll();
        assertThat(end.get()).isInstanceOf(CommandFailed.class).hasToString("alan: Stopped.");
        assertThat(scripts.closed).isTrue();
    }

    @Test
    void writeDialogueWritesAScript() throws Exception {
        assertThat(shell.run("write-dialogue two neighbours on the weather -v joe,leo")).startsWith("# two neighbours on the weather\n[joe] Line 0.\n")
                .endsWith("[leo] Line 7.\n");
        String out = shell.run("write-dialogue x --voices joe,leo,ana --turns 4 --language es --seed 3 --out play.txt");
        assertThat(out).isEqualTo("script: " + folder.resolve("play.txt") + ", 4 lines\n");
        assertThat(folder.resolve("play.txt")).hasContent("# x\n[joe] Line 0.\n[leo] Line 1.\n[ana] Line 2.\n[joe] Line 3.\n");
        assertThat(scripts.written.get(1)).isEqualTo(new DialogueRequest("x", List.of("joe", "leo", "ana"), 4, "es", 3L));
        assertThat(failure("write-dialogue x --voices joe,leo --out none/play.txt")).hasMessageContaining("cannot be written");
        assertThat(failure("write-dialogue x")).hasMessageStartingWith("--voices needs a value: VOICES.");
        scripts.failure = new AlanException("The language model wrote nothing.");
        assertThat(failure("write-dialogue x --voices joe,leo")).hasMessage("The language model wrote nothing.");
    }
}
