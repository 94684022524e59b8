package alan.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;

class PinnedBundlesTest {
    private static Bundle bundle(String name) {
        return (Bundle) Proxy.newProxyInstance(Bundle.class.getClassLoader(), new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> method.getName().equals("getSymbolicName") ? name : null);
    }

    @Test
    void theUpdateOfABundleWithNativeCodeAsksForARestart() {
        assertThat(PinnedBundles.sentence(new BundleEvent(BundleEvent.UPDATED, bundle("lib.djl"))).orElseThrow().english())
                .isEqualTo("lib.djl was updated; its native code can be loaded only once, so restart Alan to use the new one.");
    }

    @Test
    void nothingElseDoes() {
        assertThat(PinnedBundles.sentence(new BundleEvent(BundleEvent.STARTED, bundle("lib.djl")))).isEmpty();
        assertThat(PinnedBundles.sentence(new BundleEvent(BundleEvent.UPDATED, bundle("alan.tts.csm")))).isEmpty();
        assertThat(PinnedBundles.sentence(new BundleEvent(BundleEvent.UPDATED, bundle(null)))).isEmpty();
    }
}
