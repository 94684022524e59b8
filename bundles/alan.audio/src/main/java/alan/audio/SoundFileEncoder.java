package alan.audio;

import alan.api.audio.Pcm16;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Writes mono sound into a file of one format, at a rate that the format has.
 *
 * <p>One thread at a time; the owner locks.
 */
final class SoundFileEncoder implements AutoCloseable {
    /** For encoders that take frames of any length. */
    private static final int USUAL_FRAME = 4096;

    /** LAME's VBR quality, 0 (best) to 9; 2 is transparent for nearly everything. */
    private static final int MP3_QUALITY = 2;

    /** Transparent for mono speech, and good for music. */
    private static final int OPUS_BITS_A_SECOND = 64_000;

    private final SoundFileFormat format;
    private final AVIOContext io = new AVIOContext(null);
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVCodecContext codec;
    private final AVPacket packet;
    private final AVFrame frame;
    private final float[] block;
    private final short[] shorts;
    private AVStream stream;
    private int filled;
    private long written;

    /**
     * Starts a file.
     *
     * @param file is written over
     * @param format of the file
     * @param sampleRate one of those that the format has, in Hz
     * @param tags what the file says about itself, by FFmpeg's names
     * @throws IOException when the file cannot be written or FFmpeg refuses
     */
    SoundFileEncoder(Path file, SoundFileFormat format, int sampleRate, Map<String, String> tags) throws IOException {
        this.format = format;
        AVCodec encoder = avcodec.avcodec_find_encoder_by_name(format.encoder());
        codec = avcodec.avcodec_alloc_context3(encoder);
        packet = avcodec.av_packet_alloc();
        frame = avutil.av_frame_alloc();
        try {
            check(avformat.avformat_alloc_output_context2(context, null, format.muxer(), (String) null));
            openCodec(encoder, sampleRate);
            openFile(file, tags);
            int length = codec.frame_size() > 0 ? codec.frame_size() : USUAL_FRAME;
            block = new float[length];
            shorts = new short[length];
            allocateFrame(length);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void openCodec(AVCodec encoder, int sampleRate) throws IOException {
        codec.sample_rate(sampleRate);
        codec.sample_fmt(switch (format) {
            case WAV, FLAC -> avutil.AV_SAMPLE_FMT_S16;
            case MP3 -> avutil.AV_SAMPLE_FMT_FLTP;
            default -> avutil.AV_SAMPLE_FMT_FLT;
        });
        avutil.av_channel_layout_default(codec.ch_layout(), 1);
        codec.time_base().num(1).den(sampleRate);
        // Without FFmpeg's version and a random serial number, equal sound gives equal bytes.
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        int flags = avcodec.AV_CODEC_FLAG_BITEXACT;
        if ((context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            flags |= avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
        }
        if (format == SoundFileFormat.MP3) {
            flags |= avcodec.AV_CODEC_FLAG_QSCALE;
            codec.global_quality(MP3_QUALITY * avutil.FF_QP2LAMBDA);
        } else if (format.isLossy()) {
            codec.bit_rate(OPUS_BITS_A_SECOND);
        }
        codec.flags(codec.flags() | flags);
        check(avcodec.avcodec_open2(codec, encoder, (AVDictionary) null));
    }

    private void openFile(Path file, Map<String, String> tags) throws IOException {
        stream = avformat.avformat_new_stream(context, null);
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), codec));
        stream.time_base().num(1).den(codec.sample_rate());
        try (BytePointer url = NativePath.of(file)) {
            check(avformat.avio_open2(io, url, avformat.AVIO_FLAG_WRITE, null, (AVDictionary) null));
        }
        context.pb(io);
        setTags(tags);
        check(avformat.avformat_write_header(context, (AVDictionary) null));
    }

    private void setTags(Map<String, String> tags) throws IOException {
        AVDictionary dictionary = new AVDictionary(null);
        // In one order, so that equal sound and equal tags give equal bytes.
        for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
            // JavaCPP passes a String in the encoding of the locale.
            try (BytePointer name = new BytePointer(tag.getKey(), StandardCharsets.UTF_8);
                    BytePointer value = new BytePointer(tag.getValue(), StandardCharsets.UTF_8)) {
                check(avutil.av_dict_set(dictionary, name, value, 0));
            }
        }
        context.metadata(dictionary); // FFmpeg frees it with the context
    }

    private void allocateFrame(int length) throws IOException {
        frame.nb_samples(length);
        frame.format(codec.sample_fmt());
        frame.sample_rate(codec.sample_rate());
        avutil.av_channel_layout_copy(frame.ch_layout(), codec.ch_layout());
        check(avutil.av_frame_get_buffer(frame, 0));
    }

    /**
     * Takes samples.
     *
     * @param samples in [-1, 1], clipped beyond; what is not a number becomes silence
     * @throws IOException when the disk refuses
     */
    void write(float[] samples) throws IOException {
        for (float sample : samples) {
            block[filled++] = sample > 1 ? 1 : sample < -1 ? -1 : Float.isNaN(sample) ? 0 : sample;
            if (filled == block.length) {
                encode();
            }
        }
    }

    /**
     * Completes the file and closes it.
     *
     * @throws IOException when the disk refuses
     */
    void finish() throws IOException {
        if (written + filled == 0 && format.isLossy()) {
            filled = block.length; // such a file cannot say "nothing": a frame of silence
        }
        if (filled > 0) {
            encode();
        }
        check(avcodec.avcodec_send_frame(codec, null));
        writePackets();
        check(avformat.av_write_trailer(context));
        check(avformat.avio_closep(io));
    }

    private void encode() throws IOException {
        // The encoder may still hold the last frame's buffer.
        check(avutil.av_frame_make_writable(frame));
        frame.nb_samples(filled);
        frame.pts(written);
        if (codec.sample_fmt() == avutil.AV_SAMPLE_FMT_S16) {
            for (int i = 0; i < filled; i++) {
                shorts[i] = Pcm16.of(block[i]);
            }
            new ShortPointer(frame.data(0)).put(shorts, 0, filled);
        } else {
            new FloatPointer(frame.data(0)).put(block, 0, filled);
        }
        written += filled;
        filled = 0;
        check(avcodec.avcodec_send_frame(codec, frame));
        writePackets();
    }

    private void writePackets() throws IOException {
        int result = avcodec.avcodec_receive_packet(codec, packet);
        while (result >= 0) {
            avcodec.av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            check(avformat.av_interleaved_write_frame(context, packet));
            result = avcodec.avcodec_receive_packet(codec, packet);
        }
        if (result != avutil.AVERROR_EAGAIN() && result != avutil.AVERROR_EOF) {
            check(result);
        }
    }

    private static void check(int result) throws IOException {
        if (result < 0) {
            throw new FfmpegError(result);
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(codec);
        if (!context.isNull()) {
            context.pb(null);
            avformat.avformat_free_context(context);
            context.setNull();
        }
        avformat.avio_closep(io);
    }
}
