package alan.shell.fake;

import alan.api.AlanException;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.audio.AudioSink;
import alan.api.audio.Pcm;
import alan.api.audio.PcmStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sound files that hold their number of samples as text, and devices that count. */
public final class FakeAudio implements AudioFiles, AudioDevices {
    public final List<String> speakers = new ArrayList<>();
    public final List<String> opened = new ArrayList<>();
    public final List<String> played = new ArrayList<>();
    public List<float[]> heard = new ArrayList<>();
    public boolean endlessMicrophone;
    /** How long every sound file is. */
    public double seconds = 1.5;
    public Map<String, String> tags = Map.of();

    @Override
    public PcmStream open(Path file, int sampleRate) throws AlanException {
        if (!Files.exists(file)) {
            throw new AlanException("There is no file " + file + ".");
        }
        return PcmStream.of(new Pcm(16_000, new float[(int) (seconds * 16_000)]));
    }

    @Override
    public AudioSink create(Path file, int sampleRate) {
        return new Sink(sampleRate, file);
    }

    @Override
    public Map<String, String> tags(Path file) {
        return tags;
    }

    @Override
    public PcmStream resample(PcmStream source, int sampleRate) {
        return new PcmStream() {
            @Override
            public int sampleRate() {
                return sampleRate;
            }

            @Override
            public float[] read() throws AlanException {
                return source.read();
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    @Override
    public List<String> inputs() {
        return List.of("Webcam microphone");
    }

    @Override
    public List<String> outputs() {
        return speakers;
    }

    @Override
    public PcmStream microphone(String device, int sampleRate) {
        opened.add("in " + device);
        return new FakeMicrophone(sampleRate);
    }

    @Override
    public AudioSink speaker(String device, int sampleRate) {
        opened.add("out " + device);
        return new Sink(sampleRate, null);
    }

    /** Gives what was heard, then ends, or waits without end. */
    private final class FakeMicrophone implements PcmStream {
        private final int sampleRate;
        private int next;
        private boolean closed;

        FakeMicrophone(int sampleRate) {
            this.sampleRate = sampleRate;
        }

        @Override
        public int sampleRate() {
            return sampleRate;
        }

        @Override
        public synchronized float[] read() {
            while (endlessMicrophone && next >= heard.size() && !closed) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            return closed || next >= heard.size() ? null : heard.get(next++);
        }

        @Override
        public synchronized void close() {
            closed = true;
            notifyAll();
        }
    }

    private final class Sink implements AudioSink {
        private final int sampleRate;
        private final Path file;
        private long samples;
        private boolean done;

        Sink(int sampleRate, Path file) {
            this.sampleRate = sampleRate;
            this.file = file;
        }

        @Override
        public int sampleRate() {
            return sampleRate;
        }

        @Override
        public void write(float[] block) {
            samples += block.length;
        }

        @Override
        public void finish() throws AlanException {
            done = true;
            try {
                if (file != null) {
                    Files.writeString(file, samples + " samples at " + sampleRate);
                } else {
                    played.add(samples + " samples at " + sampleRate);
                }
            } catch (IOException e) {
                throw new AlanException("The folder of " + file + " cannot be written.", e);
            }
        }

        @Override
        public long played() {
            return samples;
        }

        @Override
        public void close() {
            if (!done) {
                done = true;
                played.add("cut off");
            }
        }
    }
}
