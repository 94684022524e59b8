package alan.models;

import alan.api.Home;
import alan.api.model.ModelImport;
import alan.api.config.ConfigCheck;
import alan.api.model.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The catalogue as a service: its files are where the framework's properties say, its imports come and go. */
@Component(name = "alan.models", service = {Models.class, ConfigCheck.class})
public final class ModelsComponent extends Catalogue implements ConfigCheck {
    private final List<ModelImport> imports;

    /** @param context of this bundle */
    @Activate
    public ModelsComponent(BundleContext context) {
        this(context, new CopyOnWriteArrayList<>());
    }

    private ModelsComponent(BundleContext context, List<ModelImport> imports) {
        super(Path.of(context.getProperty(Home.CONFIG)).resolve("models.json"), Path.of(context.getProperty(Home.DATA)), imports);
        this.imports = imports;
    }

    /** An import has come. @param added it */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addImport(ModelImport added) {
        imports.add(added);
    }

    /** An import goes. @param removed it */
    void removeImport(ModelImport removed) {
        imports.remove(removed);
    }
}
