package alan.voices.consent;

import alan.api.AlanException;
import alan.api.identity.Installation;
import alan.api.text.Text;
import alan.voices.store.Disk;
import alan.voices.store.SoundDigest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.HashSet;

/**
 * The receipts that do not count any more, a line each: taken back, or replaced by a newer one. Lines are only ever added. Each is signed and names the digest
 * of the one before, so none can be changed or taken out but the last ones; and a receipt names the line that was the last when it was given, so a
 * list that has lost that line makes the receipt void as well.
 *
 * <p>All under the voices' lock.
 */
final class VoidReceipts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST = 64L << 20;

    private final Path file;

    /** Why a receipt is void. */
    enum Why {
        /** The first line: of no receipt. */
        BEGIN,
        REVOKED,
        REPLACED
    }

    /** A line. */
    record Entry(String id, Why why, Instant when) {}

    /** What the list says. @param lines digests of all of them @param entries by the receipt's id */
    record Known(Set<String> lines, Map<String, Entry> entries, String head) {}

    VoidReceipts(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /**
     * {@return what the list says; nothing where there is none yet}
     *
     * @param installation that has signed it
     * @throws AlanException when it was changed, or is another installation's
     */
    Known read(Installation installation) throws AlanException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Known(Set.of(), Map.of(), null);
        }
        Set<String> lines = new HashSet<>();
        Map<String, Entry> entries = new HashMap<>();
        String head = "";
        for (String line : lines()) {
            Entry entry = entry(line, head, installation);
            entries.put(entry.id, entry);
            head = digest(line);
            lines.add(head);
        }
        return new Known(lines, entries, head);
    }

    /** {@return the digest of the last line, for a receipt to name; the list is begun if there is none} */
    String head(Installation installation) throws AlanException {
        Known known = read(installation);
        return known.head == null ? append(installation, "", Why.BEGIN) : known.head;
    }

    /**
     * Adds a receipt. With this it is void: before, it was not.
     *
     * @param installation signs the line
     * @param id of the receipt
     * @param why it is void
     */
    void add(Installation installation, String id, Why why) throws AlanException {
        Entry before = read(installation).entries.get(id);
        if (before == null || before.why != Why.REVOKED && why == Why.REVOKED) {
            head(installation);
            append(installation, id, why);
        }
    }

    private String append(Installation installation, String id, Why why) throws AlanException {
        List<String> lines = Files.exists(file) ? lines() : new ArrayList<>();
        String before = lines.isEmpty() ? "" : digest(lines.get(lines.size() - 1));
        String when = Instant.now().toString();
        byte[] signature = installation.sign(bytes(id, why, when, before));
        ObjectNode node = JSON.createObjectNode().put("id", id).put("why", why.name()).put("when", when).put("before", before)
                .put("signature", Base64.getEncoder().encodeToString(signature));
        lines.add(node.toString());
        try {
            Disk.replace(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), file.getParent().resolve("voices"));
        } catch (IOException e) {
            throw new AlanException("The list of consents that were taken back, %s, cannot be written: %s", file, Disk.why(e), e);
        }
        return digest(node.toString());
    }

    private List<String> lines() throws AlanException {
        try {
            return new ArrayList<>(new String(Disk.read(file, MOST), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new AlanException("The list of consents that were taken back, %s, cannot be read: %s", file, Disk.why(e), e);
        }
    }

    private Entry entry(String line, String before, Installation installation) throws AlanException {
        try {
            JsonNode node = JSON.readTree(line);
            Entry entry = new Entry(node.path("id").asText(), Why.valueOf(node.path("why").asText()), Instant.parse(node.path("when").asText()));
            byte[] signature = Base64.getDecoder().decode(node.path("signature").asText());
            if (before.equals(node.path("before").asText())
                    && installation.isSigned(bytes(entry.id, entry.why, node.path("when").asText(), before), signature)) {
                return entry;
            }
        } catch (IOException | RuntimeException e) {
            throw spoilt(e);
        }
        throw spoilt(null);
    }

    private AlanException spoilt(Exception cause) {
        return new AlanException(Text.of("The list of consents that were taken back, %s, was changed or is another installation's, so no consent "
                + "counts; put the right one back, or move it away and ask everybody anew.", file), cause);
    }

    private static byte[] bytes(String id, Why why, String when, String before) {
        return Canonical.of("alan void receipt 1", id, why.name(), when, before);
    }

    private static String digest(String line) {
        return HexFormat.of().formatHex(SoundDigest.of(line.getBytes(StandardCharsets.UTF_8)));
    }
}
