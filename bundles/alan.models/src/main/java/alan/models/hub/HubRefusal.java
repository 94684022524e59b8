package alan.models.hub;

import java.net.http.HttpResponse;

/**
 * Tells what the Hub means by refusing, as {@code huggingface_hub} does in {@code hf_raise_for_status}, and what a person can do
 * about it.
 */
final class HubRefusal {
    private HubRefusal() {}

    static HubException of(HttpResponse<?> answer, HubSettings settings, String repository, String revision, String file)
            throws HubException {
        String code = answer.headers().firstValue("X-Error-Code").orElse("");
        String message = answer.headers().firstValue("X-Error-Message").orElse("");
        int status = answer.statusCode();
        String page = settings.endpoint() + "/" + repository;
        String logIn = settings.token().isPresent()
                ? "log in as somebody who may (hf auth login, or HF_TOKEN)"
                : "log in (hf auth login, or HF_TOKEN)";
        if (message.equals("Invalid credentials in Authorization header")) {
            return new HubException("it does not accept your token: log in again (hf auth login, or HF_TOKEN)");
        }
        if (code.equals("GatedRepo")) {
            return new HubException("it asks for a licence: accept it on the model's page " + page + " and " + logIn);
        }
        if (code.equals("RevisionNotFound")) {
            return new HubException("it has no revision " + revision + " of " + repository);
        }
        if (code.equals("EntryNotFound")) {
            return new HubException("it has no file " + file + " in " + repository);
        }
        if (code.equals("RepoNotFound") || status == 401) {
            return new HubException("it has no " + repository + " for you: if it is private or gated, accept the licence on the"
                    + " model's page " + page + " and " + logIn);
        }
        if (status == 403) {
            return new HubException("it forbids it" + (message.isEmpty() ? "" : " (" + message + ")") + ": " + logIn);
        }
        if (status == 429) {
            return new HubException("it has had too many requests: wait a while, or " + logIn, true);
        }
        return new HubException("it answers with status " + status, status >= 500);
    }
}
