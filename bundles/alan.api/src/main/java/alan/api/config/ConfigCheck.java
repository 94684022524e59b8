package alan.api.config;

import alan.api.text.Text;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Compares {@code config/*.cfg} with what the components say they can be configured with (OSGi Metatype, generated from their {@code @ObjectClassDefinition}s). A service.
 *
 * <p>A value of the wrong type is kept from the component, which then works with its default; the problem is shown for as long as it lasts.
 */
@ProviderType
public interface ConfigCheck {
    /** {@return what is wrong at present, by file; empty when all is well} Each is one sentence that names file, key and value, and says what would be right. */
    List<Text> problems();
}
