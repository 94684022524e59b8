package alan.models;

import alan.api.AlanException;
import alan.api.model.Models;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Java of its own that does with models what it is told, and prints what a person would read. */
final class OneAfterAnother {
    private OneAfterAnother() {}

    /** @param arguments catalogue, data folder, then {@code get ID}, {@code use ID}, {@code remove ID} */
    public static void main(String[] arguments) {
        // The real disk is to be met, so the look at its room beforehand is left out.
        Catalogue catalogue = new Catalogue(Path.of(arguments[0]), Path.of(arguments[1]), List.of(), new Surroundings(
                System.getenv(), Path.of(System.getProperty("user.home")), at -> Long.MAX_VALUE, Duration.ofMillis(1),
                Duration.ofMinutes(1), () -> Long.MAX_VALUE));
        for (int i = 2; i < arguments.length; i += 2) {
            String id = arguments[i + 1];
            try {
                switch (arguments[i]) {
                    case "get" -> catalogue.fetch(id, Models.Progress.NONE);
                    case "use" -> catalogue.require(id);
                    default -> catalogue.remove(id);
                }
                System.out.println(arguments[i] + " " + id + ": ok");
            } catch (AlanException e) {
                System.out.println(arguments[i] + " " + id + ": " + e.getLocalizedMessage());
            }
        }
    }
}
