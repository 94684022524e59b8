package alan.models;

import alan.api.engine.EngineKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The formats of model files and folders that Alan has an engine for, told by name and by content. */
enum Format {
    /** Language models of llama.cpp. */
    GGUF(EngineKind.LLM, "llama", "GGUF"),
    /** Whisper models of whisper.cpp. */
    WHISPER(EngineKind.STT, "whisper", "ggml"),
    /** Piper voices: a network and a file of settings beside it. */
    PIPER(EngineKind.TTS, "piper", "Piper"),
    /** Folders of a CSM checkpoint. */
    CSM(EngineKind.TTS, "csm", "CSM");

    /** Ending of the settings beside a Piper voice. */
    static final String PIPER_SETTINGS = ".json";

    private static final int GGUF_MAGIC = 0x46554747;
    private static final int GGML_MAGIC = 0x67676d6c;
    /** Whisper's vocabularies have 51,864 to 51,866 tokens; ggml files of other kinds have no such number there. */
    private static final int WHISPER_VOCABULARY = 50_000;

    private static final int ENGLISH_VOCABULARY = 51_864;

    final EngineKind kind;
    final String engine;
    /** Its name, the same in every language. */
    final String title;

    Format(EngineKind kind, String engine, String title) {
        this.kind = kind;
        this.engine = engine;
        this.title = title;
    }

    /** {@return the format that a file's name promises} */
    static Optional<Format> ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gguf")) {
            return Optional.of(GGUF);
        }
        if (lower.endsWith(".onnx")) {
            return Optional.of(PIPER);
        }
        boolean whisper = lower.endsWith(".bin") && lower.substring(lower.lastIndexOf('/') + 1).startsWith("ggml");
        return whisper ? Optional.of(WHISPER) : Optional.empty();
    }

    /** {@return the format that a file's content shows} A Piper voice needs its settings beside it. */
    static Optional<Format> ofContent(Path file) throws IOException {
        ByteBuffer head = ByteBuffer.wrap(head(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (head.remaining() >= 4 && head.getInt(0) == GGUF_MAGIC) {
            return Optional.of(GGUF);
        }
        if (head.remaining() >= 8 && head.getInt(0) == GGML_MAGIC && head.getInt(4) >= WHISPER_VOCABULARY) {
            return Optional.of(WHISPER);
        }
        boolean voice = file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx")
                && Files.isRegularFile(Path.of(file + PIPER_SETTINGS));
        return voice ? Optional.of(PIPER) : Optional.empty();
    }

    /** {@return whether a Whisper model knows English only} Its vocabulary lacks the tokens of the other languages. */
    static boolean isEnglishOnly(Path whisper) throws IOException {
        return ByteBuffer.wrap(head(whisper)).order(ByteOrder.LITTLE_ENDIAN).getInt(4) == ENGLISH_VOCABULARY;
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(8);
        }
    }
}
