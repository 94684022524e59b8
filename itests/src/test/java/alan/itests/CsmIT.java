package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;

/** CSM in the shipped folder: its bundles find what they need, native code included, which is unpacked where Alan keeps things. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class CsmIT extends InFelix {
    private static final Path FIXTURE = Path.of("../bundles/alan.tts.csm/src/test/resources/alan/tts/csm/fixtures/plain");

    @Configuration
    public Option[] distribution() throws Exception {
        return OptionUtils.combine(Distribution.options("csm", "512m"),
                CoreOptions.systemProperty("alan.test.checkpoint").value(FIXTURE.toRealPath().toString()));
    }

    @Test
    public void everyBundleIsResolved() {
        await("CSM's bundles have started", () -> Stream.of("alan.tts.csm", "alan.tts.csm.onnx")
                .allMatch(name -> bundle(name).getState() == Bundle.ACTIVE));
        assertThat(context.getBundles()).filteredOn(bundle -> bundle.getState() == Bundle.INSTALLED).isEmpty();
    }

    @Test
    public void theTokenizersNativeCodeIsUnpackedIntoAlansFolder() throws Exception {
        Path unpacked = Path.of(context.getProperty("alan.data"), "cache", "djl");
        List<Path> home = files(Path.of(System.getProperty("user.home"), ".djl.ai"));
        Path folder = Path.of(System.getProperty("alan.test.checkpoint"));
        Bundle csm = bundle("alan.tts.csm");
        Object checkpoint = csm.loadClass("alan.tts.csm.checkpoint.Checkpoint").getMethod("open", Path.class).invoke(null, folder);
        Class<?> tokenizers = csm.loadClass("alan.tts.csm.prompt.CsmTokenizer");
        Object sizes = checkpoint.getClass().getMethod("config").invoke(checkpoint);
        try (AutoCloseable tokenizer = (AutoCloseable) tokenizers.getMethod("open", Path.class, sizes.getClass()).invoke(null, folder, sizes)) {
            int[] tokens = (int[]) tokenizers.getMethod("encode", int.class, String.class).invoke(tokenizer, 0, "Hello, ñandú!");
            assertThat(Arrays.stream(tokens).distinct().count()).as(Arrays.toString(tokens)).isGreaterThan(5);
        }
        assertThat(files(unpacked)).extracting(file -> file.getFileName().toString()).containsExactly(System.mapLibraryName("tokenizers"));
        assertThat(files(Path.of(System.getProperty("user.home"), ".djl.ai"))).isEqualTo(home);
    }

    private static List<Path> files(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
