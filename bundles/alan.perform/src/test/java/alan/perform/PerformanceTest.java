package alan.perform;

import static alan.perform.House.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import alan.api.AlanException;
import alan.api.audio.Pcm;
import alan.api.perform.Performance;
import alan.api.perform.Performance.Performed;
import alan.api.perform.Performance.Progress;
import alan.api.perform.PerformanceRequest;
import alan.api.tts.Sample;
import alan.api.tts.SpeechRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceTest {
    private static final String PLAY = """
            # A short play.
            [marta] Good morning, neighbour.
            [leo] Good morning! (pause 2 s) Is it going to rain?
            [Marta] ¿Quién sabe?
            [leo] Nobody.
            (pause 1 s)
            """;

    @TempDir
    Path folder;

    private final Speakers speakers = new Speakers();
    private final PlainAudio audio = new PlainAudio();
    private final PerformancesComponent performances = new PerformancesComponent(speakers, audio, House.cast(), House.LANGUAGES);
    private final List<Progress> told = new ArrayList<>();
    private Path out;

    @BeforeEach
    void name() {
        out = folder.resolve("play.wav");
    }

    private Performed perform(PerformanceRequest request) throws AlanException {
        try (Performance performance = performances.prepare(request)) {
            return performance.run(told::add);
        }
    }

    @Test
    void whatTheCompanionSaysOfALineIsToldWithItsNumber() throws Exception {
        speakers.noticedAt = "¿Quién sabe?";
        List<String> notices = new ArrayList<>();
        try (Performance performance = performances.prepare(request(PLAY, out))) {
            performance.run(told::add, notice -> notices.add(notice.toString()));
        }
        int line = PLAY.lines().toList().indexOf("[Marta] ¿Quién sabe?") + 1;
        assertThat(notices).containsExactly("Line " + line + ": marta does not speak that; leo does.");
    }

    @Test
    void everyLineIsSpokenByItsVoiceWithTheLinesBeforeItInItsEars() throws Exception {
        Performed performed = perform(request(PLAY, out));
        assertThat(speakers.said).extracting(SpeechRequest::voice).containsExactly("marta", "leo", "leo", "marta", "leo");
        assertThat(speakers.said).extracting(SpeechRequest::language).containsExactly("en", "en", "en", "es", null);
        assertThat(speakers.said).allSatisfy(request -> assertThat(request.options()).containsEntry("speed", "1.1").containsKey("seed"));
        assertThat(speakers.said.stream().map(request -> request.options().get("seed")).distinct()).hasSize(5).allMatch(seed -> seed.matches("\\d{1,10}"));
        String marta = speakers.works.get(0);
        String leo = marta.replace(" marta", " leo");
        assertThat(speakers.works).as("a mark for each voice").containsExactly(marta, leo, leo, marta, leo);
        assertThat(marta).matches("performance [0-9a-f]{16} marta");
        List<Sample> heard = speakers.said.get(3).context().conversation();
        assertThat(heard).extracting(Sample::text).containsExactly("Good morning, neighbour.", "Good morning!", "Is it going to rain?");
        assertThat(heard).extracting(Sample::speaker).containsExactly(0, 1, 1);
        assertThat(speakers.said.get(4).context().conversation()).extracting(Sample::speaker).containsExactly(1, 0, 0, 1);
        assertThat(performed.sound()).isEqualTo(out).exists();
        assertThat(list()).containsExactly("play.wav");
    }

    @Test
    void oneSoundComesOutWithPausesAndOneLoudness() throws Exception {
        Performed performed = perform(request(PLAY, out));
        Pcm sound = audio.read(out, 0);
        assertThat(sound.sampleRate()).isEqualTo(24_000);
        // Five lines of half a second, four pauses between them, and the two of the script.
        assertThat(sound.seconds()).isCloseTo(5 * 0.5 + 4 * 0.25 + 2 + 1, within(1e-6));
        assertThat(performed.seconds()).isEqualTo(sound.seconds());
        assertThat(silent(sound, 0.5, 0.75)).isTrue();
        assertThat(silent(sound, 1.25, 3.5)).isTrue();
        assertThat(silent(sound, 3.5, 4.0)).isFalse();
        assertThat(silent(sound, 5.5, 6.5)).isTrue();
    }

    private static boolean silent(Pcm sound, double from, double to) {
        for (int i = (int) Math.round(from * sound.sampleRate()); i < Math.round(to * sound.sampleRate()); i++) {
            if (sound.samples()[i] != 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void subtitlesAndLinesLieBesideItWithTheTimesOfTheSound() throws Exception {
        Performed performed = perform(request(PLAY, out, "subtitles", "split"));
        assertThat(performed.subtitles()).containsExactly(folder.resolve("play.srt"), folder.resolve("play.vtt"));
        assertThat(folder.resolve("play.srt")).content().contains("00:00:00,000 --> 00:00:00,500\nmarta: Good morning, neighbour.")
                .contains("00:00:03,500 --> 00:00:04,000\nleo: Is it going to rain?");
        assertThat(folder.resolve("play.vtt")).content().contains("00:00:05.000 --> 00:00:05.500\n<v leo>Nobody.</v>");
        assertThat(performed.lines()).extracting(file -> file.getFileName().toString())
                .containsExactly("001-marta.wav", "002-leo.wav", "003-leo.wav", "004-marta.wav", "005-leo.wav");
        assertThat(audio.read(performed.lines().get(2), 0).samples())
                .isEqualTo(audio.read(out, 0).slice((int) (3.5 * 24_000), 4 * 24_000).samples());
    }

    @Test
    void theSameScriptVoicesAndSeedGiveTheSameSamples() throws Exception {
        perform(request(PLAY, out));
        byte[] first = Files.readAllBytes(out);
        perform(request(PLAY, out));
        assertThat(Files.readAllBytes(out)).isEqualTo(first);
        PerformanceRequest seeded = new PerformanceRequest(PLAY, out, null, false, 8, null, 0.25, Map.of("speed", "1.1"), false, false);
        perform(seeded);
        assertThat(Files.readAllBytes(out)).isNotEqualTo(first);
    }

    @Test
    void cutOffAnywhereItGoesOnAfterTheLastWholeLineAndComesOutTheSame() throws Exception {
        perform(request(PLAY, out, "subtitles"));
        byte[] whole = Files.readAllBytes(out);
        byte[] subtitles = Files.readAllBytes(folder.resolve("play.srt"));
        Path other = folder.resolve("other.wav");
        for (int line = 0; line < 5; line++) {
            speakers.failsAt = List.of("Good morning, neighbour.", "Good morning!", "Is it going to rain?", "¿Quién sabe?", "Nobody.").get(line);
            assertThatThrownBy(() -> perform(request(PLAY, other, "subtitles"))).isInstanceOf(AlanException.class)
                    .hasMessage("Line %d could not be spoken: The voice has a cold.", List.of(2, 3, 3, 4, 5).get(line));
            assertThat(other).doesNotExist();
            speakers.failsAt = null;
            speakers.said.clear();
            told.clear();
            try (Performance performance = performances.prepare(request(PLAY, other, "subtitles"))) {
                assertThat(performance.kept()).isEqualTo(line);
                assertThat(performance.changed()).isFalse();
                performance.run(told::add);
            }
            assertThat(speakers.said).hasSize(5 - line);
            assertThat(told).extracting(Progress::done).startsWith(line).endsWith(5).hasSize(6 - line);
            assertThat(Files.readAllBytes(other)).as("cut off at line %d", line).isEqualTo(whole);
            assertThat(Files.readAllBytes(folder.resolve("other.srt"))).isEqualTo(subtitles);
            assertThat(folder.resolve("other.wav.alan-work")).doesNotExist();
            Files.delete(other);
        }
    }

    @Test
    void ofAChangedScriptTheLinesBeforeTheChangeAreKept() throws Exception {
        perform(request(PLAY, out, "keep"));
        assertThat(folder.resolve("play.wav.alan-work")).isDirectoryContaining("glob:**/005.f32.wav").isDirectoryContaining("glob:**/lines.txt");
        String edited = PLAY.replace("¿Quién sabe?", "¿Qué sé yo?");
        speakers.said.clear();
        try (Performance performance = performances.prepare(request(edited, out))) {
            assertThat(performance.kept()).isEqualTo(3);
            assertThat(performance.changed()).isTrue();
            performance.run(told::add);
        }
        assertThat(speakers.said).extracting(SpeechRequest::text).containsExactly("¿Qué sé yo?", "Nobody.");
        Path fresh = folder.resolve("fresh.wav");
        perform(request(edited, fresh));
        assertThat(Files.readAllBytes(out)).isEqualTo(Files.readAllBytes(fresh));
    }

    @Test
    void whoWantsToStartsOver() throws Exception {
        perform(request(PLAY, out, "keep"));
        speakers.said.clear();
        perform(request(PLAY, out, "restart"));
        assertThat(speakers.said).hasSize(5);
    }

    @Test
    void stoppedInTheMiddleOfALineItKeepsNothingOfTheLine() throws Exception {
        speakers.endlessAt = "Is it going to rain?";
        Performance performance = performances.prepare(request(PLAY, out));
        CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> {
            try {
                performance.run(told::add);
                return null;
            } catch (AlanException e) {
                return e;
            }
        });
        speakers.endless.await();
        performance.close();
        assertThat(ended.get()).isInstanceOf(AlanException.class).hasMessageContaining("goes on where it was");
        assertThat(folder.resolve("play.wav.alan-work")).isDirectoryContaining("glob:**/002.f32.wav");
        assertThat(folder.resolve("play.wav.alan-work/003.f32.wav")).doesNotExist();
        speakers.endlessAt = null;
        assertThat(performances.prepare(request(PLAY, out)).kept()).isEqualTo(2);
    }

    @Test
    void twoRunsDoNotMakeOneFileAtOnce() throws Exception {
        speakers.endlessAt = "Nobody.";
        Performance first = performances.prepare(request(PLAY, out));
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
            try {
                first.run(told::add);
            } catch (AlanException e) {
                throw new IllegalStateException(e);
            }
        });
        speakers.endless.await();
        assertThatThrownBy(() -> perform(request(PLAY, out))).isInstanceOf(AlanException.class).hasMessageContaining("Another run is just making");
        first.close();
        assertThat(running.handle((done, failure) -> failure).get()).hasMessageContaining("was stopped");
    }

    @Test
    void onlyTheNewestTwoMinutesAreHeard() throws Exception {
        speakers.seconds = 50;
        perform(request("[marta] One line.\n[leo] Two lines.\n[marta] Three lines.\n[leo] Four lines.", out));
        assertThat(speakers.said.get(3).context().conversation()).extracting(Sample::text).containsExactly("Two lines.", "Three lines.");
    }

    @Test
    void whatIsWrongIsSaidBeforeTheFirstWord() {
        refuses(request("[marta] Hi.\n[bob] Hello.", out), "Line 2: there is no voice bob. There is: leo, marta.");
        refuses(request("", out), "There is nothing to be spoken");
        refuses(request("[marta] " + "x".repeat(5_000), out), "Line 1 is 5008 characters long, and 2000 is the most");
        refuses(request(PLAY, folder.resolve("none/play.wav")), "does not exist");
        refuses(new PerformanceRequest(PLAY, out, null, false, 0, "es-MX", 0, Map.of(), false, false),
                "Line 3: the voice leo speaks no Spanish; alan:voices -l es lists those that do.");
        refuses(new PerformanceRequest(PLAY, out, null, false, 0, null, Double.NaN, Map.of(), false, false), "The pause between lines");
        assertThat(speakers.said).isEmpty();
        assertThat(list()).isEmpty();
    }

    private void refuses(PerformanceRequest request, String because) {
        assertThatThrownBy(() -> performances.prepare(request)).isInstanceOf(AlanException.class).hasMessageContaining(because);
    }

    @Test
    void aDamagedWorkFolderIsNoHindrance() throws Exception {
        perform(request(PLAY, out));
        byte[] whole = Files.readAllBytes(out);
        Path work = Files.createDirectory(folder.resolve("play.wav.alan-work"));
        Files.writeString(work.resolve("lines.txt"), "\n001\n\uFFFD \n");
        Files.write(work.resolve("001.f32.wav"), new byte[10]);
        Files.write(work.resolve("notes.txt"), new byte[10]);
        perform(request(PLAY, out));
        assertThat(Files.readAllBytes(out)).isEqualTo(whole);
        assertThat(work.toFile().list()).as("what is not ours stays").containsExactly("notes.txt");
    }

    @Test
    void aLineThatAPowerCutHasSpoiltIsMadeAnew() throws Exception {
        perform(request(PLAY, out, "keep"));
        byte[] whole = Files.readAllBytes(out);
        Files.write(folder.resolve("play.wav.alan-work/003.f32.wav"), new byte[7]);
        speakers.said.clear();
        perform(request(PLAY, out));
        assertThat(speakers.said).extracting(SpeechRequest::text).containsExactly("Is it going to rain?", "¿Quién sabe?", "Nobody.");
        assertThat(Files.readAllBytes(out)).isEqualTo(whole);
    }

    private List<String> list() {
        String[] names = folder.toFile().list();
        return Stream.of(names).sorted().toList();
    }
}
