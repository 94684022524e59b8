package alan.companion.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpeakableTest {
    static Stream<Arguments> markdownAndWhatIsRead() {
        return Stream.of(
                read("Plain words stay.", "Plain words stay."),
                read("# Title\nText", "Title¶Text"),
                read("### Título\n\nTexto", "Título¶Texto"),
                read("#hashtag and C#", "#hashtag and C#"),
                read("This is **bold**, *italic*, ***both***, __bold__ and _italic_.",
                        "This is bold, italic, both, bold and italic."),
                read("**Bold** first, snake_case stays, 5 * 3 = 15, 2*3 too.",
                        "Bold first, snake_case stays, 5 * 3 = 15, 2*3 too."),
                read("A ~~struck~~ word, ~5 of them", "A struck word, ~5 of them"),
                read("Call `foo()` or ``a`b`` now", "Call foo() or a`b now"),
                read("An `*asterisk*` in code", "An *asterisk* in code"),
                read("See [the site](https://example.com/a(b)c \"title\") now.", "See the site now."),
                read("A [**bold** link](x), a [ref][1] and a note[^1].", "A bold link, a ref and a note."),
                read("An image: ![a red house](house.png)!", "An image: a red house!"),
                read("[![badge](b.svg)](https://x.y)", "badge"),
                read("Brackets [like these] stay, and (these) too. Even [open ones",
                        "Brackets [like these] stay, and (these) too. Even [open ones"),
                read("Broken [link](http://a.b\nnext", "Broken [link](a.b next".replace(" next", "\nnext")),
                read("Before\n```python\nprint('no')\n\n# no\n```\nAfter", "Before¶After"),
                read("Before:\n\n~~~\ncode ``` code\n~~~\n\nAfter", "Before:¶After"),
                read("Here ```js\nlet x;\n\nx;\n``` and on", "Here¶and on"),
                read("One ```inline fence``` line", "One¶line"),
                read("```\nunfinished\ncode", ""),
                read("````\n```\nstill code\n```\n````\nAfter", "After"),
                read("- one\n- two\n  more\n* three\n+ four", "one¶two\nmore¶three¶four"),
                read("1. one\n2) two\n10. ten", "1. one¶2) two¶10. ten"),
                read("- [ ] to do\n- [x] done\n- [link](y)", "to do¶done¶link"),
                read("> quoted\n> > twice\nText", "quoted\ntwice\nText"),
                read("One\n\n---\n\nTwo\n***\nThree\n* * *\nFour", "One¶Two¶Three¶Four"),
                read("Title\n=====\nText", "Title¶Text"),
                read("| Name | Age |\n|------|:---:|\n| Ana | 7 |\n\nEnd", "Name, Age¶Ana, 7¶End"),
                read("a <b>bold</b> tag<br>next, 3 < 4 > 2, a <- b", "a bold tag\nnext, 3 < 4 > 2, a <- b"),
                read("<https://www.example.com/x> and <me@example.com> <!-- no --> end", "example.com and me@example.com end"),
                read("Go to https://www.example.com/path?q=1#a. Or (http://a.b.org:80/x), or www.c.de!",
                        "Go to example.com. Or (a.b.org), or c.de!"),
                read("Escaped \\*stars\\* and a C:\\dir", "Escaped *stars* and a C:\\dir"),
                read("Hello 😀! Bye👋🏽 now ❤️, family 👨‍👩‍👧‍👦.", "Hello! Bye now, family."),
                read("1️⃣ First ✅ done ™ © 20 °C 5 € ½ №", "1 First done ™ © 20 °C 5 € ½ №"),
                read("Wow!!! Really???? What?!?!?! Hmm..... ok,, fine;;", "Wow! Really? What?! Hmm... ok, fine;"),
                read("¡¡¡Hola!!! ¿¿Qué??", "¡Hola! ¿Qué?"),
                read("A line ------ and ==== here -- ok – fine — yes", "A line and here -- ok – fine — yes"),
                read("Zero\u200Bwidth\uFEFF soft\u00ADhyphen bell\u0007 tab\tend\u0000", "Zerowidth softhyphen bell tab end"),
                read("नमस्ते क्‍ष می‌خواهم 你好 Привет שלום กขค", "नमस्ते क्‍ष می‌خواهم 你好 Привет שלום กขค"),
                read("One\r\nTwo\r\n\r\nThree\rFour", "One\nTwo¶Three\nFour"),
                read("Too   many\u00A0 spaces ", "Too many spaces"),
                read("-5 degrees\n—Hola\n+34 555", "-5 degrees\n—Hola\n+34 555"),
                read("lonely surrogate \uD83D here", "lonely surrogate here"),
                read("why? Who? http is not a link, w, www", "why? Who? http is not a link, w, www"),
                read("", ""));
    }

    private static Arguments read(String written, String read) {
        return Arguments.of(written, read);
    }

    @ParameterizedTest
    @MethodSource("markdownAndWhatIsRead")
    void markupIsTakenOutHoweverItArrives(String written, String read) {
        for (List<String> pieces : Chunks.of(written)) {
            assertThat(speakable(pieces)).as("%s", pieces).isEqualTo(read);
        }
    }

    @Test
    void plainProseLosesNothing() {
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZáéíóúüñÑÁçßøåжЖωλאبहि字あ한0123456789";
        String[] between = {" ", " ", " ", " ", ", ", ". ", "; ", ": ", "? ", "! ", "... ", " — ", " (", ") ", " \"", "\" ", "'",
                "-", "/", " & ", " % ", " € ", " + ", " = "};
        Random random = new Random(11);
        for (int n = 0; n < 500; n++) {
            StringBuilder prose = new StringBuilder("Text ");
            for (int w = 0; w < 30; w++) {
                for (int i = 0; i <= random.nextInt(9); i++) {
                    prose.append(letters.charAt(random.nextInt(letters.length())));
                }
                prose.append(between[random.nextInt(between.length)]);
            }
            prose.append("end");
            String text = prose.toString();
            assertThat(speakable(List.of(text))).isEqualTo(text.replaceAll(" +", " "));
            assertThat(squeeze(String.join("", SpeechText.sentences(text)))).isEqualTo(squeeze(text));
        }
    }

    @Test
    void noiseGivesTheSameHoweverItArrives() {
        String[] parts = {"*", "**", "_", "`", "```", "~~~", "[", "](", ")", "]", "!", "<", ">", "a", "B", "1", ".", "\n",
                "\n\n", " ", "- ", "1. ", "#", "# ", "|", "\\",
            "https://a.b/c", "www.x.y", "😀", "\u200D", "---", "> ", ":", "word", "\r\n", "h", "w"};
        Random random = new Random(3);
        for (int n = 0; n < 400; n++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 25; i++) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            String whole = speakable(List.of(text.toString()));
            for (List<String> pieces : Chunks.of(text.toString())) {
                assertThat(speakable(pieces)).as("%s", pieces).isEqualTo(whole);
            }
        }
    }

    @Test
    void textGoesOnAtOnce() {
        Speakable speakable = new Speakable();
        assertThat(speakable.feed("Hello")).isEqualTo("Hello");
        assertThat(speakable.feed(" **wor")).isEqualTo(" wor");
        assertThat(speakable.feed("ld**")).isEqualTo("ld");
    }

    @Test
    void aReadAnswerHasNoCodeAndEveryItemIsASentence() {
        String answer = "Sure! Here is **how**:\n\n1. Open `a.txt`.\n2. Run it:\n```sh\nrm -rf. Really? Yes.\n```\n"
                + "- done 🎉\n- see [Dr. Who](https://x.y/z.html)\n\nBye. 👋";
        assertThat(SpeechText.sentences(answer)).containsExactly(
                "Sure!", "Here is how:", "1. Open a.txt.", "2. Run it:", "done", "see Dr. Who", "Bye.");
    }

    @Test
    void whatHasNothingToSayIsSkipped() {
        assertThat(SpeechText.sentences("😀😀 ... !!! ***\n\n```\ncode\n```\n—")).isEmpty();
    }

    /** What is read, with ¶ for the end of a block. */
    private static String speakable(List<String> pieces) {
        Speakable speakable = new Speakable();
        StringBuilder out = new StringBuilder();
        pieces.forEach(piece -> out.append(speakable.feed(piece)));
        return out.append(speakable.finish()).toString().replace('\u2029', '¶').replaceFirst("[¶\n]+$", "");
    }

    private static String squeeze(String text) {
        return text.replaceAll("\\s", "");
    }
}
