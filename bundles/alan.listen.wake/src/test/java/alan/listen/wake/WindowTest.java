package alan.listen.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static float[] last(Window window, int rows) {
        FloatBuffer view = window.last(rows);
        assertThat(view.isDirect()).isTrue();
        float[] copy = new float[view.remaining()];
        view.get(copy);
        return copy;
    }

    @Test
    void theOldestRowsGo() {
        Window window = new Window(3, 2);
        window.add(new float[] {2, 3});
        assertThat(last(window, 3)).containsExactly(0, 0, 0, 0, 2, 3);
        window.add(new float[] {4, 5, 6, 7});
        assertThat(last(window, 3)).containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(last(window, 1)).containsExactly(6, 7);
    }

    @Test
    void ofManyRowsTheLastOnesAreKept() {
        Window window = new Window(2, 2);
        window.add(new float[] {1, 2, 3, 4});
        assertThat(last(window, 2)).containsExactly(1, 2, 3, 4);
        window.add(new float[] {5, 6, 7, 8, 9, 10});
        assertThat(last(window, 2)).containsExactly(7, 8, 9, 10);
    }
}
