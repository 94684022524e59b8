package alan.models.hub;

import alan.models.io.Sha256;
import java.util.Optional;

/**
 * What the Hub says of a file.
 *
 * @param repository {@code owner/name}
 * @param commit that the revision stands for now
 * @param file path in the repository
 * @param bytes its size; -1 if the Hub did not say
 * @param etag SHA-256 of a large file (LFS or Xet), something else of a small one
 */
public record HubFile(String repository, String commit, String file, long bytes, String etag) {
    /** {@return the file's SHA-256, if the Hub told} */
    public Optional<String> sha256() {
        return Optional.of(etag).filter(Sha256::looksLikeOne);
    }
}
