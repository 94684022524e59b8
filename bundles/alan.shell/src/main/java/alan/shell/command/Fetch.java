package alan.shell.command;

import alan.api.AlanException;
import alan.api.model.Model;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.shell.Console;
import alan.shell.output.ProgressBar;
import alan.shell.output.Units;
import java.nio.file.Path;
import java.util.List;

/** Fetches models and shows how far it is, on the stream that is not for results. */
final class Fetch {
    private final Models models;
    private final Console console;

    Fetch(Models models, Console console) {
        this.models = models;
        this.console = console;
    }

    /** {@return a progress bar as this console can show it} */
    static ProgressBar bar(Console console) {
        return new ProgressBar(console.err(), console.terminal(), console.width(), System::nanoTime);
    }

    /**
     * Says what is about to be fetched, if anything is.
     *
     * @param missing the models
     * @param folder that they come into
     */
    void announce(List<Model> missing, Path folder) {
        if (missing.isEmpty()) {
            return;
        }
        String size = Units.bytes(missing.stream().mapToLong(Model::bytes).sum());
        console.err().println(missing.size() == 1
                ? Text.tr("Fetching 1 model, %s, into %s (once).", size, folder)
                : Text.tr("Fetching %d models, %s in all, into %s (once).", missing.size(), size, folder));
    }

    /**
     * Fetches a model, unless it is there.
     *
     * @param id of the model
     * @return whether it had to be fetched
     * @throws AlanException as {@link Models#fetch}
     */
    boolean model(String id) throws AlanException {
        if (models.installed(id).isPresent()) {
            return false;
        }
        try (ProgressBar bar = bar(console)) {
            models.fetch(id, bar);
        }
        return true;
    }
}
