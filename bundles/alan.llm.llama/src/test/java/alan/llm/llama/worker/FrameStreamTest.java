package alan.llm.llama.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameStreamTest {
    private final StringBuilder stray = new StringBuilder();

    @Test
    void framesComeBackAsTheyWent() throws IOException {
        GenerateRequest request = new GenerateRequest(
                List.of(new ChatMessage("system", ""), new ChatMessage("user", "é 🙂\n".repeat(50_000))), 7, 0.5f, 0.9f, 1.1f, 42,
                        true, List.of("a", "b"));
        LoadRequest load = new LoadRequest("/models/é.gguf", 4096, 2, 4, -1, "<s>", true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameStream.write(bytes, new Frame(Frame.Type.GENERATE, 5, request::write));
        FrameStream.write(bytes, new Frame(Frame.Type.CANCEL, -1));
        FrameStream.write(bytes, new Frame(Frame.Type.LOAD, 0, load::write));

        FrameStream.Reader reader = reader(bytes.toByteArray());
        Frame first = reader.next();
        assertThat(first.type()).isEqualTo(Frame.Type.GENERATE);
        assertThat(first.id()).isEqualTo(5);
        assertThat(GenerateRequest.read(first.in())).isEqualTo(request);
        Frame second = reader.next();
        assertThat(second.type()).isEqualTo(Frame.Type.CANCEL);
        assertThat(second.id()).isEqualTo(-1);
        assertThat(LoadRequest.read(reader.next().in())).isEqualTo(load);
        assertThat(reader.next()).isNull();
        assertThat(stray).isEmpty();
    }

    @Test
    void whatNativeCodePrintsBetweenFramesIsHandedOn() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("AAL ALN noise\n".getBytes(StandardCharsets.US_ASCII));
        FrameStream.write(bytes, new Frame(Frame.Type.READY, 1));
        bytes.writeBytes("A".getBytes(StandardCharsets.US_ASCII));
        FrameStream.write(bytes, new Frame(Frame.Type.END, 2));
        FrameStream.Reader reader = reader(bytes.toByteArray());
        assertThat(reader.next().type()).isEqualTo(Frame.Type.READY);
        assertThat(reader.next().type()).isEqualTo(Frame.Type.END);
        assertThat(stray).hasToString("AAL ALN noise\nA");
    }

    @Test
    void anEndWithinAFrameIsAnEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameStream.write(bytes, new Frame(Frame.Type.PIECE, 1, out -> Frame.writeText(out, "text")));
        for (int length = 0; length < bytes.size(); length++) {
            assertThat(reader(Arrays.copyOf(bytes.toByteArray(), length)).next()).isNull();
        }
    }

    @Test
    void nonsenseIsAnError() {
        byte[] type = {'A', 'L', 'N', 1, 99, 0, 0, 0, 1, 0, 0, 0, 0};
        byte[] length = {'A', 'L', 'N', 1, 1, 0, 0, 0, 1, -1, 0, 0, 0};
        byte[] text = {0, 0, 0, 100, 'a'};
        assertThatThrownBy(() -> reader(type).next()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader(length).next()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Frame.readText(new Frame(Frame.Type.PIECE, 1, text).in())).isInstanceOf(IOException.class);
    }

    private FrameStream.Reader reader(byte[] bytes) {
        return new FrameStream.Reader(new ByteArrayInputStream(bytes), b -> stray.append((char) b));
    }
}
