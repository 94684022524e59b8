package alan.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import io.github.givimad.whisperjni.WhisperJNI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeFilesTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, fma avx avx2 f16c, debian-amd64, libggml+mf16c+mfma+mavx+mavx2.so, libwhisper.so.1",
        "Linux, amd64, fma avx, debian-amd64, libggml.so, libwhisper.so.1",
        "Linux, amd64, avx512 avx2foo, debian-amd64, libggml.so, libwhisper.so.1",
        "Linux, aarch64, fphp crc32, debian-arm64, libggml+fp16.so, libwhisper.so.1",
        "Linux, aarch64, crc32, debian-arm64, libggml+crc.so, libwhisper.so.1",
        "Linux, arm, crc32, debian-armv7l, libggml+crc.so, libwhisper.so.1",
        "Linux, arm, neon, debian-armv7l, libggml.so, libwhisper.so.1",
        "Mac OS X, aarch64, none, macos-arm64, libggml.dylib, libwhisper.1.dylib",
        "Mac OS X, x86_64, none, macos-amd64, libggml.dylib, libwhisper.1.dylib"
    })
    void theLibraryFitsTheProcessorAndIsInTheJar(String os, String arch, String flags, String folder, String ggml, String whisper)
            throws AlanException {
        NativeFiles files = NativeFiles.choose(os, arch, new CpuInfo(Set.of(flags.split(" ")), 0));
        assertThat(files.folder()).isEqualTo(folder);
        assertThat(files.variant()).isEqualTo(ggml);
        assertThat(files.whisper()).isEqualTo(whisper);
        assertThat(files.key()).startsWith(folder);
        assertThat(WhisperJNI.class.getResource("/" + folder + "/" + ggml)).isNotNull();
        assertThat(WhisperJNI.class.getResource("/" + folder + "/" + whisper)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64", "Linux, aarch64", "FreeBSD, amd64"})
    void otherMachinesAreRefusedByName(String os, String arch) {
        assertThatThrownBy(() -> NativeFiles.choose(os, arch, new CpuInfo(Set.of(), 0)))
                .isInstanceOf(AlanException.class)
                .hasMessageContaining(os)
                .hasMessageContaining(arch);
    }

    @Test
    void theProcessorsFlagsAndCoresAreRead() {
        CpuInfo cpu = CpuInfo.parse("""
                processor\t: 0
                physical id\t: 0
                core id\t\t: 0
                flags\t\t: fpu avx avx2

                processor\t: 1
                physical id\t: 0
                core id\t\t: 0

                processor\t: 2
                physical id\t: 1
                core id\t\t: 0
                """);
        assertThat(cpu.flags()).containsExactlyInAnyOrder("fpu", "avx", "avx2");
        assertThat(cpu.cores()).isEqualTo(2);
        assertThat(CpuInfo.parse("Features\t: fp asimd crc32\n").has("crc32", "fp")).isTrue();
        assertThat(CpuInfo.parse("").cores()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "2, 2, 2", "8, 4, 4", "4, 16, 4", "32, 16, 8", "6, 0, 6", "0, 0, 1"})
    void thereIsAThreadForEachCoreUpToEight(int available, int cores, int threads) {
        assertThat(Threads.automatic(available, cores)).isEqualTo(threads);
    }
}
