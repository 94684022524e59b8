package alan.models;

import static org.assertj.core.api.Assertions.assertThat;

import alan.api.model.InstalledModel;
import alan.api.model.ModelAddition;
import alan.api.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with a model of one's own, in folders whose names have accents and spaces, beside one that is right. */
class AddFailuresTest {
    private static final byte[] GGUF = "GGUF y lo que sigue".getBytes();

    @TempDir
    Path outside;

    private final FakeHub hub = new FakeHub();
    private Path folder;
    private Setting setting;

    @BeforeEach
    void oneModelIsHere() throws Exception {
        folder = Files.createDirectory(outside.resolve("señales del año 日本"));
        setting = new Setting(folder, hub);
        setting.models();
        add("here", Files.write(folder.resolve("un modelo ñandú.gguf"), GGUF));
    }

    @AfterEach
    void itStillIsAndNothingElse() throws Exception {
        hub.close();
        Catalogue later = setting.catalogue();
        assertThat(later.list()).hasSize(1);
        assertThat(later.require("here").fileEnding(".gguf")).hasBinaryContent(GGUF);
        assertThat(setting.filesOfData()).filteredOn(name -> !name.startsWith(".part/")).containsExactly("added.json");
    }

    private InstalledModel add(String id, Object source) throws Exception {
        return setting.catalogue().add(new ModelAddition(id, null, null, source.toString(), Set.of(), null), Models.Progress.NONE);
    }

    private Said said(Object source) {
        return Said.when(() -> add("mine", source));
    }

    @Test
    void anEmptyFile() throws Exception {
        Path empty = Files.createFile(folder.resolve("vacío.gguf"));
        said(empty).english("The model mine cannot be added from " + empty + ": the file is empty.")
                .spanish("No se puede añadir el modelo mine desde " + empty + ": el archivo está vacío.");
        hub.large("o/n/empty.gguf", new byte[0]);
        said("hub:o/n/empty.gguf").english("the file is empty.").spanish("el archivo está vacío.");
    }

    @Test
    void aTextThatIsNamedGguf() throws Exception {
        Path text = Files.writeString(folder.resolve("texto.gguf"), "hola, ¿qué tal?");
        said(text).english("texto.gguf is neither a GGUF language model, nor").spanish("texto.gguf no es un modelo de lenguaje GGUF, ni");
    }

    @Test
    void aVoiceWithoutItsSettingsOrWithWrongOnes() throws Exception {
        Path voice = Files.write(folder.resolve("voz.onnx"), new byte[5]);
        said(voice).english("nor a Piper voice (.onnx with its .onnx.json beside it)")
                .spanish("ni una voz de Piper (.onnx con su .onnx.json al lado)");
        Path settings = Files.writeString(folder.resolve("voz.onnx.json"), "{\n\"audio\": ");
        said(voice).english("voz.onnx.json, line 2: it is no JSON").spanish("voz.onnx.json, línea 2: no es JSON a partir de la columna");
        Files.writeString(settings, "{}");
        said(voice).english("it is not the settings of a Piper voice").spanish("no contiene los ajustes de una voz de Piper");
    }

    @Test
    void aFolderWithoutTheFilesOfItsFormat() throws Exception {
        Path foreign = Files.createDirectory(folder.resolve("un modelo ajeno"));
        Files.write(foreign.resolve("a"), GGUF);
        said(foreign).english("The folder " + foreign + " cannot be imported, for no import is installed")
                .spanish("No se puede importar la carpeta " + foreign + ", porque no hay ninguna importación instalada");
        setting.imports.add(new FakeImport());
        said(foreign).english("is of no format that Alan can import (fake), or lacks files of it").spanish("o le faltan archivos");
        Files.createFile(foreign.resolve("b"));
        Files.write(foreign.resolve("a"), new byte[0]);
        said(foreign).english("the import fake says \"The file a is empty.\"").spanish("la importación fake dice «");
    }

    @Test
    void whatIsNotThere() {
        said(folder.resolve("nada")).english("There is no file or folder").spanish("No existe ningún archivo ni carpeta " + folder.resolve("nada"));
        said("a\0b").english("cannot be a file's path").spanish("no puede ser la ruta de un archivo");
        said(" ").english("Name what to add").spanish("Indica qué quieres añadir");
        said("hub:nada").english("write hub:OWNER/NAME/FILE").spanish("«hub:nada» no es un archivo del Hugging Face Hub");
        said("hub:o/n/nada.gguf").english("it has no file nada.gguf in o/n").spanish("no tiene el archivo nada.gguf en o/n");
    }

    @Test
    void linksThatLeadNowhereOrInACircle() throws Exception {
        Path nowhere = Files.createSymbolicLink(folder.resolve("roto.gguf"), folder.resolve("nada"));
        said(nowhere).english("The link " + nowhere + " leads nowhere").spanish("El enlace " + nowhere + " no lleva a ninguna parte");
        Path circle = Files.createSymbolicLink(folder.resolve("círculo.gguf"), Path.of("círculo.gguf"));
        said(circle).english("leads nowhere").spanish("no lleva a ninguna parte");
    }

    @Test
    void aLinkInsideAFolderThatLeadsOutOfIt() throws Exception {
        setting.imports.add(new FakeImport());
        Path foreign = Files.createDirectory(folder.resolve("con enlaces"));
        Path secret = Files.write(outside.resolve("fuera"), GGUF);
        Files.createSymbolicLink(foreign.resolve("a"), secret);
        Files.write(foreign.resolve("b"), GGUF);
        assertThat(add("mine", foreign).file("made.gguf")).hasBinaryContent(FakeImport.result(GGUF, GGUF));
        setting.catalogue().remove("mine");
        assertThat(secret).hasBinaryContent(GGUF);
    }

    @Test
    @Timeout(20)
    void aPipeIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve("tubo.gguf");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        said(pipe).english("is neither a file nor a folder").spanish("no es ni un archivo ni una carpeta");
    }

    @Test
    void aNameThatNotEveryDiskTakes() throws Exception {
        Path odd = Files.write(folder.resolve("a:b.gguf"), GGUF);
        said(odd).english("A model's file cannot be called \"a:b.gguf\"").spanish("El archivo de un modelo no se puede llamar «a:b.gguf»");
    }

    @Test
    void anIdThatIsTaken() {
        Said.when(() -> add("here", folder.resolve("un modelo ñandú.gguf")))
                .english("There is a model here already").spanish("Ya hay un modelo here; elige otro id");
        Said.when(() -> add("Ñandú\u001b[2J", folder.resolve("un modelo ñandú.gguf")))
                .english("\"Ñandú\uFFFD[2J\" is not").spanish("«Ñandú\uFFFD[2J» no cumple eso");
    }

    @Test
    void aDiskWithoutRoom() throws IOException {
        hub.large("o/n/m.gguf", GGUF);
        setting.room = 5;
        said("hub:o/n/m.gguf").english("There is not enough room for mine").spanish("No hay espacio suficiente para mine en " + setting.data);
    }
}
