package alan.audio;

import alan.api.AlanException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Takes the frames of a sound file's best audio stream out of it, and notices where it is damaged or cut off.
 *
 * <p>One thread at a time; the owner locks.
 */
final class SoundFileDecoder implements AutoCloseable {
    private final SoundContainer container;
    private final AVStream stream;
    private final AVCodecContext codec;
    private final AVPacket packet;
    private final AVFrame frame;
    private final int rate;
    private long endOfPackets;
    private byte[] lastHeader = new byte[0];
    private int lastSize;
    private boolean anyFrame;
    private boolean stumbled;
    private boolean damaged;
    private boolean flushed;
    private boolean closed;

    /**
     * Opens a file.
     *
     * @param file which exists and has content
     * @throws AlanException when FFmpeg does not know it, or it holds no sound
     */
    SoundFileDecoder(Path file) throws AlanException {
        container = new SoundContainer(file);
        codec = avcodec.avcodec_alloc_context3(null);
        packet = avcodec.av_packet_alloc();
        frame = avutil.av_frame_alloc();
        try {
            stream = container.audioStream();
            openCodec(file);
            rate = codec.sample_rate();
        } catch (AlanException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void openCodec(Path file) throws AlanException {
        AVCodec decoder = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        int error = decoder == null
                ? avutil.AVERROR_INVALIDDATA
                : avcodec.avcodec_parameters_to_context(codec, stream.codecpar());
        if (error >= 0) {
            codec.pkt_timebase(stream.time_base());
            codec.thread_count(1);
            if (decoder.id() == avcodec.AV_CODEC_ID_FLAC) {
                // Every frame carries a checksum; elsewhere this flag refuses files that play well.
                codec.err_recognition(avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_EXPLODE);
            }
            error = avcodec.avcodec_open2(codec, decoder, (AVDictionary) null);
        }
        if (error < 0 || codec.sample_rate() <= 0) {
            throw new AlanException("The sound in %s is coded in a way that is not known here; convert it to wav or flac first.", Shown.path(file),
                    new FfmpegError(error));
        }
    }

    /** {@return samples a second of the file itself, in Hz} */
    int sampleRate() {
        return rate;
    }

    /**
     * Refuses what no recording has; a stream may change on its way.
     *
     * @param now a frame
     * @throws AlanException when its channels or its rate cannot be
     */
    void requirePossible(AVFrame now) throws AlanException {
        container.requirePossible(now.ch_layout().nb_channels(), now.sample_rate());
    }

    /** {@return the length that the file says it has, in seconds; not a number where it does not say} */
    double declaredSeconds() {
        return container.declaredSeconds();
    }

    /** {@return whether the sound ended because the file is damaged or cut off; known when {@link #next} gave {@code null}} */
    boolean damaged() {
        return damaged;
    }

    /** {@return the next decoded frame, good until the next call; {@code null} at the end, and where the file is damaged} */
    AVFrame next() {
        while (!damaged) {
            int result = avcodec.avcodec_receive_frame(codec, frame);
            if (result >= 0) {
                if (stumbled && anyFrame) {
                    break; // sound goes on behind a hole
                }
                stumbled = false; // a stream that was cut out of another one may begin in the middle of a frame
                anyFrame = true;
                return frame;
            }
            if (result == avutil.AVERROR_EOF) {
                damaged |= FrameHeader.frameLength(lastHeader) > lastSize || container.endsEarly(endOfPackets);
                return null;
            }
            if (result != avutil.AVERROR_EAGAIN() || flushed) {
                stumbled = true;
            }
            feed();
        }
        damaged = true;
        return null;
    }

    private void feed() {
        while (!flushed) {
            int result = avformat.av_read_frame(container.context(), packet);
            if (result < 0) {
                damaged |= result != avutil.AVERROR_EOF || container.readFailed();
                flushed = true;
                avcodec.avcodec_send_packet(codec, null);
                return;
            }
            boolean ours = packet.stream_index() == stream.index();
            if (ours) {
                send();
            }
            avcodec.av_packet_unref(packet);
            if (ours) {
                return;
            }
        }
    }

    private void send() {
        byte[] header = new byte[Math.min(FrameHeader.BYTES, packet.size())];
        packet.data().get(header);
        if (packet.pts() != avutil.AV_NOPTS_VALUE) {
            stumbled |= container.isHole(endOfPackets, packet.pts());
            endOfPackets = Math.max(endOfPackets, packet.pts() + packet.duration());
        }
        boolean tag = FrameHeader.isTag(header);
        if (container.isRaw() && !tag) {
            lastHeader = header;
            lastSize = packet.size();
        }
        if (avcodec.avcodec_send_packet(codec, packet) < 0) {
            stumbled |= !tag;
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(codec);
        container.close();
    }
}
