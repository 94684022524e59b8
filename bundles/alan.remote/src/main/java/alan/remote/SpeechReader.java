package alan.remote;

import alan.api.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sound as its endpoint sends it. */
final class SpeechReader {
    private static final Pattern RATE = Pattern.compile("rate=\"?(\\d{4,6})");
    private static final int LONGEST_MESSAGE = 1 << 16;

    private final Endpoint endpoint;
    private final ByteSource bytes;
    private final SoundFormat format;
    private final long most;
    private byte[] rest = {};
    private long left;
    private long frames;

    /**
     * Waits for the sound's header.
     *
     * @param endpoint that speaks
     * @param bytes of its answer
     * @param type of the answer, as its header says
     * @param seconds that the sound may last at most; more is no speech
     * @throws EndpointException when what comes is no sound
     */
    SpeechReader(Endpoint endpoint, ByteSource bytes, String type, double seconds) throws EndpointException, InterruptedException {
        this.endpoint = endpoint;
        this.bytes = bytes;
        try {
            this.format = format(type);
        } catch (TimeoutException e) {
            throw endpoint.faults().late(bytes.patience());
        } catch (NotSoundException e) {
            throw endpoint.faults().notUnderstood(e.what());
        } catch (IOException e) {
            throw endpoint.faults().notReached(e);
        }
        this.left = format.bytes();
        this.most = (long) (seconds * format.rate());
    }

    private SoundFormat format(String type) throws EndpointException, IOException, TimeoutException, InterruptedException {
        if (type.contains("json") || type.contains("html") || type.startsWith("text/")) {
            byte[] all = bytes.readAll(LONGEST_MESSAGE);
            String message = all == null ? "" : endpoint.said(new String(all, StandardCharsets.UTF_8)).message();
            if (message.isEmpty()) {
                throw new NotSoundException(Text.of("it sent no sound"));
            }
            throw endpoint.faults().failed(message);
        }
        if (endpoint.settings().pcmRate() == 0) {
            return SoundFormat.readWav(bytes);
        }
        if (bytes.peek() == 'R') {
            // A header of which the settings do not know; as samples it would be a click.
            return SoundFormat.readWav(bytes);
        }
        Matcher rate = RATE.matcher(type);
        return SoundFormat.pcm(rate.find() ? Integer.parseInt(rate.group(1)) : endpoint.settings().pcmRate());
    }

    /** {@return samples a second, in Hz} */
    int rate() {
        return format.rate();
    }

    /**
     * Waits for the next block.
     *
     * @return mono samples, at least one; {@code null} at the end
     * @throws EndpointException when the endpoint fails
     */
    float[] next() throws EndpointException, InterruptedException {
        try {
            while (left > 0) {
                byte[] block = bytes.readBlock();
                if (block == null) {
                    if (frames > 0 && lacks()) {
                        throw endpoint.faults().brokeOff((IOException) null);
                    }
                    return null;
                }
                bytes.progress();
                int wanted = (int) Math.min(left, block.length);
                left -= wanted;
                float[] samples = samples(block, wanted);
                if (frames > most) {
                    throw endpoint.faults().notUnderstood(Text.of("it sent more sound than the text can be"));
                }
                if (samples.length > 0) {
                    return samples;
                }
            }
            bytes.drain();
            return null;
        } catch (TimeoutException e) {
            throw frames > 0 ? endpoint.faults().silent(bytes.patience()) : endpoint.faults().late(bytes.patience());
        } catch (IOException e) {
            throw frames > 0 ? endpoint.faults().brokeOff(e) : endpoint.faults().notReached(e);
        }
    }

    /** {@return whether more is missing of what the header announced than a server counts wrong: half a second} Not every end is told by HTTP. */
    private boolean lacks() {
        return format.bytes() != Long.MAX_VALUE && left > (long) format.frame() * format.rate() / 2;
    }

    /** {@return the whole frames that there are, the channels averaged; what is left of one waits for the next block} */
    private float[] samples(byte[] block, int length) {
        byte[] all = Arrays.copyOf(rest, rest.length + length);
        System.arraycopy(block, 0, all, rest.length, length);
        ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int bytesOfSample = format.bits() / 8;
        float[] samples = new float[all.length / format.frame()];
        for (int i = 0; i < samples.length; i++) {
            float sum = 0;
            for (int channel = 0; channel < format.channels(); channel++) {
                sum += format.sample(buffer, i * format.frame() + channel * bytesOfSample);
            }
            float mean = sum / format.channels();
            samples[i] = mean >= -1 && mean <= 1 ? mean : Math.signum(mean);
        }
        rest = Arrays.copyOfRange(all, samples.length * format.frame(), all.length);
        frames += samples.length;
        return samples;
    }
}
