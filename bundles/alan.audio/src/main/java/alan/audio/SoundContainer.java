package alan.audio;

import alan.api.AlanException;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** An open sound file as a container: what kind it is by its content, its audio stream, and how long it says it is. */
final class SoundContainer implements AutoCloseable {
    /** How much of a file is looked at to find out what it is. */
    private static final int PROBE_BYTES = 1 << 20;

    /** A format that fits the content no better than this fits anything: FFmpeg's last resort for a single MP3-like header. */
    private static final int LEAST_SCORE = 2;

    /** Containers that declare their length to the sample. */
    private static final Set<String> EXACT = Set.of("aiff", "au", "flac");

    /** A jump in time that is a hole and no rounding, in seconds. */
    private static final double HOLE = 0.25;

    /** As many as libswresample mixes. */
    private static final int MOST_CHANNELS = 64;

    private static final int LEAST_RATE = 1000;
    private static final int HIGHEST_RATE = 768_000;

    private final Path file;
    private final AVIOContext io = new AVIOContext(null);
    private AVFormatContext context = new AVFormatContext(null);
    private String format = "";
    private AVStream audio;

    /**
     * Opens a file and reads its beginning.
     *
     * @param file which exists and has content
     * @throws AlanException when it cannot be read, is no sound file, or its beginning is damaged
     */
    SoundContainer(Path file) throws AlanException {
        this.file = file;
        try {
            openFile();
            openFormat();
        } catch (AlanException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void openFile() throws AlanException {
        try (BytePointer url = NativePath.of(file)) {
            int error = avformat.avio_open2(io, url, avformat.AVIO_FLAG_READ, null, (AVDictionary) null);
            if (error < 0) {
                throw new AlanException("The sound file %s cannot be read; check its permissions.", Shown.path(file), new FfmpegError(error));
            }
        }
    }

    private void openFormat() throws AlanException {
        AVInputFormat input = new AVInputFormat(null);
        // No name is given: the content decides.
        int score = avformat.av_probe_input_buffer2(io, input, "", null, 0, PROBE_BYTES);
        format = score < LEAST_SCORE || input.isNull() ? "" : input.name().getString();
        requireSound();
        context = avformat.avformat_alloc_context();
        context.pb(io);
        AVDictionary options = new AVDictionary(null);
        // A play list inside a "sound file" must not make this machine open other files or addresses.
        avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
        avutil.av_dict_set(options, "codec_whitelist", KnownFormats.soundDecoders(), 0);
        int error = avformat.avformat_open_input(context, "", input, options);
        avutil.av_dict_free(options);
        if (error >= 0) {
            error = avformat.avformat_find_stream_info(context, (AVDictionary) null);
        }
        if (error < 0) {
            throw new AlanException("The sound file %s is damaged or cut off at its beginning; copy or download it again.", Shown.path(file),
                    new FfmpegError(error));
        }
    }

    private void requireSound() throws AlanException {
        if (KnownFormats.isSound(format)) {
            return;
        }
        if (KnownFormats.isList(format)) {
            throw new AlanException("The file %s is a play list, which only names other files; choose one of those.", Shown.path(file));
        }
        if (KnownFormats.isPicture(format)) {
            throw silent();
        }
        throw new AlanException("The file %s is not a sound file of a known kind, whatever its name says; use wav, mp3, flac, ogg, opus or m4a.",
                Shown.path(file));
    }

    private AlanException silent() {
        return new AlanException("The file %s holds no sound, only pictures, text or nothing; choose a file with sound in it.", Shown.path(file));
    }

    /**
     * Picks the audio stream; the others (a cover picture, a film) are skipped from now on.
     *
     * @return the best one
     * @throws AlanException when there is none
     */
    AVStream audioStream() throws AlanException {
        int best = avformat.av_find_best_stream(context, avutil.AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        if (best < 0) {
            // A stream of sound without channels or without a rate is none for FFmpeg.
            for (int i = 0; i < context.nb_streams(); i++) {
                if (context.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                    requirePossible(context.streams(i).codecpar().ch_layout().nb_channels(), context.streams(i).codecpar().sample_rate());
                }
            }
            throw silent();
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            context.streams(i).discard(i == best ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
        audio = context.streams(best);
        requirePossible(audio.codecpar().ch_layout().nb_channels(), audio.codecpar().sample_rate());
        return audio;
    }

    /**
     * Refuses what no recording has: it would be a damaged header, and a resampler's filter grows with the rate.
     *
     * @param channels that a stream or a piece of it has
     * @param sampleRate in Hz
     * @throws AlanException when that cannot be
     */
    void requirePossible(int channels, int sampleRate) throws AlanException {
        if (channels < 1 || channels > MOST_CHANNELS || sampleRate < LEAST_RATE || sampleRate > HIGHEST_RATE) {
            throw new AlanException("The sound file %s says that its sample rate is %d Hz and its number of channels %d, but only %d to %d Hz and "
                    + "at most %d channels are possible; save it anew with a sound editor.",
                    Shown.path(file), sampleRate, channels, LEAST_RATE, HIGHEST_RATE, MOST_CHANNELS);
        }
    }

    /** {@return FFmpeg's handle, for reading packets} */
    AVFormatContext context() {
        return context;
    }

    /** {@return whether this is no container at all but one MPEG frame after the other, each with a header of its own} */
    boolean isRaw() {
        return format.equals("mp3") || format.equals("aac");
    }

    /** {@return whether the disk, rather than the content, made the reading end} */
    boolean readFailed() {
        return io.error() < 0 && io.error() != avutil.AVERROR_EOF;
    }

    /** {@return the length that the file says it has, in seconds; not a number where it does not say or where FFmpeg guesses} */
    double declaredSeconds() {
        if (context.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE) {
            return Double.NaN;
        }
        if (audio.duration() != avutil.AV_NOPTS_VALUE) {
            return audio.duration() * secondsPerTick();
        }
        return context.duration() == avutil.AV_NOPTS_VALUE ? Double.NaN : context.duration() / (double) avutil.AV_TIME_BASE;
    }

    /**
     * Says whether a stretch of sound is missing between two packets. Only containers are asked in which a damaged part is
     * skipped silently; a recording that a browser made (it declares no length) may have pauses.
     *
     * @param end of the packets before, in ticks of the stream
     * @param begin of the next packet
     * @return whether there is a hole
     */
    boolean isHole(long end, long begin) {
        boolean skips = format.equals("ogg") || format.startsWith("matroska") && !Double.isNaN(declaredSeconds());
        return skips && end > 0 && (begin - end) * secondsPerTick() > HOLE;
    }

    /**
     * Says whether the file ended before it should have.
     *
     * @param endOfPackets time at which the last packet ends, in ticks of the stream
     * @return whether sound is missing at the end
     */
    boolean endsEarly(long endOfPackets) {
        if (format.equals("ogg")) {
            return OggEnd.isCutOff(file); // its length is that of its last page: it never contradicts itself
        }
        if (format.equals("wav")) {
            return WavEnd.isCutOff(file);
        }
        double declared = declaredSeconds();
        if (Double.isNaN(declared) || context.nb_streams() > 1 && !format.equals("mp3")) {
            return false; // in a film the longest stream says how long it is
        }
        long start = audio.start_time() == avutil.AV_NOPTS_VALUE ? 0 : audio.start_time();
        return declared - (endOfPackets - start) * secondsPerTick() > tolerance();
    }

    /** How much a file may lack, in seconds: writers of some formats count frames or milliseconds, and not all count well. */
    private double tolerance() {
        if (EXACT.contains(format)) {
            return 0.001;
        }
        int frame = Math.max(1152, audio.codecpar().frame_size());
        return format.equals("mp3") ? 2.0 * frame / audio.codecpar().sample_rate() : 1;
    }

    private double secondsPerTick() {
        return audio.time_base().num() / (double) audio.time_base().den();
    }

    @Override
    public void close() {
        avformat.avformat_close_input(context);
        avformat.avio_closep(io);
    }
}
