package alan.remote;

import alan.api.text.Text;
import alan.remote.EndpointException.Fault;
import alan.remote.EndpointException.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** The sentences about what can go wrong with one endpoint. */
final class Faults {
    private final EndpointSettings settings;

    /** @param settings of the endpoint */
    Faults(EndpointSettings settings) {
        this.settings = settings;
    }

    private String name() {
        return settings.name();
    }

    private EndpointException of(Fault fault, Text brief, Text sentence, Throwable cause) {
        return new EndpointException(fault, brief, sentence, cause);
    }

    /** Its file is wrong. @param problem as the settings have it */
    EndpointException misconfigured(Text problem) {
        return of(Fault.MISCONFIGURED, problem, problem, null);
    }

    /** No answer began. @param failure of the connection */
    EndpointException notReached(IOException failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return of(Fault.UNREACHABLE, Text.of("no connection within %s s", settings.connect().toSeconds()),
                    Text.of("The endpoint %s (%s) does not take a connection within %s s: check that its machine is on and url is right.", name(),
                            settings.api(), settings.connect().toSeconds()), failure);
        } else if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return of(Fault.UNREACHABLE, Text.of("its host is not known"),
                    Text.of("The host of the endpoint %s (%s) is not known: check url, and that there is a network.", name(), settings.api()),
                    failure);
        } else if (has(failure, SSLException.class)) {
            return of(Fault.UNFIT, Text.of("no safe connection"),
                    Text.of("There is no safe connection to the endpoint %s (%s): %s.", name(), settings.api(), detail(failure)), failure);
        } else if (has(failure, ConnectException.class)) {
            return of(Fault.UNREACHABLE, Text.of("not reached"),
                    Text.of("The endpoint %s cannot be reached at %s: check that the server runs and url is right.", name(), settings.api()),
                    failure);
        } else if (has(failure, ProtocolException.class)) {
            return of(Fault.UNFIT, Text.of("does not speak HTTP"),
                    Text.of("What answers at %s is no endpoint (%s): check url of %s.", settings.api(), detail(failure), name()), failure);
        }
        return of(Fault.UNREACHABLE, Text.of("connection lost"),
                Text.of("The connection to the endpoint %s (%s) broke before it answered: ask again.", name(), settings.api()), failure);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return true;
            }
        }
        return false;
    }

    private static String detail(IOException failure) {
        return ServerMessage.clean(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    /** Nothing came in time. @param limit that it was given */
    EndpointException late(Duration limit) {
        return of(Fault.LATE, Text.of("no answer within %s s", limit.toSeconds()),
                Text.of("The endpoint %s has not begun to answer within %s s: try again when it has less to do, or raise first.timeout.s.", name(),
                        limit.toSeconds()), null);
    }

    /** It fell silent in the middle. @param limit that it was given */
    EndpointException silent(Duration limit) {
        return of(Fault.BROKEN, Text.of("fell silent in the middle"),
                Text.of("The endpoint %s fell silent in the middle of its answer, for more than %s s: ask again.", name(), limit.toSeconds()), null);
    }

    /** The connection broke in the middle. @param failure of the connection; {@code null} when the answer just ended */
    EndpointException brokeOff(IOException failure) {
        return of(Fault.BROKEN, Text.of("broke off in the middle"),
                Text.of("The endpoint %s broke off in the middle of its answer: ask again.", name()), failure);
    }

    /** It said in the middle that something is wrong. @param message what it said */
    EndpointException brokeOff(String message) {
        return of(Fault.BROKEN, Text.of("broke off in the middle"),
                Text.of("The endpoint %s broke off in the middle of its answer: %s", name(), message), null);
    }

    /** It began to answer with an error. @param message what it said */
    EndpointException failed(String message) {
        return of(Fault.OVERLOADED, Text.of("internal error"), Text.of("The endpoint %s failed: %s", name(), message), null);
    }

    /** It answered, but not as the API says. @param what is wrong with the answer */
    EndpointException notUnderstood(Text what) {
        return of(Fault.UNFIT, what,
                Text.of("The endpoint %s answered, but not as the API says: %s. Check url and the model in its file.", name(), what), null);
    }

    /** It withheld the answer. */
    EndpointException filtered() {
        Text brief = Text.of("withheld the answer");
        return of(Fault.REFUSED, brief, Text.of("The endpoint %s withheld the answer (its content filter): ask in other words.", name()), null);
    }

    /** It thought until its tokens were used up. @param model that did */
    EndpointException onlyThoughts(String model) {
        return of(Fault.REFUSED, Text.of("thought, and did not answer"),
                Text.of("The model %s of the endpoint %s used up all its tokens for thinking: raise max.tokens of alan.companion, or choose a model"
                        + " that does not think.", model, name()), null);
    }

    /** It sends its callers elsewhere. @param target where to */
    EndpointException movedTo(String target) {
        return of(Fault.UNFIT, Text.of("sends its callers elsewhere"),
                Text.of("The endpoint %s sends its callers to %s: if that is right, write it into url.", name(), target), null);
    }

    /**
     * It did not take the request.
     *
     * @param refusal what it said
     * @param hasKey whether it was given a key
     */
    EndpointException refused(Refusal refusal, boolean hasKey) {
        int status = refusal.status();
        boolean mute = refusal.message().isEmpty();
        String message = refusal.message();
        if (status == 401 || status == 403) {
            return key(refusal, hasKey);
        } else if (status == 404) {
            return refused(Fault.UNFIT, Text.of("model or address not found (404)"),
                    mute ? Text.of("The endpoint %s does not know the model or the address (404): check its file.", name())
                            : Text.of("The endpoint %s does not know the model or the address (404): %s", name(), message), refusal);
        } else if (status == 429) {
            return refused(Fault.OVERLOADED, Text.of("asked too often (429)"),
                    mute ? Text.of("The endpoint %s wants to be asked less often (429): wait a little.", name())
                            : Text.of("The endpoint %s wants to be asked less often (429): %s", name(), message), refusal);
        } else if (status == 408 || status >= 500) {
            return refused(Fault.OVERLOADED, Text.of("internal error (%s)", status),
                    mute ? Text.of("The endpoint %s failed (status %s): its own log says why.", name(), status)
                            : Text.of("The endpoint %s failed (status %s): %s", name(), status, message), refusal);
        }
        return refused(Fault.REFUSED, Text.of("did not take the request (%s)", status),
                mute ? Text.of("The endpoint %s did not take the request (status %s): its own log says why.", name(), status)
                        : Text.of("The endpoint %s did not take the request (status %s): %s", name(), status, message), refusal);
    }

    private EndpointException key(Refusal refusal, boolean hasKey) {
        int status = refusal.status();
        return hasKey
                ? refused(Fault.UNFIT, Text.of("refused the key (%s)", status),
                        Text.of("The endpoint %s refused the key (status %s): check what key.env or key.file names.", name(), status), refusal)
                : refused(Fault.UNFIT, Text.of("wants a key (%s)", status),
                        Text.of("The endpoint %s wants a key (status %s): give it one with key.env or key.file.", name(), status), refusal);
    }

    private static EndpointException refused(Fault fault, Text brief, Text sentence, Refusal refusal) {
        return new EndpointException(fault, brief, sentence, null, refusal);
    }
}
