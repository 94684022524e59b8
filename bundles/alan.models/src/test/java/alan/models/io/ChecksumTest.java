package alan.models.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChecksumTest {
    /** Of sesame/csm-1b's model.safetensors: both are public, though the file is not. */
    private static final String SHA256 = "2e7721144afe38b906d4f1048671da639fe142423f4a26283606ecebe894f4bf";
    private static final String POINTER = "67a4748fc437cb9a2fdeb90e6bec9dedb0ad9f86";
    private static final long BYTES = 6_211_186_784L;

    @Test
    void gitNamesALargeFilesPointerByItsChecksumAndItsSize() {
        assertThat(Checksum.lfs(BYTES, SHA256)).isEqualTo(POINTER);
    }

    @Test
    void aFileIsTheOneThatIsMeantByEither() {
        assertThat(Checksum.fits(SHA256, BYTES, SHA256)).isTrue();
        assertThat(Checksum.fits(POINTER, BYTES, SHA256)).isTrue();
        assertThat(Checksum.fits(POINTER, BYTES + 1, SHA256)).isFalse();
        assertThat(Checksum.fits(POINTER, BYTES, SHA256.replace('2', '3'))).isFalse();
        assertThat(Checksum.fits(SHA256, BYTES, SHA256.replace('2', '3'))).isFalse();
    }
}
