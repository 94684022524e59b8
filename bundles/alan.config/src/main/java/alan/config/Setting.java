package alan.config;

import alan.api.text.Text;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.felix.metatype.AD;
import org.osgi.service.metatype.AttributeDefinition;

/**
 * One key with the value that somebody gave it.
 *
 * @param file it stands in, as people are told
 * @param definition what the component says about the key
 * @param value from the file: mostly a string, or what a typed file makes of it
 */
record Setting(String file, AD definition, Object value) {
    /** {@return whether nothing is said, so the default holds: text may be empty, a number may not} */
    boolean isEmpty() {
        return !isText() && values().stream().allMatch(String::isEmpty);
    }

    /** {@return the value without blanks around what is no text, which the component runtime could not read} */
    Object stripped() {
        return value instanceof String text && !isText() ? text.strip() : value;
    }

    /** {@return what is wrong with the value; empty when it is right or absent} */
    Optional<Text> problem() {
        return isEmpty() ? Optional.empty() : values().stream().flatMap(each -> problem(each).stream()).findFirst();
    }

    private boolean isText() {
        return switch (definition.getType()) {
            case AttributeDefinition.STRING, AttributeDefinition.PASSWORD, AttributeDefinition.CHARACTER -> true;
            default -> false;
        };
    }

    private boolean isWhole() {
        return switch (definition.getType()) {
            case AttributeDefinition.INTEGER, AttributeDefinition.LONG, AttributeDefinition.SHORT, AttributeDefinition.BYTE -> true;
            default -> false;
        };
    }

    private List<String> values() {
        List<String> all = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                all.add(String.valueOf(Array.get(value, i)));
            }
        } else if (value instanceof Collection<?> many) {
            many.forEach(each -> all.add(String.valueOf(each)));
        } else {
            all.add(value.toString());
        }
        return isText() ? all : all.stream().map(String::strip).toList();
    }

    private Optional<Text> problem(String each) {
        // Where there may be several values, commas part them; the component runtime itself, though, reads one string as one number.
        boolean several = definition.getCardinality() != 0 && isText();
        String result = definition.validate(several || definition.getCardinality() == 0 ? each : each.replace(",", "\\,"));
        if (result == null || result.isEmpty()) {
            return isNumber(each) ? Optional.empty() : Optional.of(notANumber(each));
        }
        return Optional.of(switch (result) {
            case AD.VALIDATE_LESS_THAN_MINIMUM, AD.VALIDATE_GREATER_THAN_MAXIMUM -> outOfRange(each);
            case AD.VALIDATE_NOT_A_VALID_OPTION -> Text.of("In %s, %s = %s is none of the possible values (%s); the default"
                    + " is %s.", file, key(), each, String.join(", ", definition.getOptionValues()), byDefault());
            default -> wrongType(each);
        });
    }

    /** Java reads NaN and Infinity as numbers; nobody means them. */
    private boolean isNumber(String each) {
        return switch (definition.getType()) {
            case AttributeDefinition.FLOAT, AttributeDefinition.DOUBLE -> each.isEmpty() || Double.isFinite(Double.parseDouble(each));
            default -> true;
        };
    }

    private Text wrongType(String each) {
        if (definition.getType() == AttributeDefinition.BOOLEAN) {
            return Text.of("In %s, %s = %s is neither true nor false; the default is %s.",
                    file, key(), each, byDefault());
        }
        if (isWhole() && each.matches("[-+]?\\d+")) {
            return new BigInteger(each).signum() < 0
                    ? Text.of("In %s, %s = %s is too small; the default is %s.", file, key(), each, byDefault())
                    : Text.of("In %s, %s = %s is too large; the default is %s.", file, key(), each, byDefault());
        }
        return isWhole()
                ? Text.of("In %s, %s = %s is not a whole number; the default is %s.", file, key(), each, byDefault())
                : notANumber(each);
    }

    private Text notANumber(String each) {
        return Text.of("In %s, %s = %s is not a number, such as 0.5 with a point; the default is %s.",
                file, key(), each, byDefault());
    }

    private Text outOfRange(String each) {
        boolean least = definition.getMin() != null;
        boolean most = definition.getMax() != null;
        if (isText()) {
            return Text.of("In %s, %s = %s is too long or too short; the default is %s.", file, key(), each, byDefault());
        }
        if (least && most) {
            return Text.of("In %s, %s = %s must lie between %s and %s; the default is %s.",
                    file, key(), each, definition.getMin(), definition.getMax(), byDefault());
        }
        return least
                ? Text.of("In %s, %s = %s must be at least %s; the default is %s.",
                        file, key(), each, definition.getMin(), byDefault())
                : Text.of("In %s, %s = %s must be at most %s; the default is %s.",
                        file, key(), each, definition.getMax(), byDefault());
    }

    private String key() {
        return definition.getID();
    }

    private Object byDefault() {
        String[] values = definition.getDefaultValue();
        return values == null || Arrays.stream(values).allMatch(String::isEmpty) ? Text.of("no value") : String.join(", ", values);
    }
}
