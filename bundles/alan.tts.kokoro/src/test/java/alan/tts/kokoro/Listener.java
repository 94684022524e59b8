package alan.tts.kokoro;

import alan.api.AlanException;
import alan.api.Home;
import alan.api.audio.Pcm;
import alan.api.stt.SpeechToText;
import alan.stt.whisper.WhisperSpeechToText;
import alan.testing.OneModel;
import alan.testing.TestModels;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Writes down what was spoken, with Whisper base. */
final class Listener implements AutoCloseable {
    private final WhisperSpeechToText whisper;

    /** @param data folder for its files */
    Listener(Path data) throws AlanException {
        BundleContext context = (BundleContext) Proxy.newProxyInstance(
                Listener.class.getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> method.getName().equals("getProperty") && Home.DATA.equals(arguments[0]) ? data.toString() : null);
        whisper = new WhisperSpeechToText(context, new OneModel(TestModels.fetch("whisper-base")), new Greedy());
        whisper.load();
    }

    String hear(Pcm sound, String language) throws AlanException {
        return whisper.transcribe(resampled(sound), language).readAll().text();
    }

    @Override
    public void close() {
        whisper.unload();
    }

    /** From 24 to 16 kHz, through a windowed sinc that cuts off at 7.6 kHz. */
    private static Pcm resampled(Pcm sound) {
        float[] from = sound.samples();
        float[] to = new float[(int) (from.length * (long) SpeechToText.SAMPLE_RATE / sound.sampleRate())];
        double ratio = (double) sound.sampleRate() / SpeechToText.SAMPLE_RATE;
        double cutoff = 7_600.0 / sound.sampleRate();
        int reach = 32;
        for (int i = 0; i < to.length; i++) {
            double center = i * ratio;
            double sum = 0;
            for (int k = (int) center - reach; k <= center + reach; k++) {
                if (k >= 0 && k < from.length) {
                    double x = k - center;
                    double sinc = x == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * x) / (Math.PI * x);
                    sum += from[k] * sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / (reach + 1)));
                }
            }
            to[i] = (float) sum;
        }
        return new Pcm(SpeechToText.SAMPLE_RATE, to);
    }

    private record Greedy() implements WhisperSpeechToText.Config {
        @Override
        public String model() {
            return "whisper-base";
        }

        @Override
        public int threads() {
            return 2;
        }

        @Override
        public int beam() {
            return 1;
        }

        @Override
        public String[] languages() {
            return new String[0];
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return WhisperSpeechToText.Config.class;
        }
    }
}
