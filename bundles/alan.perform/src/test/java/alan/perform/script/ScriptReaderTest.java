package alan.perform.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.AlanException;
import alan.api.perform.Script;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
    @Test
    void readsVoicesAndLines() throws Exception {
        Script script = ScriptReader.read("[marta] Hello!\n[leo] Hi, how are you?\n");
        assertThat(script.lines()).containsExactly(new Script.Line(1, "marta", "Hello!", 0), new Script.Line(2, "leo", "Hi, how are you?", 0));
        assertThat(script.end()).isZero();
    }

    @Test
    void aLineWithoutAVoiceContinuesTheOneBeforeAndAfterAnEmptyOneBeginsAnew() throws Exception {
        assertThat(ScriptReader.read("[marta]\n  Once upon\na time. \n# not said\nIndeed.\n\nThe end.").lines()).containsExactly(
                new Script.Line(2, "marta", "Once upon a time. Indeed.", 0), new Script.Line(7, "marta", "The end.", 0));
    }

    @Test
    void toleratesWhatEditorsAndModelsWrite() throws Exception {
        assertThat(ScriptReader.read("\uFEFF# título\r\n[ marta ]: ¡Hola!\u0000\t¿Qué tal?\r\n\r\n[leo]Bien\r").lines()).containsExactly(
                new Script.Line(2, "marta", "¡Hola! ¿Qué tal?", 0), new Script.Line(4, "leo", "Bien", 0));
    }

    @Test
    void stageDirectionsAreNotSpoken() throws Exception {
        assertThat(texts("[a] (laughs) Yes (well (almost)). *sighs* No."))
                .containsExactly("Yes . No.");
        assertThat(texts("[a] I **really** mean it: 2 * 3 * 4 is 24, :) and 5*6*7, you *know*!"))
                .containsExactly("I really mean it: 2 3 4 is 24, :) and 567, you !");
    }

    @Test
    void pausesAreKept() throws Exception {
        Script script = ScriptReader.read(
                "[a] x\n(pausa 2,5 s)\n[b] One (pause 2 s) two *silence: 1.5 seconds* three\n(pausa de 3 segundos)");
        assertThat(script.lines()).extracting(Script.Line::text).containsExactly("x", "One", "two", "three");
        assertThat(script.lines()).extracting(Script.Line::pause).containsExactly(0.0, 2.5, 2.0, 1.5);
        assertThat(script.lines()).extracting(Script.Line::number).containsExactly(1, 3, 3, 3);
        assertThat(script.end()).isCloseTo(3, within(1e-9));
        assertThat(ScriptReader.read("[a] (pause)\nHi (pause) (pause 1s) (pausing) (pause 3 m)\n[b] … \n[a] Bye").lines())
                .containsExactly(new Script.Line(2, "a", "Hi", 1), new Script.Line(4, "a", "Bye", 2));
    }

    @Test
    void whatCannotBeReadIsNamedByItsNumber() {
        refuses("", "There is nothing to be spoken in this script; write lines such as [en_US-joe-medium] Hello!");
        refuses("\n# only a comment\n[marta] (sighs)\n[leo] …", "There is nothing to be spoken");
        refuses("# a play\n\nHello!", "Line 3 is nobody's; begin it with the voice that speaks it");
        refuses("[marta] Hi\n[leo Hello", "Line 2 begins with a bracket, but with no voice in it");
        refuses("[] Hi", "Line 1 begins with a bracket");
        refuses("[marta] Hi\n[leo] " + "a".repeat(5_000), "Line 2 is 5006 characters long, and 2000 is the most; make several lines of it.");
        refuses("[marta] Hi\n" + "and again\n".repeat(300), "What begins in line 1 is longer than 2000 characters in line 201; leave an empty line");
        refuses("[marta] Hi (pause 61 s)", "The pause in line 1 is longer than 60 seconds");
        refuses("[marta] Hi\n\n".repeat(10_001), "Line 20001 is one too many; a script has at most 10000.");
    }

    /** Whatever is in a file: lines within the limits, or one sentence. */
    @Test
    void anythingIsReadOrRefusedInASentence() throws Exception {
        List<String> words = List.of("[", "]", "[marta]", "[leo]", "(", ")", "*", "**", "(pause", "(pause 2 s)", "2 s)", "#", "\n", "\r\n", "\n\n", " ", ":",
                "\uFEFF", "\0", "\uD83D", "\uDE00", "ñ", "Hello", "how are you", "5", "…", "\u2028", "x".repeat(700), "\t");
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "[marta] " : "");
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append(words.get(random.nextInt(words.size())));
            }
            try {
                Script script = ScriptReader.read(text.toString());
                read++;
                int last = 0;
                assertThat(script.lines()).isNotEmpty();
                for (Script.Line line : script.lines()) {
                    assertThat(line.number()).isBetween(Math.max(1, last), (int) text.codePoints().filter(c -> "\n\r\u2028".indexOf(c) >= 0).count() + 1);
                    assertThat(line.text().length()).isBetween(1, ScriptReader.LONGEST);
                    assertThat(line.text()).isEqualTo(line.text().strip()).doesNotContain("\n", "\r", "\0", "  ");
                    assertThat(line.voice()).isNotBlank().doesNotContain("[", "]");
                    last = line.number();
                }
            } catch (AlanException e) {
                assertThat(e.getMessage()).doesNotContain("\n").endsWith(e.getMessage().contains("such as [en_US-joe-medium] Hello!") ? "!" : ".");
            }
        }
        assertThat(read).isBetween(5_000, 15_000);
    }

    private static List<String> texts(String script) throws AlanException {
        return ScriptReader.read(script).lines().stream().map(Script.Line::text).toList();
    }

    private static void refuses(String script, String because) {
        assertThatThrownBy(() -> ScriptReader.read(script)).isInstanceOf(AlanException.class).hasMessageContaining(because);
    }
}
