package alan.api.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * A model that is here.
 *
 * @param model what it is
 * @param files path by name; they need not lie in one folder, and must not be changed
 */
public record InstalledModel(Model model, Map<String, Path> files) {
    /**
     * {@return the path of a file}
     *
     * @param name as in {@link Model.File#name}
     */
    public Path file(String name) {
        Path path = files.get(name);
        if (path == null) {
            throw new IllegalArgumentException("model " + model.id() + " has no file " + name);
        }
        return path;
    }

    /**
     * {@return the path of the only or first file whose name ends so}
     *
     * @param ending such as {@code .gguf}
     */
    public Path fileEnding(String ending) {
        return model.files().stream()
                .map(Model.File::name)
                .filter(name -> name.endsWith(ending))
                .findFirst()
                .map(files::get)
                .orElseThrow(() -> new IllegalArgumentException("model " + model.id() + " has no file *" + ending));
    }
}
