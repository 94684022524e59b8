package alan.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameHeaderTest {
    @Test
    void anMp3FrameAt128KilobitsIs417Or418BytesLong() {
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xFB, 0x90, 0x64, 0, 0))).isEqualTo(417);
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xFB, 0x92, 0x64, 0, 0))).isEqualTo(418);
    }

    @Test
    void anMp3FrameAtALowerRateIsCountedWithHalfTheSamples() {
        // MPEG-2, layer III, 64 kbit/s, 22050 Hz: 72 * 64000 / 22050
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xF3, 0x80, 0xC4, 0, 0))).isEqualTo(208);
        // MPEG-2.5, layer III, 8 kbit/s, 8000 Hz
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xE3, 0x18, 0xC4, 0, 0))).isEqualTo(72);
    }

    @Test
    void layersOneAndTwoHaveTheirOwnTables() {
        // MPEG-1, layer II, 192 kbit/s, 48000 Hz
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xFD, 0xA4, 0, 0, 0))).isEqualTo(576);
        // MPEG-1, layer I, 384 kbit/s, 48000 Hz
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xFF, 0xC4, 0, 0, 0))).isEqualTo(384);
    }

    @Test
    void anAdtsHeaderSaysItsLengthInThirteenBits() {
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xF1, 0x50, 0x80, 0x30, 0xBF))).isEqualTo(389);
    }

    @Test
    void whatIsNoHeaderHasNoLength() {
        assertThat(FrameHeader.frameLength(bytes(0x12, 0x34, 0x56, 0, 0, 0))).isZero();
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xFB))).isZero();
        assertThat(FrameHeader.frameLength(bytes(0xFF, 0xFB, 0x0C, 0, 0, 0))).isZero();
    }

    @Test
    void tagsBetweenFramesAreKnown() {
        assertThat(FrameHeader.isTag("ID3abc".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(FrameHeader.isTag("TAGabc".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(FrameHeader.isTag("APETAG".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThat(FrameHeader.isTag(bytes(0xFF, 0xFB, 0x90))).isFalse();
        assertThat(FrameHeader.isTag(new byte[0])).isFalse();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
