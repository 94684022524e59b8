package alan.tts.csm.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Archives as PyTorch loads them. */
class ScriptTest {
    private final Locale before = Locale.getDefault(Locale.Category.FORMAT);

    @AfterEach
    void restore() {
        Locale.setDefault(Locale.Category.FORMAT, before);
    }

    @Test
    void anArchiveIsWhatPyTorchWouldSave() throws Exception {
        // Whose digits are others.
        Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG"));
        Script script = new Script();
        script.add("def forward(self: __torch__.M, x: Tensor) -> Tensor:");
        String sum = script.let("torch.add(%s, %d)", "x", 2);
        assertThat(script.once("key", () -> sum)).isEqualTo(script.once("key", script::name)).isEqualTo("v0");
        script.line("return %s", sum);
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(script.archive()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        assertThat(entries).containsOnlyKeys("alan/data.pkl", "alan/code/__torch__.py", "alan/constants.pkl", "alan/version");
        assertThat(new String(entries.get("alan/code/__torch__.py"), StandardCharsets.UTF_8)).isEqualTo("""
                class M(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.M, x: Tensor) -> Tensor:
                    v0 = torch.add(x, 2)
                    return v0
                """);
        // Version 2 of the pickle protocol.
        assertThat(entries.get("alan/data.pkl")).startsWith(0x80, 2).endsWith('.');
    }
}
