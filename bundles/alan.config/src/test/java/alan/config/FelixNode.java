package alan.config;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import alan.testing.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;

/** A Felix with the component runtime, ConfigurationAdmin, FileInstall, this bundle, and a bundle of two components to be configured. */
final class FelixNode implements AutoCloseable {
    private final Framework framework;

    /**
     * Starts it, the way that the launcher does: FileInstall comes last, and looks through the configuration before the framework counts as started.
     *
     * @param folder for everything
     * @param config the folder that is watched
     */
    FelixNode(Path folder, Path config) throws Exception {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, folder.resolve("felix").toString());
        properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, "org.slf4j;version=\"2.0.0\"," + Contracts.packages());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100");
        properties.put("felix.log.level", "0");
        properties.put("alan.config", config.toString());
        properties.put("felix.fileinstall.dir", config.toString());
        properties.put("felix.fileinstall.noInitialDelay", "true");
        properties.put("felix.fileinstall.poll", "200");
        properties.put("felix.fileinstall.tmpdir", Files.createDirectories(folder.resolve("tmp")).toString());
        properties.put("felix.fileinstall.enableConfigSave", "false");
        properties.put("felix.fileinstall.configEncoding", "UTF-8");
        properties.put("felix.fileinstall.log.level", "0");
        framework = new FrameworkFactory().newFramework(properties);
        framework.init();
        List<Bundle> installed = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of("target", "bundles"))) {
            for (Path jar : jars.sorted().toList()) {
                installed.add(install(jar));
            }
        }
        installed.add(install(probe(folder)));
        installed.add(install(ownJar()));
        for (Bundle bundle : installed) {
            bundle.start();
        }
        framework.start();
    }

    private Bundle install(Path jar) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
        bundle.adapt(BundleStartLevel.class).setStartLevel(jar.getFileName().toString().contains("fileinstall") ? 90 : 40);
        return bundle;
    }

    private static Path ownJar() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target"))) {
            return jars.filter(jar -> jar.getFileName().toString().matches("alan\\.config-.*(?<!sources)\\.jar")).findFirst().orElseThrow();
        }
    }

    private static Path probe(Path folder) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setBundleSymbolicName("alan.config.probe");
            builder.setProperty("-privatepackage", "alan.config.probe");
            builder.setProperty("-noextraheaders", "true");
            builder.addClasspath(Path.of("target", "test-classes").toFile());
            Jar jar = builder.build();
            Path file = folder.resolve("probe.jar");
            jar.write(file.toFile());
            return file;
        }
    }

    /** {@return how the components are configured now} @param component its name */
    @SuppressWarnings("rawtypes")
    List<Map<?, ?>> configured(String component) throws InvalidSyntaxException {
        BundleContext context = framework.getBundleContext();
        List<Map<?, ?>> found = new ArrayList<>();
        for (ServiceReference<Supplier> reference : context.getServiceReferences(Supplier.class, "(component.name=" + component + ")")) {
            Supplier service = context.getService(reference);
            if (service != null) {
                found.add((Map<?, ?>) service.get());
            }
        }
        return found;
    }

    /** {@return a service of the framework} @param type its interface */
    <T> T service(Class<T> type) throws InvalidSyntaxException {
        BundleContext context = framework.getBundleContext();
        // By name: the system bundle, whose context this is, is wired to no interface.
        ServiceReference<?> reference = Objects.requireNonNull(context.getAllServiceReferences(type.getName(), null), type.getName())[0];
        return type.cast(context.getService(reference));
    }

    /** Stops the bundle of the two components. */
    void stopProbe() throws BundleException {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if ("alan.config.probe".equals(bundle.getSymbolicName())) {
                bundle.uninstall();
            }
        }
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(TimeUnit.SECONDS.toMillis(30));
    }
}
