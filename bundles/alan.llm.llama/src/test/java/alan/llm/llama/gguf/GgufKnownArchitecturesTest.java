package alan.llm.llama.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/** The list of architectures against the library that is shipped. */
class GgufKnownArchitecturesTest {
    @Test
    void everyArchitectureIsNamedInTheLibrary() throws IOException {
        String library = library();
        // The linker lets a short name be the end of a longer one.
        assertThat(GgufNetwork.KNOWN).hasSize(60).allMatch(name -> library.contains(name + '\0'));
        assertThat(library).as("what came later").doesNotContain("qwen3", "llama4", "gpt-oss");
    }

    private static String library() throws IOException {
        try (InputStream in = GgufNetwork.class.getResourceAsStream("/worker/llama.jar"); JarInputStream jar = new JarInputStream(in)) {
            for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                if (entry.getName().equals("de/kherud/llama/Linux/x86_64/libjllama.so")) {
                    return new String(jar.readAllBytes(), StandardCharsets.ISO_8859_1);
                }
            }
        }
        throw new AssertionError("no library in the jar");
    }
}
