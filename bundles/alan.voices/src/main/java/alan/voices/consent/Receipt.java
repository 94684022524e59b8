package alan.voices.consent;

import alan.api.voice.Consent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * That somebody has allowed a voice to be used.
 *
 * @param id random, never used again
 * @param voice its name
 * @param state {@link Consent.State#READ} or {@link Consent.State#OWN}
 * @param sentence that was read, or the statement
 * @param heard what was understood of it; {@code null} for a statement
 * @param similarity of the speakers, 0 to 1; {@code null} for a statement
 * @param when it was given
 * @param samples digest of the voice's sounds, see {@link alan.voices.store.SoundDigest}
 * @param replaces id of the receipt before it, which is void from now on; {@code null} if there was none
 * @param voids the last line of the list of void receipts when it was given, see {@link VoidReceipts#head}
 */
record Receipt(String id, String voice, Consent.State state, String sentence, String heard, Double similarity, Instant when, String samples,
        String replaces, String voids) {
    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A receipt as it lies in a folder. */
    record Signed(Receipt receipt, byte[] signature) {
        byte[] json() {
            var node = JSON.createObjectNode().put("format", FORMAT).put("id", receipt.id).put("voice", receipt.voice).put("state", receipt.state.name())
                    .put("sentence", receipt.sentence).put("heard", receipt.heard).put("similarity", receipt.similarity)
                    .put("when", receipt.when.toString()).put("samples", receipt.samples).put("replaces", receipt.replaces).put("voids", receipt.voids)
                    .put("signature", Base64.getEncoder().encodeToString(signature));
            try {
                return (JSON.writeValueAsString(node) + "\n").getBytes(StandardCharsets.UTF_8);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree is JSON", e);
            }
        }
    }

    /** {@return what is signed} */
    byte[] bytes() {
        return Canonical.of("alan voice receipt " + FORMAT, id, voice, state.name(), sentence, heard, similarity == null ? null : similarity.toString(),
                when.toString(), samples, replaces, voids);
    }

    /** {@return what a file says; {@code null} where it says nothing that can be read} @param file its bytes */
    static Signed read(byte[] file) {
        try {
            JsonNode node = JSON.readTree(file);
            if (node.path("format").asInt() != FORMAT) {
                return null;
            }
            Receipt receipt = new Receipt(text(node, "id"), text(node, "voice"), Consent.State.valueOf(text(node, "state")), text(node, "sentence"),
                    text(node, "heard"), node.path("similarity").isNumber() ? node.get("similarity").doubleValue() : null,
                    Instant.parse(node.path("when").asText()), text(node, "samples"), text(node, "replaces"), text(node, "voids"));
            return new Signed(receipt, Base64.getDecoder().decode(node.path("signature").asText()));
        } catch (IOException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            return null;
        }
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).isTextual() ? node.get(key).textValue() : null;
    }
}
