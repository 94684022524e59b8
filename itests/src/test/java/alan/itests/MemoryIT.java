package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.api.engine.Engine;
import alan.api.engine.EngineKind;
import alan.api.engine.Engines;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.listen.WakeWord;
import alan.api.llm.GenerationOptions;
import alan.api.llm.LanguageModel;
import alan.api.llm.Message;
import alan.api.llm.TokenStream;
import alan.api.model.Models;
import alan.api.stt.SpeechToText;
import alan.api.tts.SpeechRequest;
import alan.api.tts.TextToSpeech;
import alan.testing.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;

/**
 * Loading, using and unloading an engine again and again returns its memory, the node's and its children's together. The Java heap is fixed and
 * touched from the start, so that what grows is native.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MemoryIT extends InFelix {
    private static final double SHARE_OF_MODEL = 0.02;
    /** Bytes that a load of a checkpoint of a megabyte may leave behind. */
    private static final double SMALL_CHECKPOINT = 250_000;
    /** The first cycles compile code and fill caches that stay. */
    private static final int WARM_UP = 3;

    @Configuration
    public Option[] distribution() throws Exception {
        return OptionUtils.combine(
                Distribution.options("memory", "256m"),
                SmallCheckpoint.option("memory"),
                CoreOptions.vmOption("-XX:+AlwaysPreTouch"),
                // The optimising compiler goes on for minutes, and what it compiles stays: megabytes that are no engine's.
                CoreOptions.vmOption("-XX:TieredStopAtLevel=1"));
    }

    /** Uses a loaded engine for real. */
    private interface Use {
        void run() throws Exception;
    }

    @Test
    public void speechToText() throws Exception {
        Pcm sound = speech();
        SpeechToText engine = service(SpeechToText.class);
        cycle(engine, EngineKind.STT, 1, () -> assertThat(engine.transcribe(sound, "en").readAll().text()).isNotBlank());
    }

    @Test
    public void piper() throws Exception {
        textToSpeech("piper");
    }

    @Test
    public void kokoro() throws Exception {
        textToSpeech("kokoro");
    }

    @Test
    public void csmOnOnnxRuntime() throws Exception {
        csm("onnx");
    }

    @Test
    public void csmOnPyTorch() throws Exception {
        csm("djl");
    }

    private void csm(String backend) throws Exception {
        Models models = service(Models.class);
        SmallCheckpoint.add(models, service(Engines.class));
        try {
            service(Engines.class).use(EngineKind.TTS, "piper", null);
            TextToSpeech engine = service(TextToSpeech.class, "(&(" + Engine.NAME + "=csm)(" + Engine.BACKEND + "=" + backend + "))");
            SpeechRequest request = new SpeechRequest("Good morning.", "csm", null, "en", Map.of("max-seconds", "1"));
            // The checkpoint is a five-thousandth of the real one, and everything around it is not.
            cycle(engine, EngineKind.TTS, 10, SMALL_CHECKPOINT, () -> assertThat(engine.speak(request).readAll().samples()).isNotEmpty());
        } finally {
            SmallCheckpoint.remove(models, service(Engines.class));
        }
    }

    private void textToSpeech(String name) throws Exception {
        TextToSpeech engine = service(TextToSpeech.class, "(" + Engine.NAME + "=" + name + ")");
        cycle(engine, EngineKind.TTS, 1, () -> assertThat(engine.speak(SpeechRequest.of("Good morning.")).readAll().samples()).isNotEmpty());
    }

    @Test
    public void languageModel() throws Exception {
        LanguageModel engine = service(LanguageModel.class);
        cycle(engine, EngineKind.LLM, 1, () -> {
            var options = new GenerationOptions(8, 0, 1, 1, null, List.of());
            try (TokenStream stream = engine.generate(List.of(Message.user("Hello.")), options)) {
                assertThat(stream.next()).isNotNull();
            }
        });
    }

    @Test
    public void voiceActivity() throws Exception {
        Pcm sound = speech();
        VoiceActivity engine = service(VoiceActivity.class);
        // The model is tiny, and so is what it may leave behind: more cycles tell that from the noise of the measurement.
        cycle(engine, EngineKind.VAD, 60, () -> assertThat(engine.find(sound)).isNotEmpty());
    }

    @Test
    public void speakerRecognition() throws Exception {
        Pcm sound = speech();
        SpeakerEncoder engine = service(SpeakerEncoder.class);
        // Four at a time, as the model is small: see voiceActivity().
        cycle(engine, EngineKind.SPEAKER, 4, () -> assertThat(engine.embed(sound)).isNotEmpty());
    }

    @Test
    public void wakeWords() throws Exception {
        Pcm sound = speech();
        WakeWord engine = service(WakeWord.class);
        // Six at a time, as the model is small: see voiceActivity().
        cycle(engine, EngineKind.WAKE, 6, () -> {
            try (WakeWord.Detector detector = engine.open(engine.names().stream().map(WakeWord.Name::id).collect(Collectors.toSet()))) {
                assertThat(detector.hear(sound.samples())).isEmpty();
            }
        });
    }

    private Pcm speech() throws Exception {
        TextToSpeech voice = service(TextToSpeech.class);
        voice.load();
        try {
            Pcm sound = voice.speak(SpeechRequest.of("Good morning, how did you sleep?")).readAll();
            return service(alan.api.audio.AudioFiles.class).resample(sound, SpeechToText.SAMPLE_RATE);
        } finally {
            voice.unload();
        }
    }

    /** @param times how often each cycle loads, uses and unloads the engine */
    private void cycle(Engine engine, EngineKind kind, int times, Use use) throws Exception {
        cycle(engine, kind, times, SHARE_OF_MODEL * model(engine), use);
    }

    private long model(Engine engine) throws Exception {
        return service(Models.class).require(engine.info().models().get(0)).model().bytes();
    }

    /** @param most bytes that a load may leave behind */
    private void cycle(Engine engine, EngineKind kind, int times, double most, Use use) throws Exception {
        int cycles = Integer.getInteger("alan.cycles");
        long model = model(engine);
        List<Long> residents = new ArrayList<>();
        for (int i = -WARM_UP; i < cycles; i++) {
            for (int j = 0; j < times; j++) {
                once(engine, use);
            }
            if (i >= 0) {
                residents.add(resident());
            }
        }
        double growth = slope(residents) / times;
        System.out.printf("%s: %+.2f MB for each load over %d of them, %.2f %% of the model's %.1f MB%n",
                kind.id(), growth / 1e6, cycles * times, 100 * growth / model, model / 1e6);
        assertThat(growth).as("bytes that each load of the %s engine leaves behind", kind.id()).isLessThan(most);
    }

    private static void once(Engine engine, Use use) throws Exception {
        engine.load();
        use.run();
        engine.unload();
        assertThat(engine.info().loaded()).isFalse();
    }

    /**
     * {@return how much the values grow from each to the next: the median of the slopes between all pairs (Theil and Sen)} A leak grows in every
     * cycle; what an allocator keeps comes and goes in steps, and one step among few cycles would upset a plain mean.
     */
    private static double slope(List<Long> values) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                slopes.add((values.get(j) - values.get(i)) / (double) (j - i));
            }
        }
        slopes.sort(null);
        return slopes.get(slopes.size() / 2);
    }

    private static long resident() throws java.io.IOException {
        System.gc();
        return Memory.residentWithChildren();
    }
}
