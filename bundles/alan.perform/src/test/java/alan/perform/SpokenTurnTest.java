package alan.perform;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.perform.Script;
import alan.perform.script.ScriptReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpokenTurnTest {
    private static final List<String> NAMES = List.of("Marta", "Leo");

    @Test
    void whatIsSaidIsTakenOutOfWhatSmallModelsWrite() {
        said("It will rain.", "It will rain.");
        said("Marta: It will rain.\nLeo: Oh no!\nMarta: Yes.", "It will rain.");
        said("**Marta:** \"It will rain.\"", "It will rain.");
        said("Sure, here is what Marta could say:\n\n\"It will rain,\" I think.\n\nLet me know if you want more!", "It will rain, I think.");
        said("- (laughs) It will *really* rain! \uD83C\uDF27 https://example.org/x", "It will rain!");
        said("1. It will rain.\n2. It will snow.", "It will rain. It will snow.");
        said("<think>What would Marta say?</think>\nIt will rain.", "It will rain.");
        said("One. Two! Three? Four. Five.", "One. Two! Three?");
        said("It will rain. And then the sun will come out and every", "It will rain.");
        said("¿Va a llover? «Creo que sí»", "¿Va a llover?");
        said("# Weather\nIt will rain", "Weather It will rain");
        said("It will rain, at 5:30 in the morning.", "It will rain, at 5:30 in the morning.");
    }

    @Test
    void whatSaysNothingIsNothing() {
        for (String answer : List.of("", "  \n", "...", "\uD83D\uDE00", "Marta:", "(sighs)", "<think>Hm", "12.", "[Leo]", "word ".repeat(200))) {
            assertThat(SpokenTurn.of(answer, NAMES)).as(answer).isNull();
        }
    }

    @Test
    void whateverAModelWritesIsALineOfAScript() throws Exception {
        List<String> words = List.of("[", "]", "[marta]", "(", ")", "*", "**", "(pause 2 s)", "#", "\n", ":", "Marta:", "Leo: ", "\uFEFF", "\0", "\uD83D", "_", "ñ",
                "Hello", " how are you", "5", "…", "?", ".", "\"", "- ", "1. ", "<think>", "</think>", "|", "`");
        Random random = new Random(3);
        int lines = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder answer = new StringBuilder();
            for (int j = random.nextInt(25); j > 0; j--) {
                answer.append(words.get(random.nextInt(words.size())));
            }
            String text = SpokenTurn.of(answer.toString(), NAMES);
            if (text != null) {
                lines++;
                Script script = ScriptReader.read("[marta] " + text + "\n[leo] Yes.\n");
                assertThat(script.lines().get(script.lines().size() - 1)).isEqualTo(new Script.Line(2, "leo", "Yes.", 0));
                assertThat(script.lines().get(0).voice()).as("%s of %s", text, answer).isEqualTo("marta");
            }
        }
        assertThat(lines).isGreaterThan(5_000);
    }

    private static void said(String answer, String text) {
        assertThat(SpokenTurn.of(answer, NAMES)).isEqualTo(text);
    }
}
