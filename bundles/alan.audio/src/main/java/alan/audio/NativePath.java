package alan.audio;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;

/** A path in the form that FFmpeg opens as a file and as nothing else. */
final class NativePath {
    private static final String PROTOCOL = "file:";

    private NativePath() {}

    /**
     * {@return the path for FFmpeg's file protocol, so that a name such as {@code concat:a} or {@code http:b} stays a name; the
     * caller closes it}
     *
     * @param file any path of the default file system
     */
    static BytePointer of(Path file) {
        return new BytePointer(bytes(file)); // ends with the zero that C wants
    }

    /** {@return protocol and path as the operating system spells it, with a zero behind} */
    static byte[] bytes(Path file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PROTOCOL.getBytes(StandardCharsets.US_ASCII));
        if (file.getFileSystem().getSeparator().equals("/")) {
            // A Unix name is bytes. Only the URI shows them whatever encoding this process believes in.
            decode(file.toAbsolutePath().toUri().getRawPath(), out);
        } else {
            out.writeBytes(file.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
        }
        out.write(0);
        return out.toByteArray();
    }

    private static void decode(String rawPath, ByteArrayOutputStream out) {
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '%') {
                out.write(Integer.parseInt(rawPath.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.write(c);
            }
        }
    }
}
