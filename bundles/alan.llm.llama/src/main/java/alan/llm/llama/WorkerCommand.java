package alan.llm.llama;

import alan.api.AlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a worker JVM is started.
 *
 * @param files its classes and native library
 * @param javaHome of the JVM to use
 * @param heap its largest Java heap, in MiB; the model is not in it
 * @param nativeFolder folder of the native library
 * @param logFolder where the JVM leaves its report of a native crash
 */
record WorkerCommand(WorkerFiles files, Path javaHome, int heap, Path nativeFolder, Path logFolder) {
    private static final String LIBRARY = "de.kherud.llama.";

    /**
     * Prepares the start.
     *
     * @return a builder to start; all its streams are pipes
     * @throws AlanException when there is no such JVM or no native library
     */
    ProcessBuilder builder() throws AlanException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                program().toString(),
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Xmx" + heap + "m",
                // A page that was touched stays, and a third of the heap is for what is young, which a worker makes little of.
                "-Xmn4m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + logFolder.resolve("llama-worker-crash-%p.log"),
                "-D" + LIBRARY + "lib.path=" + library().getParent(),
                "-D" + LIBRARY + "tmpdir=" + files.temporary(),
                "-jar",
                files.jar().toString()));
        builder.directory(files.folder().toFile());
        // Options meant for the node's JVM (a debugger's port, a heap size) and for llama.cpp's own programs are not meant for
        // the worker.
        builder.environment().keySet().removeIf(name -> name.startsWith("LLAMA_")
                || List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").contains(name));
        // Threads that spin while they wait for each other come to a crawl as soon as anything else wants the processor.
        builder.environment().putIfAbsent("OMP_WAIT_POLICY", "passive");
        return builder;
    }

    private Path program() throws AlanException {
        for (String name : List.of("java", "java.exe")) {
            Path program = javaHome.resolve("bin").resolve(name);
            if (Files.isExecutable(program)) {
                return program;
            }
        }
        throw new AlanException(
                "There is no Java in %s to run the language model with; set worker.java of alan.llm.llama to the home folder of one.", javaHome);
    }

    private Path library() throws AlanException {
        Path library = nativeFolder.toAbsolutePath().resolve(files.platform().libraryName());
        if (!Files.isRegularFile(library)) {
            throw new AlanException("There is no %s for %s in %s; set native.path of alan.llm.llama to a folder that has it.",
                    files.platform().libraryName(), files.platform().folder(), nativeFolder);
        }
        try {
            Files.createDirectories(logFolder);
        } catch (IOException failure) {
            throw new AlanException("The folder %s cannot be made; see whether it may be written to.", logFolder, failure);
        }
        return library;
    }
}
