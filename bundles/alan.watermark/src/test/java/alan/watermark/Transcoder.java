package alan.watermark;

import alan.api.AlanException;
import alan.api.audio.AudioFiles;
import alan.api.audio.Pcm;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Sound through a lossy codec at a bit rate and back, packet by packet, without a file: {@link AudioFiles#create} does not let the bit rate be chosen.
 */
final class Transcoder {
    private final AVCodecContext encoder;
    private final AVCodecContext decoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame in = avutil.av_frame_alloc();
    private final AVFrame out = avutil.av_frame_alloc();
    private float[] decoded = new float[1 << 16];
    private int length;

    private Transcoder(String encoderName, int decoderId, int sampleRate, int bitsASecond) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(encoderName);
        encoder = avcodec.avcodec_alloc_context3(codec);
        encoder.sample_rate(sampleRate);
        encoder.sample_fmt(encoderName.equals("libmp3lame") ? avutil.AV_SAMPLE_FMT_FLTP : avutil.AV_SAMPLE_FMT_FLT);
        avutil.av_channel_layout_default(encoder.ch_layout(), 1);
        encoder.time_base().num(1).den(sampleRate);
        encoder.bit_rate(bitsASecond);
        check(avcodec.avcodec_open2(encoder, codec, (AVDictionary) null));
        AVCodec back = avcodec.avcodec_find_decoder(decoderId);
        decoder = avcodec.avcodec_alloc_context3(back);
        decoder.sample_rate(sampleRate);
        avutil.av_channel_layout_default(decoder.ch_layout(), 1);
        decoder.extradata(encoder.extradata());
        decoder.extradata_size(encoder.extradata_size());
        check(avcodec.avcodec_open2(decoder, back, (AVDictionary) null));
    }

    /** {@return the sound after MP3 of a constant bit rate, at 44.1 kHz} */
    static Pcm mp3(AudioFiles files, Pcm sound, int bitsASecond) throws AlanException {
        return through(files.resample(sound, 44_100), "libmp3lame", avcodec.AV_CODEC_ID_MP3, bitsASecond);
    }

    /** {@return the sound after Opus, at 48 kHz} */
    static Pcm opus(AudioFiles files, Pcm sound, int bitsASecond) throws AlanException {
        return through(files.resample(sound, 48_000), "libopus", avcodec.AV_CODEC_ID_OPUS, bitsASecond);
    }

    private static Pcm through(Pcm sound, String encoder, int decoder, int bitsASecond) {
        Transcoder transcoder = new Transcoder(encoder, decoder, sound.sampleRate(), bitsASecond);
        try {
            return new Pcm(sound.sampleRate(), transcoder.run(sound.samples()));
        } finally {
            transcoder.free();
        }
    }

    private float[] run(float[] samples) {
        int frame = encoder.frame_size();
        in.nb_samples(frame);
        in.format(encoder.sample_fmt());
        in.sample_rate(encoder.sample_rate());
        avutil.av_channel_layout_copy(in.ch_layout(), encoder.ch_layout());
        check(avutil.av_frame_get_buffer(in, 0));
        for (int at = 0; at < samples.length; at += frame) {
            check(avutil.av_frame_make_writable(in));
            in.pts(at);
            new FloatPointer(in.data(0)).put(Arrays.copyOfRange(samples, at, at + frame), 0, frame);
            check(avcodec.avcodec_send_frame(encoder, in));
            packets();
        }
        check(avcodec.avcodec_send_frame(encoder, null));
        packets();
        check(avcodec.avcodec_send_packet(decoder, null));
        frames();
        return Arrays.copyOf(decoded, length);
    }

    private void packets() {
        while (avcodec.avcodec_receive_packet(encoder, packet) >= 0) {
            check(avcodec.avcodec_send_packet(decoder, packet));
            avcodec.av_packet_unref(packet);
            frames();
        }
    }

    private void frames() {
        while (avcodec.avcodec_receive_frame(decoder, out) >= 0) {
            int more = out.nb_samples();
            if (length + more > decoded.length) {
                decoded = Arrays.copyOf(decoded, 2 * (length + more));
            }
            if (decoder.sample_fmt() != avutil.AV_SAMPLE_FMT_FLTP && decoder.sample_fmt() != avutil.AV_SAMPLE_FMT_FLT) {
                throw new IllegalStateException("decoder gives sample format " + decoder.sample_fmt());
            }
            new FloatPointer(out.data(0)).get(decoded, length, more);
            length += more;
        }
    }

    private void free() {
        decoder.extradata(null);
        decoder.extradata_size(0);
        avcodec.avcodec_free_context(encoder);
        avcodec.avcodec_free_context(decoder);
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(in);
        avutil.av_frame_free(out);
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg: error " + result);
        }
    }
}
