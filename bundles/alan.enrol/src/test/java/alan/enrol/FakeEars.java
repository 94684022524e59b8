package alan.enrol;

import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import alan.api.listen.SpeakerEncoder;
import alan.api.listen.VoiceActivity;
import alan.api.stt.NothingHeardException;
import alan.api.stt.Segment;
import alan.api.stt.SpeechToText;
import alan.api.stt.Transcription;
import alan.testing.ReadyEngine;
import alan.testing.Wav;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Engines that hear what a test says. Speech is whatever is not silent for 0.3 s; who speaks is the pitch of a tone; what is said is what was
 * queued, a text a stretch.
 */
final class FakeEars {
    final Deque<String> said = new ArrayDeque<>();
    final List<String> languages = new ArrayList<>();
    double probability = 0.9;

    FixedEngines engines() {
        return new FixedEngines().with(VoiceActivity.class, new Gate()).with(SpeechToText.class, new Ear()).with(SpeakerEncoder.class, new Pitch());
    }

    /** {@return a tone that stands for somebody who speaks} */
    static Pcm tone(int rate, double pitch, double seconds) {
        float[] samples = new float[(int) (seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * pitch * i / rate));
        }
        return new Pcm(rate, samples);
    }

    private static final class Gate extends ReadyEngine implements VoiceActivity {
        @Override
        public List<Speech> find(Pcm pcm) {
            List<Speech> found = new ArrayList<>();
            int from = -1;
            int last = -1;
            for (int i = 0; i <= pcm.samples().length; i++) {
                boolean loud = i < pcm.samples().length && Math.abs(pcm.samples()[i]) > 0.01;
                if (loud) {
                    from = from < 0 ? i : from;
                    last = i;
                } else if (from >= 0 && (i - last > 4800 || i == pcm.samples().length)) {
                    found.add(new Speech(from, last + 1));
                    from = -1;
                }
            }
            return found;
        }

        @Override
        public Pauses pauses() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Utterances listen(PcmStream microphone) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Ear extends ReadyEngine implements SpeechToText {
        @Override
        public Transcription transcribe(Pcm utterance, String language) {
            languages.add(language);
            String text = said.isEmpty() ? "" : said.pop();
            List<Segment.Word> words = new ArrayList<>();
            for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
                words.add(new Segment.Word(word, words.size() * 100L, words.size() * 100L + 100, word.endsWith("~") ? 0.1 : probability));
            }
            return new Transcription() {
                private boolean given = words.isEmpty();

                @Override
                public Segment next() {
                    Segment segment = given ? null : new Segment(" " + text, 0, words.size() * 100L, words);
                    given = true;
                    return segment;
                }

                @Override
                public String language() {
                    return language == null ? "en" : language;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Understands one word of everything. */
    static final class Everything extends ReadyEngine implements SpeechToText {
        @Override
        public Transcription transcribe(Pcm utterance, String language) {
            FakeEars ears = new FakeEars();
            ears.said.add("something");
            return ears.new Ear().transcribe(utterance, language);
        }
    }

    /** Two people are as alike as their pitches. */
    private static final class Pitch extends ReadyEngine implements SpeakerEncoder {
        @Override
        public float[] embed(Pcm utterance) throws NothingHeardException {
            int crossings = 0;
            int sounding = 0;
            for (int i = 1; i < utterance.samples().length; i++) {
                crossings += utterance.samples()[i - 1] < 0 && utterance.samples()[i] >= 0 ? 1 : 0;
                sounding += Math.abs(utterance.samples()[i]) > 0.001 ? 1 : 0;
            }
            if (sounding < LEAST_SECONDS * utterance.sampleRate() / 2) {
                throw new NothingHeardException("There is too little speech to tell who speaks.");
            }
            double angle = Math.PI / 2 * Math.min(1, crossings * (double) utterance.sampleRate() / Math.max(1, sounding) / 400);
            return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }

        @Override
        public double threshold() {
            return 0.9;
        }
    }

    /** Resamples, and nothing else. */
    static final class Files implements AudioFiles {
        @Override
        public PcmStream resample(PcmStream source, int sampleRate) throws alan.api.AlanException {
            return source.sampleRate() == sampleRate ? source : PcmStream.of(Wav.resample(source.readAll(), sampleRate));
        }

        @Override
        public PcmStream open(Path file, int sampleRate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AudioSink create(Path file, int sampleRate) {
            throw new UnsupportedOperationException();
        }
    }
}
