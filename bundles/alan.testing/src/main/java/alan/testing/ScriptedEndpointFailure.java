package alan.testing;

/**
 * A way in which a {@link ScriptedEndpoint} fails.
 *
 * @param kind what happens
 * @param status of the answer, where there is one
 * @param body likewise
 * @param type of the body
 * @param retryAfter value of the header {@code Retry-After}; {@code null} for none
 */
public record ScriptedEndpointFailure(Kind kind, int status, String body, String type, String retryAfter) {
    /** What happens to a request. */
    public enum Kind {
        /** It is answered with a status. */
        STATUS,
        /** It is not answered at all. */
        HANG,
        /** The answer's head comes, and comments that keep the connection alive, but never a token. */
        KEEPALIVE_ONLY,
        /** The first token or block of sound comes, then comments or nothing. */
        HANG_AFTER_FIRST,
        /** The connection is closed without an answer. */
        CUT,
        /** The connection is closed after the first token or block, once {@link ScriptedEndpoint#breakOff} says so. */
        CUT_IN_THE_MIDDLE,
        /** After the first token and {@link ScriptedEndpoint#breakOff} comes an event with an error, as llama-server and vLLM send it. */
        ERROR_IN_THE_MIDDLE,
        /** The answer is properly ended after the first token and {@link ScriptedEndpoint#breakOff}, but without saying why. */
        END_IN_THE_MIDDLE,
        /** The answer is a line that never ends. */
        HUGE_LINE
    }

    /** {@return a failure of a kind that needs nothing else} @param kind other than {@link Kind#STATUS} */
    public static ScriptedEndpointFailure of(Kind kind) {
        return new ScriptedEndpointFailure(kind, 200, "", "", null);
    }

    /** {@return an answer with a status and an error as OpenAI writes it} @param status of the answer @param message for people; without quotes */
    public static ScriptedEndpointFailure status(int status, String message) {
        return body(status, "{\"error\":{\"message\":\"" + message + "\",\"type\":\"scripted\",\"param\":null,\"code\":null}}", "application/json");
    }

    /** {@return status 429 with the time to wait} @param retryAfter value of the header, seconds or a date */
    public static ScriptedEndpointFailure tooManyRequests(String retryAfter) {
        return new ScriptedEndpointFailure(Kind.STATUS, 429, "{\"error\":{\"message\":\"Rate limit reached\"}}", "application/json", retryAfter);
    }

    /** {@return an answer with any body: a web page, garbage} @param status of the answer @param body likewise @param type of the body */
    public static ScriptedEndpointFailure body(int status, String body, String type) {
        return new ScriptedEndpointFailure(Kind.STATUS, status, body, type, null);
    }

    /** {@return the web page of some proxy} @param status of the answer */
    public static ScriptedEndpointFailure page(int status) {
        return body(status, "<!DOCTYPE html>\n<html><head><title>Bad Gateway</title></head><body>nginx</body></html>", "text/html");
    }
}
