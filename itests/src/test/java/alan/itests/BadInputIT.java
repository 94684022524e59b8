package alan.itests;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.audio.Pcm;
import alan.testing.TestModels;
import alan.testing.Wav;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Whatever is thrown at the program, it answers with one sentence in the user's language, here Spanish, and a status, and leaves nothing half-done. Each test is a command
 * that somebody will type some day.
 */
@Execution(ExecutionMode.CONCURRENT)
class BadInputIT {
    /** A process has its data folder to itself, and what it unpacks there first is left to the next. */
    private static final BlockingQueue<Path> FOLDERS = new LinkedBlockingQueue<>();

    /** As on a machine that has no such locale generated, which most containers have not. */
    private static final Map<String, String> SPANISH = Map.of("LANG", "es_ES.UTF-8", "LC_ALL", "", "LANGUAGE", "");
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Path home;
    private Path data;

    @TempDir
    Path folder;

    @BeforeAll
    static void folders() throws Exception {
        FOLDERS.add(Distribution.data("bad-input"));
        FOLDERS.add(Distribution.data("bad-input-too"));
    }

    @BeforeEach
    void distribution() throws Exception {
        home = Archive.home();
        data = FOLDERS.take();
    }

    @AfterEach
    void leave() {
        FOLDERS.add(data);
    }

    // What is to be heard

    @Test
    void anEmptyFile() throws Exception {
        Path file = Files.createFile(folder.resolve("vacío.wav"));
        refused(FAILED, "alan:hear '" + file + "'").contains("vacío.wav");
    }

    @Test
    void aTextThatIsNamedWav() throws Exception {
        Path file = Files.writeString(folder.resolve("nota.wav"), "Comprar pan y leche.\n".repeat(500));
        refused(FAILED, "alan:hear '" + file + "'").contains("nota.wav");
    }

    @Test
    void aTruncatedMp3() throws Exception {
        Path whole = folder.resolve("entero.mp3");
        assertThat(alan("run", "alan:say 'The train to the city leaves at nine.' --out '" + whole + "'").status()).isZero();
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cortado.mp3"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        refused(FAILED, "alan:hear '" + cut + "'").contains("cortado.mp3");
    }

    @Test
    void silence() throws Exception {
        Path file = folder.resolve("silencio.wav");
        Wav.write(file, new Pcm(16_000, new float[80_000]));
        refused(FAILED, "alan:hear '" + file + "'").contains("5");
    }

