package alan.onnx;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that ends while it loads and computes without pause. */
final class EndingProcess {
    private static final int THREADS = 2;

    private EndingProcess() {}

    /** @param arguments the model's file */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch computed = new CountDownLatch(5 * THREADS);
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                while (true) {
                    try (OnnxModel model = new OnnxModel(Path.of(arguments[0]), 1)) {
                        model.run(new Canceller(), OnnxModelIT::probability);
                        computed.countDown();
                    } catch (Exception e) {
                        // What is refused at the end is asked for again.
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        computed.await();
        System.exit(0);
    }
}
