package alan.shell.command;

import alan.api.AlanException;
import alan.api.model.Models;
import alan.shell.Console;
import alan.shell.output.ProgressBar;

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