    @Test
    void aRecordingOfThreeHours() throws Exception {
        Path file = folder.resolve("conferencia.wav");
        int bytes = 3 * 3600 * 8000;
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(8000).putShort((short) 1).putShort((short) 8);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(header.array());
            sparse.setLength(44L + bytes);
        }
        refused(FAILED, "alan:hear '" + file + "'").contains("conferencia.wav", "max.minutes");
    }

    @Test
    void aFileThatIsNotThere() throws Exception {
        refused(FAILED, "alan:demo '" + folder.resolve("pregunta.wav") + "' --out '" + folder.resolve("demo") + "'").contains("pregunta.wav");
        assertThat(folder.resolve("demo/answer.wav")).doesNotExist();
    }

    // Names

    @Test
    void anUnknownModel() throws Exception {
        refused(FAILED, "alan:model-get whisper-bsae").contains("whisper-bsae", "whisper-base");
    }

    @Test
    void anUnknownEngine() throws Exception {
        refused(FAILED, "alan:say hola --engine pipper --out '" + folder.resolve("hola.wav") + "'").contains("pipper", "piper");
    }

    @Test
    void anUnknownPersona() throws Exception {
        refused(FAILED, "alan:ask '¿Qué hora es?' --persona nadie").contains("nadie", "alan");
    }

    @Test
    void anUnknownVoice() throws Exception {
        Path file = folder.resolve("hola.wav");
        refused(FAILED, "alan:say hola --voice nadie --out '" + file + "'").contains("nadie");
        assertThat(file).doesNotExist();
    }

    @Test
    void anUnknownCommandOptionOrWord() throws Exception {
        refused(USAGE, "alan:sign hola").contains("alan:sign");
        refused(USAGE, "alan:say hola --loudness 3").contains("--loudness");
        refused(USAGE, "alan:say").contains("TEXT");
    }

    // Models

    @Test
    void aFileWithAnotherChecksumThanTheCataloguePromises() throws Exception {
        Path model = Files.writeString(folder.resolve("modelo.bin"), "not what was promised");
        Path config = config();
        Files.writeString(config.resolve("models.json"), """
                {"models": [{"id": "falso", "title": "Falso", "kind": "stt", "engine": "whisper", "languages": [], "licence": "MIT", "files": [
                  {"name": "modelo.bin", "bytes": 21, "sha256": "%s", "sources": [{"path": "%s"}]}]}]}
                """.formatted("0".repeat(64), model));
        Path own = ownData();
        refused(FAILED, List.of(), Map.of(), config, own, "alan:model-get falso").contains("modelo.bin");
        assertThat(own.resolve("models/falso/modelo.bin")).doesNotExist();
    }

    @Test
    void noNetwork() throws Exception {
        refused(FAILED, List.of("unshare", "-rn"), Map.of("HF_HUB_OFFLINE", ""), home.resolve("config"), data, "alan:model-get whisper-small")
                .contains("ggml-small.bin");
    }

    @Test
    void aGatedModelWithoutAToken() throws Exception {
        HttpServer hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("X-Error-Code", "GatedRepo");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        hub.start();
        try {
            Map<String, String> environment = Map.of(
                    "HF_ENDPOINT", "http://127.0.0.1:" + hub.getAddress().getPort(), "HF_HUB_OFFLINE", "", "HF_TOKEN", "", "HF_HOME", folder.toString());
            refused(FAILED, List.of(), environment, home.resolve("config"), data, "alan:model-get whisper-small").contains("licencia");
        } finally {
            hub.stop(0);
        }
    }

    @Test
    void aGgufCutInHalf() throws Exception {
        Path whole = TestModels.fetch("smollm2-135m").fileEnding(".gguf");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("medio.gguf"), Arrays.copyOf(bytes, bytes.length / 2));
        wrongModel(cut);
    }

    @Test
    void aGgufThatClaimsAbsurdSizes() throws Exception {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(Long.MAX_VALUE).putLong(Long.MAX_VALUE);
        wrongModel(Files.write(folder.resolve("absurdo.gguf"), header.array()));
    }

    /** It is refused when it is added or when it is to be used, and the old choice stays. */
    private void wrongModel(Path file) throws Exception {
        Path own = ownData();
        Path config = config();
        AlanProcess.Result added = run(List.of(), Map.of(), config, own, "alan:model-add propio '" + file + "' --kind llm --engine llama");
        if (added.status() == 0) {
            refused(FAILED, List.of(), Map.of(), config, own, "alan:use llm propio").contains(".gguf");
        } else {
            oneSentence(added, FAILED).contains(file.getFileName().toString());
        }
        assertThat(config.resolve("alan.llm.llama.cfg")).doesNotExist();
        assertThat(run(List.of(), Map.of(), config, own, "alan:ask --no-speech 'What is the moon?'").status()).isZero();
    }

    // Configuration

    @Test
    void aConfigurationOfTheWrongType() throws Exception {
        Path config = config();
        Files.writeString(config.resolve("alan.llm.llama.cfg"), "threads = muchos\n");
        refused(FAILED, List.of(), Map.of(), config, data, "alan:engines").contains("alan.llm.llama.cfg", "threads", "muchos");
    }

    @Test
    void aConfigurationKeyThatNobodyKnows() throws Exception {
        Path config = config();
        Files.writeString(config.resolve("alan.stt.whisper.cfg"), "thraeds = 2\n");
        refused(FAILED, List.of(), Map.of(), config, data, "alan:engines").contains("alan.stt.whisper.cfg", "thraeds", "threads");
    }

    @Test
    void aCatalogueThatIsNoJson() throws Exception {
        Path config = config();
        Files.writeString(config.resolve("models.json"), "{\"models\": [\n  {\"id\": }\n]}");
        refused(FAILED, List.of(), Map.of(), config, data, "alan:models").contains("models.json", "2");
    }

    // Folders

    @Test
    void aFullDisk() throws Exception {
        Path full = Files.createDirectory(folder.resolve("lleno"));
        List<String> mounted = List.of("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=64k none '" + full + "' && exec \"$@\"", "sh");
        refused(FAILED, mounted, Map.of(), home.resolve("config"), data,
                "alan:say 'The train to the city leaves at nine in the morning.' --out '" + full.resolve("hola.wav") + "'").contains("hola.wav");
    }

    @Test
    void aDataFolderOnAFullDisk() throws Exception {
        Path full = Files.createDirectory(folder.resolve("lleno"));
        List<String> mounted = List.of("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=16k none '" + full + "' && exec \"$@\"", "sh");
        refused(FAILED, mounted, Map.of(), home.resolve("config"), full, "alan:engines").contains(full.toString());
    }

    @Test
    void aReadOnlyDataFolder() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("cerrado"));
        List<String> mounted = List.of("unshare", "-rm", "sh", "-c", "mount -t tmpfs -o ro none '" + locked + "' && exec \"$@\"", "sh");
        refused(FAILED, mounted, Map.of(), home.resolve("config"), locked, "alan:engines").contains(locked.toString());
    }

    @Test
    void twoNodesOnOneDataFolder() throws Exception {
        try (AlanProcess first = AlanProcess.start(home, data, SPANISH, "node")) {
            while (!first.err().contains("pid") && first.process().isAlive()) {
                Thread.sleep(50);
            }
            oneSentence(AlanProcess.run(home, data, SPANISH, "node"), FAILED).contains(data.toString());
        }
    }

    /** Under POSIX, too, where Java would by itself take nothing but ASCII for a file's name. */
    @Test
    void namesInAnyLanguageAreNoProblem() throws Exception {
        Path mine = Files.createDirectories(folder.resolve("datos de Íñigo ñandú 月"));
        Files.createSymbolicLink(mine.resolve("models"), TestModels.dataFolder().resolve("models"));
        for (String locale : List.of("es_ES.UTF-8", "C", "POSIX")) {
            Path file = folder.resolve("canción " + locale + " 月.wav");
            Map<String, String> environment = Map.of("LANG", locale, "LC_ALL", "", "LANGUAGE", "");
            AlanProcess.Result result = AlanProcess.run(home, mine, environment, "run", "alan:say 'Good morning.' --out '" + file + "'");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(file).isNotEmptyFile();
        }
    }

    private AlanProcess.Result alan(String... arguments) throws Exception {
        return AlanProcess.run(home, data, SPANISH, arguments);
    }

    private AlanProcess.Result run(List<String> by, Map<String, String> environment, Path config, Path data, String line) throws Exception {
        Map<String, String> all = new HashMap<>(SPANISH);
        all.put("HF_HUB_OFFLINE", "1");
        all.put("ALAN_CONFIG", config.toString());
        all.putAll(environment);
        return AlanProcess.run(by, home, data, all, "run", line);
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(int status, String line) throws Exception {
        return refused(status, List.of(), Map.of(), home.resolve("config"), data, line);
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(
            int status, List<String> by, Map<String, String> environment, Path config, Path data, String line) throws Exception {
        return oneSentence(run(by, environment, config, data, line), status);
    }

    private static org.assertj.core.api.AbstractStringAssert<?> oneSentence(AlanProcess.Result result, int status) {
        System.out.print(result.err());
        assertThat(result.status()).as(result.err() + result.out()).isEqualTo(status);
        // A download says where it looks, before it fails.
        List<String> lines = result.err().strip().lines().filter(line -> !line.contains(": de ")).toList();
        assertThat(lines).as(result.err()).hasSize(1);
        assertThat(lines.get(0)).startsWith("alan: ").doesNotContain("Exception", " the ", " is ", "The ", " not ");
        return assertThat(lines.get(0));
    }

    private Path config() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("config"));
        for (Path file : Distribution.list(home.resolve("config"))) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    /** A data folder whose list of added models is its own; the models themselves are those of the machine. */
    private Path ownData() throws Exception {
        Path own = Files.createDirectories(folder.resolve("datos"));
        Path models = Files.createDirectories(own.resolve("models"));
        for (Path model : Distribution.list(TestModels.dataFolder().resolve("models"))) {
            Files.createSymbolicLink(models.resolve(model.getFileName()), model);
        }
        return own;
    }
}
