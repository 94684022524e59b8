package alan.api.model;

import alan.api.engine.EngineKind;
import java.util.Set;

/**
 * A model of the user's own.
 *
 * @param id new id
 * @param kind of the engine that is to run it; {@code null} to tell from the files
 * @param engine name of the engine; {@code null} to tell from the files
 * @param source a local file or folder, or {@code hub:OWNER/NAME[@REVISION]/FILE} for a file of the Hugging Face Hub
 * @param languages ISO 639-1 codes; empty if not known
 * @param licence as {@link Model#licence}; {@code null} if not known
 */
public record ModelAddition(
        String id, EngineKind kind, String engine, String source, Set<String> languages, String licence) {}
