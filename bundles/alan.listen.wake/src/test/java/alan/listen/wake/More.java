package alan.listen.wake;

import alan.api.model.InstalledModel;
import alan.api.model.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models with more files than the catalogue has of them. */
final class More {
    private More() {}

    /** {@return a model with files added, or instead of those of the same name} @param files by name */
    static InstalledModel of(InstalledModel installed, Map<String, Path> files) {
        Model model = installed.model();
        List<Model.File> known = new ArrayList<>(model.files());
        files.keySet().stream().filter(name -> !installed.files().containsKey(name)).forEach(name -> known.add(new Model.File(name, 0, "", List.of())));
        Map<String, Path> all = new LinkedHashMap<>(installed.files());
        all.putAll(files);
        return new InstalledModel(new Model(model.id(), model.title(), model.kind(), model.engine(), model.languages(), model.licence(), model.memory(), known,
                model.properties()), all);
    }
}
