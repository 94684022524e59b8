package alan.language;

import java.util.Map;

/** What a statistical model makes of a text. */
interface Evidence {
    /** {@return how likely each language is, by the model's own codes; empty when there is no model} */
    Map<String, Double> of(String text);
}
