package alan.llm.llama;

import alan.api.AlanException;
import alan.api.llm.TokenStream;
import alan.llm.llama.worker.Frame;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An answer that a worker is writing, or will when those before it are done. The worker does not wait for the reader. */
final class WorkerAnswer implements TokenStream {
    private final WorkerProcess worker;
    private final Exchange exchange;
    private final int promptTokens;
    private final boolean refused;
    private volatile int generatedTokens;
    private volatile Finish finish;

    private WorkerAnswer(WorkerProcess worker, Exchange exchange, int promptTokens, boolean refused) {
        this.worker = worker;
        this.exchange = exchange;
        this.promptTokens = promptTokens;
        this.refused = refused;
    }

    /**
     * Waits until the worker has looked at the prompt; it does so while it answers others.
     *
     * @param worker that answers
     * @param exchange with the worker; the request was sent
     * @return the answer
     * @throws AlanException when the worker fails
     */
    static WorkerAnswer begin(WorkerProcess worker, Exchange exchange) throws AlanException {
        try {
            Frame frame = exchange.next();
            boolean refused = frame.type() == Frame.Type.REFUSED;
            if (refused) {
                worker.forget(exchange);
            }
            return new WorkerAnswer(worker, exchange, ByteBuffer.wrap(frame.body()).getInt(), refused);
        } catch (AlanException failed) {
            worker.cancel(exchange);
            throw failed;
        }
    }

    /** {@return whether the prompt leaves no room for an answer} */
    boolean refused() {
        return refused;
    }

    @Override
    public String next() throws AlanException {
        if (finish != null) {
            return null;
        }
        Frame frame = nextFrame();
        if (frame == null) {
            return null;
        }
        try (DataInputStream in = frame.in()) {
            if (frame.type() == Frame.Type.PIECE) {
                String piece = Frame.readText(in);
                generatedTokens = in.readInt();
                return piece;
            }
            Finish why = in.readByte() == 0 ? Finish.STOP : Finish.LENGTH;
            generatedTokens = in.readInt();
            finish(why);
            worker.forget(exchange);
            return null;
        } catch (IOException broken) {
            throw new AlanException("The language model's worker said something that makes no sense; ask again.", broken);
        }
    }

    private Frame nextFrame() throws AlanException {
        try {
            return exchange.next();
        } catch (AlanException failed) {
            worker.forget(exchange);
            throw failed;
        }
    }

    private synchronized boolean finish(Finish why) {
        boolean first = finish == null;
        finish = first ? why : finish;
        return first;
    }

    @Override
    public Finish finish() {
        return finish;
    }

    @Override
    public int promptTokens() {
        return promptTokens;
    }

    @Override
    public int generatedTokens() {
        return generatedTokens;
    }

    @Override
    public void close() {
        if (finish(Finish.CANCELLED)) {
            exchange.close();
            worker.cancel(exchange);
        }
    }
}
