package alan.companion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceSplitterTest {
    /** Sentences are marked with a bar and a space between them; the text itself has a space there. */
    static Stream<String> proseWithItsSentences() {
        return Stream.of(
                "Hello there.| How are you?| I am fine!",
                "One sentence only",
                "One sentence only.",
                "Mr. Smith met Dr. Jones and Mrs. Hill.| They talked.",
                "Prof. Plum, Ms. White and Sgt. Pepper went to St. Louis.| It rained.",
                "Use a tool, e.g. a hammer, i.e. something heavy.| Then stop.",
                "Cats vs. Dogs is a film.| I saw it.",
                "Bring milk, eggs, etc. and come home.| Bring milk, eggs, etc.| Then come home.",
                "Meet me at 5 p.m. on Monday.| Come at 5 p.m.| We leave early.",
                "At 9 a. m. we begin.| It ends at 5 p. m.| Nobody stays.",
                "Pi is 3.14 and a half is .5 or 0.5.| That is 1,000.50 dollars.",
                "He lives in the U.S. and works in the U.K. now.| She lives in the U.S.| They never meet.",
                "The U.S. President spoke.| J. R. R. Tolkien wrote it.| By J. A. Smith.| It was I.| The end.",
                "Acme Inc. makes them.| He works at Acme Inc.| They pay well.",
                "See No. 5 and fig. 3 on p. 12.| No.| I said no.| Then I left.",
                "Wait... what?| Wait...| What was that?| Well… maybe.| Well…| Maybe not.",
                "Really?!| Yes!!| No?| \"What?\" he asked.| \"Go!\"| She went.| (It was late.)| He slept.",
                "She said \"Stop.\"| He stopped.| “Enough.”| ‘Fine.’| Good.",
                "Visit https://example.com/a.b?c=d.| Now or www.example.org/x.y.z!| Please.",
                "Write to john.smith@example.com.| Thanks.",
                "Version 2.0.1 is out.| Node.js is not.| Use file.txt here.",
                "He left in 1999.| 20 years later he came back.",
                "Yahoo! is a company.| The .NET runtime is old.",
                "It was cold.| – Next came the snow.| — And then?| — he said.".replace("?| — he", "? — he"),
                "On Jan. 5 and Dec. 24 we met.",
                "Buenos días.| ¿Cómo estás?| ¡Muy bien!| ¿Y tú?",
                "El Sr. García y la Sra. López viven con el Dr. Ruiz.| La Dra. Pérez no.",
                "Vea la pág. 12 y el art. 3, núm. 4 del vol. 2.| Es fácil.",
                "En los EE. UU. hay cincuenta estados.| Vive en EE. UU.| Los demás no.| En EE.UU. llueve.",
                "Cuesta 1.000,50 euros.| Son 3,14 metros.| El 1.º de mayo y la 2.ª vez.",
                "Usa frutas, p. ej. manzanas, p.ej. peras, etc. y listo.| Abre a las 9 a.m. y cierra a las 5 p.m.| Luego se van.",
                "Uds. son amables.| ¿Ud. también?| La S.A. cerró en el 44 a.C. según él.",
                "Frutas, p. ej. manzanas, y p. ej. Peras.| Hoy hay 24 °C.| A las 10:30 h. salimos.| Es el 3,5 %.| ¿Sí?| ¡Sí!",
                "En el s. XX hubo guerras, en el s. XXI también.| Véase el cap. IV.| No.| VIP y yo.",
                "Murió en el 44 a. C. en Roma, y otro en el 14 d. C. según él.| Plan a.| Comer.",
                "¡¿Qué?!| ¡No me digas!| —¡Hola! —dijo Juan.| —¿Quién es? —preguntó ella.",
                "«¿Vienes?» preguntó.| «Sí.»| Y vino.",
                "¡Hola!, dijo.| Bueno... pues sí.| Bueno...| Pues no.",
                "Nací en Ávila.| Él no.| Ángel sí.| Última frase.",
                "यह एक वाक्य है।| यह दूसरा है।");
    }

    @ParameterizedTest
    @MethodSource("proseWithItsSentences")
    void proseIsCutIntoItsSentencesHoweverItArrives(String marked) {
        assertHowever(marked.replace("| ", " "), List.of(marked.split("\\| ")));
    }

    static Stream<List<String>> textsWithTheirSentences() {
        return Stream.of(
                List.of("Shopping:\n- milk\n- two eggs\n- bread", "Shopping:", "- milk", "- two eggs", "- bread"),
                List.of("1. Boil water.\n2. Add tea.\n3. Wait", "1. Boil water.", "2. Add tea.", "3. Wait"),
                List.of("a. First\nb) Second".replace("\nb", "\n• b"), "a. First", "• b) Second"),
                List.of("A title\n\nA paragraph\n\n\nAnother one", "A title", "A paragraph", "Another one"),
                List.of("no stop\n\nbut a new paragraph", "no stop", "but a new paragraph"),
                List.of("A first short line\nThe second line", "A first short line", "The second line"),
                List.of("A line that\nwas wrapped", "A line that was wrapped"),
                List.of("This line was wrapped by a program at some sixty or seventy columns in\nParis by night.",
                        "This line was wrapped by a program at some sixty or seventy columns in Paris by night."),
                List.of("block\u2029another block", "block", "another block"),
                List.of("你好。你好吗？我很好！谢谢", "你好。", "你好吗？", "我很好！", "谢谢"),
                List.of("「元気ですか。」はい。", "「元気ですか。」", "はい。"),
                List.of("Это Иван. Он дома. он тут", "Это Иван.", "Он дома. он тут"),
                List.of("Spaces   between\t words .  Yes .", "Spaces between words .", "Yes ."),
                List.of(""),
                List.of("  \n \n"),
                List.of("...", "..."));
    }

    @ParameterizedTest
    @MethodSource("textsWithTheirSentences")
    void textOfAnyShapeIsCutHoweverItArrives(List<String> textThenSentences) {
        assertHowever(textThenSentences.get(0), textThenSentences.subList(1, textThenSentences.size()));
    }

    @Test
    void aSentenceComesAsSoonAsTheNextOneBegins() {
        SentenceSplitter splitter = new SentenceSplitter();
        assertThat(splitter.feed("Hello there")).isEmpty();
        assertThat(splitter.feed(".")).isEmpty();
        assertThat(splitter.feed(" H")).containsExactly("Hello there.");
    }

    @Test
    void aLongFirstSentenceIsCutAtAComma() {
        String part = "Once upon a time, in a land that was so far away that nobody had been there for a hundred years,";
        String begin = part + " there lived a very old";
        SentenceSplitter splitter = new SentenceSplitter();
        List<String> first = splitter.feed(begin + " king");
        assertThat(first)
                .containsExactly(part);
        assertThat(splitter.finish()).containsExactly("there lived a very old king");
    }

    @Test
    void aLongSecondSentenceIsNotCutAtAComma() {
        String second = "Once upon a time, in a land that was so far away that nobody had been there for a hundred years, "
                + "there lived a very old king.";
        assertHowever("Listen. " + second, List.of("Listen.", second));
    }

    @Test
    void noSentenceIsLongerThanTheLimitAndNoCharacterIsLost() {
        String words = "word ".repeat(200);
        String noSpaces = "x".repeat(1000);
        String surrogates = "𝒜".repeat(400);
        String pauses = "some words here, and some more; ".repeat(40);
        for (String text : List.of(words, noSpaces, surrogates, pauses, "，字".repeat(300))) {
            List<String> sentences = split(List.of(text));
            assertThat(sentences).allSatisfy(s -> assertThat(s.length()).isLessThanOrEqualTo(SentenceSplitter.LONGEST));
            assertThat(sentences).noneMatch(s -> Character.isLowSurrogate(s.charAt(0)));
            assertThat(squeeze(String.join("", sentences))).isEqualTo(squeeze(text));
        }
    }

    @Test
    void whateverItIsFedNothingIsLostAndPiecesDoNotMatter() {
        String[] parts = {"Mr.", "e.g.", "word", "Word", "I", "A.", "3.14", "12.", "...", "!", "?!", "\"", "(", ")", "¿", "¡",
                "—", "-", "\n", "\n\n", ",", ";", "。",
            "字", "U.S.", "EE.", "UU.", "a.", "m.", "d.", "C.", "s.", "XX", "V", "https://a.b/c.d", "\u2029", "\t", "».", "etc.", "😀", "The", "el"};
        Random random = new Random(7);
        for (int n = 0; n < 300; n++) {
            StringBuilder text = new StringBuilder();
            int length = 5 + random.nextInt(n < 250 ? 25 : 150);
            for (int i = 0; i < length; i++) {
                text.append(parts[random.nextInt(parts.length)]).append(random.nextInt(4) == 0 ? "" : " ");
            }
            List<String> whole = split(List.of(text.toString()));
            assertThat(squeeze(String.join("", whole))).isEqualTo(squeeze(text.toString()));
            assertThat(whole).allSatisfy(s -> assertThat(s).isNotBlank().isEqualTo(s.strip()));
            for (List<String> pieces : Chunks.of(text.toString())) {
                assertThat(split(pieces)).isEqualTo(whole);
            }
        }
    }

    private static void assertHowever(String text, List<String> sentences) {
        for (List<String> pieces : Chunks.of(text)) {
            assertThat(split(pieces)).as("%s", pieces).isEqualTo(sentences);
        }
    }

    private static List<String> split(List<String> pieces) {
        SentenceSplitter splitter = new SentenceSplitter();
        List<String> sentences = new ArrayList<>();
        pieces.forEach(piece -> sentences.addAll(splitter.feed(piece)));
        sentences.addAll(splitter.finish());
        return sentences;
    }

    private static String squeeze(String text) {
        return text.replaceAll("[\\s\u2029]", "");
    }
}
