package alan.wyoming;

import alan.api.text.Text;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What events say, by name. {@code null} is as good as missing. */
final class Fields {
    private Fields() {}

    /** {@return a text; {@code null} if it is missing} */
    static String text(WyomingEvent event, JsonNode data, String name) throws WyomingException {
        JsonNode value = data.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("In the event %s, %s is not a text.", name(event), name));
        }
        return value.textValue();
    }

    /** {@return a text that must be there} */
    static String required(WyomingEvent event, String name) throws WyomingException {
        String text = text(event, event.data(), name);
        if (text == null) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("The event %s has no %s.", name(event), name));
        }
        return text;
    }

    /** {@return a text that is not blank; {@code null} otherwise} */
    static String named(WyomingEvent event, JsonNode data, String name) throws WyomingException {
        String text = text(event, data, name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** {@return an object; {@code null} if it is missing} */
    static ObjectNode object(WyomingEvent event, String name) throws WyomingException {
        JsonNode value = event.data().get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("In the event %s, %s is not an object.", name(event), name));
    }

    /** {@return the texts of a list, each once; none if it is missing} */
    static Set<String> texts(WyomingEvent event, String name) throws WyomingException {
        JsonNode value = event.data().get(name);
        Set<String> texts = new LinkedHashSet<>();
        if (value == null || value.isNull()) {
            return texts;
        }
        if (!value.isArray()) {
            throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("In the event %s, %s is not a list of texts.", name(event), name));
        }
        for (JsonNode each : value) {
            if (!each.isTextual()) {
                throw new WyomingException(ErrorCode.BAD_REQUEST, Text.of("In the event %s, %s is not a list of texts.", name(event), name));
            }
            texts.add(each.textValue());
        }
        return texts;
    }

    /** {@return a whole number within bounds} */
    static int whole(WyomingEvent event, String name, int least, int most) throws WyomingException {
        JsonNode value = event.data().get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            throw new WyomingException(ErrorCode.BAD_REQUEST,
                    Text.of("In the event %s, %s is not a whole number from %s to %s.", name(event), name, String.valueOf(least), String.valueOf(most)));
        }
        return value.intValue();
    }

    /** What is quoted to people has an end. */
    private static String name(WyomingEvent event) {
        return event.type().length() > 40 ? event.type().substring(0, 40) : event.type();
    }
}
