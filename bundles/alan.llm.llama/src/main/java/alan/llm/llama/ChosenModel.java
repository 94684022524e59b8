package alan.llm.llama;

import alan.api.AlanException;
import alan.api.model.InstalledModel;
import alan.api.model.Model;
import alan.llm.llama.gguf.GgufFile;
import java.nio.file.Path;

/**
 * The model that is to be loaded.
 *
 * @param model of the catalogue
 * @param path of its GGUF file
 * @param header of that file
 */
record ChosenModel(Model model, Path path, GgufFile header) {
    private static final String ENDING = ".gguf";

    /**
     * Reads a model's header.
     *
     * @param installed the model
     * @return the model
     * @throws AlanException when it has no GGUF file or a bad one
     */
    static ChosenModel read(InstalledModel installed) throws AlanException {
        if (installed.model().files().stream().noneMatch(file -> file.name().endsWith(ENDING))) {
            throw new AlanException("The model %s has no GGUF file and so is none for llama.cpp; set model of alan.llm.llama to another.",
                    installed.model().id());
        }
        Path path = installed.fileEnding(ENDING).toAbsolutePath();
        return new ChosenModel(installed.model(), path, GgufFile.read(path));
    }

    /**
     * {@return what identifies the weights and the machine for measurements}
     *
     * @param processors of this machine
     * @param nativePath of the native library; empty for the usual one
     */
    String measurementKey(int processors, String nativePath) {
        Model.File file = model.files().stream()
                .filter(candidate -> candidate.name().endsWith(ENDING))
                .findFirst()
                .orElseThrow();
        String sha256 = file.sha256() == null ? "" : file.sha256();
        String weights = sha256.length() < 16 ? model.id() : sha256.substring(0, 16);
        String library = nativePath.isBlank() ? "" : "-" + Integer.toHexString(nativePath.strip().hashCode());
        return weights + "-" + file.bytes() + "-" + processors + "cpus" + library;
    }
}
