package alan.enrol.text;

/**
 * A word of a text.
 *
 * @param sound how it is compared: lower case, no signs, numbers in digits
 * @param from its first character in the text
 * @param to the character after its last one
 */
public record Word(String sound, int from, int to) {}
