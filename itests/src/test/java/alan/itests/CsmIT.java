package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.companion.Companion;
import alan.api.engine.EngineKind;
import alan.api.engine.EngineStatus;
import alan.api.engine.Engines;
import alan.api.identity.Installation;
import alan.api.model.Models;
import alan.api.tts.SpeechRequest;
import alan.api.voice.Enrolment;
import alan.api.voice.VoiceProfiles;
import alan.api.watermark.Provenance;
import alan.api.watermark.Watermark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** CSM in the shipped folder, with a small checkpoint that a user adds. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CsmIT extends InFelix {
    private static final String TEXT = "Hello from my own kitchen. It smells of coffee and of toast. And now the day may begin.";

    @Configuration
    public Option[] distribution() throws Exception {
        return OptionUtils.combine(Distribution.options("csm", "512m"), SmallCheckpoint.option("csm"));
    }

    private static SpeechRequest request(String text, String... options) {
        Map<String, String> all = new HashMap<>(Map.of("max-seconds", "2", "seed", "7"));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new SpeechRequest(text, "csm", null, "en", all);
    }

    /** As part of one work, so that the mark is the same each time. */
    private float[] say(SpeechRequest request) throws AlanException {
        return service(Companion.class).say(request, "CsmIT").readAll().samples();
    }

    private void add() throws AlanException {
        SmallCheckpoint.add(service(Models.class), service(Engines.class));
    }

    @After
    public void remove() throws AlanException {
        SmallCheckpoint.remove(service(Models.class), service(Engines.class));
    }

    @Test
    public void everyBundleIsResolved() {
        await("CSM's bundles have started", () -> Stream.of("alan.tts.csm", "alan.tts.csm.onnx", "alan.tts.csm.djl")
                .allMatch(name -> bundle(name).getState() == Bundle.ACTIVE));
        assertThat(context.getBundles()).filteredOn(bundle -> bundle.getState() == Bundle.INSTALLED).isEmpty();
    }

    @Test
    public void aCheckpointOfTheUsersOwnSpeaks() throws Exception {
        add();
        float[] first = say(request(TEXT));
        assertThat(first.length).isBetween(24_000, 8 * 24_000);
        assertThat(say(request(TEXT))).containsExactly(first);
        assertThat(say(request(TEXT, "speaker", "1"))).isNotEqualTo(first);
        assertThat(say(request(TEXT, "seed", "8"))).isNotEqualTo(first);
        assertThat(SmallCheckpoint.folder().toFile().list()).anyMatch(name -> name.startsWith("alan-int8-"));
        EngineStatus status = service(Engines.class).chosen().stream().filter(each -> each.kind() == EngineKind.TTS).findFirst().orElseThrow();
        assertThat(status.name()).isEqualTo("csm");
        assertThat(status.backend()).isEqualTo("onnx");
        assertThat(status.info().device()).isEqualTo("cpu");
        assertThat(status.info().details()).containsEntry("precision", "int8").containsKeys("why", "frames per second", "ended by length");
    }

    @Test
    public void aPersonsVoiceSpeaksOnceItIsAllowedAndWhatItSaysCanBeToldFromTheirOwnWords() throws Exception {
        add();
        Companion companion = service(Companion.class);
        VoiceProfiles voices = service(VoiceProfiles.class);
        Path recording = Files.createDirectories(Files.createTempDirectory("voice").resolve("en_US/ana"));
        Pcm spoken = companion.say(new SpeechRequest("The moon is a rock.", "piper", null, "en", Map.of())).readAll();
        service(AudioFiles.class).write(recording.resolve("ref.wav"), spoken);
        Files.writeString(recording.resolve("ref.txt"), "The moon is a rock.");
        voices.importFrom(recording.getParent().getParent(), "ana");
        try {
            SpeechRequest inAnasVoice = new SpeechRequest(TEXT, null, "ana", "en", request(TEXT).options());
            assertThatThrownBy(() -> companion.say(inAnasVoice)).isInstanceOf(AlanException.class).hasMessageContaining("alan:voice-consent ana");
            service(Enrolment.class).declareOwn("ana");
            float[] sound = companion.say(inAnasVoice, "ana").readAll().samples();
            assertThat(companion.say(inAnasVoice, "ana").readAll().samples()).containsExactly(sound);
            Watermark.Detection found = service(Watermark.class).detect(new Pcm(24_000, sound)).orElseThrow();
            assertThat(found.mark().installation()).isEqualTo(service(Installation.class).id());
            assertThat(service(Provenance.class).find(found.mark()).orElseThrow().voice()).isEqualTo("ana");

            PcmStream stream = companion.say(new SpeechRequest(TEXT.repeat(20), null, "ana", "en", request(TEXT).options()));
            stream.read();
            voices.revoke("ana");
            assertThatThrownBy(stream::readAll).isInstanceOf(AlanException.class).hasMessage("The voice ana may no longer be used, so it has stopped.");
            assertThatThrownBy(() -> companion.say(inAnasVoice)).isInstanceOf(AlanException.class);
        } finally {
            voices.remove("ana");
        }
    }

    @Test
    public void whatIsOutOfRangeIsRefusedInASentence() throws Exception {
        add();
        assertThatThrownBy(() -> say(request(TEXT, "temperature", "hot"))).isInstanceOf(AlanException.class)
                .hasMessage("The option \"temperature\" cannot be \"hot\" for CSM; give a number from 0.01 to 5.");
        assertThatThrownBy(() -> say(new SpeechRequest("¿Qué tal?", "csm", null, "es", Map.of()))).isInstanceOf(AlanException.class);
        assertThatThrownBy(() -> say(request("\uD83D\uDE00"))).isInstanceOf(AlanException.class).hasMessageContaining("nothing in this text");
    }

    @Test
    public void aTextThatIsBeingSpokenIsSpokenToItsEndWhenAnotherEngineIsChosen() throws Exception {
        add();
        float[] whole = say(request(TEXT));
        try (PcmStream stream = service(Companion.class).say(request(TEXT))) {
            float[] first = stream.read();
            service(Engines.class).use(EngineKind.TTS, "piper", null);
            assertThat(first.length + stream.readAll().samples().length).isEqualTo(whole.length);
        }
        await("CSM has left", () -> service(Engines.class).list().stream().filter(each -> each.name().equals("csm")).noneMatch(each -> each.info().loaded()));
    }

    @Test
    public void aPrecisionIsChangedWhileSomebodySpeaksAndNobodyWaits() throws Exception {
        add();
        Engines engines = service(Engines.class);
        float[] whole = say(request(TEXT));
        AtomicBoolean done = new AtomicBoolean();
        List<String> gaps = new CopyOnWriteArrayList<>();
        Thread watch = new Thread(() -> {
            while (!done.get()) {
                // A look is no moment: what was listed before the change can be asked how it stands after it. The next look does not see the same.
                if (noneReady(engines) && noneReady(engines)) {
                    gaps.add(engines.list().toString());
                }
            }
        });
        EngineStatus status;
        try (PcmStream stream = service(Companion.class).say(request(TEXT))) {
            float[] first = stream.read();
            watch.start();
            status = engines.use(EngineKind.TTS, "csm", "onnx", Map.of("precision", "fp32"), notice -> gaps.add("a notice"));
            done.set(true);
            watch.join();
            assertThat(first.length + stream.readAll().samples().length).as("spoken to its end in the old precision").isEqualTo(whole.length);
        }
        assertThat(status.info().details()).containsEntry("precision", "fp32");
        assertThat(gaps).as("moments without a loaded engine").isEmpty();
        assertThat(say(request(TEXT))).isNotEqualTo(whole);
        await("those of the old configuration have left", () -> engines.list().stream().filter(each -> each.name().equals("csm")).count() == 2);

        assertThatThrownBy(() -> engines.use(EngineKind.TTS, "csm", null, Map.of("precision", "fp31"), notice -> { }))
                .isInstanceOf(AlanException.class).hasMessageContaining("\"fp31\"");
        assertThat(csm(engines).orElseThrow().info().details()).containsEntry("precision", "fp32");
        assertThat(Path.of(context.getProperty("alan.config"), "alan.tts.csm.cfg")).content().contains("precision = fp32");
        assertThatThrownBy(() -> engines.use(EngineKind.TTS, "piper", null, Map.of("precision", "fp32"), notice -> { }))
                .hasMessage("The engine piper has no setting \"precision\".");
        engines.use(EngineKind.TTS, "csm", null, Map.of("precision", "auto"), notice -> { });
        assertThat(say(request(TEXT))).containsExactly(whole);
    }

    @Test
    public void withoutTheBundleOfOneBackendCsmSpeaksOnTheOther() throws Exception {
        add();
        Engines engines = service(Engines.class);
        bundle("alan.tts.csm.onnx").stop();
        try {
            assertThat(engines.list()).extracting(EngineStatus::backend).doesNotContain("onnx").contains("djl");
            assertThat(say(request(TEXT)).length).isPositive();
            EngineStatus left = engines.list().stream().filter(each -> each.name().equals("csm")).findFirst().orElseThrow();
            assertThat(left.info().details()).containsEntry("not in bundles/", "alan.tts.csm.onnx").containsKey("precision");
            assertThatThrownBy(() -> engines.use(EngineKind.TTS, "csm", "onnx")).isInstanceOf(AlanException.class)
                    .hasMessageStartingWith("There is no tts engine 'csm/onnx'");
        } finally {
            bundle("alan.tts.csm.onnx").start();
        }
        await("it is back", () -> engines.list().stream().anyMatch(each -> "onnx".equals(each.backend()) && each.name().equals("csm")));
        engines.use(EngineKind.TTS, "csm", "djl");
        engines.use(EngineKind.TTS, "csm", "onnx");
    }

    private static boolean noneReady(Engines engines) {
        return engines.list().stream().noneMatch(each -> each.name().equals("csm") && each.state() == EngineStatus.State.READY);
    }

    private static Optional<EngineStatus> csm(Engines engines) {
        return engines.chosen().stream().filter(status -> status.name().equals("csm")).findFirst();
    }

    @Test
    public void theTokenizersNativeCodeIsUnpackedIntoAlansCache() throws Exception {
        List<Path> home = files(Path.of(System.getProperty("user.home"), ".djl.ai"));
        add();
        say(request("Hello, ñandú!"));
        assertThat(files(Path.of(System.getProperty("DJL_CACHE_DIR")))).extracting(file -> file.getFileName().toString())
                .contains(System.mapLibraryName("tokenizers"));
        assertThat(files(Path.of(System.getProperty("user.home"), ".djl.ai"))).isEqualTo(home);
    }

    private static List<Path> files(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
