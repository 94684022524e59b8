package alan.audio;

import alan.api.AlanException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Mixes any channels and sample format down to mono float and changes the sample rate, piece by piece, with FFmpeg's
 * libswresample. Of {@code n} samples come exactly {@code round(n * rateOut / rateIn)}, aligned in time with them.
 *
 * <p>One thread at a time; the owner locks.
 */
final class Resampler implements AutoCloseable {
    /**
     * Taps of the polyphase filter at the lower of the two rates. With its Kaiser window (beta 9, the default) it falls by 80 dB
     * within some 9 % of that rate.
     */
    private static final int FILTER_TAPS = 64;

    /** Where the filter is 6 dB down, as a part of the lower Nyquist frequency. */
    private static final double CUTOFF = 0.95;

    private final int rateIn;
    private final int rateOut;
    private final SwrContext context = new SwrContext(null);
    private final PointerPointer<BytePointer> outPlanes = new PointerPointer<>(1);
    private final PointerPointer<BytePointer> inPlanes = new PointerPointer<>(1);
    private FloatPointer out = new FloatPointer();
    private FloatPointer in = new FloatPointer();
    private long taken;
    private long given;
    private boolean closed;

    /**
     * For mono float.
     *
     * @param rateIn in Hz
     * @param rateOut in Hz
     * @throws AlanException when libswresample refuses these rates
     */
    Resampler(int rateIn, int rateOut) throws AlanException {
        this.rateIn = rateIn;
        this.rateOut = rateOut;
        try (AVChannelLayout mono = new AVChannelLayout()) {
            avutil.av_channel_layout_default(mono, 1);
            start(mono, avutil.AV_SAMPLE_FMT_FLT);
        }
    }

    /**
     * For what a decoder gives.
     *
     * @param channels which channels there are; where only their number is known, the usual order is assumed, and where there is
     *     none, their mean is taken
     * @param format an {@code AVSampleFormat}
     * @param rateIn in Hz
     * @param rateOut in Hz
     * @throws AlanException when libswresample refuses these rates
     */
    Resampler(AVChannelLayout channels, int format, int rateIn, int rateOut) throws AlanException {
        this.rateIn = rateIn;
        this.rateOut = rateOut;
        start(channels, format);
    }

    private void start(AVChannelLayout channels, int format) throws AlanException {
        int error;
        try (AVChannelLayout from = new AVChannelLayout(); AVChannelLayout mono = new AVChannelLayout()) {
            avutil.av_channel_layout_default(mono, 1);
            boolean known = channels.order() != avutil.AV_CHANNEL_ORDER_UNSPEC;
            if (known) {
                avutil.av_channel_layout_copy(from, channels);
            } else {
                avutil.av_channel_layout_default(from, channels.nb_channels());
                known = from.order() != avutil.AV_CHANNEL_ORDER_UNSPEC;
            }
            error = swresample.swr_alloc_set_opts2(context, mono, avutil.AV_SAMPLE_FMT_FLT, rateOut, from, format, rateIn, 0,
                    null);
            if (error >= 0) {
                avutil.av_opt_set_int(context, "filter_size", FILTER_TAPS, 0);
                avutil.av_opt_set_double(context, "cutoff", CUTOFF, 0);
                // Coefficients of the mix add up to 1 at most: loud channels together do not clip.
                avutil.av_opt_set_double(context, "rematrix_maxval", 1, 0);
                if (!known) {
                    swresample.swr_set_matrix(context, mean(channels.nb_channels()), channels.nb_channels());
                }
                error = swresample.swr_init(context);
            }
            avutil.av_channel_layout_uninit(from);
        }
        if (error < 0) {
            close();
            throw new AlanException("Sound cannot be changed from %d Hz to %d Hz; choose a usual sample rate.", rateIn, rateOut,
                    new FfmpegError(error));
        }
    }

    private static double[] mean(int channels) {
        double[] row = new double[channels];
        Arrays.fill(row, 1.0 / channels);
        return row;
    }

    /** {@return samples taken so far, at the rate of the input} */
    long taken() {
        return taken;
    }

    /**
     * Takes samples of a decoder.
     *
     * @param planes one pointer a plane, in the format that was given
     * @param count samples a channel
     * @return what is ready; perhaps nothing
     * @throws AlanException when libswresample fails
     */
    float[] convert(PointerPointer<?> planes, int count) throws AlanException {
        taken += count;
        return pull(planes, count);
    }

    /**
     * Takes mono samples.
     *
     * @param samples not kept
     * @return what is ready; perhaps nothing
     * @throws AlanException when libswresample fails
     */
    float[] convert(float[] samples) throws AlanException {
        if (samples.length == 0) {
            return samples;
        }
        if (in.capacity() < samples.length) {
            in.close();
            in = new FloatPointer(samples.length);
        }
        in.position(0).put(samples, 0, samples.length);
        inPlanes.put(0, in);
        return convert(inPlanes, samples.length);
    }

    /**
     * Ends the sound.
     *
     * @return the rest, after the last sample was taken
     * @throws AlanException when libswresample fails
     */
    float[] drain() throws AlanException {
        float[] rest = new float[(int) Math.max(0, target() - given)];
        int at = 0;
        while (at < rest.length) {
            float[] piece = pull(null, 0);
            if (piece.length == 0) {
                break; // the filter's tail can be a sample short of the rounded length: what lacks stays silent
            }
            int length = Math.min(piece.length, rest.length - at);
            System.arraycopy(piece, 0, rest, at, length);
            at += length;
        }
        return rest;
    }

    private long target() {
        return (2 * taken * rateOut + rateIn) / (2L * rateIn);
    }

    private float[] pull(PointerPointer<?> planes, int count) throws AlanException {
        int room = swresample.swr_get_out_samples(context, count);
        if (room > out.capacity()) {
            out.close();
            out = new FloatPointer(room);
        }
        if (room <= 0) {
            return new float[0];
        }
        outPlanes.put(0, out);
        int got = swresample.swr_convert(context, outPlanes, room, planes, count);
        if (got < 0) {
            throw new AlanException("The sample rate could not be changed from %d Hz to %d Hz; try another one.", rateIn, rateOut,
                    new FfmpegError(got));
        }
        float[] samples = new float[got];
        out.position(0).get(samples);
        given += got;
        return samples;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        swresample.swr_free(context);
        outPlanes.close();
        inPlanes.close();
        out.close();
        in.close();
    }
}
