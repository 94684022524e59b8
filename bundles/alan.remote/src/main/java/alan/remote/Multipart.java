package alan.remote;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A form with a file, as RFC 7578 has it. Its length is known beforehand, since not every server takes a body in chunks. */
final class Multipart {
    private final String boundary = "alan-" + UUID.randomUUID();
    private final StringBuilder fields = new StringBuilder();

    /** Adds a field. @param name plain ASCII @param value any text */
    void add(String name, String value) {
        begin(name).append("\r\n\r\n").append(value).append("\r\n");
    }

    private StringBuilder begin(String name) {
        return fields.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(name).append('"');
    }

    /** {@return the form's type} */
    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /**
     * {@return the form, ended by a sound file}
     *
     * @param sound 16 kHz or whatever; its samples are turned into bytes while they are sent
     */
    BodyPublisher with(WavUpload sound) {
        String head = new StringBuilder(fields).append("--").append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"utterance.wav\"\r\nContent-Type: audio/wav\r\n\r\n")
                .toString();
        byte[] before = head.getBytes(StandardCharsets.UTF_8);
        byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        List<Iterable<byte[]>> parts = new ArrayList<>(List.of(List.of(before), sound, List.of(after)));
        Iterable<byte[]> all = () -> parts.stream().flatMap(part -> StreamSupport.stream(part.spliterator(), false)).iterator();
        return BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(all), before.length + sound.bytes() + after.length);
    }
}
