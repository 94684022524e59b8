package alan.llm.llama;

import static org.assertj.core.api.Assertions.assertThat;

import alan.llm.llama.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFilesTest {
    @TempDir
    Path cache;

    @Test
    void everyClassOfTheWorkerTravels() throws Exception {
        Path classes = Path.of(Worker.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve(Worker.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(classes)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.equals("package-info"))
                    .toList();
            assertThat(WorkerFiles.CLASSES).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void theWorkersJarHasClassesAndNoNativeLibrary() throws Exception {
        WorkerFiles files = WorkerFiles.extract(cache);
        try (JarFile jar = new JarFile(files.jar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class")).isEqualTo(Worker.class.getName());
            assertThat(jar.getEntry("de/kherud/llama/LlamaModel.class")).isNotNull();
            assertThat(jar.stream().map(Object::toString)).noneMatch(name -> name.contains("jllama."));
        }
        assertThat(files.nativeFolder().resolve(files.platform().libraryName())).isRegularFile();
        assertThat(files.folder().getFileName().toString()).startsWith("llama-4.2.0-");
    }

    @Test
    void manyAtOnceMakeOneFolderAndLeaveNothingElse() throws Exception {
        List<CompletableFuture<Path>> extractions = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            extractions.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return WorkerFiles.extract(cache).folder();
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            }));
        }
        Path folder = extractions.get(0).get();
        for (CompletableFuture<Path> extraction : extractions) {
            assertThat(extraction.get()).isEqualTo(folder);
        }
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).containsExactly(folder);
        }
    }

    @Test
    void anIncompleteFolderIsMadeAnew() throws Exception {
        WorkerFiles files = WorkerFiles.extract(cache);
        Files.delete(files.jar());
        assertThat(WorkerFiles.extract(cache).jar()).isRegularFile();
    }
}
