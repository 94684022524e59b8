package alan.voices;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.api.voice.Consent;
import alan.api.voice.VoiceProfile;
import alan.api.voice.VoiceSegment;
import alan.testing.Wav;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Voices that leave and come. */
class TransferTest extends VoiceStoreTestBase {
    private Path outside;
    private VoiceProfile marta;

    @BeforeEach
    void make() throws Exception {
        outside = Files.createDirectory(data.resolve("outside"));
        store().create("marta", Drafts.english("Good morning to you.", "Is it raining?", "What a day!"));
        store().grant("marta", Drafts.READ);
        marta = store().pin("marta", List.of(2, 1));
    }

    @Test
    void aVoiceThatWasTakenOutComesBackAsItWas() throws Exception {
        store().exportTo("marta", outside.resolve("m.zip"));
        try (ZipFile zip = new ZipFile(outside.resolve("m.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).contains("marta/voice.json", "marta/segments/001.wav", "marta/segments/001.txt", "marta/receipt.json");
        }
        float[] sound = store().sound("marta", 2).samples();
        store().remove("marta");
        assertThat(store().importFrom(outside.resolve("m.zip"), null)).containsExactly(marta);
        assertThat(store().sound("marta", 2).samples()).containsExactly(sound);
        assertThat(store().samples("marta", "en", WINDOW, 1_024).samples()).hasSize(2);
        assertTidy();
    }

    @Test
    void underAnotherNameItNeedsANewConsent() throws Exception {
        store().exportTo("marta", outside.resolve("m.zip"));
        VoiceProfile ana = store().importFrom(outside.resolve("m.zip"), "ana").get(0);
        assertThat(ana.segments()).isEqualTo(marta.segments());
        assertThat(ana.consent()).isEqualTo(Consent.NONE);
        assertThat(voice("ana").resolve("receipt.json")).doesNotExist();
    }

    @Test
    void theReceiptsOfAnotherInstallationDoNotCount() throws Exception {
        store().exportTo("marta", outside.resolve("m.zip"));
        store().remove("marta");
        installation = new TestInstallation();
        assertThat(store().importFrom(outside.resolve("m.zip"), null).get(0).consent()).isEqualTo(Consent.NONE);
    }

    @Test
    void aConsentThatWasTakenBackStaysSo() throws Exception {
        store().exportTo("marta", outside.resolve("m.zip"));
        store().revoke("marta");
        store().remove("marta");
        assertThat(store().importFrom(outside.resolve("m.zip"), null).get(0).consent().state()).isEqualTo(Consent.State.REVOKED);
    }

    @Test
    void aFolderComesInLikeAZip() throws Exception {
        Path copy = outside.resolve("leo");
        copy(voice("marta"), copy);
        VoiceProfile leo = store().importFrom(copy, null).get(0);
        assertThat(leo.name()).isEqualTo("leo");
        assertThat(leo.segments()).isEqualTo(marta.segments());
        assertThat(leo.consent()).isEqualTo(Consent.NONE);
        copy(voice("marta"), outside.resolve("several/eva"));
        copy(voice("marta"), outside.resolve("several/max"));
        assertThat(store().importFrom(outside.resolve("several"), null)).extracting(VoiceProfile::name).containsExactly("eva", "max");
        assertTidy();
    }

    @Test
    void aZipWithoutAFolderIsCalledLikeItsFile() throws Exception {
        Path zip = Files.move(zip(marta("")), outside.resolve("leo.zip"));
        assertThat(store().importFrom(zip, null)).extracting(VoiceProfile::name).containsExactly("leo");
    }

    @Test
    void aNameThatIsTakenLeavesEverythingAsItWas() throws Exception {
        copy(voice("marta"), outside.resolve("several/ana"));
        copy(voice("marta"), outside.resolve("several/MARTA"));
        assertThat(failure(() -> store().importFrom(outside.resolve("several"), null))).contains("There is a voice marta already");
        copy(voice("marta"), outside.resolve("twins/eva"));
        copy(voice("marta"), outside.resolve("twins/Eva"));
        assertThat(failure(() -> store().importFrom(outside.resolve("twins"), null))).contains("There is a voice Eva already");
        assertThat(failure(() -> store().importFrom(outside.resolve("twins"), "leo"))).contains("There are 2 voices in");
        assertThat(store().list()).containsExactly(marta);
        assertTidy();
    }

    @Test
    void foldersOfWyomingPiperComeIn() throws Exception {
        piper("en/leo", "Good morning.", 22_050, 4);
        piper("es_MX/leo", "Buenos días.\n", 48_000, 3);
        piper("en/ana", "Hello there.", 16_000, 2);
        List<VoiceProfile> voices = store().importFrom(outside, null);
        assertThat(voices).extracting(VoiceProfile::name).containsExactly("ana", "leo");
        VoiceProfile leo = voices.get(1);
        assertThat(leo.segments()).extracting(VoiceSegment::text).containsExactly("Good morning.", "Buenos días.");
        assertThat(leo.languages()).containsExactly("en", "es");
        assertThat(leo.segments()).extracting(VoiceSegment::seconds).containsExactly(4.0, 3.0);
        assertThat(leo.segments()).allMatch(segment -> segment.snr() > 20 && segment.snr() < 100);
        assertThat(leo.consent()).isEqualTo(Consent.NONE);
    }

    @Test
    void whatIsWrongWithSuchAFolderIsTold() throws Exception {
        piper("en/leo", "Good morning.", 22_050, 4);
        piper("xyz/leo", "Buenos días.\n", 48_000, 3);
        assertThat(failure(() -> store().importFrom(outside, null))).endsWith("xyz is to be named after a language, such as en or es_MX.");
        Files.delete(outside.resolve("en/leo/ref.txt"));
        Files.move(outside.resolve("xyz"), outside.resolve("es"));
        assertThat(failure(() -> store().importFrom(outside, null))).contains("ref.wav stands in no file");
        Files.writeString(outside.resolve("en/leo/ref.txt"), "  ");
        assertThat(failure(() -> store().importFrom(outside, null))).contains("ref.txt has no text");
        Files.writeString(outside.resolve("en/leo/ref.txt"), "Good morning.");
        Files.writeString(outside.resolve("en/leo/ref.wav"), "no sound");
        assertThat(failure(() -> store().importFrom(outside, null))).contains("ref.wav is not a sound file");
        piper("en/leo", "Good morning.", 8_000, 301);
        assertThat(failure(() -> store().importFrom(outside, null))).contains("ref.wav lasts more than 300 s");
        Files.delete(outside.resolve("en/leo/ref.wav"));
        Files.createSymbolicLink(outside.resolve("en/leo/ref.wav"), voice("marta").resolve("segments/001.wav"));
        assertThat(failure(() -> store().importFrom(outside, null))).contains("ref.wav is missing, or is no file");
        assertThat(store().list()).containsExactly(marta);
        assertTidy();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../marta/voice.json", "marta/../../x", "/etc/passwd", "C:/x/voice.json", "marta\\voice.json", "..", "a/.."})
    void namesThatLeaveTheFolderEndIt(String name) throws Exception {
        Map<String, byte[]> files = marta("eva/");
        files.put(name, new byte[] {1});
        assertThat(failure(() -> store().importFrom(zip(files), null))).contains("would write outside of its folder (" + name + ")");
        assertNothingCame();
    }

    @Test
    void aBombDoesNotGoOff() throws Exception {
        Map<String, byte[]> files = marta("eva/");
        files.put("eva/segments/004.wav", new byte[64 << 20]);
        Path zip = zip(files);
        assertThat(Files.size(zip)).isLessThan(1 << 20);
        assertThat(failure(() -> store().importFrom(zip, null))).contains("unpacks to far more than a voice is (eva/segments/004.wav)");
        assertNothingCame();
    }

    @Test
    void manyFilesAreNoVoice() throws Exception {
        Map<String, byte[]> files = marta("eva/");
        for (int i = 0; i < 20_001; i++) {
            files.put("x" + i, new byte[0]);
        }
        assertThat(failure(() -> store().importFrom(zip(files), null))).contains("no voice has so many");
        assertNothingCame();
    }

    @Test
    void aLinkInAZipIsNoText() throws Exception {
        Path secret = Files.writeString(data.resolve("secret"), "The key is under the mat.");
        for (String link : List.of("eva/segments/001.wav", "eva/voice.json", "eva/segments")) {
            Map<String, byte[]> files = marta("eva/");
            files.keySet().removeIf(name -> name.startsWith(link));
            Path zip = outside.resolve("link.zip");
            Files.deleteIfExists(zip);
            try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    out.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                    out.write(file.getValue());
                    out.closeArchiveEntry();
                }
                ZipArchiveEntry entry = new ZipArchiveEntry(link);
                entry.setUnixMode(0120777);
                out.putArchiveEntry(entry);
                out.write(secret.toString().getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
            assertThat(failure(() -> store().importFrom(zip, null))).doesNotContain("mat");
            assertNothingCame();
        }
    }

    @Test
    void whatIsNoVoiceIsTold() throws Exception {
        assertThat(failure(() -> store().importFrom(outside.resolve("none.zip"), null))).startsWith("There is no file or folder ");
        assertThat(failure(() -> store().importFrom(outside, null))).contains("There is no voice in").contains("LANGUAGE/VOICE/ref.wav");
        Path text = Files.writeString(outside.resolve("text.zip"), "Hello.");
        assertThat(failure(() -> store().importFrom(text, null))).contains("is no zip file, or is spoilt");
        assertThat(failure(() -> store().importFrom(zip(Map.of("readme.txt", new byte[9])), null))).contains("There is no voice in");
        byte[] whole = Files.readAllBytes(zip(marta("eva/")));
        Path cut = Files.write(outside.resolve("cut.zip"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(failure(() -> store().importFrom(cut, null))).contains("is no zip file, or is spoilt");
        assertNothingCame();
    }

    @Test
    void wrongContentIsTold() throws Exception {
        for (String missing : List.of("eva/segments/002.wav", "eva/segments/002.txt")) {
            Map<String, byte[]> files = marta("eva/");
            files.remove(missing);
            assertThat(failure(() -> store().importFrom(zip(files), null))).contains(missing.substring(4));
            files.put(missing, new byte[] {(byte) 0xff, 1, 2, 3, 4});
            assertThat(failure(() -> store().importFrom(zip(files), null))).contains(missing.substring(4));
        }
        Map<String, byte[]> files = marta("eva/");
        for (String about : List.of("{}", "[", "{\"format\":2}", "{\"format\":1,\"created\":\"yesterday\"}",
                "{\"format\":1,\"created\":\"2026-11-28T12:00:00Z\",\"segments\":[]}",
                "{\"format\":1,\"created\":\"2026-11-28T12:00:00Z\",\"segments\":[{\"number\":-1,\"language\":\"en\"}]}",
                "{\"format\":1,\"created\":\"2026-11-28T12:00:00Z\",\"segments\":[{\"number\":1,\"language\":\"../../x\"}]}",
                "{\"format\":1,\"created\":\"2026-11-28T12:00:00Z\",\"pinned\":[9],\"segments\":[{\"number\":1,\"language\":\"en\"}]}")) {
            files.put("eva/voice.json", about.getBytes(StandardCharsets.UTF_8));
            failure(() -> store().importFrom(zip(files), null));
        }
        assertThat(failure(() -> store().importFrom(zip(marta("e va/")), null))).contains("cannot be called \"e va\"");
        assertNothingCame();
    }

    @Test
    void whatIsThereIsNotWrittenOver() throws Exception {
        Path there = Files.writeString(outside.resolve("m.zip"), "mine");
        assertThat(failure(() -> store().exportTo("marta", there))).endsWith("m.zip is there already; choose another name, or remove it first.");
        assertThat(there).hasContent("mine");
        assertThat(failure(() -> store().exportTo("marta", outside.resolve("none/m.zip")))).endsWith("none is not there; make it first.");
        assertThat(failure(() -> store().exportTo("leo", outside.resolve("l.zip")))).contains("no voice leo");
        assertThat(outside.toFile().list()).containsExactly("m.zip");
    }

    private void assertNothingCame() throws IOException {
        assertThat(store().list()).containsExactly(marta);
        assertTidy();
    }

    private Map<String, byte[]> marta(String prefix) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(voice("marta"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(prefix + voice("marta").relativize(file), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = Files.createTempFile(outside, "made", ".zip");
        try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream out = new ZipOutputStream(file)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue());
                out.closeEntry();
            }
        }
        return zip;
    }

    private void piper(String folder, String text, int rate, double seconds) throws IOException {
        Path place = Files.createDirectories(outside.resolve(folder));
        Files.writeString(place.resolve("ref.txt"), text);
        Pcm tone = Drafts.sound(3, seconds);
        for (int i = 0; i < tone.samples().length; i++) {
            // Speech pauses.
            tone.samples()[i] *= i / 6_000 % 4 == 0 ? 0.01f : 1;
        }
        Wav.write(place.resolve("ref.wav"), Wav.resample(tone, rate));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("segments"));
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
