package alan.models.source;

import alan.api.model.ModelImport;
import alan.api.model.Models;
import alan.api.text.Text;
import alan.models.hub.HubCache;
import alan.models.hub.HubClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A fetch under way: what a source needs to get its file.
 *
 * @param model id of the model
 * @param file name of the file within the model
 * @param parts folder of partial downloads that are kept from one fetch to the next
 * @param work folder for what lives as long as this fetch
 * @param hub the Hub over the network
 * @param cache the Hub's cache on disk
 * @param packages the package managers
 * @param imports that are here now
 * @param givenUp places out of reach
 * @param progress told how far it is
 * @param before bytes of the file that were got before this source began (of a join)
 * @param total bytes of the whole file; -1 if the source is to say
 */
public record Fetch(
        String model,
        String file,
        Path parts,
        Path work,
        HubClient hub,
        HubCache cache,
        Packages packages,
        List<ModelImport> imports,
        GivenUp givenUp,
        Models.Progress progress,
        long before,
        long total) {

    /**
     * {@return this fetch for one part of a file}
     *
     * @param offset bytes before the part
     * @param of bytes of the whole; -1 if not known
     */
    Fetch part(long offset, long of) {
        return new Fetch(model, file, parts, work, hub, cache, packages, imports, givenUp, progress, offset, of);
    }

    /** {@return this fetch for another file} @param name its name */
    public Fetch of(String name) {
        return new Fetch(model, name, parts, work, hub, cache, packages, imports, givenUp, progress, 0, -1);
    }

    /**
     * Tells how far it is.
     *
     * @param source its label
     * @param done bytes of this source
     * @param of bytes of this source in all; -1 if not known
     */
    public void report(Text source, long done, long of) {
        progress.at(file, source.toString(), before + done, of < 0 ? -1 : Math.max(total, before + of));
    }

    /**
     * {@return a new folder that lives as long as this fetch}
     *
     * @param hint its name's beginning
     * @throws IOException when it cannot be made
     */
    public Path newFolder(String hint) throws IOException {
        Files.createDirectories(work);
        return Files.createTempDirectory(work, hint + "-");
    }
}
