package alan.api.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an engine is and needs at present.
 *
 * @param languages ISO 639-1 codes that it understands or speaks with what is configured and installed; empty for any, so an engine with nothing installed names
 *     what its configured model would know
 * @param models ids in the catalogue that {@code load} needs, the main one first; empty when it needs none
 * @param device where it computes: {@code cpu}, {@code cuda:0}, {@code worker 4711}, …
 * @param loaded whether it is ready to work
 * @param details whatever else is worth showing, in order: threads, context length, precision
 */
public record EngineInfo(
        Set<String> languages, List<String> models, String device, boolean loaded, Map<String, String> details) {

    /** Among the details: the memory that the loaded engine takes, {@code 276 MiB}. The register adds it for an engine that does not say. */
    public static final String MEMORY = "memory";
}
