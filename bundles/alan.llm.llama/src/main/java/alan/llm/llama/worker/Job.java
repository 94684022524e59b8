package alan.llm.llama.worker;

/** A request for an answer on its way through the worker. */
final class Job {
    private final int id;
    private final GenerateRequest request;
    private volatile boolean cancelled;
    private String prompt;
    private int promptTokens;

    /**
     * @param id of the request
     * @param request what to answer
     */
    Job(int id, GenerateRequest request) {
        this.id = id;
        this.request = request;
    }

    int id() {
        return id;
    }

    GenerateRequest request() {
        return request;
    }

    /** Nobody wants the answer any more. From any thread. */
    void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** The prompt is ready; before the job is handed to the thread that generates. */
    void prepared(String prompt, int promptTokens) {
        this.prompt = prompt;
        this.promptTokens = promptTokens;
    }

    String prompt() {
        return prompt;
    }

    int promptTokens() {
        return promptTokens;
    }
}
