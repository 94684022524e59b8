package alan.voices.store;

import alan.api.AlanException;
import alan.api.voice.VoiceSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a voice's sounds are known by: the SHA-256 over the SHA-256 of each of its sound files, in order.
 */
public final class SoundDigest {
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** A file's digest, and what the file looked like. */
    private record Known(long size, Object time, Object key, byte[] digest) {}

    /**
     * {@return the digest of a voice's sounds} A file of the same size, time and place as when it was read the last time is not read again: good enough to
     * list voices by, but not to let one speak.
     *
     * @param voice whose
     * @throws AlanException when a file cannot be read
     */
    public String quick(VoiceFolder voice) throws AlanException {
        List<byte[]> digests = new ArrayList<>();
        for (VoiceSegment segment : voice.segments()) {
            digests.add(quick(voice, segment));
        }
        return of(digests);
    }

    private byte[] quick(VoiceFolder voice, VoiceSegment segment) throws AlanException {
        Path file = voice.sound(segment);
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Known before = known.get(file);
            if (before == null || before.size != now.size() || !now.lastModifiedTime().equals(before.time) || !String.valueOf(now.fileKey()).equals(before.key)) {
                before = new Known(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()), of(voice.bytes(segment)));
                known.put(file, before);
            }
            return before.digest;
        } catch (IOException e) {
            throw new AlanException("The sound %s cannot be read: %s", file, Disk.why(e), e);
        }
    }

    /** Forgets what lies in a folder. */
    public void forget(Path folder) {
        known.keySet().removeIf(file -> file.startsWith(folder));
    }

    /** {@return the digest of a file} @param bytes of it */
    public static byte[] of(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** {@return the digest of a voice's sounds, 64 hexadecimal digits} @param digests of each of its files, in order */
    public static String of(List<byte[]> digests) {
        MessageDigest all = sha256();
        digests.forEach(all::update);
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
