package alan.llm.llama.worker;

import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaOutput;

/**
 * Answers requests, one after the other, on the thread that calls {@link #answer}.
 *
 * <p>The library lets nobody wait for a token with a deadline, and a request that is cancelled by another thread leaves the
 * waiting one waiting
 * for ever. So a job is cancelled here, between two tokens. A long prompt is read in parts for the same reason, and so that the
 * engine
 * hears from the worker meanwhile.
 */
final class Generator {
    /** Tokens of a prompt that are read at once: enough to keep matrix products efficient, few enough to be cancelled soon. */
    private static final int PART = 64;

    private final ChatModel model;
    private final Outbox outbox;
    /** What the library's cache holds, roughly: where reading in parts has to begin so that it drops nothing of use. */
    private String cached = "";

    /**
     * @param model answers
     * @param outbox takes the frames
     */
    Generator(ChatModel model, Outbox outbox) {
        this.model = model;
        this.outbox = outbox;
    }

    /** Answers. @param job prepared */
    void answer(Job job) {
        if (job.cancelled() || !readPrompt(job)) {
            return;
        }
        int room = Math.min(job.request().maxTokens(), model.context() - job.promptTokens() - 1);
        StopTexts stops = new StopTexts(job.request().stop());
        StringBuilder text = new StringBuilder();
        LlamaIterator pieces = model.generate(job.prompt(), job.request(), room);
        int tokens = 0;
        boolean modelEnded = false;
        send(job, OpenedThought.of(job.prompt()), 0);
        while (pieces.hasNext()) {
            LlamaOutput output = pieces.next();
            if (!pieces.hasNext()) {
                break;
            }
            if (!job.cancelled()) {
                modelEnded = output.text.isEmpty();
                tokens += model.tokensOf(output.text);
                text.append(output.text);
                send(job, stops.add(output.text), tokens);
            }
            if (job.cancelled() || stops.found()) {
                pieces.cancel();
            }
        }
        cached = job.request().reproducible() ? "" : job.prompt() + text;
        if (job.cancelled()) {
            return;
        }
        boolean limit = !modelEnded && !stops.found();
        // The library generated exactly what was allowed; tokens that ended within the last character were never shown and so not
        // counted.
        int total = limit ? room : tokens;
        send(job, stops.end(), total);
        outbox.send(new Frame(Frame.Type.END, job.id(), out -> {
            out.writeByte(limit ? 1 : 0);
            out.writeInt(total);
        }));
    }

    private void send(Job job, String piece, int tokens) {
        if (!piece.isEmpty()) {
            outbox.send(new Frame(Frame.Type.PIECE, job.id(), out -> {
                Frame.writeText(out, piece);
                out.writeInt(tokens);
            }));
        }
    }

    /** Brings all of the prompt but its last part into the library's cache. Returns false if the job was cancelled meanwhile. */
    private boolean readPrompt(Job job) {
        if (job.request().reproducible()) {
            return true;
        }
        String prompt = job.prompt();
        int step = Math.max(1, (int) ((long) prompt.length() * PART / job.promptTokens()));
        for (int end = commonStart(cached, prompt) + step; end < prompt.length() - step / 2; end += step) {
            String part = prompt.substring(0, Character.isLowSurrogate(prompt.charAt(end)) ? end + 1 : end);
            LlamaIterator pieces = model.generate(part, job.request(), 0);
            while (pieces.hasNext()) {
                pieces.next();
            }
            cached = part;
            if (job.cancelled()) {
                return false;
            }
            outbox.send(new Frame(Frame.Type.ALIVE, job.id()));
        }
        return true;
    }

    private static int commonStart(String a, String b) {
        int length = Math.min(a.length(), b.length());
        int common = 0;
        while (common < length && a.charAt(common) == b.charAt(common)) {
            common++;
        }
        return common;
    }
}
