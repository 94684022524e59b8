package alan.companion;

import alan.api.AlanException;
import alan.api.companion.TurnRequest;

/** A question as it may go to a language model. */
final class Question {
    /** No model takes more, and counting its tokens would take long. */
    static final int LONGEST = 1_000_000;

    private Question() {}

    /**
     * {@return a request with a question that makes sense and the code of its language}
     *
     * @param request as it came
     * @throws AlanException when there is nothing in it that could be answered
     */
    static TurnRequest checked(TurnRequest request) throws AlanException {
        return new TurnRequest(
                request.utterance(),
                request.text() == null ? null : cleaned(request.text()),
                request.persona(), request.voice(), Languages.code(request.language()), request.speak(), request.conversation());
    }

    /**
     * {@return the text without what is no text: control characters, of which a NUL would end it half-way in native code, and halves of surrogate
     * pairs}
     */
    private static String cleaned(String text) throws AlanException {
        if (text.length() > LONGEST) {
            throw new AlanException("The question is too long: it has %,d characters, and %,d are the most; ask a shorter one.", text.length(),
                    LONGEST);
        }
        StringBuilder cleaned = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().filter(Question::isText).forEach(cleaned::appendCodePoint);
        String question = cleaned.toString().strip();
        if (question.isEmpty()) {
            throw new AlanException("The question is empty; say or write what you would like to know.");
        }
        if (question.codePoints().noneMatch(Question::saysSomething)) {
            throw new AlanException("There is no word in the question; say or write what you would like to know.");
        }
        return question;
    }

    private static boolean isText(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\t';
            case Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> codePoint != '\uFEFF';
        };
    }

    /** A letter, a digit, or a picture: a thumb that points up is an answer. */
    private static boolean saysSomething(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.OTHER_SYMBOL;
    }
}
