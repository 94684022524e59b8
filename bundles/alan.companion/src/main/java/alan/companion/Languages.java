package alan.companion;

/** The little that can be said about a text's language without a model. */
final class Languages {
    private Languages() {}

    /** {@return {@code es} for a text with signs that hardly any other language writes; otherwise {@code null}} */
    static String ofText(String text) {
        return text.chars().anyMatch(c -> "¿¡ñÑ".indexOf(c) >= 0) ? "es" : null;
    }
}
