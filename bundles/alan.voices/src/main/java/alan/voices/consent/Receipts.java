package alan.voices.consent;

import alan.api.AlanException;
import alan.api.identity.Installation;
import alan.api.voice.Consent;
import alan.api.voice.VoiceProfiles.Evidence;
import alan.voices.store.Disk;
import alan.voices.store.VoiceFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has allowed which voice. A receipt lies in the voice's folder; whether it still counts, the list of void receipts says. The caller of every method holds
 * the voices' lock.
 *
 * <p>Each change has one moment in which it happens: a consent is given when the receipt is in its place (the one that it replaces, which it names,
 * is put on the list afterwards, by whoever looks next if need be), and taken back when it is on the list.
 */
public final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
    private static final long MOST = 1 << 20;
    private static final int TEXT = 10_000;

    private final VoidReceipts voids;
    private final Path aside;
    private final Supplier<Installation> installation;

    /**
     * @param data folder, in which the list of void receipts is: beside the voices and not among them, so that a folder that is put back from a copy does not
     *     bring an old list along
     * @param voices folder of the voices
     * @param installation whose receipts count; {@code null} while nobody knows
     */
    public Receipts(Path data, Path voices, Supplier<Installation> installation) {
        this.voids = new VoidReceipts(data.toAbsolutePath().normalize().resolve("voices-revoked.jsonl"));
        this.aside = voices;
        this.installation = installation;
    }

    /** What a voice's receipt is worth. @param consent as others see it @param problem why it may not speak; {@code null} if it may */
    public record Checked(Consent consent, AlanException problem) {
        /** @throws AlanException when the voice may not speak */
        public void require() throws AlanException {
            if (problem != null) {
                throw problem;
            }
        }
    }

    /**
     * {@return what the receipt in a folder is worth}
     *
     * @param folder of the voice
     * @param name of the voice
     * @param samples digest of its sounds
     */
    public Checked check(Path folder, String name, String samples) {
        Path file = folder.resolve(VoiceFolder.RECEIPT);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Checked(Consent.NONE, new AlanException("Nobody has allowed the voice %s to be used yet; alan:voice-consent %s asks.", name, name));
        }
        Receipt.Signed signed = read(file);
        try {
            return check(signed, name, samples);
        } catch (AlanException e) {
            return invalid(signed, e);
        }
    }

    private Checked check(Receipt.Signed signed, String name, String samples) throws AlanException {
        Installation here = here();
        if (!isOurs(signed, here)) {
            return invalid(signed, new AlanException(
                    "The receipt of the voice %s was changed, or another installation has given it; alan:voice-consent %s asks anew.", name, name));
        }
        Receipt receipt = signed.receipt();
        if (!receipt.voice().equals(name)) {
            return invalid(signed, new AlanException("The receipt of the voice %s is for the voice %s; alan:voice-consent %s asks anew.",
                    name, receipt.voice(), name));
        }
        VoidReceipts.Known known = finished(receipt, here);
        VoidReceipts.Entry over = known.entries().get(receipt.id());
        if (over != null && over.why() == VoidReceipts.Why.REVOKED) {
            return new Checked(new Consent(Consent.State.REVOKED, over.when(), receipt.sentence(), receipt.similarity()), new AlanException(
                    "The consent for the voice %s was taken back, so it does not speak; alan:voice-consent %s asks anew.", name, name));
        }
        if (over != null) {
            return invalid(signed, new AlanException("The receipt of the voice %s is an old one that a newer has replaced; alan:voice-consent %s asks anew.",
                    name, name));
        }
        if (!known.lines().contains(receipt.voids())) {
            return invalid(signed, new AlanException("The list of consents that were taken back, %s, is older than the receipt of the voice %s or missing, so the "
                    + "receipt does not count; put the right one back, or alan:voice-consent %s asks anew.", voids.file(), name, name));
        }
        if (!receipt.samples().equals(samples)) {
            return invalid(signed, new AlanException("The samples of the voice %s are not those that its consent is for; alan:voice-consent %s asks anew.",
                    name, name));
        }
        return new Checked(consent(receipt.state(), receipt), null);
    }

    /** Puts what a receipt replaces on the list, if whoever gave it was killed before that. */
    private VoidReceipts.Known finished(Receipt receipt, Installation here) throws AlanException {
        VoidReceipts.Known known = voids.read(here);
        if (receipt.replaces() != null && !known.entries().containsKey(receipt.replaces()) && known.lines().contains(receipt.voids())) {
            voids.add(here, receipt.replaces(), VoidReceipts.Why.REPLACED);
            return voids.read(here);
        }
        return known;
    }

    /**
     * Gives a receipt, in the place of the one that is there.
     *
     * @param folder of the voice
     * @param name of the voice
     * @param samples digest of its sounds
     * @param evidence what was checked
     */
    public void grant(Path folder, String name, String samples, Evidence evidence) throws AlanException {
        if (evidence.state() != Consent.State.READ && evidence.state() != Consent.State.OWN || evidence.sentence() == null) {
            throw new IllegalArgumentException("no evidence: " + evidence);
        }
        Installation here = here();
        Path file = folder.resolve(VoiceFolder.RECEIPT);
        Receipt.Signed before = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : null;
        Receipt receipt = new Receipt(UUID.randomUUID().toString(), name, evidence.state(), shortened(evidence.sentence()), shortened(evidence.heard()),
                evidence.similarity(), Instant.now().truncatedTo(ChronoUnit.SECONDS), samples, isOurs(before, here) ? before.receipt().id() : null,
                voids.head(here));
        try {
            Disk.replace(file, new Receipt.Signed(receipt, here.sign(receipt.bytes())).json(), aside);
        } catch (IOException e) {
            throw new AlanException("The receipt %s cannot be written: %s", file, Disk.why(e), e);
        }
        finished(receipt, here);
    }

    /**
     * Makes a voice's receipt void for ever.
     *
     * @param folder of the voice
     * @param name of the voice
     * @throws AlanException when there is none of this installation
     */
    public void revoke(Path folder, String name) throws AlanException {
        Installation here = here();
        Path file = folder.resolve(VoiceFolder.RECEIPT);
        Receipt.Signed signed = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : null;
        if (!isOurs(signed, here)) {
            throw new AlanException("There is no consent of this installation for the voice %s that could be taken back.", name);
        }
        voids.add(here, signed.receipt().id(), VoidReceipts.Why.REVOKED);
    }

    /** {@return whether the receipt in some folder is one that this installation has given for a voice of that name, void or not} */
    public boolean isOurs(Path folder, String name) {
        Path file = folder.resolve(VoiceFolder.RECEIPT);
        Installation here = installation.get();
        try {
            Receipt.Signed signed = here != null && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : null;
            return isOurs(signed, here) && signed.receipt().voice().equals(name);
        } catch (AlanException e) {
            LOG.warn("The receipt {} cannot be checked", file, e);
            return false;
        }
    }

    private static boolean isOurs(Receipt.Signed signed, Installation here) throws AlanException {
        return signed != null && signed.receipt().id() != null && signed.receipt().voice() != null && signed.receipt().samples() != null
                && here.isSigned(signed.receipt().bytes(), signed.signature());
    }

    private static Receipt.Signed read(Path file) {
        try {
            return Receipt.read(Disk.read(file, MOST));
        } catch (IOException e) {
            LOG.warn("The receipt {} cannot be read", file, e);
            return null;
        }
    }

    private Installation here() throws AlanException {
        Installation here = installation.get();
        if (here == null) {
            throw new AlanException("Nothing here can give or check a receipt, so no voice of a person may speak: the bundle alan.identity is missing or has "
                    + "not started; the log says why.");
        }
        return here;
    }

    private static Checked invalid(Receipt.Signed signed, AlanException problem) {
        return new Checked(signed == null ? new Consent(Consent.State.INVALID, null, null, null) : consent(Consent.State.INVALID, signed.receipt()), problem);
    }

    private static Consent consent(Consent.State state, Receipt receipt) {
        return new Consent(state, receipt.when(), receipt.sentence(), receipt.similarity());
    }

    private static String shortened(String text) {
        return text == null || text.length() <= TEXT ? text : text.substring(0, TEXT);
    }
}
