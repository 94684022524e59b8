package alan.shell.fake;

import alan.api.Home;
import alan.api.audio.AudioDevices;
import alan.api.audio.AudioFiles;
import alan.api.companion.Companion;
import alan.api.config.ConfigCheck;
import alan.api.engine.Engines;
import alan.api.model.Models;
import alan.api.perform.Performances;
import alan.api.perform.ScriptWriter;
import alan.api.text.Text;
import alan.testing.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A framework in this JVM with the bundle under test, all that it needs at run time, and fakes of the other rooms. */
public final class Node implements AutoCloseable {
    private static final String JLINE_SHELL = "org.apache.felix.gogo.jline";

    public final FakeCompanion companion = new FakeCompanion();
    public final FakeAudio audio = new FakeAudio();
    public final FakeEngines engines = new FakeEngines();
    public final FakeModels models = new FakeModels();
    public final FakeScripts scripts = new FakeScripts();
    private final Framework framework;

    /**
     * @param target the module's build folder
     * @param cache an empty folder
     * @param properties of the framework
     */
    public Node(Path target, Path cache, Map<String, String> properties) throws BundleException, IOException {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent(Home.DATA, cache.toString());
        all.putIfAbsent(Home.CONFIG, cache.toString());
        all.put("org.osgi.framework.storage", cache.toString());
        all.put("org.osgi.framework.system.packages.extra", Contracts.packages() + ",org.slf4j;version=2.0.20");
        all.put("felix.log.level", "1");
        framework = new FrameworkFactory().newFramework(all);
        framework.init();
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> bundles = Files.list(target.resolve("bundles"))) {
            bundles.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        jars.add(target.resolve("alan.shell-0.1.0-SNAPSHOT.jar"));
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) {
            installed.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
        }
        for (Bundle bundle : installed) {
            // The bundle under test starts it when it is wanted.
            if (!bundle.getSymbolicName().equals(JLINE_SHELL)) {
                bundle.start();
            }
        }
    }

    /** Brings the other rooms. */
    public Node withServices() {
        BundleContext context = framework.getBundleContext();
        context.registerService(Companion.class, companion, null);
        context.registerService(AudioFiles.class, audio, null);
        context.registerService(AudioDevices.class, audio, null);
        context.registerService(Engines.class, engines, null);
        context.registerService(Models.class, models, null);
        context.registerService(Performances.class, scripts, null);
        context.registerService(ScriptWriter.class, scripts, null);
        return this;
    }

    /** Brings somebody who knows what is wrong with the configuration. */
    public Node withConfig(List<Text> problems) {
        framework.getBundleContext().registerService(ConfigCheck.class, () -> problems, null);
        return this;
    }

    /** Starts the framework; returns when it is active. */
    public Node start() throws BundleException {
        framework.start();
        return this;
    }

    /** Waits until the framework has stopped. */
    public void await(long millis) throws InterruptedException {
        framework.waitForStop(millis);
    }

    public Framework framework() {
        return framework;
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(20_000);
    }
}
