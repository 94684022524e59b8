package alan.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The packages of alan.api, for a framework in a test whose fakes are to be those of the test's own class path. */
public final class Contracts {
    private Contracts() {}

    /** {@return the packages with their versions, as the manifest of alan.api exports them} */
    public static String packages() throws IOException {
        for (URL each : Collections.list(Contracts.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            try (InputStream in = each.openStream()) {
                Attributes bundle = new Manifest(in).getMainAttributes();
                if ("alan.api".equals(bundle.getValue("Bundle-SymbolicName"))) {
                    return bundle.getValue("Export-Package");
                }
            }
        }
        throw new IllegalStateException("alan.api is not on the class path as a bundle");
    }
}
