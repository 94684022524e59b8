package alan.satellite;

import alan.api.listen.WakeWord;
import alan.api.satellite.Hub;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Writes down what it is told. */
final class FakeHub implements Hub {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final String name;
    volatile boolean alive = true;
    volatile String host = "192.168.1.4";

    FakeHub(String name) {
        this.name = name;
    }

    /** {@return the next thing that it is told} */
    String next() throws InterruptedException {
        String next = told.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    boolean isToldNothing() {
        return told.isEmpty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public void woken(WakeWord.Name word) {
        told.add(word == null ? "asked" : "woken by " + word.phrase());
    }

    @Override
    public void sound(float[] block) {
        told.add("sound " + block[0]);
    }

    @Override
    public void stopped() {
        told.add("stopped");
    }

    @Override
    public void late() {
        told.add("late");
    }

    @Override
    public void unheard() {
        told.add("unheard");
    }

    @Override
    public void played() {
        told.add("played");
    }

    @Override
    public void unwanted() {
        told.add("unwanted");
    }

    @Override
    public void replaced() {
        told.add("replaced");
    }
}
