package alan.home.mqtt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What things are called at the broker.
 *
 * @param prefix where Home Assistant looks for devices
 * @param id of this node's device, which stays the same
 */
record Topics(String prefix, String id) {
    private static final int ID_BYTES = 6;
    private static final String SET = "/set";

    /** {@return the topics of an installation} @param prefix as above @param publicKey by which it is known */
    static Topics of(String prefix, byte[] publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return new Topics(prefix, "alan_" + HexFormat.of().formatHex(digest, 0, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return where the device is described} */
    String discovery() {
        return prefix + "/device/" + id + "/config";
    }

    /** {@return where Home Assistant says that it has come or goes} */
    String birth() {
        return prefix + "/status";
    }

    /** {@return where is said whether the node is there} */
    String availability() {
        return "alan/" + id + "/availability";
    }

    /** {@return where something's value is} @param key of it */
    String state(String key) {
        return "alan/" + id + "/" + key;
    }

    /** {@return where something is told what to be} @param key of it */
    String command(String key) {
        return state(key) + SET;
    }

    /** {@return what a command is for; empty if the topic is none of a command} @param topic of a message */
    Optional<String> commanded(String topic) {
        String start = state("");
        return topic.startsWith(start) && topic.endsWith(SET) && topic.length() > start.length() + SET.length()
                ? Optional.of(topic.substring(start.length(), topic.length() - SET.length())) : Optional.empty();
    }
}
