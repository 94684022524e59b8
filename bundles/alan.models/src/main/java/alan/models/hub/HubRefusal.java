package alan.models.hub;

import alan.api.text.Text;
import java.net.http.HttpResponse;

/**
 * Tells what the Hub means by refusing, as {@code huggingface_hub} does in {@code hf_raise_for_status}, and what a person can do
 * about it.
 *
 * @param status of its answer
 * @param code {@code X-Error-Code}; empty if there is none
 * @param message {@code X-Error-Message}; empty if there is none
 * @param loggedIn whether a token was sent
 * @param page the model's page
 */
record HubRefusal(int status, String code, String message, boolean loggedIn, String page) {

    static HubException of(HttpResponse<?> answer, HubSettings settings, String repository, String revision, String file)
            throws HubException {
        String code = answer.headers().firstValue("X-Error-Code").orElse("");
        String message = answer.headers().firstValue("X-Error-Message").orElse("");
        String page = settings.endpoint() + "/" + repository;
        HubRefusal refusal = new HubRefusal(answer.statusCode(), code, message, settings.token().isPresent(), page);
        boolean mayPass = refusal.status == 429 || refusal.status >= 500;
        return new HubException(refusal.reason(repository, revision, file), mayPass);
    }

    private Text reason(String repository, String revision, String file) {
        if (isWrongToken()) {
            return Text.of("it does not accept your token: log in again (hf auth login, or HF_TOKEN)");
        }
        if (code.equals("GatedRepo")) {
            return loggedIn
                    ? Text.of("it asks for a licence that your account has not accepted: accept it on the model's page %s, or log in"
                            + " as somebody who has (hf auth login, or HF_TOKEN)", page)
                    : Text.of("it asks for a licence: accept it on the model's page %s and log in (hf auth login, or HF_TOKEN)", page);
        }
        if (code.equals("RevisionNotFound")) {
            return Text.of("it has no revision %s of %s", revision, repository);
        }
        if (code.equals("EntryNotFound")) {
            return Text.of("it has no file %s in %s", file, repository);
        }
        if (code.equals("RepoNotFound") || status == 401) {
            return loggedIn
                    ? Text.of("it has no %s for you: if it is private or gated, accept the licence on the model's page %s, or log in as"
                            + " somebody who may see it (hf auth login, or HF_TOKEN)", repository, page)
                    : Text.of("it has no %s for you: if it is private or gated, accept the licence on the model's page %s and log in"
                            + " (hf auth login, or HF_TOKEN)", repository, page);
        }
        return ofStatus();
    }

    /** Of a token that is none, the Hub says so in the message; where a repository is hidden or gated, in the code. */
    private boolean isWrongToken() {
        return message.equals("Invalid credentials in Authorization header")
                || status == 401 && loggedIn && !code.equals("GatedRepo") && !code.equals("RepoNotFound");
    }

    private Text ofStatus() {
        if (status == 403) {
            return loggedIn
                    ? Text.of("it forbids that to your account: log in as somebody who may (hf auth login, or HF_TOKEN)")
                    : Text.of("it forbids that: log in (hf auth login, or HF_TOKEN)");
        }
        if (status == 429) {
            return loggedIn
                    ? Text.of("it has had too many requests: wait a while")
                    : Text.of("it has had too many requests: wait a while, or log in (hf auth login, or HF_TOKEN)");
        }
        return Text.of("it answers with status %s", status);
    }
}
