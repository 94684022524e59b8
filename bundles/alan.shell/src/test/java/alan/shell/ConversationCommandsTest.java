package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.AlanException;
import alan.api.companion.TurnRequest;
import alan.api.engine.EngineKind;
import alan.api.engine.LanguageUnknownException;
import alan.api.text.Text;
import alan.api.tts.SpeechRequest;
import alan.api.tts.Voice;
import alan.shell.fake.FakeCompanion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConversationCommandsTest extends CommandsTestBase {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void askPrintsTheAnswerThenTheTable() throws Exception {
        audio.speakers.add("HDA");
        String out = shell.run("alan:ask 'What is the moon?'");
        assertThat(out.lines()).containsExactly(
                "The moon is a rock. It shines.",
                "",
                "stage           seconds  sound  real-time factor",
                "loading            0.00",
                "first token        0.21",
                "language model     1.00   2.00              0.50  40 tokens, 40.0 a second",
                "text to speech     0.40   2.00              0.20",
                "first sound        0.95",
                "total              2.10",
                "engines: llm llama");
        assertThat(companion.asked).singleElement().satisfies(request -> {
            assertThat(request.text()).isEqualTo("What is the moon?");
            assertThat(request.speak()).isTrue();
        });
        assertThat(audio.played).containsExactly("44100 samples at 22050");
    }

    @Test
    void askJoinsItsWordsAndPassesItsOptionsOn() throws Exception {
        shell.run("ask --voice joe -p pirate --language en what 007 1.50 means --no-speech");
        assertThat(companion.asked).singleElement().satisfies(request -> {
            assertThat(request.text()).isEqualTo("what 007 1.50 means");
            assertThat(request.voice()).isEqualTo("joe");
            assertThat(request.persona()).isEqualTo("pirate");
            assertThat(request.language()).isEqualTo("en");
            assertThat(request.speak()).isFalse();
        });
    }

    @Test
    void askWritesTheSoundToAFileAndDoesNotPlayIt() throws Exception {
        audio.speakers.add("HDA");
        String out = shell.run("ask hello --out answer.mp3");
        assertThat(folder.resolve("answer.mp3")).hasContent("44100 samples at 22050");
        assertThat(out).contains("sound:   " + folder.resolve("answer.mp3") + ", 2.00 s");
        assertThat(audio.played).isEmpty();
    }

    @Test
    void askBothPlaysAndWritesWhenToldTo() throws Exception {
        shell.run("ask hello --out answer.wav --play");
        assertThat(folder.resolve("answer.wav")).exists();
        assertThat(audio.played).containsExactly("44100 samples at 22050");
    }

    @Test
    void askWithoutASpeakerSaysSoAndAnswersInText() throws Exception {
        String out = shell.run("ask hello");
        assertThat(out).startsWith("The moon is a rock. It shines.");
        assertThat(shell.err()).contains("no speaker");
        assertThat(companion.asked.get(0).speak()).isFalse();
    }

    @Test
    void askPrintsOneJsonDocumentAndNothingElse() throws Exception {
        JsonNode document = json.readTree(shell.run("ask hello --json --out a.wav"));
        assertThat(document.at("/record/answer").asText()).isEqualTo("The moon is a rock. It shines.");
        assertThat(document.at("/record/started").asText()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(document.at("/record/timings/firstSound").asDouble()).isEqualTo(0.95);
        assertThat(document.at("/realTimeFactors/tts").asDouble()).isEqualTo(0.2);
        assertThat(document.at("/file").asText()).isEqualTo(folder.resolve("a.wav").toString());
    }

    @Test
    void aFailureIsOneSentence() {
        companion.failure = new AlanException("There is no persona bob; alan:personas lists them.", new IllegalStateException());
        CommandFailed failure = failure("ask --persona bob hello");
        assertThat(failure).hasMessage("There is no persona bob; alan:personas lists them.");
        assertThat(failure.status()).isEqualTo(1);
    }

    @Test
    void aLanguageThatNoModelKnowsIsToldOnceAndSpokenToItsEndButNotKept() throws Exception {
        companion.unknown = new LanguageUnknownException(
                EngineKind.LLM, "es", Text.of("No sé español.").in(Locale.forLanguageTag("es")));
        Files.writeString(folder.resolve("a.wav"), "the answer before");
        CommandFailed failure = failure("ask '¿Qué es la Luna?' --out a.wav --play");
        assertThat(failure).hasToString("alan: No sé español.");
        assertThat(failure.status()).isEqualTo(1);
        assertThat(shell.out()).isEmpty();
        assertThat(audio.played).containsExactlyInAnyOrder("11025 samples at 22050", "cut off");
        assertThat(folder.resolve("a.wav")).hasContent("the answer before");
    }

    @Test
    void aConversationGoesOnAfterALanguageThatNoModelKnows() throws Exception {
        audio.heard.addAll(List.of(new float[16_000], new float[8_000]));
        companion.unknown = new LanguageUnknownException(
                EngineKind.LLM, "es", Text.of("No sé español.").in(Locale.forLanguageTag("es")));
        assertThat(failure("talk --input file:in.wav --output file:out.wav")).hasMessage("The last question was not answered.");
        assertThat(companion.asked).hasSize(2);
        assertThat(shell.err()).isEqualTo("alan: No sé español.\nalan: No sé español.\n");
        assertThat(audio.played).containsExactly("cut off");
        audio.heard.addAll(List.of(new float[16_000]));
        assertThat(failure("talk --input file:in.wav --once")).hasToString("alan: No sé español.");
    }

    @Test
    void aFailureIsADocumentTooWhereOneWasWanted() throws Exception {
        companion.failure = new AlanException("There is no engine.");
        assertThat(failure("ask hello --json")).hasMessage("There is no engine.");
        assertThat(json.readTree(shell.out())).isEqualTo(json.readTree("{\"error\": \"There is no engine.\"}"));
        failure("hear none.wav --json");
        assertThat(json.readTree(shell.out()).at("/error").asText()).contains("none.wav");
        failure("ask hello");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void whatHasNoValueIsNotSaid() throws Exception {
        assertThat(failure("ask how much is $nothing")).hasMessageContaining("has no value");
        assertThat(failure("say $nothing --out a.wav").status()).isEqualTo(2);
        shell.run("ask '$nothing'");
        assertThat(companion.asked).extracting(TurnRequest::text).containsExactly("$nothing");
    }

    @Test
    void aFailureInAPipelineIsToldAsAnyOther() throws Exception {
        shell.processor().addCommand("test", new Object() {
            @SuppressWarnings("unused")
            public void swallow() {
                // Reads nothing.
            }
        }, "swallow");
        shell.run("alan:say | test:swallow");
        assertThat(shell.err()).isEqualTo("alan: TEXT is missing. See alan:say --help.\n");
    }

    @Test
    void aPersonasVoiceThatIsNotHereIsTold() throws Exception {
        shell.run("ask hello --persona pirate --out a.wav");
        assertThat(shell.err()).isEmpty();
        voices.put("piper", List.of(new Voice("es_ES-davefx-medium", Set.of("es"), 22_050, "Spanish")));
        shell.run("ask hello --persona pirate --out a.wav");
        assertThat(shell.err()).isEqualTo(
                "The voice en_US-joe-medium of the persona pirate is not here, so the default voice speaks; alan:voices lists those that are.\n");
        shell.run("ask hello --persona pirate --no-speech");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void voicesAreListed() throws Exception {
        voices.put("kokoro", List.of(new Voice("ef_dora", Set.of("es"), 24_000, "Spanish, female")));
        assertThat(shell.run("voices").lines()).containsExactly(
                "voice             engine  languages  description",
                "ef_dora           kokoro  es         Spanish, female",
                "en_US-joe-medium  piper   en         English (US)");
        assertThat(shell.run("voices -l es").lines()).hasSize(2);
        assertThat(json.readTree(shell.run("voices --json")).at("/kokoro/0/name").asText()).isEqualTo("ef_dora");
    }

    @Test
    void anOptionThatNoEngineKnowsIsTold() throws Exception {
        shell.run("say hello --option sped=2 --option speed=1.1 --out a.wav");
        assertThat(shell.err()).isEqualTo("Alan's own engines know the options speed, speaker, temperature, topk, seed, max-seconds, takes, and not sped;"
                + " it may be of no effect.\n");
    }

    @Test
    void howAVoiceSpeaksIsPassedOnAsItWasWritten() throws Exception {
        shell.run("say hello --engine csm --speaker 1 --temperature 0.90 --topk 50 --seed -7 --max-seconds 20 --speed 1 --option seed=3 --out a.wav");
        assertThat(companion.said).singleElement().extracting(SpeechRequest::options).isEqualTo(Map.of("speaker", "1", "temperature", "0.90",
                "topk", "50", "seed", "-7", "max-seconds", "20", "speed", "1"));
        assertThat(failure("say hello --topk some")).hasMessage("--topk wants a number, and some is none. See alan:say --help.");
        assertThat(failure("say hello --temperature warm")).hasMessage("--temperature wants a number, and warm is none. See alan:say --help.");
    }

    @Test
    void whatTheEngineThatSpeaksDoesNotKnowIsTold() throws Exception {
        shell.run("say hello --temperature 0.5 --speed 2 --out a.wav");
        assertThat(shell.err()).isEqualTo("Of Alan's own engines these know the option temperature: csm; others speak without it.\n");
        shell.run("say hello --engine csm/onnx --seed 1 --speed 2 --out a.wav");
        assertThat(shell.err()).isEqualTo("Of Alan's own engines these know the option speed: piper, kokoro, remote; others speak without it.\n");
        shell.run("say hello --voice joe --seed 1 --out a.wav");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void aDefectIsOneSentenceToo() {
        companion.defect = new IllegalStateException("a\nb");
        assertThat(failure("ask hello")).hasMessage("alan:ask failed with IllegalStateException; the log says more.");
    }

    @Test
    void aWrongCallSaysWhereToLook() {
        assertThat(failure("ask").status()).isEqualTo(2);
        assertThat(failure("ask")).hasMessage("TEXT is missing. See alan:ask --help.");
        assertThat(failure("ask --bogus x")).hasMessage("alan:ask has no option --bogus. See alan:ask --help.");
        assertThat(failure("ask --languages x"))
                .hasMessage("alan:ask has no option --languages. Did you mean --language? See alan:ask --help.");
        assertThat(failure("ask x --voice")).hasMessage("--voice needs a value: VOICE. See alan:ask --help.");
        assertThat(failure("ask x --voice --persona").status()).isEqualTo(2);
        assertThat(failure("ask x --voice --bogus").getMessage()).contains("--bogus");
        assertThat(companion.asked).isEmpty();
        assertThat(failure("ask x -v a -v b")).hasMessage("--voice may be given only once. See alan:ask --help.");
        assertThat(failure("say x --option speed"))
                .hasMessage("--option wants a key and a value, such as speed=1.2, and not speed. See alan:say --help.");
        assertThat(failure("hear a.wav b.wav")).hasMessage("b.wav is one argument too many. See alan:hear --help.");
    }

    @Test
    void aFailureInTheBackgroundIsPrinted() throws Exception {
        companion.failure = new AlanException("The engine is missing.");
        shell.run("ask hello &");
        for (int i = 0; i < 500 && shell.err().isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertThat(shell.err()).contains("alan: The engine is missing.");
    }

    @Test
    void anInterruptedCommandClosesItsTurnAndEnds() throws Exception {
        companion.endless = true;
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread typist = new Thread(() -> {
            try {
                shell.run("ask hello --out a.wav");
                end.complete(null);
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        typist.start();
        companion.waiting.await();
        Execution.stopAll();
        assertThat(end.get()).isInstanceOf(CommandFailed.class).hasToString("alan: Stopped.");
        assertThat(companion.closed).isTrue();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theOutputOutlivesACommandThatIsStoppedWhileItWrites() throws Exception {
        companion.chatty = true;
        for (int i = 0; i < 20; i++) {
            companion.closed = false;
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> failure("ask hello --no-speech"));
            while (!shell.out().contains("blah")) {
                Thread.onSpinWait();
            }
            Execution.stopAll();
            end.get();
            assertThat(shell.run("personas")).as("output after stop %d", i).contains("pirate");
        }
    }

    @Test
    void hearPrintsTheTranscript() throws Exception {
        Files.createFile(folder.resolve("q.wav"));
        assertThat(shell.run("hear q.wav").lines()).containsExactly("What is the moon?", "", "language: en");
        assertThat(shell.run("hear q.wav --words --language es").lines()).containsExactly(
                "What is the moon?",
                "",
                "language: es",
                "from    to  probability  word",
                "0.10  0.30         0.98  What",
                "0.30  0.42         0.97  is",
                "0.42  0.50         0.99  the",
                "0.50  1.25         0.88  moon?");
    }

    @Test
    void hearPrintsOneJsonDocument() throws Exception {
        Files.createFile(folder.resolve("q.wav"));
        JsonNode document = json.readTree(shell.run("hear q.wav --json"));
        assertThat(document.at("/seconds").asDouble()).isEqualTo(1.5);
        assertThat(document.at("/transcript/segments/0/words/3/text").asText()).isEqualTo("moon?");
    }

    @Test
    void hearOfAMissingFileFails() {
        assertThat(failure("hear none.wav")).hasMessage("There is no file " + folder.resolve("none.wav") + ".");
    }

    @Test
    void hearAndAskIsAWholeTurn() throws Exception {
        Files.createFile(folder.resolve("q.wav"));
        String out = shell.run("hear q.wav --ask --out a.wav");
        assertThat(out).startsWith("heard:  What is the moon?\nanswer: The moon is a rock. It shines.\n");
        assertThat(out).contains("speech to text     0.60   1.50              0.40");
        assertThat(companion.asked.get(0).utterance().seconds()).isEqualTo(1.5);
        assertThat(folder.resolve("a.wav")).exists();
    }

    @Test
    void sayWritesAFile() throws Exception {
        String out = shell.run("say good morning --voice joe --option speed=1.2 --option seed=7 --out s.wav");
        assertThat(out).isEqualTo("sound: " + folder.resolve("s.wav") + ", 1.00 s\n");
        assertThat(companion.said)
                .containsExactly(new SpeechRequest("good morning", null, "joe", null, Map.of("speed", "1.2", "seed", "7")));
        assertThat(folder.resolve("s.wav")).hasContent("22050 samples at 22050");
    }

    @Test
    void sayWithAnotherEngineAsksForItAndChoosesNothing() throws Exception {
        shell.run("say hello --engine csm/onnx --out s.wav");
        assertThat(companion.said).singleElement().extracting(SpeechRequest::engine).isEqualTo("csm/onnx");
        assertThat(engines.calls).isEmpty();
    }

    @Test
    void sayWithoutASpeakerOrAFileFails() {
        assertThat(failure("say hello")).hasMessage("There is no speaker to play on; name a file with --out.");
    }

    @Test
    void talkAnswersEachUtteranceUntilTheMicrophoneEnds() throws Exception {
        audio.heard.addAll(List.of(new float[16_000], new float[8_000]));
        String out = shell.run("talk --input file:in.wav --persona pirate");
        assertThat(out.lines().filter("heard:  What is the moon?"::equals)).hasSize(2);
        assertThat(companion.asked).hasSize(2).allSatisfy(request -> {
            assertThat(request.persona()).isEqualTo("pirate");
            assertThat(request.conversation()).isEqualTo(companion.asked.get(0).conversation()).isNotBlank();
        });
        assertThat(companion.asked.get(1).utterance().seconds()).isEqualTo(0.5);
        assertThat(companion.forgotten).containsExactly(companion.asked.get(0).conversation());
        assertThat(audio.opened).containsExactly("in file:" + folder.resolve("in.wav"), "out null", "out null");
        assertThat(engines.calls).containsExactly("lease vad", "release");
    }

    @Test
    void talkKeepsAllAnswersInOneFile() throws Exception {
        audio.heard.addAll(List.of(new float[16_000], new float[8_000]));
        shell.run("talk --input file:in.wav --output file:out.wav");
        assertThat(audio.opened).contains("out file:" + folder.resolve("out.wav"));
        assertThat(audio.played).containsExactly("88200 samples at 22050");
    }

    @Test
    void talkOnceEndsAfterTheFirstThingUnderstood() throws Exception {
        audio.heard.addAll(List.of(new float[16_000], new float[8_000], new float[4_000]));
        companion.silentTurns = 1;
        String out = shell.run("talk --input file:in.wav --once");
        assertThat(out).contains("(nothing understood)").contains("(first sound after 0.95 s)");
        assertThat(companion.asked).hasSize(2);
    }

    @Test
    void talkFailsWhenNobodySpeaks() {
        assertThat(failure("talk --input null")).hasMessage("Nobody spoke before the microphone ended.");
    }

    @Test
    void talkThatIsStoppedSaysGoodbye() throws Exception {
        audio.endlessMicrophone = true;
        CompletableFuture<String> end = new CompletableFuture<>();
        new Thread(() -> {
            try {
                end.complete(shell.run("talk"));
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        }).start();
        while (!shell.out().contains("Listening")) {
            Thread.sleep(10);
        }
        Execution.stopAll();
        assertThat(end.get()).isEqualTo("Listening. Ctrl-C ends this.\nGoodbye.\n");
        assertThat(engines.calls).containsExactly("lease vad", "release");
    }

    @Test
    void personasAreListed() throws Exception {
        assertThat(shell.run("personas").lines()).containsExactly(
                "name    voice             language  prompt",
                "alan                                You are Alan, an everyday companion. You answer in one or t…",
                "pirate  en_US-joe-medium  en        You are a pirate.");
        assertThat(json.readTree(shell.run("personas --json")).at("/1/name").asText()).isEqualTo("pirate");
    }

    @Test
    void turnsAreListedTheNewestLast() throws Exception {
        String out = shell.run("turns");
        assertThat(out.indexOf("turn 1,")).isBetween(0, out.indexOf("turn 2,"));
        assertThat(out).contains("asked:  " + FakeCompanion.HEARD).contains("total              2.10");
        JsonNode document = json.readTree(shell.run("turns --json"));
        assertThat(document).hasSize(2);
        assertThat(document.at("/1/realTimeFactors/stt").asDouble()).isEqualTo(0.4);
    }
}
