package alan.models.source;

import alan.api.text.Text;
import alan.models.hub.HubCache;
import alan.models.hub.HubException;
import alan.models.hub.HubFile;
import alan.models.io.Checksum;
import alan.models.io.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of the Hugging Face Hub. If the person's Hub cache has it, it is used in place.
 *
 * @param repository {@code owner/name}
 * @param revision branch, tag or commit
 * @param file path in the repository
 */
public record HubSource(String repository, String revision, String file) implements Source {
    @Override
    public Text label() {
        return Text.of("Hugging Face Hub %s", repository);
    }

    @Override
    public Got get(Fetch fetch, Expected expected) throws SourceException, IOException, InterruptedException {
        Optional<Got> cached = cached(fetch, expected);
        if (cached.isPresent()) {
            return cached.get();
        }
        HubFile found = look(fetch);
        check(found, expected);
        Path part = part(fetch, found, expected);
        boolean resumed = Files.exists(part) && Files.size(part) > 0;
        if (resumed && found.bytes() >= 0 && Files.size(part) > found.bytes()) {
            Files.delete(part);
            resumed = false;
        }
        Files.createDirectories(part.getParent());
        try {
            fetch.hub().download(found, part, done -> fetch.report(label(), done, found.bytes()));
        } catch (HubException e) {
            throw failed(fetch, e);
        }
        return new Got(part, false, null, resumed);
    }

    /** {@return the file in the Hub's cache, if it is there and is the right one} */
    private Optional<Got> cached(Fetch fetch, Expected expected) throws IOException {
        Optional<HubCache.Cached> cached = fetch.cache().find(repository, revision, file);
        if (cached.isEmpty()) {
            return Optional.empty();
        }
        Path path = cached.get().path();
        if (expected == null) {
            return Optional.of(new Got(path, true, null, false));
        }
        if (expected.bytes() >= 0 && Files.size(path) != expected.bytes()) {
            return Optional.empty();
        }
        String sha256 = Sha256.of(path, done -> fetch.report(label(), done, expected.bytes()));
        return expected.fits(Files.size(path), sha256) ? Optional.of(new Got(path, true, sha256, false)) : Optional.empty();
    }

    /**
     * Asks the Hub for what it knows of the file.
     *
     * @param fetch what is being fetched
     * @return commit, size and checksum
     * @throws SourceException when the Hub does not give it
     * @throws InterruptedException when the thread is interrupted
     */
    public HubFile look(Fetch fetch) throws SourceException, InterruptedException {
        if (fetch.hub().settings().offline()) {
            throw new SourceException(Text.of("HF_HUB_OFFLINE is set, and the Hub's cache does not have it"));
        }
        try {
            fetch.givenUp().check(fetch.hub().place());
            fetch.report(label(), 0, -1);
            return fetch.hub().look(repository, revision, file);
        } catch (HubException e) {
            throw failed(fetch, e);
        }
    }

    private static SourceException failed(Fetch fetch, HubException failure) {
        if (failure.unreachable()) {
            try {
                fetch.givenUp().add(fetch.hub().place(), failure.text());
            } catch (HubException e) {
                return new SourceException(e.text(), e);
            }
        }
        return new SourceException(failure.text(), failure);
    }

    /** Saves downloading what cannot be right. */
    private static void check(HubFile found, Expected expected) throws SourceException {
        if (expected == null) {
            return;
        }
        if (expected.bytes() >= 0 && found.bytes() >= 0 && found.bytes() != expected.bytes()) {
            throw new SourceException(Text.of(
                    "the file there now has %s bytes instead of %s", found.bytes(), expected.bytes()));
        }
        if (expected.checksum() != null && found.sha256().isPresent()
                && !Checksum.fits(expected.checksum(), expected.bytes(), found.sha256().get())) {
            throw new SourceException(Text.of("the file there now is another one (SHA-256 %s)", found.sha256().get()));
        }
    }

    /**
     * A file that is known by its checksum goes on wherever it was left; any other only if it is still the same file of the same
     * model.
     */
    private Path part(Fetch fetch, HubFile found, Expected expected) {
        if (expected != null && expected.checksum() != null) {
            return fetch.parts().resolve(expected.checksum());
        }
        String identity = String.join("\n", fetch.model(), repository, found.commit(), file, found.etag());
        return fetch.parts().resolve(Sha256.of(identity));
    }
}
